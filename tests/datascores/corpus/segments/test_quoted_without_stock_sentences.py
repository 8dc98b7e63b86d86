"""Letters that quote a request under any heading, or none, and never name the law: the requester's words stay his.

Everything is invented. In each letter Lantern Score and Quillmark are named by the requester only, Bramble Index and
Hornbeam Model by the body only.
"""

from __future__ import annotations

import pytest

from datascores.corpus.segments import cut_segments

ASKED, TOLD = ("Lantern Score", "Quillmark"), ("Bramble Index", "Hornbeam Model")
CLAIM = "The council is using Lantern Score and Quillmark. I would like the training material."
ANSWER = "The Council uses Bramble Index."

TURNS = {
    "headings in capitals": f"REQUEST\n\n{CLAIM}\n\nRESPONSE\n\n{ANSWER}",
    "headings with an article": f"THE REQUEST\n\nThe council pays Quillmark for Lantern Score.\n\nTHE REPLY\n\n{ANSWER}",
    "requested and supplied": f"Information requested\n{CLAIM}\nInformation supplied\n{ANSWER}",
    "question and answer": f"Your question: {CLAIM}\n\nOur answer: {ANSWER}",
    "numbers and dashes": f"Question 1 - {CLAIM}\nResponse - nil.\nQuestion 2 - Costs\nResponse - {ANSWER}",
    "sought in marks": f'The information sought was:\n\n"{CLAIM}"\n\n{ANSWER}',
    "sought in one line": f'I refer to your letter of 1 May in which you sought: "{CLAIM}"\n\n{ANSWER}',
    "which read as follows": f"Thank you for your enquiry, which read as follows.\n\n{CLAIM}\n\nOur reply is below.\n\n{ANSWER}",
    "in red": f"Below is our reply in red to the points you raised.\n\n{CLAIM}\n\n{ANSWER}",
    "announced block": "The details you wanted were:\n\nThe Council bought Lantern Score.\nThe Council pays Quillmark.\n\n"
    + ANSWER,
    "request for": f"Request for: details of Lantern Score and of the use of Quillmark since 2015.\n\n{ANSWER}",
    "asked and told in one line": f"You asked for details of contracts with Quillmark and Lantern Score. {ANSWER}",
    "topic": f"Further to your FOI about Lantern Score and Quillmark, please see below.\n\n{ANSWER}",
    "belief": f'You sought:\n\n"I believe that the Force uses Lantern Score and Quillmark."\n\n{ANSWER}',
    "quoted question": f'You asked "Do you use Lantern Score, e.g. Quillmark?" {ANSWER}',
    "parts": "Part 1: Details of contracts with Quillmark.\nCouncil response: none.\nPart 2: costs of Lantern Score\n"
    + f"Council response: {ANSWER}",
    "numbered wants": "1. Details of all contracts with Quillmark since 2015.\n\nNot held.\n\n"
    + f"2. The names of staff who work with Lantern Score.\n\n{ANSWER}",
    "numbered claim": f"1) {CLAIM}\n\nThe Council does not hold this.\n\n2) Evaluations of Quillmark.\n\n{ANSWER}",
    "state whether": "State whether the council holds a licence for Lantern Score\n\nIt does not.\n\n"
    + f"State the annual cost of Quillmark\n\n{ANSWER}",
    "lettered list": "The request asked for the following.\n\n(a) the number of officers trained on Lantern Score;\n"
    + f"(b) the amount paid to Quillmark.\n\nThe position is as follows.\n\n(a) None.\n(b) {ANSWER}",
}

# paragraphs of a word processor, where bold type parts question and answer for the eye only
LINED = {
    "phrases": "The contract with Quillmark and its value\nNot held.\nAll correspondence about Lantern Score since 2015\n"
    + f"There is none.\nThe names of systems similar to Quillmark which score people\n{ANSWER}",
    "imperatives": "Our response is set out below.\nPlease confirm which of these you hold: Lantern Score, Quillmark\n"
    + f"None of the above.\nPlease name the tool\n{ANSWER}",
    "claim": f"{CLAIM}\nNot held.\nPlease send evaluations of Quillmark\n{ANSWER}",
    "table without a head": "Details of all contracts with Quillmark\tNot held\n"
    + f"Names of staff who work with Lantern Score\t{ANSWER}",
}

