"""What stands right beside an ambiguous name can make it another's, whatever context is near."""

from __future__ import annotations

import pytest

from datascores.catalogue.rules import NameRule, RecordRules, catalogue_of
from datascores.corpus.matcher import Matcher, PageInput


def matcher() -> Matcher:
    def record(number: int, kind: str, slug: str, name: str, *short: str, context: tuple[str, ...] = ()) -> RecordRules:
        names = (NameRule(name, False), *(NameRule(text, True) for text in short))
        return RecordRules(number, kind, slug, name, names, context_words=context)

    return Matcher(
        catalogue_of(
            [
                record(
                    1,
                    "system",
                    "heron",
                    "Redwing Heron",
                    "Heron",
                    "HERON",
                    context=("segmentation", "software", "audit"),
                ),
                record(2, "system", "h2", "Redwing h2 suite", "h2", context=("software",)),
                record(3, "company", "ash-group", "Ash Group Ltd", "Ash Group", context=("social care",)),
                record(4, "authority", "saltmere", "Saltmere County Council", "Saltmere"),
            ]
        )
    )


def found_in(*texts: str) -> list[str]:
    pages = [PageInput(number, text) for number, text in enumerate(texts, 1)]
    return [match.surface for match in matcher().match(pages)]


@pytest.mark.parametrize(
    "text",
    [
        "Heron Road is closed near the audit office.",
        "The Heron Leisure Centre keeps audit files.",
        "Heron Primary School has new software.",
        "The audit was held at Heron House.",
        "Cllr Heron asked about the audit.",
        "Dr P. Heron wrote the software.",
        "The Heron software course is run by the college.",
        "A Heron diploma in audit.",
        "HERON paramedics came to the audit.",
        "See item h2 on the list of software.",
        "Row h2 of the software table.",
        "Ash Group meets on Tuesdays in social care.",
        "Ash Group members met; social care was discussed.",
    ],
)
def test_a_name_that_is_part_of_another_name_is_not_counted(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("We use Heron software.", "Heron"),
        ("Staff took a Heron training course on the software.", "Heron"),
        ("Audit teams record visits in Heron at the centre.", "Heron"),
        ("Heron segmentation of the road network.", "Heron"),
        ("We run h2 as software.", "h2"),
        ("Ash Group supplies social care systems.", "Ash Group"),
    ],
)
def test_the_same_names_in_their_own_right_count(text, surface):
    assert found_in(text) == [surface]


def test_a_road_of_a_place_is_no_short_form_of_its_council():
    assert found_in("Saltmere County Council, Saltmere Road. Saltmere pays.") == ["Saltmere County Council", "Saltmere"]


def test_short_context_words_are_whole_words():
    rules = RecordRules(1, "system", "heron", "Heron", (NameRule("Heron", True),), context_words=("EY", "map"))
    short = Matcher(catalogue_of([rules]))

    def is_found(text: str) -> bool:
        return bool(short.match([PageInput(1, text)]))

    assert is_found("Heron was built by EY.") and is_found("Heron shows maps.")
    assert not is_found("They saw a Heron there.") and not is_found("A Heron at the lake, unmapped.")


@pytest.mark.parametrize("how", ["stands for", "is short for", "is an acronym for", ", which stands for the"])
def test_what_letters_are_said_to_stand_for_goes_before_the_catalogue(how):
    assert found_in(f"HERON {how} Health Education Research On Nursing. The HERON audit is due.") == []


def test_letters_said_to_stand_for_a_name_of_the_catalogue_mean_it():
    rules = RecordRules(1, "system", "lfd", "Lantern Family Database", (NameRule("Lantern Family Database", False),))
    text = "LFD stands for Lantern Family Database. Staff open LFD daily."
    matches = Matcher(catalogue_of([rules])).match([PageInput(1, text)])
    assert [match.surface for match in matches] == ["LFD", "Lantern Family Database", "LFD"]


