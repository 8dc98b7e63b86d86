"""Letters mean what the document says that they stand for."""

from __future__ import annotations

import pytest


@pytest.fixture
def councils(desk):
    desk.add("authority", "saltmere", "Saltmere County Council", "~SCC", "~Saltmere")
    desk.add("authority", "stonebury", "Stonebury County Council", "~SCC", "~Stonebury")
    return desk


def test_letters_that_no_list_holds_count_once_the_document_spells_them_out(desk):
    desk.add("system", "family-index", "Lantern Family Database")
    text = "The Lantern Family Database (“LFD”) went live. Staff use the LFD daily; not the LFDX."
    assert desk.found(text) == [
        ("family-index", "Lantern Family Database"),
        ("family-index", "LFD"),
        ("family-index", "LFD"),
    ]
    assert desk.matches(text)[-1].rule == '"LFD" stands for "Lantern Family Database"'


def test_letters_count_on_every_page_and_before_their_definition(desk):
    desk.add("system", "family-index", "Lantern Family Database")
    found = desk.found("The LFD is new.", "LFD (Lantern Family Database) explained")
    assert found == [("family-index", "LFD"), ("family-index", "LFD"), ("family-index", "Lantern Family Database")]


def test_shared_letters_mean_the_body_that_the_document_spells_out(councils):
    found = councils.found("Stonebury County Council (SCC) near Saltmere. SCC replied.")
    assert [slug for slug, surface in found if surface == "SCC"] == ["stonebury", "stonebury"]


def test_letters_spelt_out_as_something_else_do_not_count(desk):
    desk.add("system", "care-index", "Care Index", "~RAS", context=["budget"])
    assert desk.found("The RAS sets the budget") == [("care-index", "RAS")]
    assert desk.found("The Regional Ambulance Service (RAS) budget: RAS pays") == []


def test_letters_spelt_out_in_other_words_of_the_same_name_still_count(desk):
    desk.add("system", "risk-tool", "Harm Risk Tool", "~HRT", context=["custody"])
    assert desk.found("the Harmful Risk Test (HRT) in custody") == [("risk-tool", "HRT")]


@pytest.mark.parametrize(
    "text",
    [
        "HRT (Herts Risk Team) meets. HRT is used in custody",
        "We use HRT as our acronym: Housing and Repairs Tribunal. HRT in custody",
        "The HRT framework (Health, Resilience, Trust). HRT is used in custody",
        "HRT project (Human Readiness Tests) in custody",
        "HRT stands for Hospital Response Team. HRT in custody",
        "Our HRT project (Heart Rates) in custody",
    ],
)
def test_letters_spelt_out_as_another_thing_count_nowhere_in_the_document(desk, text):
    desk.add("system", "risk-tool", "Harm Risk Tool", "~HRT", context=["custody", "risk"])
    assert desk.found(text) == []


def test_letters_spelt_out_as_another_thing_count_where_the_name_stands_in_full_too(desk):
    desk.add("system", "risk-tool", "Harm Risk Tool", "~HRT", context=["custody"])
    text = "Not the HRT (Herts Review Team): the Harm Risk Tool. HRT is used in custody"
    assert ("risk-tool", "HRT") in desk.found(text)


def test_a_makers_name_in_brackets_spells_nothing_out(desk):
    desk.add("system", "family-tool", "Redwing Families", "~FACE", context=["assessment"])
    assert desk.found("the FACE assessment (Family Care Ltd)") == [("family-tool", "FACE")]


@pytest.mark.parametrize(
    "text", ["Lantern Family Database (UK) data. UK law", "Lantern Family Database (see LFDX). LFDX"]
)
def test_brackets_that_define_nothing_add_nothing(desk, text):
    desk.add("system", "family-index", "Lantern Family Database")
    assert desk.found(text) == [("family-index", "Lantern Family Database")]


def test_initials_count_in_a_document_that_names_the_place_of_one_body(councils):
    assert councils.found("Rest of Saltmere: 12. Source: SCC") == [("saltmere", "SCC")]


def test_initials_stay_unsettled_where_two_places_are_named(councils):
    assert councils.found("Saltmere and Stonebury: 12. Source: SCC") == []


def test_initials_of_an_office_are_no_council(desk):
    desk.add("authority", "dunmere", "Dunmere County Council", "~DCC", "~Dunmere")
    assert desk.found("in Dunmere, DCC said") == [("dunmere", "DCC")]
    assert desk.found("in Dunmere the Deputy Chief Constable: DCC said") == []


@pytest.mark.parametrize(
    "said",
    [
        "LFD is the Local Finance Department.",
        "LFD means Local Finance Department.",
        "LFD: Local Finance Department.",
        "The LFD (Local and Finance Department) met.",
        "The LFD (Lo Fi Board Directors) met.",
    ],
)
def test_letters_that_the_document_spells_out_otherwise_are_no_tag_anywhere(desk, said):
    desk.add("system", "lfd", "Lantern Family Database", "~LFD", context=["custody"])
    assert desk.found(f"{said} People in custody know the LFD.") == []


def test_a_sentence_on_a_system_is_no_definition(desk):
    desk.add("system", "lfd", "Lantern Family Database", "~LFD", context=["custody"])
    assert desk.found("LFD is the tool used in custody.") == [("lfd", "LFD")]
