"""Tables of requests and replies, and questions whose mark is missing above answers of a few words. All is invented."""

from __future__ import annotations

import pytest

from datascores.corpus.segments import cut_segments

HEAD = "Saltmere Council\nDate: 4 June 2018\n\nDear Ms Orr\n\n"


def speakers(text: str, format: str = "html") -> dict[str, str]:
    """Who says each line or cell, by its words."""
    found = {}
    for span in cut_segments([text], format)[0]:
        for line in text[span.start : span.end].replace("\t", "\n").split("\n"):
            if line.strip():
                found[line.strip()] = span.kind
    return found


@pytest.mark.parametrize(
    "head",
    [
        "Request\t\tResponse",
        "Question\tAnswer",
        "Your enquiry\tCouncil’s position",
        "What you asked\tWhat we hold",
        "Information requested\tInformation provided",
        "Ref\tDepartment\tQuestion asked\tCouncil response\tContact",
        "No.\t\tRequest\t\tReply",
    ],
)
def test_a_table_that_names_its_columns_needs_no_greeting(head):
    gap = "\t\t" if "\t\t" in head else "\t"
    cells = {2: "{0}{g}{1}", 3: "1{g}{0}{g}{1}", 5: "1{g}Homes{g}{0}{g}{1}{g}AB"}[len(head.split(gap))]
    rows = [("The licence for Quillmark, which the Council uses to rank streets", "None"), ("Quillmark users", "12")]
    text = "\n".join([head, *(cells.format(*row, g=gap) for row in rows)])
    found = speakers(text)
    assert [found[asked] for asked, _ in rows] == ["request", "request"]
    assert [found[answer] for _, answer in rows] == ["own", "own"]


def test_a_cell_without_its_answer_is_still_what_was_asked():
    found = speakers("Request\tResponse\nThe council has used Quillmark since 2012\t\nIs it used?\tNo")
    assert found["The council has used Quillmark since 2012"] == "request"


def test_a_table_of_the_bodys_own_stays_its_own():
    found = speakers(f"{HEAD}Thank you for your request.\n\nSystem\tIn use\nQuillmark\tYes\nLantern\tNo\n", "docx")
    assert found["Quillmark"] == found["Lantern"] == "own"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Does the Council hold a licence for Quillmark", "No licence"),
        ("Is Quillmark used for profiling of households", "Yes - Housing uses it"),
        ("Are Quillmark dashboards used by the families team", "They are not"),
        ("Has the Council paid for a trial of it", "Never"),
        ("We believe the council uses Quillmark to rank claimants", "Incorrect"),
        ("The council has scored claimants with Quillmark since 2012", "This is untrue"),
        ("Quillmark scores every child known to the council", "Not so"),
        ("Number of licences of Quillmark", "12"),
        ("Any predictive analytics used", "None whatsoever"),
    ],
)
def test_a_line_above_a_short_answer_asks_though_its_mark_is_missing(asked, answer):
    text = f"{HEAD}Please see our reply beneath each of your points.\n{asked}\n{answer}\nIs there a policy\nThere is none\n"
    found = speakers(text, "docx")
    assert (found[asked], found[answer]) == ("request", "own")


def test_sentences_that_follow_each_other_are_no_questions():
    lines = [
        "The Council uses three systems.",
        "Quillmark is used in schools",
        "Lantern is used for reports",
        "No other is.",
    ]
    found = speakers(f"{HEAD}I write further to your request.\n" + "\n".join(lines), "docx")
    assert {found[line] for line in lines} == {"own"}


def test_names_in_a_list_with_yes_and_no_below_them_stay_the_bodys():
    found = speakers(f"{HEAD}Thank you for your request.\nQuillmark\nYes\nLantern Score\nNo\n", "docx")
    assert found["Quillmark"] == found["Lantern Score"] == "own"


@pytest.mark.parametrize("numbers", [("1. ", "2. "), ("(a) ", "(b) "), ("", "")])
def test_two_questions_make_a_letter_without_a_word_on_the_request(numbers):
    first, second = (
        f"{number}{words}" for number, words in zip(numbers, ("What do you use it for?", "Who runs it?"), strict=True)
    )
    text = f"{HEAD}{first}\n\nQuillmark is used by staff.\n\n{second}\n\nLantern Ltd runs it.\n"
    found = speakers(text, "txt")
    assert (found[first], found[second]) == ("request", "request")
    assert (found["Quillmark is used by staff."], found["Lantern Ltd runs it."]) == ("own", "own")


def test_the_date_above_a_table_is_nobodys_question():
    text = "Saltmere Council\n\nDate: 8 June 2018\n\nRequest\t\tResponse\nIs it used?\t\tNo\n"
    assert speakers(text)["Date: 8 June 2018"] == "standard"
