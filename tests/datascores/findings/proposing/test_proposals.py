"""From words and names to rows: whose system, which status, and what gives no row at all."""

from __future__ import annotations

import pytest

from datascores.corpus.segments import Span
from datascores.findings.proposing import Leaf, Named, best_of, propose

NAMES = {
    "Kirkmoor Council": ("authority", "kirkmoor"),
    "Saltmere Council": ("authority", "saltmere"),
    "Vale NHS Trust": ("authority", "vale"),
    "Kirkmoor Fire Service": ("authority", "kirkmoor-fire"),
    "Mosaic": ("system", "mosaic"),
    "Paragon": ("system", "paragon"),
    "Capita": ("company", "capita"),
}


def rows_of(text: str, author: str = "kirkmoor", request: str = ""):
    """The proposals of a page of the body's own words, followed by a quoted request."""
    whole = f"{text}\n\n{request}"
    spans = (Span(0, len(text), "own"), Span(len(text), len(whole), "request"))
    named = []
    for words, (kind, slug) in NAMES.items():
        at = whole.find(words)
        while at >= 0:
            segment = "own" if at < len(text) else "request"
            maker = "experian" if slug == "mosaic" else ""
            named.append(Named(kind, slug, 1, at, at + len(words), segment, segment == "own", maker))
            at = whole.find(words, at + 1)
    return best_of(propose([Leaf(1, whole, spans)], sorted(named, key=lambda name: name.start), author))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use Mosaic to plan visits.", {("kirkmoor", "mosaic", "in use")}),
        ("Saltmere Council piloted Paragon in 2015.", {("saltmere", "paragon", "pilot")}),
        ("Paragon is used by Saltmere Council.", {("saltmere", "paragon", "in use")}),
        ("Contracts for Mosaic are held by Vale NHS Trust.", {("vale", "mosaic", "in use")}),
        ("Saltmere Council’s use of Mosaic was reviewed.", {("saltmere", "mosaic", "in use")}),
        ("We used Paragon until 2016.", {("kirkmoor", "paragon", "withdrawn")}),
        ("We moved from Paragon to Mosaic.", {("kirkmoor", "paragon", "withdrawn"), ("kirkmoor", "mosaic", "in use")}),
        ("We do not use Mosaic.", {("kirkmoor", "mosaic", "denied")}),
        ("The Council is procuring Paragon.", {("kirkmoor", "paragon", "planned")}),
        ("The Council may use Paragon.", {("kirkmoor", "paragon", "unclear")}),
        ("The following systems are used by Saltmere Council:\n• Mosaic\n", {("saltmere", "mosaic", "in use")}),
    ],
)
def test_body_system_and_status_come_from_the_sentence(text, expected):
    assert {(row.authority, row.system, row.status) for row in rows_of(text)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mosaic risk log",
        "See www.mosaic.example and the Mosaic website.",
        "Harris County Sheriff uses Mosaic in Texas.",
        "We hold no reports on Mosaic.",
        "Is Mosaic in use?",
        "Please find a selection of material on Mosaic, which is available from our library.",
    ],
)
def test_a_mere_name_a_stranger_and_a_question_give_no_row(text):
    assert rows_of(text) == []


def test_without_a_known_author_only_a_named_body_has_a_row():
    assert rows_of("We use Mosaic.", author="") == []
    assert [row.authority for row in rows_of("Saltmere Council uses Mosaic.", author="")] == ["saltmere"]


def test_the_words_of_a_request_are_the_requesters_and_unclear():
    rows = rows_of("Please see below.", request="We know that you use Mosaic to sort families.")
    assert [(row.system, row.status, row.speaker) for row in rows] == [("mosaic", "unclear", "requester")]


def test_several_statuses_of_one_system_stand_side_by_side():
    rows = rows_of("We introduced Paragon in 2014. The current use of Paragon is experimental.")
    assert {row.status for row in rows} == {"in use", "pilot"}


def test_a_description_gives_way_to_what_is_said_of_use():
    rows = rows_of("Paragon covers two wards. We no longer use Paragon.")
    assert [row.status for row in rows] == ["withdrawn"]


