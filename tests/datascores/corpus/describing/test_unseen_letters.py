"""Dates and kinds of letters that are written otherwise than most: other headings, lines and greetings."""

from __future__ import annotations

import pytest

from datascores.corpus.describing.dating import propose_date
from datascores.corpus.describing.kinds import is_reply, propose_kind
from datascores.corpus.describing.paper import Leaf, Paper
from datascores.corpus.segments import cut_segments

KINDS = ("foi response letter", "internal review", "evaluation", "contract/licence", "training material", "other")
HEAD = "Saltmere County Council\n"
BODY = "Dear Ms Pell\n\nThank you for your request for information. We do not hold this.\n\nYours sincerely\nT Ord\n"


def paper(text: str) -> Paper:
    return Paper((Leaf(1, text, tuple(cut_segments([text], "txt")[0])),), 1, received="2026-01-01")


def date_of(text: str) -> str:
    found = propose_date(paper(text), is_reply(paper(text)))
    return found.value if found else ""


def kind_of(text: str) -> str:
    found = propose_kind(paper(text), KINDS)
    return found.value if found else ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{HEAD}\n18/06/2019\n\n{BODY}", "2019-06-18"),
        (f"{HEAD}18.06.2019\n\n{BODY}", "2019-06-18"),
        (f"{HEAD}June 2019\n\n{BODY}", "2019-06"),
        (f"{HEAD}Sent: 18 June 2019 14:22\n\n{BODY}", "2019-06-18"),
        (f"{HEAD}Tuesday 18 June 2019, 2.22 pm\n\n{BODY}", "2019-06-18"),
        (f"From: FOI Team\nSent: 18 June 2019 14:22\nTo: Ms Pell\nSubject: FOI\n\n{BODY}", "2019-06-18"),
        (f"From: {HEAD}To: Ms Pell\nDate: Wed, 5 Jun 2019 10:11:12 +0100\nSubject: RE\n\n{BODY}", "2019-06-05"),
        (f"{HEAD}\nDear Ms Pell\n\n18/06/2019\n\nThank you for your request for information.\n", "2019-06-18"),
        (f"{HEAD}\n{BODY.replace('your request', 'your request of 3 June 2019')}", ""),
        (f"From: Petra Pell\nSent: 18 June 2019 14:22\nTo: foi@saltmere.gov.uk\nSubject: FOI\n\n{BODY}", ""),
        (
            f"{HEAD}\nDear Ms Pell\n\nThank you for your request for information.\n\n18/06/2019\n\nis the day it came.\n",
            "",
        ),
    ],
)
def test_the_day_is_read_wherever_a_letter_states_it(text, value):
    assert date_of(text) == value


def test_a_day_in_the_letterhead_goes_before_a_month_there():
    assert date_of(f"{HEAD}May 2019\nDate: 18 June 2019\n\n{BODY}") == "2019-06-18"


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr Finch\n\nInternal review of FOI 101\n\nI have reviewed the handling and uphold the original decision.\n",
        "Request for Internal Review - FOI 77\n\nDear Mr Ash\n\nI have carried out a review of our response. The exemption"
        " was correctly applied.\n",
        "Internal Review FOI/22\n\nI have considered your complaint afresh. Section 43 was wrongly applied.\n",
        "Response to your internal review\n\nDear Mr Ash\n\nWe have now reconsidered. The refusal is overturned.\n",
    ],
)
def test_letters_that_review_an_answer_are_internal_reviews(text):
    assert kind_of(HEAD + "\n" + text) == "internal review"


@pytest.mark.parametrize(
    "offer",
    [
        "Internal review\n\nIf you are unhappy you may ask for an internal review of our decision within 40 days.",
        "Internal review\n\nIt is done by an officer who was not involved in the original decision.",
        "You can ask for an internal review. If we uphold your complaint we will tell you.",
    ],
)
def test_the_offer_of_a_review_makes_no_internal_review(offer):
    assert kind_of(BODY.replace("Yours", f"{offer}\n\nYours")) == "foi response letter"


@pytest.mark.parametrize(
    "text",
    [
        'Dear Sir\n\nI write about your request in which you sought:\n\n"Please provide all evaluations."\n\nNone is held.\n',
        "Your request: Please send me all evaluations of the compass.\n\nOur response: We hold none.\n",
        "Dear Ms Pell\n\nYou asked for all evaluations and training manuals:\n\nNo evaluation has been made.\n",
        "Evaluations\n\nInformation requested\n\nAll evaluations.\n\nInformation supplied\n\nNone.\n",
    ],
)
def test_a_reply_is_not_called_what_its_request_asks_for(text):
    assert kind_of(text) == "foi response letter"


def test_documents_of_that_title_are_still_known_by_it():
    assert kind_of("Evaluation of the Redwing pilot\n\nThis report evaluates the pilot.\n") == "evaluation"
    assert kind_of("Training for all staff\n\nOpen the compass.\n") == "training material"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{HEAD}Dyddiad / Date: 3ydd Gorffennaf 2018 / 3rd July 2018\n\n{BODY}", "2018-07-03"),
        (f"{HEAD}1af Mehefin 2018 / 1st June 2018\n\n{BODY}", "2018-06-01"),
        (f"{HEAD}21ain o Fai 2018\n\n{BODY}".replace("Fai", "Mai"), "2018-05-21"),
        (f"{HEAD}12/07/2018\n\nDear Ms Pell,\n\nQ: Is it used?\nA: Yes.\nQ: Is it sold?\nA: No.\n", "2018-07-12"),
        (
            "Request\t\tResponse\nIs it used?\t\tNo\nWhich firm?\t\tNone\n\n"
            "Saltmere Council, Town Hall, Mill Street, Saltmere SM1 1YN. 2 March 2018",
            "2018-03-02",
        ),
    ],
)
def test_dates_in_two_languages_and_at_the_foot_are_read(text, value):
    assert date_of(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "Request\t\tResponse\nThe licence for the tool\t\tNone\nDo you use it?\t\tNo\n",
        "Saltmere Council\n\nDear Ms Pell\n\nQ: Is there a contract?\nA: No.\nQ: And a licence?\nA: No.\n",
        "Saltmere Council\n\nDear Ms Pell\n\n1. Is there a contract?\n\nNo.\n\n2. Who runs it?\n\nStaff run it.\n",
    ],
)
def test_questions_answered_one_by_one_are_a_reply(text):
    assert kind_of(text) == "foi response letter"
