"""Plain answers to plain questions; the name in question stands in curly brackets. Sentences are invented."""

from __future__ import annotations

import pytest

from datascores.corpus.stance import answer_to

ANSWERS = [
    ("denied", "Do you use {Mosaic}?", "No."),
    ("denied", "Do you use {Mosaic}, Acorn or any similar product?", "No"),
    ("denied", "Please state whether the Trust has ever used {RAIDR}.", "A2. We have not."),
    ("denied", "Is {Mosaic} in use at the Council?", "It is not."),
    ("denied", "Do you have access to {Paragon}?", "No."),
    ("denied", "Please confirm if the Board has access to {RAIDR}.", "The Board does not have access to this tool."),
    ("denied", "When did you start to use {HART}?", "Not applicable as we do not use this product."),
    ("denied", "Do you plan to use {HART}?", "No."),
    ("denied", "Do you use {HART}, Foresight or similar?", "The Force uses none of these."),
    ("affirmed", "Does the Trust make use of {RAIDR}?", "Yes - all practices have access."),
    ("affirmed", "Does the Council use {Mosaic}?", "Yes, since 2017."),
    ("affirmed", "Does the Trust use {RAIDR} and, if so, since when?", "Yes. It was introduced in 2016."),
    ("planned", "Do you plan to use {HART}?", "Yes."),
    ("planned", "Do you use {RAIDR}?", "Not yet, but it will be introduced next year."),
    ("ended", "Do you use {RAIDR}?", "Not any more. It was stopped in 2015."),
    ("ended", "Do you use {QlikView}?", "No, it was replaced in 2017."),
    ("piloted", "Do you use {HART}?", "Yes, as a pilot in two stations."),
]
NO_PLAIN_ANSWER = [
    ("Has {HART} been evaluated?", "No."),
    ("Is {HART} accurate?", "No."),
    ("Do you use {HART} to decide on bail?", "No."),
    ("Do you use {Mosaic} data to set fares?", "No."),
    ("Does {Mosaic} use personal data?", "No."),
    ("Do you plan to stop using {HART}?", "No."),
    ("Do you plan to replace {HART}?", "No."),
    ("Have you considered using {HART}?", "No."),
    ("Do you have any concerns about {HART}?", "No."),
    ("Do you hold an evaluation of {HART}?", "No."),
    ("A copy of the contract for {HART}.", "No information held."),
    ("Do you use {SPSS} or Stata?", "Yes."),
    ("Have you ever used {SPSS}?", "Yes."),
    ("Do you use {HART}?", "The force neither confirms nor denies that it holds information."),
    ("Do you use {HART}?", "No exemption applies."),
    ("Do you use {HART}?", "No, but the Fire Service does."),
    ("Do you use {HART}?", "We do not know."),
    ("How many people has {HART} scored?", "N/A"),
]


def stance_to(question: str, answer: str) -> str:
    start, end = question.index("{"), question.index("}") - 1
    return answer_to(question.replace("{", "").replace("}", ""), start, end, answer)


@pytest.mark.parametrize(("stance", "question", "answer"), ANSWERS)
def test_a_plain_answer_has_a_stance(stance, question, answer):
    assert stance_to(question, answer) == stance


@pytest.mark.parametrize(("question", "answer"), NO_PLAIN_ANSWER)
def test_no_stance_is_read_into_anything_else(question, answer):
    assert stance_to(question, answer) == ""