def test_maker_purpose_and_time_are_kept():
    row = rows_of("Since 2014 we use Mosaic to plan visits, and more.")[0]
    assert (row.company, row.purpose, row.time) == ("experian", "to plan visits, and more", "Since 2014")


def test_a_company_without_a_system_has_a_row_where_a_contract_is_spoken_of():
    assert [(row.company, row.system) for row in rows_of("The Council has a contract with Capita.")] == [("capita", "")]
    assert rows_of("Capita wrote to us.") == []


def test_a_class_denied_by_another_body_is_not_the_authors():
    assert [row.authority for row in rows_of("Saltmere Council does not use any predictive software.")] == ["saltmere"]
    assert rows_of("Most other councils do not use any predictive software.") == []


@pytest.mark.parametrize(
    "text",
    [
        "We do not use Mosaic or Paragon.",
        "We do not use any of the following:\n• Paragon\n• Mosaic\n",
        "Neither Mosaic nor Paragon has been bought.",
        "We do not use data from others, such as that provided by Mosaic.",
        "We use no profiling tools; nor Mosaic; nor Paragon.",
        "Kirkmoor Council does not have software that includes Mosaic.",
        "Mosaic: we do not use this.",
        "Mosaic – the Council does not hold this software.",
        "As regards Mosaic, the Council does not use it.",
        "In relation to Mosaic, no information is held.",
        "We looked at Mosaic but decided not to purchase it.",
        "Mosaic was considered but was not taken forward.",
        "Use of Mosaic has been rejected by the Council.",
        "The Council refused to buy Mosaic.",
        "Mosaic and similar tools have not, to our knowledge, been used by the service.",
        "While other forces use Mosaic, we do not.",
        "Other councils use Mosaic; we do not.",
        "Mosaic is a system that sorts people. We do not use it.",
        "Mosaic sorts people by postcode. The Council has not bought this product.",
        "Mosaic sorts people. It is not used here.",
        "Of the products you list, Mosaic among them, none is used by the Council.",
        "None of the systems listed (Mosaic, Paragon) is used.",
        "Mosaic does not form part of our toolkit.",
        "Mosaic is absent from our estate.",
        "The Council has no dealings with Mosaic.",
        "The claim that the Council uses Mosaic is incorrect.",
        "It has been reported that we use Mosaic. This is not correct.",
        "The Council denies that it uses Mosaic.",
        "Funding for Mosaic was never approved.",
        "The Mosaic pilot did not take place.",
        "The use of Mosaic is prohibited by our policy.",
        "We avoid using Mosaic.",
        "Hardly any team uses Mosaic.",
        "The Council does not score people using Mosaic or otherwise.",
    ],
)
def test_no_denial_is_ever_proposed_as_use(text):
    assert {row.status for row in rows_of(text)} & {"in use", "pilot"} == set()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kirkmoor Council is not a user of Mosaic.", "denied"),
        ("Our maps are produced in Mosaic.", "in use"),
        ("We submit payroll data to Mosaic every two years.", "in use"),
        ("We take part in Mosaic.", "in use"),
        ("Paragon - no. Mosaic - yes.", "in use"),
        ("Paragon - yes. Mosaic - no.", "denied"),
    ],
)
def test_having_is_said_in_many_ways(text, status):
    assert {row.status for row in rows_of(text) if row.system == "mosaic"} == {status}


def test_the_speaker_is_the_body_only_in_its_own_document():
    rows = rows_of("We use Mosaic. Saltmere Council uses Paragon.")
    assert {(row.authority, row.speaker) for row in rows} == {("kirkmoor", "authority"), ("saltmere", "other")}
    assert [row.speaker for row in rows_of("Saltmere Council uses Paragon.", author="")] == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "Many tools are used by Kirkmoor Fire Service.\n\nMuch of what the Fire Service does is in Mosaic, which is used daily.",
        "Many tools are used by Kirkmoor Fire Service.\n\nMosaic is used, which helps them to plan visits.",
    ],
)
def test_a_letter_that_answers_for_another_body_gives_it_the_system(text):
    assert [(row.authority, row.system) for row in rows_of(text)] == [("kirkmoor-fire", "mosaic")]


