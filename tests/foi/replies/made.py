"""Invented replies to requests, in the manner of councils, police and health bodies of the four nations, with what they say.

Made to try rules: each kind of outcome in several manners, and what must not be taken for one.
"""

from __future__ import annotations

from dataclasses import dataclass

APPEAL = """
If you are dissatisfied with the handling of your request you may ask for an internal review within 40 working days. If you
remain unhappy you can complain to the Information Commissioner under section 50 of the Act. The Commissioner may refuse a
complaint where section 12 or section 14 applies.
"""
APPEAL_SCOTLAND = """
If you are unhappy with this response you have the right to request a review under section 20 of the Act. You may then appeal to
the Scottish Information Commissioner under section 47, who can decide whether an exemption such as section 33 was rightly used.
"""


@dataclass(frozen=True)
class Made:
    """A letter and what it is to be read as; ``types`` are at least to be found, ``not_types`` must not be."""

    text: str
    outcome: str
    exemptions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()
    nation: str = "England"
    also: tuple[str, ...] = ()  # outcomes that a fair reader accepts as well


def _letter(body: str, *, law: str = "Freedom of Information Act 2000", sign: str = APPEAL) -> str:
    return f"""Dear Requester

{law} – request reference 4471

Thank you for your request for information, which we received on 3 July 2018.

{body.strip()}
{sign}
Yours sincerely

Information Governance Officer
"""


SCOTS = "Freedom of Information (Scotland) Act 2002"

