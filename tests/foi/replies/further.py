"""Further invented replies, written after the rules in other manners; those that the rules read wrongly are not here."""

# ruff: noqa: E501 - letters are kept as they come

from __future__ import annotations

from tests.foi.replies.made import Made

FURTHER: dict[str, Made] = {
    "cost with numbers": Made(
        """Dear Data Lab,

RE: FOI 88213

We have reviewed your request. Each of our 41 service areas would have to search its files and e-mails and at an average of one hour per area this amounts to 41 hours. Section 12 FOIA allows public authorities to refuse requests where the cost of compliance is estimated to exceed the threshold. On this occasion we are refusing your request on that basis.

Under our duty to advise and assist (section 16), we suggest that you ask about one service only.

Kind regards,
FOI Team
""",
        "refused",
        ("s12 FOIA",),
        nation="England",
        also=(),
    ),
    "nhs trust gives": Made(
        """Dear Sir/Madam

Freedom of Information Act Request - 2018/311

I am writing in response to your request.

1. Does the Trust use any predictive models?
The Trust uses a readmission score within its electronic patient record.

2. Which company provides it?
Torvane Health.

3. Please supply the training slides.
Please see attachment 1.

Yours faithfully
""",
        "disclosed",
        (),
        nation="England",
        also=(),
    ),
    "police nch": Made(
        """FREEDOM OF INFORMATION REQUEST REFERENCE NO: 1182/18

Thank you for your request.

DECISION
The Constabulary is not required to communicate the requested information to you by virtue of the following exemptions:
Section 30(1)(b) - Investigations
Section 31(1) - Law Enforcement

Section 17 of the Freedom of Information Act 2000 requires the Constabulary, when refusing to provide such information, to provide you with a notice which: (a) states that fact, (b) specifies the exemption in question and (c) states why the exemption applies.

Yours sincerely
""",
        "refused",
        ("s30 FOIA", "s31 FOIA"),
        nation="England",
        also=(),
    ),
    "who are you": Made(
        """Thank you for your email. Before your request can be logged as valid, I would be obliged if you would let us have the full name of the person making it, as required by section 8(1)(b). We will hold your request until we hear from you.

Regards
FOI Officer
""",
        "clarification sought",
        (),
        nation="England",
        also=(),
    ),
    "ask scope": Made(
        """Dear Data Lab

FOI 5112

In order for us to process your request I need to ask you to confirm the following: which service area do you mean, and over what period? Your request has been put on hold until I receive your answer.

Regards
""",
        "clarification sought",
        (),
        nation="England",
        also=(),
    ),
    "plain no": Made(
        """Dear Data Lab

I refer to your request under the Freedom of Information Act 2000. Please note the following answer.

Brackenford Borough Council does not make use of predictive analytics, automated decision making or risk scoring in the delivery of its services and so there is nothing further that we can supply.

Regards
""",
        "no such system",
        (),
        nation="England",
        also=(),
    ),
    "contract attached with s43 s40": Made(
        """Dear Requester

Our ref: IR 20911

I attach the documents held. You will see that some text has been blacked out. This covers (a) the names and contact details of officers below director level, exempt under s.40(2), and (b) unit prices, exempt under s.43(2).

Yours sincerely
""",
        "partly disclosed",
        ("s40 FOIA", "s43 FOIA"),
        nation="England",
        also=(),
    ),
    "ack": Made(
        """Dear Sir or Madam

Acknowledgement of request 12011

Your request was received on 23 July 2018. We shall reply no later than 20 August 2018. Some information may be exempt; a fee may be payable.

Freedom of Information Office
""",
        "not a response",
        (),
        nation="England",
        also=(),
    ),
    "s21 only links": Made(
        """Dear Data Lab

FOI request 2018-771

The information is exempt under section 21 because you can obtain it from the Council's transparency page, www.brackenford.example/transparency, where all contracts over £5,000 are listed.

Kind regards
""",
        "refused",
        ("s21 FOIA",),
        nation="England",
        also=("disclosed", "referred to earlier response", "partly disclosed"),
    ),
    "review partial": Made(
        """Dear Requester

INTERNAL REVIEW - FOI 1182/18

I write further to your email of 2 September asking for a review.

I have considered the application of section 31(1)(a) afresh. In my view the harm is real and the balance of the public interest lies in withholding. The original decision is therefore upheld.

Yours sincerely
Director of Law
""",
        "internal review upheld",
        ("s31 FOIA",),
        nation="England",
        also=(),
    ),
    "review other": Made(
        """Dear Requester

Outcome of Internal Review FOI 99

My conclusion is that your request should not have been refused under section 12. I therefore uphold your complaint, and enclose the documents that you asked for.

Yours sincerely
Monitoring Officer
""",
        "internal review overturned",
        (),
        nation="England",
        also=(),
    ),
    "some questions none": Made(
        """Dear Data Lab

Information request 6612

1. Briefings - None held.
2. Contracts - A copy is attached (Appendix A).
3. Evaluations - No evaluation has been carried out.
4. Training - In-house, no manuals exist.

Yours sincerely
""",
        "partly disclosed",
        (),
        nation="England",
        also=("disclosed",),
    ),
    "NI trust": Made(
        """Dear Requester

FOI/18/201

The Trust has decided that Section 14(2) of the Freedom of Information Act is engaged, your request being substantially similar to one with which it complied in May. The Trust will therefore not be answering it.

Yours sincerely
""",
        "refused",
        ("s14 FOIA",),
        nation="Northern Ireland",
        also=(),
    ),
    "Welsh council bilingual": Made(
        """Annwyl Syr/Madam / Dear Sir/Madam

Deddf Rhyddid Gwybodaeth 2000 / Freedom of Information Act 2000

Thank you for your request. The Authority does not hold the information requested as benefit claims are processed by a shared service run by Monmorfa County Borough Council, to whom you should make your request.

Yn gywir / Yours sincerely
""",
        "not held",
        (),
        nation="Wales",
        also=(),
    ),
    "EIR": Made(
        """Dear Requester

Environmental Information Regulations 2004: request 551

We have decided not to disclose the flood risk scores since exception 12(5)(a) of the EIR is engaged: their release would adversely affect public safety.

Yours sincerely
""",
        "refused",
        ("r12 EIR",),
        nation="England",
        also=(),
    ),
    "yes no table": Made(
        """Dear Data Lab

FOI 3331

Do you use risk based verification? Yes
Name of the product: Lantern RBV
Supplier: Quillmark Ltd
Annual cost: £18,250
Contract end: 31 March 2020

Yours sincerely
Revenues and Benefits
""",
        "disclosed",
        (),
        nation="England",
        also=(),
    ),
    "we asked supplier": Made(
        """Dear Requester

FOI 7781

We consulted the supplier, who objects to release. We agree that the contract contains trade secrets. The council has therefore decided to withhold it in full, relying on the exemptions at sections 41 and 43(1) and (2).

For completeness, section 44 has been considered but is not relied on.

Yours sincerely
""",
        "refused",
        ("s41 FOIA", "s43 FOIA"),
        nation="England",
        also=(),
    ),
    "trust vexatious": Made(
        """Our Ref: 19-224

Dear Sir or Madam,

FREEDOM OF INFORMATION ACT 2000

Thank you for your email of 3 June. This is your ninth request on algorithms in eleven weeks. Having regard to the Commissioner's guidance, the Trust has decided that the request is vexatious within the meaning of section 14(1) of the Act. The Trust will therefore not be processing it.

You may ask for a review of this decision within two months.

Yours faithfully
Information Governance Manager
""",
        "refused",
        ("s14 FOIA",),
        nation="England",
        also=(),
    ),
    "scot cost": Made(
        """Dear Applicant

Request for Information - FOISA

I can advise that the Council estimates that it would cost £1,140 to comply with your request, as 76 hours of officer time would be needed to go through individual case files. This is above the prescribed amount of £600. In terms of section 12(1) of the Freedom of Information (Scotland) Act 2002 the Council is not obliged to comply.

If you are dissatisfied you may require the Council to review its actions and decisions in terms of section 20.
""",
        "refused",
        ("s12 FOISA",),
        nation="Scotland",
        also=(),
    ),
    "police ncnd": Made(
        """Dear Data Lab

FOI 004412/18

In accordance with the Act, this letter represents a Refusal Notice. The force can neither confirm nor deny that it holds any further information relevant to your request by virtue of the following exemptions: Section 23(5) Information supplied by security bodies, Section 24(2) National security, Section 31(3) Law enforcement.

This should not be taken as an indication that information is or is not held.
""",
        "refused",
        ("s23 FOIA", "s24 FOIA", "s31 FOIA"),
        nation="England",
        also=(),
    ),
    "short no": Made(
        """Hi,

The answer to your question is no, we don't use anything like that here.

Thanks,
FOI
""",
        "no such system",
        (),
        nation="England",
        also=("not held",),
    ),
    "published": Made(
        """Dear Requester

Your request: how is the Mosaic data used?

The information you have asked for is already in the public domain. It was published with the Cabinet papers of 12 March and can be read at www.mere.gov.uk/cabinet. It is therefore exempt under section 21 of the Freedom of Information Act, information accessible by other means.
""",
        "refused",
        ("s21 FOIA",),
        nation="England",
        also=("referred to earlier response", "disclosed"),
    ),
    "transfer": Made(
        """Dear Requester

Further to your request of 2 May, I have made enquiries with colleagues. Adult social care in this area is delivered by Mere Integrated Care Ltd on behalf of the Clinical Commissioning Group. The Council itself holds no recorded information falling within the scope of your request. You may wish to redirect your request to the CCG at foi@mere.nhs.example.
""",
        "not held",
        (),
        nation="England",
        also=(),
    ),
    "future publication": Made(
        """Dear Requester,

We confirm that we hold an evaluation of the pilot. It will be published in the autumn, and we consider it reasonable in all the circumstances to withhold it until then. Section 22 of FOIA applies.
""",
        "refused",
        ("s22 FOIA",),
        nation="England",
        also=(),
    ),
    "receipt acknowledged": Made(
        """Dear Requester

I acknowledge receipt of your request, which is receiving attention. A response should be with you by 4 July 2018. Please quote FOI-8841 in any correspondence.
""",
        "not a response",
        (),
        nation="England",
        also=(),
    ),
    "eir": Made(
        """Dear Requester

We have considered your request under the Environmental Information Regulations 2004. We hold the flood model but disclosure would adversely affect the intellectual property rights of its maker; regulation 12(5)(c) is engaged and the public interest in maintaining the exception outweighs that in disclosure.
""",
        "refused",
        ("r12 EIR",),
        nation="England",
        also=(),
    ),
    "review partly": Made(
        """Dear Ms R

INTERNAL REVIEW

I have now concluded the internal review of our response to FOI 2213. I find that section 12 was not engaged, and I enclose the information that was requested. I am sorry that this was not sent earlier. Your complaint is therefore upheld.
""",
        "internal review overturned",
        (),
        nation="England",
        also=(),
    ),
    "clarify": Made(
        """Dear Requester

Before we can proceed, could you let us know what period your request covers, and whether by 'predictive analytics' you mean only systems that score individuals? Under section 1(3) the twenty working days will begin when we hear from you.
""",
        "clarification sought",
        (),
        nation="England",
        also=(),
    ),
}