def test_a_name_broken_by_a_hyphen_at_a_line_end_is_found_at_its_place():
    text = "Staff use Red-\nwing Heron. Red-\n  wing Her-\non again, Redwing\nHeron too.\nThe soft-\nware is Heron."
    matches = matcher().match([PageInput(1, text)])
    assert [text[match.start : match.end] for match in matches] == [
        "Red-\nwing Heron", "Red-\n  wing Her-\non", "Redwing\nHeron", "Heron",
    ]  # fmt: skip
    assert matcher().candidates([PageInput(1, "Sal-\ntmere County Council")]) == {4}


def test_a_hyphen_of_the_name_itself_may_stand_at_a_line_end_and_capitals_are_not_joined():
    rules = RecordRules(1, "system", "rbv", "Risk Based Verification", (NameRule("Risk Based Verification", False),))
    found = Matcher(catalogue_of([rules]))
    assert found.match([PageInput(1, "risk-\nbased verification")])
    assert found_in("Her-\nOn software") == []


@pytest.mark.parametrize(
    "text",
    [
        "The depot is in Northwind Way, Saltmere.",
        "Northwind House is let.",
        "the new Northwind road near the river",
        "A Compass of wild flowers, with data.",
        "Compass is our motto for data.",
        "Compass was the residents' newsletter on data.",
        "Our motto: Compass, in all data",
        "Compass engineering students use data.",
        "Compass art is data.",
        "Our staff COMPASS complaints on data.",
        "Parents COMPASS rises in data.",
    ],
)
def test_a_name_that_grammar_makes_another_things_is_no_tag(desk, text):
    desk.add("company", "northwind", "Northwind")
    desk.add("system", "compass", "Lantern Compass", "~Compass", "~COMPASS", context=["data"])
    assert desk.found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We use COMPASS for data.",
        "The COMPASS data is old.",
        "Which data tool? COMPASS scores all.",
        "The team’s COMPASS licence covers data.",
        "Compass, of course, holds data.",
        "Compass is our data tool.",
        "The data came by Compass of course.",
    ],
)
def test_a_name_in_the_place_of_a_name_is_a_tag(desk, text):
    desk.add("system", "compass", "Lantern Compass", "~Compass", "~COMPASS", context=["data"])
    assert len(desk.found(text)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("SWIFT, supplied by Redwing, holds records.", 1),
        ("A contract with Redwing was let.", 1),
        ("provided by Redwing Ltd", 1),
        ("provided by Redwing nurse practitioners", 0),
        ("Redwing was seen.", 0),
        ("having previously used LanternFirst", 1),
        ("We migrated to LanternFirst.", 1),
        ("LanternFirst is a club.", 0),
    ],
)
def test_supply_and_use_make_a_name_count(desk, text, count):
    desk.add("company", "redwing", "Redwing Systems", "~Redwing", context=["ledger"])
    desk.add("system", "lantern", "Lantern Case System", "~LanternFirst", context=["ledger"])
    assert len(desk.found(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "Heron Stairlifts installed the software.",
        "The Heron helpline is used by staff of the software team.",
        "Heron is our employee assistance provider. Staff use Heron; its software is new.",
    ],
)
def test_another_firms_trade_or_a_line_for_staff_is_not_the_name(text):
    assert found_in(text) == []


def test_a_road_or_another_firm_named_for_the_maker_lends_no_context(desk):
    desk.add("system", "heron", "Redwing Heron", "~Heron", context=["Redwing"])
    assert desk.found("Heron of Redwing is used.") == [("heron", "Heron")]
    assert desk.found("We saw a Heron at Redwing Road.") == []
    assert desk.found("We saw a Heron by Redwing Stairlifts.") == []
    assert desk.found("Heron at Redwing Road, supplied by Redwing.") == [("heron", "Heron")]


def test_a_band_is_no_firm(desk):
    desk.add("company", "redwing", "Redwing")
    assert desk.found("The Redwing band uses our hall.") == []
    assert desk.found("Redwing supplies band 5 software.") == [("redwing", "Redwing")]