def test_a_sort_of_body_that_is_nowhere_named_gets_and_gives_no_row():
    assert rows_of("Mosaic is used by analysts of the Fire Service.") == []


def test_they_within_ones_own_letter_are_ones_own():
    assert [row.authority for row in rows_of("Our officers use Mosaic so that they can plan visits.")] == ["kirkmoor"]
    mixed = "Paragon is used by Saltmere Council. We use Mosaic so that officers know whom they visit."
    assert {(row.authority, row.system) for row in rows_of(mixed)} == {("saltmere", "paragon"), ("kirkmoor", "mosaic")}


def test_a_class_of_which_one_thing_is_excepted_is_not_denied():
    assert [row.status for row in rows_of("Other than Mosaic, we do not use any predictive software.")] == ["in use"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("We do not use Capita.", "denied"),
        ("Do you hold a contract with Capita? | None held", "denied"),
        ("We use Paragon, not Capita.", "denied"),
        ("The Council uses Capita for its payroll.", "in use"),
        ("The Council stopped using Capita in 2016.", "withdrawn"),
    ],
)
def test_a_company_is_used_denied_or_left_like_a_system(text, status):
    assert ("kirkmoor", "capita", status) in {(row.authority, row.company, row.status) for row in rows_of(text)}


@pytest.mark.parametrize(
    "text", ["Capita gave a talk to officers.", "Capita submitted a bid.", "Capita is a large firm."]
)
def test_what_a_company_does_of_its_own_gives_no_row(text):
    assert rows_of(text) == []


@pytest.mark.parametrize("text", ["Hackney uses Paragon.", "Several councils use Paragon.", "Paragon is widely used."])
def test_use_by_somebody_unknown_is_not_the_authors(text):
    assert rows_of(text) == []


def test_a_body_that_opens_the_sentence_as_its_place_is_the_holder():
    rows = rows_of("In Saltmere Council, Paragon is used daily.")
    assert {(row.authority, row.status) for row in rows} == {("saltmere", "in use")}


def paper_rows_of(text: str, kind: str = "own"):
    """The proposals of a page that is no letter, where "Mosaic" is named; ``kind`` is that of a segment at its end."""
    spans = (Span(0, len(text) - 1, "own"), Span(len(text) - 1, len(text), kind))
    at = text.index("Mosaic")
    named = [Named("system", "mosaic", 1, at, at + len("Mosaic"), "own", True, "experian")]
    return {row.status for row in best_of(propose([Leaf(1, text, spans)], named, "kirkmoor"))}


@pytest.mark.parametrize(
    "heading",
    ["Mosaic: User Training", "Mosaic risk log", "Accessing Mosaic", "How to use Mosaic", "Mosaic user guide"],
)
def test_heading_of_own_training_or_guide_shows_the_system_in_use(heading):
    assert paper_rows_of(f"{heading}\n\nVersion of the autumn\n") == {"in use"}


@pytest.mark.parametrize(
    "heading",
    [
        "Mosaic",
        "Mosaic and Acorn compared",
        "A guide to rivals of Mosaic",
        "Mosaic user guide\nNot held.",
        "Mosaic: prices",
    ],
)
def test_other_headings_show_no_use(heading):
    assert paper_rows_of(f"{heading}\n\nVersion of the autumn\n") == set()


def test_heading_in_a_letter_shows_no_use():
    assert paper_rows_of("Mosaic user guide\n\nPlease find this attached.\n", "standard") == set()


def test_what_came_instead_is_not_the_maker_and_has_a_row_of_its_own():
    rows = rows_of("We currently use Capita, having previously used Paragon.")
    assert {(row.system, row.company, row.status) for row in rows} == {
        ("paragon", "", "withdrawn"),
        ("", "capita", "in use"),
    }


def test_a_body_in_a_relative_clause_is_the_user():
    rows = rows_of("You may wish to ask Saltmere Council, which used Paragon until 2016.")
    assert {(row.authority, row.status) for row in rows} == {("saltmere", "withdrawn")}
