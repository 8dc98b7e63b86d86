"""Coding sheets: what is taken over, what is refused by row, and that nothing is said twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from datascores.catalogue.models import Authority
from foi.bodies import Bodies, NoBody
from foi.coding import plan_coding, read_table, write_coding
from foi.counting import count, histories_of
from foi.models import Campaign, Judgement, Request
from foi.outcomes import Outcome
from tests.foi.asked import ask

pytestmark = pytest.mark.django_db
HEAD = "request,authority,law,sent,received,aim,date,outcome,response types,exemptions,q1,q7\n"
WHOLE = (
    "DJL-1,Brackenford Council,FOIA,20/7/2018,,general,2018-10-31,refused,time / price; asked to refine,s12 FOIA|s43(2) FOIA,"
    "negative,positive\n"
)
END = date(2018, 12, 31)


@pytest.fixture
def campaign():
    Authority.objects.create(slug="brackenford", name="Brackenford Council", body_kind="council", nation="England")
    return Campaign.objects.create(slug="scores", name="Scores")


def faults_of(text: str, campaign: Campaign) -> list[str]:
    rows, faults = read_table(text.encode())
    return [str(fault) for fault in [*faults, *plan_coding(campaign, rows, "sheet.csv").faults]]


def take_over(text: str, campaign: Campaign) -> None:
    rows, faults = read_table(text.encode())
    plan = plan_coding(campaign, rows, "sheet.csv")
    assert not faults and not plan.faults
    write_coding(plan)


def test_a_row_makes_its_request_and_all_its_judgements_which_the_counts_then_show(campaign):
    take_over(HEAD + WHOLE, campaign)
    request = Request.objects.get()
    assert (request.authority.slug, request.law, request.sent) == ("brackenford", "FOIA", date(2018, 7, 20))
    counts = count(histories_of(campaign, END), END)
    assert counts.by_outcome(Outcome.REFUSED) == 1
    assert counts.exemptions == {"s12 FOIA": 1, "s43 FOIA": 1}
    assert counts.response_types == {"time / price": 1, "asked to refine": 1}
    assert counts.answers == {1: {"negative": 1}, 7: {"positive": 1}}
    assert set(Judgement.objects.values_list("source", flat=True)) == {"sheet.csv, row 2"}


def test_the_same_sheet_again_adds_nothing_and_a_later_day_adds_its_own(campaign):
    take_over(HEAD + WHOLE, campaign)
    held = Judgement.objects.count()
    take_over(HEAD + WHOLE, campaign)
    assert (Request.objects.count(), Judgement.objects.count()) == (1, held)
    take_over("request,date,outcome\nDJL-1,2018-11-30,successful\n", campaign)
    by_day = [
        count(histories_of(campaign, day), day).by_outcome(Outcome.SUCCESSFUL)
        for day in (date(2018, 11, 1), date(2018, 12, 1))
    ]
    assert by_day == [0, 1]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "DJL-2,Nowhere Council,FOIA,2018-07-20,,,2018-10-31,refused,,,,",
            "row 2, column request: the catalogue knows no",
        ),
        ("DJL-2,,,,,,2018-10-31,refused,,,,", "row 2, column request: The campaign has no request “DJL-2”"),
        ("DJL-1,,,,,,2018-10-31,perhaps,,,,", "row 2, column outcome: “perhaps” is none of successful,"),
        ("DJL-1,,,,,,31 October,refused,,,,", "row 2, column date: “31 October” is no day"),
        ("DJL-1,,,,,,31/2/2018,refused,,,,", "row 2, column date: “31/2/2018” is no day"),
        ("DJL-1,,,,,,,refused,,,,", "row 2, column date: is empty, and no day was given"),
        ("DJL-1,,,2018-07-20,2018-07-19,,2018-10-31,,,,,", "row 2, column received: 2018-07-19 is before"),
        ("DJL-1,,,2018-07-20,,,2018-07-19,refused,,,,", "row 2, column date: 2018-07-19 is before"),
        ("DJL-1,,FOISA,,,,2018-10-31,refused,,,,", "row 2, column request: law is FOIA at the request and FOISA here."),
        ("DJL-1,,,,,,2018-10-31,refused,,s43,,", "row 2, column exemptions: “s43” is no ground of refusal"),
        ("DJL-1,,,,,,2018-10-31,refused,,s1 FOIA,,", "row 2, column exemptions: “s1 FOIA” is no ground of refusal"),
        ("DJL-1,,,,,,2018-10-31,refused,rudeness,,,", "row 2, column response types: “rudeness” is none of"),
        ("DJL-1,,,,,,2018-10-31,refused,,,yes,", "row 2, column q1: “yes” is none of positive,"),
        (",,,,,,2018-10-31,refused,,,,", "row 2, column request: is empty"),
        ("DJL-1,refused", "row 2: 2 cells under 12 columns."),
    ],
)
def test_a_row_with_a_fault_is_named_and_left_out_whole_and_the_others_go_on(campaign, row, fault):
    ask(date(2018, 7, 20), campaign, key="reference:DJL-1", reference="DJL-1")
    text = f"{HEAD}{row}\nDJL-1,,,,,,2018-10-30,refused,,,,\n"
    assert [said for said in faults_of(text, campaign) if said.startswith(fault)]
    rows, _ = read_table(text.encode())
    write_coding(plan_coding(campaign, rows, "sheet.csv"))
    assert list(Judgement.objects.values_list("value", "date")) == [("refused", date(2018, 10, 30))]


def test_two_rows_for_one_request_and_day_are_a_fault_of_the_second(campaign):
    text = HEAD + WHOLE + WHOLE
    assert faults_of(text, campaign) == ["row 3, column request: “DJL-1” stands in row 2 for the same day."]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "row 1, column request: is missing."),
        (b"request,colour\n", "row 1, column colour: is none of"),
        (b"request,request\n", "row 1, column request: stands twice."),
        (b"request\nDJL\xff\n", "row 2: a character is not UTF-8"),
        (b'request\n"DJL\n', "This is not CSV"),
    ],
)
def test_a_file_that_is_no_coding_sheet_is_refused_with_the_reason(content, fault):
    rows, faults = read_table(content)
    assert rows == [] and str(faults[0]).startswith(fault)


def test_a_name_that_two_bodies_had_means_the_one_of_that_day(campaign):
    Authority.objects.filter(slug="brackenford").update(start_date="2009-04-01")
    Authority.objects.create(slug="old", name="Brackenford  COUNCIL", end_date="2009-03-31")
    bodies = Bodies()
    assert bodies.find("Brackenford Council", date(2018, 7, 20)).slug == "brackenford"
    assert bodies.find("Brackenford Council", date(2008, 7, 20)).slug == "old"
    with pytest.raises(NoBody, match="brackenford, old"):
        bodies.find("Brackenford Council")


def test_the_command_shows_first_and_writes_only_when_it_is_told_to(campaign, tmp_path, capsys):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "request,authority,sent,outcome\nDJL-1,Brackenford Council,2018-07-20,no such systems\n,,,refused\n"
    )
    for arguments, rows in (([], 0), (["--write"], 1), (["--write"], 1)):
        with pytest.raises(CommandError, match="1 faults; their rows are left out"):
            call_command("import_coding", "scores", str(sheet), "--on", "2018-10-31", *arguments)
        assert Judgement.objects.count() == rows
    said = capsys.readouterr().out
    assert "Nothing was written" in said and "1 judgements are held already" in said
    with pytest.raises(CommandError, match="no campaign 'nothing'"):
        call_command("import_coding", "nothing", str(sheet))