INNOCENT = {
    "headings": "Housing\nThe housing team works with Bramble Index.\n\nTools used in social care\n"
    "The care team works with Hornbeam Model.\n\nContracts with suppliers and their value\nThe Council has one.",
    "phrases with a verb": "The cost of Hornbeam Model was £10,000 in 2016.\n\nDetails of Bramble Index are on the website."
    "\n\nThe contract for Hornbeam Model ended in 2015.",
    "asking back": "We work with Bramble Index.\n\nPlease provide the dates for Hornbeam Model so that we can help.",
    "table": "The answer is in the table.\n\nSystem: Bramble Index | In use: No",
    "own list": "The Council uses these tools:\n\n1. Bramble Index\n2. Hornbeam Model, with details of homes\n3. None in care",
    "own list with short answers": "Systems in use\n\nBramble Index\nYes\nHornbeam Model\nNo",
}


# further families: each is the words of a letter, and what stands in it is told by the structure, not by a stock sentence
MORE = {
    "queries": "Query: Is Lantern Score deployed?\nReply: It is not.\n\nQuery: Correspondence with Quillmark\n"
    "Reply: Nothing found. Bramble Index is deployed in two hospitals.",
    "questions taken up": "Your first question concerned Lantern Score. We have no such tool.\n\n"
    "Your second question was whether Quillmark had been paid. It had not. We pay for Bramble Index.",
    "press report": "Our comments are beneath your text.\n\nAccording to the paper the Police uses Lantern Score and "
    "Quillmark. Can you confirm this?\n\nThe Force does use Bramble Index.",
    "summary": "SUMMARY OF REQUEST\n\nThe Board uses Lantern Score.\nQuillmark has been given data.\n\n"
    "OUR DECISION\n\nThe Board uses Bramble Index.",
    "the following in marks": 'With regard to the following:\n\n"The Council has spent £1m on Lantern Score; Quillmark '
    'got it."\n\nThis is untrue. The Council has Bramble Index.',
    "saying": "You say in your message that the Authority shares data with Quillmark by Lantern Score. "
    "This is not so. The Authority has Bramble Index.",
    "seeking": "You are seeking information as to whether the council employs Lantern Score or Quillmark.\n\n"
    "The council employs Bramble Index.",
    "received": "The Trust received the following from you on 3 May.\n\nLantern Score is in use and Quillmark hosts it. "
    "Provide the assessment.\n\nThe Trust has Bramble Index.",
    "asked in the passive": "The Authority was asked to disclose the contract with Quillmark and any evaluation of Lantern "
    "Score.\n\nThe Authority has evaluated Bramble Index only.".replace("Lantern \n", "Lantern "),
    "numerals in words": "QUESTION ONE\nThe council awarded Quillmark a contract. What for?\nANSWER\nNo contract.\n"
    "QUESTION TWO\nLantern Score: cost to date\nANSWER\nNil. Bramble Index cost £4,000.",
    "copied mail": 'I acknowledge your message, copied below for reference.\n\n"Dear Council,\nThe council works with '
    'Quillmark on Lantern Score.\nA Vale"\n\nThe council works on Bramble Index.',
    "values": "Name of system used to score tenants (e.g. Lantern Score)\nBramble Index\n"
    "Name of vendor (e.g. Quillmark)\nThatch and Daughters",
    "letters": "a. Evidence for the accuracy of Lantern Score\n\nThe council has no evidence.\n\n"
    "b. Complaints about Quillmark\n\nThere were two about Bramble Index.",
    "understood as": "I understand your request to be as follows:\n\nThe Force keeps scores from Lantern Score. I ask for "
    "what Quillmark was paid.\n\nThe Force keeps scores from Bramble Index.",
    "before the reply": "Part A\nThe board has sent records to Quillmark.\nReply\nThe board has sent none.\nPart B\n"
    "Reports of Lantern Score\nReply\nThe board has Bramble Index only.",
    "name before the question": "1. Lantern Score: does the council subscribe?\nNo.\n2. Quillmark: has it tendered?\n"
    "No. The council subscribes to Bramble Index.",
    "your concern": "Your concern is that the school has passed marks to Quillmark for Lantern Score.\n\n"
    "It ranks pupils with Bramble Index.",
    "half a sentence": "With reference to your request for the business case for Lantern Score and invoices of Quillmark, "
    "I attach that for Bramble Index.",
    "if no": "Do you have Lantern Score (yes/no)\n\nNo\n\nIf no, do you plan to buy it from Quillmark\n\nNo\n\n"
    "What do you have\n\nBramble Index",
    "your message": 'Thank you for your message:\n\n"Lantern Score is running. Quillmark runs it."\n\n'
    "Bramble Index is running in the council.",
}

