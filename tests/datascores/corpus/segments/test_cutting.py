"""Who speaks in letters of many shapes. All letters, bodies and products are invented."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from datascores.corpus.segments import cut_segments

OPENING = "Dear Ms Quill\n\nThank you for your request under the Freedom of Information Act 2000.\n\n"


def pieces(*pages: str, format: str = "pdf") -> list[tuple[str, str]]:
    """The segments of all pages as (kind, words), blanks folded."""
    return [
        (span.kind, " ".join(page[span.start : span.end].split()))
        for page, spans in zip(pages, cut_segments(pages, format), strict=True)
        for span in spans
    ]


def kind_of(phrase: str, *pages: str) -> str:
    """The one kind of the segment that holds a phrase."""
    (kind,) = {kind for kind, words in pieces(*pages) if phrase in words}
    return kind


def test_request_before_the_reply_ends_at_the_reply_label():
    text = OPENING + "Your request:\n\nPlease list any use of Lantern Score.\n\nOur response:\n\nWe use Bramble Index."
    assert kind_of("Lantern Score", text) == "request"
    assert kind_of("Bramble Index", text) == "own"


def test_request_that_says_the_council_uses_something_stays_a_request_until_the_label():
    text = (
        OPENING + "You asked:\n\nThe Council has bought Lantern Score according to the press.\n\n"
        "We use the word system widely.\n\nOur response:\n\nNo such system is in use."
    )
    assert kind_of("Lantern Score", text) == "request"
    assert kind_of("No such system", text) == "own"


def test_request_without_a_closing_label_ends_where_the_body_speaks():
    text = OPENING + "Your request:\n\n1. Do you use Lantern Score?\n\nI can confirm the force holds nothing on it."
    assert kind_of("Lantern Score", text) == "request"
    assert kind_of("I can confirm", text) == "own"


def test_request_after_the_reply_below_a_mail_header():
    text = (
        OPENING + "We use Bramble Index.\n\nYours sincerely\n\nP. Thatch\n\n"
        "-----Original Message-----\nFrom: A. Quill\nSent: 3 July 2018 11:08\nTo: Enquiries\n"
        "Subject: Freedom of Information request - scoring of\ntenants\n\n"
        "To whom it may concern,\n\nThe council is said to use Lantern Score."
    )
    assert kind_of("Bramble Index", text) == "own"
    assert kind_of("P. Thatch", text) == "standard"
    assert kind_of("A. Quill", text) == "header"
    assert kind_of("tenants", text) == "header"
    assert kind_of("Lantern Score", text) == "request"


def test_mail_of_a_public_body_below_a_header_is_its_own_words():
    text = (
        OPENING + "See our mail below.\n\nFrom: foi@brackenford.gov.uk\nSent: 1 May 2018\nTo: A. Quill\n"
        "Subject: Freedom of Information\n\nBramble Index is run by the housing team."
    )
    assert kind_of("housing team", text) == "own"


def test_lines_with_a_quoting_mark_are_the_request():
    text = OPENING + "Our answers stand below.\n\n> Is Lantern Score in use?\n> Who sold it?\n\nWe hold nothing."
    assert kind_of("Lantern Score", text) == "request"
    assert kind_of("Who sold it", text) == "request"
    assert kind_of("We hold nothing", text) == "own"


def test_questions_and_answers_by_number_are_told_apart():
    text = (
        "Q1\tList of Lantern software that you use\nA1\tThe force uses Bramble Index\n\n"
        "Q2\tAny reports about Lantern Score\nA2\tNone held"
    )
    assert pieces(text, format="docx") == [
        ("request", "Q1 List of Lantern software that you use"), ("own", "A1 The force uses Bramble Index"),
        ("request", "Q2 Any reports about Lantern Score"), ("own", "A2 None held"),
    ]  # fmt: skip


def test_number_given_twice_is_the_answer_mislabelled():
    text = "Q1 Costs of Lantern Score\nA1 Not held\nQ2 Manuals for Lantern Score\nQ2 Manuals come with Bramble Index"
    assert kind_of("Bramble Index", text) == "own"


def test_wants_between_the_answers_are_the_request():
    text = (
        OPENING + "Any reports about the software, particularly but not limited to\nLantern Score.\n"
        "Brackenford Council use Bramble Index version 17 to sort claims, and have done so since the year 2011 or so.\n"
        "Any contracts with private companies relating to the use of Lantern Score.\nNo contract is held."
    )
    assert [kind for kind, words in pieces(text) if "Lantern" in words] == ["request", "request"]
    assert kind_of("Bramble Index", text) == "own"
    assert kind_of("No contract", text) == "own"


def test_list_of_wants_ends_with_the_first_paragraph_that_is_none():
    text = (
        "Freedom of Information - Response - 77\n\nWe are submitting the following Freedom of Information request.\n\n"
        "Specifically, we are requesting:\n\n1. Any briefing notes on Lantern Score.\n\n"
        "2. The software that comprises it.\n\n"
        "Evaluations of Bramble Index are made each spring."
    )
    assert kind_of("Lantern Score", text) == "request"
    assert kind_of("software that comprises", text) == "request"
    assert kind_of("Bramble Index", text) == "own"


def test_reply_that_restates_what_was_asked_is_the_request():
    text = OPENING + "Specifically you have asked for papers on Lantern Score.\n\nWe do not use it, but Bramble Index."
    assert kind_of("Lantern Score", text) == "request"
    assert kind_of("Bramble Index", text) == "own"


@pytest.mark.parametrize(
    "heading", ["Request for Information - Reference Number: AB/12", "Information request", "FOI Request 77"]
)
def test_heading_that_names_the_request_opens_none(heading):
    text = f"Brackenford Hall\n\n{heading}\n\nThank you for your request.\n\nBramble Index sorts claims."
    assert kind_of("Bramble Index", text) == "own"


def test_wants_quoted_in_the_reply_are_the_request():
    text = (
        OPENING + 'In your letter you asked:\n\n"Please say whether Lantern Score is used. If so, give its cost."\n\n'
        "The Council has a contract for Bramble Index.\n\nFurther, you asked whether Quillmark was ever used.\n\nNo."
    )
    assert kind_of("Lantern Score", text) == "request"
    assert kind_of("Bramble Index", text) == "own"
    assert kind_of("Quillmark", text) == "request"
    assert kind_of("No.", text) == "own"


def test_cells_of_a_table_are_question_and_answer():
    text = OPENING + "Question\tResponse\nWho made it?\tLantern Analytics\nIs Quillmark used?\tNever"
    assert kind_of("Who made it", text) == "request"
    assert kind_of("Lantern Analytics", text) == "own"
    assert kind_of("Is Quillmark used", text) == "request"
    assert kind_of("Never", text) == "own"


def test_numbered_wants_in_any_turn_of_phrase_are_the_request():
    text = (
        "Dear Sir/Madam,\n\n"
        "Under the Freedom of Information Act 2000 I would like to request the following information:\n\n"
        "1. Whether the force has used Lantern Score.\n2. Contracts with Quillmark since 2014.\n"
        "3) Provide copies of any bill.\n\n"
        "RESPONSE\n\nQuestion 1\nThe force used Bramble Index."
    )
    assert {kind_of(name, text) for name in ("Lantern Score", "Quillmark", "any bill")} == {"request"}
    assert kind_of("Bramble Index", text) == "own"


def test_answers_between_numbered_questions_are_the_bodys_own():
    text = (
        OPENING + "1. What software sorts claims?\n\nBramble Index.\n\n"
        "2. Do you use Lantern Score?\n\nYes, in one team."
    )
    assert kind_of("Bramble Index", text) == "own"
    assert kind_of("Lantern Score", text) == "request"
    assert kind_of("Yes", text) == "own"


def test_sentence_about_software_is_no_want():
    text = OPENING + "The software system used for the pilot was Bramble Index.\n\nAny guidance can be found online."
    assert kind_of("Bramble Index", text) == "own"
    assert kind_of("guidance", text) == "own"


def test_request_goes_on_over_the_break_of_a_page():
    first = OPENING + "Your request:\n\nWe are interested in Lantern Score.\n\n1. Any reports that concern the"
    second = "housing pilot with Quillmark.\n\n2. Any contracts.\n\nOur response:\n\nNone held."
    assert kind_of("Lantern Score", first, second) == "request"
    assert kind_of("Quillmark", first, second) == "request"
    assert kind_of("None held", first, second) == "own"


def test_standard_wording_is_told_from_the_answer():
    standard = [
        "If you are unhappy with the handling of your request, you may ask for an internal review.",
        "Information Commissioner's Office\nWycliffe House\nWater Lane\nWilmslow\nCheshire\nSK9 5AF",
        "You are free to use the information provided under the Open Government Licence.",
        "This email is confidential and intended solely for the person to whom it is addressed.",
        "Tel: 01632 960001\nEmail: foi@brackenford.gov.uk",
    ]
    text = OPENING + "We use Bramble Index.\n\n" + "\n\n".join(standard)
    kinds = pieces(text)
    assert [kind for kind, _ in kinds] == ["own", "standard"]
    assert kinds[0][1].endswith("We use Bramble Index.")


def test_letterhead_and_signature_are_standard_wording():
    closing = "We use Bramble Index.\n\nKind regards\n\nP. Thatch\nOfficer"
    text = "Brackenford Hall\nMarket Street\n\n" + OPENING + closing
    assert kind_of("Market Street", text) == "standard"
    assert kind_of("P. Thatch", text) == "standard"
    assert kind_of("Bramble Index", text) == "own"


def test_other_documents_are_their_makers_words_throughout():
    guide = "Guide to the index\n\nWhat is Bramble Index?\n\nAny reports it makes are kept.\n\nQ1 sales rose."
    assert {kind for kind, _ in pieces(guide)} == {"own"}


@pytest.mark.parametrize("format", ["xlsx", "pptx"])
def test_sheets_and_slides_are_never_letters(format):
    assert {kind for kind, _ in pieces(OPENING + "Your request:\n\nAny costs.", format=format)} == {"own"}


def test_blank_pages_have_no_segments():
    assert cut_segments(["", " \n\t\n"]) == [[], []]


def test_spans_hold_every_character_but_blanks_in_order_without_overlap():
    random.seed(11)
    lines = [
        "Your request:", "Our response:", "> Is it so?", "From: A", "To: B", "Sent: today", "Subject: FOI",
        "Q1 What?", "A1 No", "Yours sincerely", "We do not hold it.", "1. Any reports", "", "", "\t", "Dear all", "…",
        "Freedom of Information", "•",
        "a line that runs on without an end and then on", "👍 ok", "-----Original Message-----", "Response\t",
    ]  # fmt: skip
    for _ in range(200):
        pages = ["\n".join(random.choices(lines, k=random.randint(0, 25))) for _ in range(3)]
        for page, spans in zip(pages, cut_segments(pages), strict=True):
            assert all(one.end <= other.start for one, other in pairwise(spans))
            assert all((one.kind, one.pair) != (other.kind, other.pair) for one, other in pairwise(spans))
            assert " ".join(page[span.start : span.end] for span in spans).split() == page.split()
            outside = set(range(len(page))) - {place for span in spans for place in range(span.start, span.end)}
            assert not any(page[place].strip() for place in outside)


@pytest.mark.parametrize(
    "question", ["Does the Council hold Lantern Score?", "Is the Police Service using Lantern Score?"]
)
def test_numbered_question_that_names_the_body_is_not_the_bodys_answer(question):
    text = f"Q1. {question}\nA1. No.\nQ2. {question}\nA2. It uses Bramble Index.\n"
    assert kind_of("Lantern Score", text) == "request"
    assert kind_of("Bramble Index", text) == "own"