MADE: dict[str, Made] = {
    # disclosed
    "names a product": Made(
        _letter(
            "You asked which software is used to score benefit claims.\n\nThe council uses Lantern Score, supplied by"
            " Quillmark Ltd,"
            " to decide which claims are looked at first. The contract began in April 2016 and costs £12,000 a year."
        ),
        "disclosed",
    ),
    "all is attached": Made(
        _letter("Please find attached the contract, the user guide and the impact assessment that you asked for."),
        "disclosed",
    ),
    "question by question": Made(
        _letter(
            "Q1. Do you use software to assess the risk of families?\nA1. Yes, Lantern Score since 2017.\n\nQ2. Who supplies"
            " it?\n"
            "A2. Quillmark Ltd.\n\nQ3. What does it cost?\nA3. £40,000 a year."
        ),
        "disclosed",
    ),
    "holds it and gives it": Made(
        _letter(
            "I can confirm that the force holds the information you requested. It is set out in the table below.\n\nYear"
            " 2017: 14\nYear 2018: 22"
        ),
        "disclosed",
    ),
    "exemptions not applicable": Made(
        _letter(
            "The information is enclosed.\n\nExemptions applied: not applicable. No information has been withheld under"
            " section 43."
        ),
        "disclosed",
        not_types=("part withheld", "commercial sensitivity"),
    ),
    "scottish disclosure": Made(
        _letter("The information you requested is provided in the enclosed schedule.", law=SCOTS, sign=APPEAL_SCOTLAND),
        "disclosed",
        nation="Scotland",
    ),
    # partly disclosed
    "prices blacked out": Made(
        _letter(
            "A copy of the contract is attached. Parts of it have been redacted. The pricing schedule is withheld under"
            " section 43(2)"
            " of the Freedom of Information Act because its disclosure would be likely to prejudice the commercial interests"
            " of the"
            " supplier. The public interest in maintaining the exemption outweighs that in disclosure."
        ),
        "partly disclosed",
        ("s43 FOIA",),
        ("part withheld", "commercial sensitivity"),
    ),
    "names of officers removed": Made(
        _letter(
            "The guidance is attached. Names of junior staff have been removed as they are exempt under section 40(2) (personal"
            " information)."
        ),
        "partly disclosed",
        ("s40 FOIA",),
        ("part withheld", "personal data"),
    ),
    "some held and some not": Made(
        _letter(
            "1. A copy of the training slides is attached.\n\n2. We do not hold any impact assessment.\n\n3. The evaluation"
            " is not"
            " held by the council."
        ),
        "partly disclosed",
        (),
        ("not held",),
        also=("disclosed",),
    ),
    "rest is on the website": Made(
        _letter(
            "We use Lantern Score. The policy that you asked for is available on our website and is therefore exempt under"
            " section 21"
            " of the Act (information reasonably accessible by other means)."
        ),
        "partly disclosed",
        ("s21 FOIA",),
        ("available elsewhere",),
        also=("disclosed",),
    ),
    "police: law enforcement": Made(
        _letter(
            "The force uses a risk model called Brindle Gate. The thresholds of the model are exempt by virtue of Section"
            " 31(1)(a)(b)"
            " Law Enforcement. Section 31 is a prejudice based qualified exemption and a public interest test has been"
            " carried out."
            "\n\nHarm: disclosure would allow offenders to avoid detection."
        ),
        "partly disclosed",
        ("s31 FOIA",),
        ("interfere law enforcement", "part withheld"),
    ),
    "two sections of research": Made(
        _letter(
            "Answer 1: the tool was built with the University of Harrow.\n\nAnswer 2: this will be published next year and is"
            " exempt"
            " under s.22 (information intended for future publication) and s.22A (research)."
        ),
        "partly disclosed",
        ("s22 FOIA", "s22A FOIA"),
        ("to be published", "research in progress"),
    ),
    "scottish commercial": Made(
        _letter(
            "The contract is enclosed. We have withheld the unit prices under section 33(1)(b) of the Act, as disclosure would"
            " prejudice substantially the commercial interests of the contractor.",
            law=SCOTS,
            sign=APPEAL_SCOTLAND,
        ),
        "partly disclosed",
        ("s33 FOISA",),
        ("commercial sensitivity", "part withheld"),
        nation="Scotland",
    ),
    "scottish personal data": Made(
        _letter(
            "I enclose the report. Third party personal data has been redacted under section 38(1)(b) FOISA.",
            law=SCOTS,
            sign=APPEAL_SCOTLAND,
        ),
        "partly disclosed",
        ("s38 FOISA",),
        ("personal data", "part withheld"),
        nation="Scotland",
    ),
    "unnamed ground": Made(
        _letter("The council uses Lantern Score. We are unable to share the contract as it is commercially sensitive."),
        "partly disclosed",
        (),
        ("commercial sensitivity", "part withheld"),
    ),
    # not held
    "holds nothing": Made(
        _letter("The council does not hold the information you have requested."), "not held", (), ("not held",)
    ),
    "no information held": Made(
        _letter("Following a search of our records I have established that the information is not held by the Trust."),
        "not held",
        (),
        ("not held",),
    ),
    "no recorded information": Made(
        _letter("I can advise you that no recorded information is held in relation to your request."),
        "not held",
        (),
        ("not held",),
    ),
    "scottish section 17": Made(
        _letter(
            "In terms of section 17(1) of the Act I must give you notice that the council does not hold this information.",
            law=SCOTS,
            sign=APPEAL_SCOTLAND,
        ),
        "not held",
        ("s17 FOISA",),
        ("not held",),
        nation="Scotland",
    ),
    "held by another body": Made(
        _letter(
            "This information is not held by the city council. Benefits are handled by Brackenford Partnership; you may wish to"
            " redirect your request to them at foi@brackenford.example."
        ),
        "not held",
        (),
        ("not held", "pointed to another body"),
    ),
    "each answer not held": Made(
        _letter("1. Copies of briefings\nNot held.\n\n2. Training manuals\nNot held.\n\n3. Contracts\nNot held."),
        "not held",
        (),
        ("not held",),
    ),
    # no such system
    "uses none": Made(
        _letter(
            "The council does not use predictive analytics or any automated system to score or assess individuals."
        ),
        "no such system",
        (),
        ("no such system declared",),
    ),
    "police: none in use": Made(
        _letter("No such systems are in use within the force. There are no plans to introduce any."),
        "no such system",
        (),
        ("no such system declared",),
    ),
    "nil return": Made(
        _letter(
            "We can confirm that we do not use algorithms for risk scoring in any of the areas that you name, and therefore"
            " hold no"
            " information."
        ),
        "no such system",
        (),
        ("no such system declared",),
        also=("not held",),
    ),
    "welsh force": Made(
        _letter(
            "The force has no automated decision making systems of the kind you describe, so your remaining questions do not"
            " apply."
        ),
        "no such system",
        (),
        ("no such system declared",),
        nation="Wales",
    ),
    # refused
    "cost limit": Made(
        _letter(
            "We estimate that to locate and extract this information would exceed the appropriate limit of £450, which is 18"
            " hours of"
            " work. Your request is therefore refused under section 12(1) of the Act. You may wish to narrow your request, for"
            " example to one department."
        ),
        "refused",
        ("s12 FOIA",),
        ("time / price", "asked to refine"),
    ),
    "scottish cost": Made(
        _letter(
            "The cost of answering would exceed the £600 limit prescribed, and under section 12(1) of the Act we are not"
            " obliged to"
            " comply with your request.",
            law=SCOTS,
            sign=APPEAL_SCOTLAND,
        ),
        "refused",
        ("s12 FOISA",),
        ("time / price",),
        nation="Scotland",
    ),
    "all commercial": Made(
        _letter(
            "The council holds the information. However, it is being withheld under Section 43 (commercial interests) of the"
            " Freedom"
            " of Information Act 2000. This letter acts as a refusal notice under section 17."
        ),
        "refused",
        ("s43 FOIA",),
        ("commercial sensitivity", "refusal notice"),
        ("part withheld",),
    ),
    "vexatious": Made(
        _letter(
            "Having considered your correspondence, we believe that your request is vexatious and refuse it under s14(1) FOIA."
        ),
        "refused",
        ("s14 FOIA",),
    ),
    "neither confirm nor deny": Made(
        _letter(
            "The force can neither confirm nor deny that it holds the information, as the duty in section 1(1)(a) does not"
            " apply, by"
            " virtue of section 23(5) and section 24(2) of the Act."
        ),
        "refused",
        ("s23 FOIA", "s24 FOIA"),
    ),
    "in confidence": Made(
        _letter(
            "We are unable to provide the documents. They were provided to us in confidence by the supplier and are exempt under"
            " section 41 of the Act, which is an absolute exemption."
        ),
        "refused",
        ("s41 FOIA",),
    ),
    "all elsewhere": Made(
        _letter(
            "The information is already published and can be found at www.brackenford.example/open. Section 21 of the Act"
            " applies, as"
            " it is reasonably accessible to you by other means."
        ),
        "refused",
        ("s21 FOIA",),
        ("available elsewhere",),
        also=("disclosed", "referred to earlier response"),
    ),
    "environmental": Made(
        _letter(
            "We have dealt with your request under the Environmental Information Regulations 2004. The report is excepted from"
            " disclosure under Regulation 12(4)(d), as it is unfinished, and is withheld.",
            law="Environmental Information Regulations 2004",
        ),
        "refused",
        ("r12 EIR",),
    ),
    "scottish confidentiality, withheld whole": Made(
        _letter(
            "We are withholding the information you asked for. Section 36(2) applies as it was obtained from another person in"
            " confidence.",
            law=SCOTS,
            sign=APPEAL_SCOTLAND,
        ),
        "refused",
        ("s36 FOISA",),
        nation="Scotland",
    ),
    # referred
    "answered before": Made(
        _letter(
            "We have answered a request of this kind before. Please see our earlier response, reference 3310, which is"
            " attached; our"
            " position has not changed."
        ),
        "referred to earlier response",
        also=("disclosed",),
    ),
    # clarification
    "what do you mean": Made(
        _letter(
            "Before we can proceed we need clarification. Could you please explain what you mean by “data analytics”? The 20"
            " working"
            " days will begin when we receive your reply. If we do not hear from you within three months your request will be"
            " closed.",
            sign="",
        ),
        "clarification sought",
        (),
        ("clarification",),
    ),
    "which department": Made(
        _letter(
            "Your request is very broad. Please clarify which services you are interested in so that we can deal with it.",
            sign="",
        ),
        "clarification sought",
        (),
        ("clarification",),
    ),
    "a name is wanted": Made(
        _letter(
            "For a request to be valid under section 8 of the Act it must state the name of the applicant. An organisation’s"
            " mailbox is"
            " not a name. Please provide your real name and we will process your request.",
            sign="",
        ),
        "clarification sought",
        (),
        ("name pushback",),
    ),
    # internal reviews
    "review upholds": Made(
        """Dear Requester

Internal review – reference 4471

I have carried out an internal review of our response to your request. I was not involved in the original decision.

The council relied on section 43(2). Having considered your points I am satisfied that the exemption was correctly applied, and I
uphold the original decision.

If you remain dissatisfied you may complain to the Information Commissioner.

Yours sincerely

Head of Governance
""",
        "internal review upheld",
        ("s43 FOIA",),
    ),
    "review overturns": Made(
        """Dear Requester

Outcome of internal review – reference 4471

I have reviewed the handling of your request. In the original response we refused it under section 12 of the Act. I have concluded
that the section was wrongly applied, and I overturn the decision. The documents are attached.

Yours sincerely

Head of Governance
""",
        "internal review overturned",
    ),
    # no reply in the sense of the law
    "acknowledgement": Made(
        _letter(
            "Your request is being considered and you will receive a response within 20 working days. If the information is"
            " covered by"
            " an exemption, such as section 40, we will tell you.",
            sign="",
        ),
        "not a response",
    ),
    "automatic": Made(
        "Thank you for your e-mail. This is an automatic reply. Your message has been received and will be dealt with as soon as"
        " possible. Please do not reply to this address.\n",
        "not a response",
    ),
    "longer time": Made(
        _letter(
            "We need more time to consider the public interest under section 43 of the Act and will write to you by 14 August"
            " 2018.",
            sign="",
        ),
        "not a response",
    ),
    # traps
    "requester argues against an exemption": Made(
        """Dear Requester

Thank you for your request. You asked:

"Please send the contract. We note that section 43 cannot be used to withhold whole contracts and that commercial interests are
no ground here. If section 12 applies please narrow the request."

Our response

The contract is attached in full.
"""
        + APPEAL
        + "\nYours sincerely\n\nInformation Officer\n",
        "disclosed",
        (),
        (),
        ("commercial sensitivity", "time / price"),
    ),
    "considered and not relied on": Made(
        _letter(
            "We considered whether section 43 applies to the contract and decided that it does not. The contract is attached"
            " in full."
        ),
        "disclosed",
        (),
        (),
        ("commercial sensitivity",),
    ),
    "general words of the law": Made(
        _letter(
            "Section 1 of the Act gives two rights: to be told whether information is held and to have it communicated. These are"
            " subject to exemptions.\n\nThe council uses Lantern Score; its manual is attached."
        ),
        "disclosed",
    ),
    "denies one system and names another": Made(
        _letter(
            "The council does not use Brindle Gate. We do use Lantern Score, which was bought in 2016; the contract is attached."
        ),
        "disclosed",
        (),
        (),
    ),
    "clarification was given": Made(
        _letter(
            "Thank you for your clarification of 9 July, in which you explained what you mean by scoring. The council does"
            " not hold"
            " information of this kind."
        ),
        "not held",
        (),
        ("not held",),
        ("clarification",),
    ),
    "number without a law": Made(
        _letter("Section 33 of the contract sets out the prices. The contract is attached."), "disclosed"
    ),
    "invited to talk": Made(
        _letter(
            "We would rather not answer in writing. We invite you to meet our head of service to discuss the project, outside"
            " of the"
            " Freedom of Information Act."
        ),
        "refused",
        (),
        ("invitation to talk",),
        also=("not a response", "clarification sought"),
    ),
}