INNOCENT |= {
    "own documents": "We can provide the following documents:\n\n1. The contract for Bramble Index\n"
    "2. The evaluation of Hornbeam Model\n\nNothing else is held.",
    "own policy in marks": 'Our website says:\n\n"The Council uses Hornbeam Model for calls."\n\nIt has Bramble Index.',
    "explaining": "I would like to explain how Bramble Index works.\n\nThe council holds details of Hornbeam Model.",
    "own decision": "Bramble Index weighs each claim. It was bought in 2014 and has been checked twice.\n\nDecision\n\n"
    "Hornbeam Model is exempt.",
    "fields": "Number of claims: 40\nTool: Bramble Index\nDetails of tool: it is from Thatch\nSecond tool: Hornbeam Model",
}


def kinds_of(text: str, names: tuple[str, ...], format: str) -> dict[str, set[str]]:
    [spans] = cut_segments([text], format)
    found: dict[str, set[str]] = {}
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.setdefault(name, set()).update(span.kind for span in spans if span.start <= at < span.end)
            at = text.find(name, at + 1)
    return found


def letter(words: str) -> str:
    return f"Mallow Borough Council\n\n14 March 2019\n\nDear Ms Quill\n\n{words}\n\nYours sincerely\n\nP. Thatch\n"


@pytest.mark.parametrize("words", (TURNS | MORE).values(), ids=TURNS | MORE)
@pytest.mark.parametrize("format", ["txt", "docx"])
def test_words_of_the_requester_are_never_the_bodys(words, format):
    text = letter(words) if format == "txt" else letter(words).replace("\n\n", "\n")
    kinds = kinds_of(text, ASKED + TOLD, format)
    assert {name: kinds.get(name) for name in ASKED} == {name: {"request"} for name in ASKED}
    assert kinds["Bramble Index"] == {"own"}


@pytest.mark.parametrize("words", LINED.values(), ids=LINED)
@pytest.mark.parametrize("thanks", ["", "Thank you for your request for information.\n"])
def test_each_line_of_a_word_processor_has_its_own_speaker(words, thanks):
    kinds = kinds_of(
        f"Mallow Council\nDear Ms Quill\n{thanks}{words}\nYours sincerely\nP. Thatch", ASKED + TOLD, "docx"
    )
    assert {name: kinds[name] for name in ASKED} == {name: {"request"} for name in ASKED}
    assert kinds["Bramble Index"] == {"own"}


@pytest.mark.parametrize("words", INNOCENT.values(), ids=INNOCENT)
def test_own_headings_lists_and_noun_phrases_stay_the_bodys(words):
    kinds = kinds_of(letter(words), TOLD, "txt")
    assert set.union(*kinds.values()) == {"own"}


def test_questions_between_answers_make_a_letter_without_salutation():
    words = "Mallow Council\nDo you use Lantern Score?\nWe don’t.\nHow much did Quillmark cost?\n£0\nHave you anything else?\n"
    kinds = kinds_of(words + "Yes, Bramble Index.\nYours faithfully\nMallow Council", ASKED + TOLD, "docx")
    assert kinds == {"Lantern Score": {"request"}, "Quillmark": {"request"}, "Bramble Index": {"own"}}


def test_lines_of_a_pasted_mail_are_no_paragraphs_of_their_own():
    words = "Thank you for your request. You asked for details of the contract with Quillmark and of any\n"
    text = letter(
        words
        + "tool like Lantern Score which the\ncouncil uses.\n\nThe Council uses Bramble\nIndex and Hornbeam Model."
    )
    kinds = kinds_of(text, ("Quillmark", "Lantern Score", "Hornbeam Model"), "rtf")
    assert kinds == {"Quillmark": {"request"}, "Lantern Score": {"request"}, "Hornbeam Model": {"own"}}


def test_report_with_a_foreword_is_no_letter():
    text = letter("Evaluations of Bramble Index\nNot held.\n\nCosts of Hornbeam Model\nNil.") + "The report. " * 2000
    assert {span.kind for span in cut_segments([text], "pdf")[0]} == {"own"}


@pytest.mark.parametrize("before", ["Thank you for your FOI request.", "If you have any queries please contact:"])
@pytest.mark.parametrize("after", ["Pat Reed\nInformation Officer\nMallow Council", "Yours sincerely\nPat Reed"])
def test_row_of_an_answer_is_no_address_and_no_signature(before, after):
    text = f"Dear Ms Quill\n{before}\nSystem: Bramble Index | In use: No\n{after}"
    assert kinds_of(text, ("Bramble Index", "Pat Reed"), "txt")["Bramble Index"] == {"own"}


def test_mail_between_officers_is_their_own():
    text = "From: analyst@mallow.gov.uk\nTo: board\nSubject: tools\n\nHi all\n\nBramble Index is live. Can you confirm that "
    assert kinds_of(text + "Hornbeam Model may stop?\n\nRegards\nPat", TOLD, "eml") == {name: {"own"} for name in TOLD}
