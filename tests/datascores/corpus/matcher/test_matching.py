"""Each rule of matching, on sentences made for it."""

from __future__ import annotations

import random

import pytest

from datascores.corpus.matcher import PageInput
from datascores.corpus.segments import Span


def test_unambiguous_name_counts_by_itself_in_any_case(desk):
    desk.add("company", "experian", "Experian")
    assert desk.found("supplied by EXPERIAN in May") == [("experian", "EXPERIAN")]


def test_only_whole_words_count(desk):
    desk.add("company", "ey", "EY Partners", "EY")
    assert desk.found("They obey; the ey-catcher") == [("ey", "ey")]
    assert desk.found("They obeyed the survey") == []


def test_ambiguous_name_needs_a_context_word_within_two_hundred_characters(trees):
    near, far = "x " * 90, "x " * 110
    assert trees(f"Acorn {near} CACI") == [("acorn", "Acorn")]
    assert trees(f"Acorn {far} CACI") == []


def test_context_reaches_over_the_break_of_a_page(trees):
    assert trees("Bought from CACI:", "Acorn for each postcode") == [("acorn", "Acorn")]


def test_ambiguous_name_needs_its_case(trees):
    assert trees("CACI data on an acorn") == []


def test_reject_word_refuses_an_ambiguous_name_as_a_whole_word_only(trees):
    assert trees("an Acorn tree, and geodemographic data") == []
    assert trees("Acorn by street, and geodemographic data") == [("acorn", "Acorn")]
    assert trees("Acorn Primary School; geodemographic data") == []


def test_reject_word_beside_an_unambiguous_name_changes_nothing(trees):
    assert trees("CACI Acorn has a tree of groups") == [("acorn", "CACI Acorn")]


@pytest.mark.parametrize(
    "text",
    [
        "spending per capita rose under the contract",
        "heart disease in custody at Durham",
        "a Roman mosaic floor near the postcode sorting office",
        "Hart District Council is in Hampshire",
        "HART district nurses offer custody advice",
        "they met face to face for an assessment",
        "one of the pupils",
        "reading the declaration",
    ],
)
def test_false_friends_are_left_alone(desk, text):
    desk.add("company", "capita", "~Capita", context=["contract", "software"])
    desk.add("system", "hart", "Harm Assessment Risk Tool", "~HART", context=["custody"], reject=["HART district"])
    desk.add("system", "mosaic", "Experian Mosaic", "~Mosaic", context=["postcode"], reject=["floor"])
    desk.add("system", "face", "FACE (Imosphere)", "~FACE", context=["assessment"])
    desk.add("system", "capita-one", "Capita One", "~One Education", context=["pupil"])
    desk.add("authority", "reading", "Reading Borough Council", "~Reading")
    assert desk.found(text) == []


def test_case_of_an_ambiguous_name_allows_capitals_at_the_beginning_of_words(desk):
    desk.add("system", "csx", "Child safety model", "~CSX model", context=["score"])
    assert desk.found("the score of the CSX Model") == [("csx", "CSX Model")]
    assert desk.found("the score of the csx model") == []


def test_ambiguous_phrase_of_three_words_may_be_written_small(desk):
    desk.add("system", "risk", "Fire Community Risk Model", "~Community Risk Model", context=["fire"])
    assert desk.found("fire crews use a community risk model") == [("risk", "community risk model")]


def test_possessive_counts_and_stays_out_of_the_surface(desk):
    desk.add("company", "atos", "ATOS")
    assert desk.found("the system was ATOS’s own, not Atos' idea") == [("atos", "ATOS"), ("atos", "Atos")]


@pytest.mark.parametrize(
    "surface", ["King's Fund", "King’s Fund", "Kings Fund", "KINGS  FUND", "Kings\nFund", "Kings-Fund"]
)
@pytest.mark.parametrize("name", ["King's Fund", "Kings Fund"])
def test_apostrophes_hyphens_and_blanks_vary(desk, name, surface):
    desk.add("company", "kings-fund", name)
    assert desk.found(f"by the {surface}.") == [("kings-fund", surface)]


@pytest.mark.parametrize("surface", ["Ernst & Young", "Ernst and Young", "Ernst&Young"])
def test_and_may_be_written_as_a_sign(desk, surface):
    desk.add("company", "ey", "Ernst & Young")
    assert desk.found(f"auditor: {surface}") == [("ey", surface)]


def test_saint_may_carry_a_full_stop(desk):
    desk.add("authority", "st-helens", "St Helens Council")
    assert desk.found("wrote St. Helens Council") == [("st-helens", "St. Helens Council")]


def test_name_does_not_reach_over_a_slash_or_a_cell(desk):
    desk.add("authority", "kent", "Kent Council")
    assert desk.found("Kent/Council", "Kent\tCouncil", "Kent. Council") == []


def test_longer_name_swallows_the_shorter_whether_accepted_or_not(desk):
    desk.add("authority", "manchester", "Manchester City Council", "~Manchester")
    desk.add("authority", "gmca", "Greater Manchester Combined Authority", "~Greater Manchester")
    text = "Manchester City Council lies in Greater Manchester"
    assert desk.found(text) == [("manchester", "Manchester City Council")]
    assert desk.found("Greater Manchester Combined Authority") == [("gmca", "Greater Manchester Combined Authority")]


def test_company_stands_inside_the_name_of_its_system_but_a_place_does_not(desk):
    desk.add("company", "experian", "Experian")
    desk.add("system", "mosaic", "Experian Mosaic", maker="experian")
    desk.add("system", "kid", "Kent Integrated Dataset")
    desk.add("authority", "kent", "Kent County Council", "~Kent")
    assert desk.found("Experian Mosaic feeds the Kent Integrated Dataset of Kent County Council") == [
        ("experian", "Experian"), ("mosaic", "Experian Mosaic"), ("kid", "Kent Integrated Dataset"),
        ("kent", "Kent County Council"),
    ]  # fmt: skip


def test_keyword_and_system_stand_side_by_side(desk):
    desk.add("keyword", "rbv", "risk based verification")
    desk.add("system", "x-rbv", "Xantura Risk Based Verification")
    assert {slug for slug, _ in desk.found("Xantura risk-based verification")} == {"rbv", "x-rbv"}


def test_short_form_counts_after_an_accepted_name_of_its_record(desk):
    desk.add("system", "kid", "Kent Integrated Dataset", "~KID", context=["pseudonymised"], reject=["goat"])
    far = "x " * 150
    first = f"The KID. {far} The Kent Integrated Dataset. {far} The KID."
    matches = desk.matches(first, f"A KID goat. {far} More of the KID.")
    assert [match.surface for match in matches] == ["Kent Integrated Dataset", "KID", "KID"]
    assert [match.page for match in matches] == [1, 1, 2]
    assert matches[1].rule == 'short form beside "Kent Integrated Dataset" on page 1'


def test_initials_of_a_body_count_anywhere_once_its_name_or_domain_stands_in_the_document(desk):
    desk.add("authority", "suffolk", "Suffolk County Council", "~SCC", domains=("suffolk.gov.uk",))
    desk.add("authority", "surrey", "Surrey County Council", "~SCC", domains=("surreycc.gov.uk",))
    assert desk.found("SCC has no such council system") == []
    named = desk.found("SCC has none", "Suffolk County Council")
    assert named == [("suffolk", "SCC"), ("suffolk", "Suffolk County Council")]
    assert desk.found("SCC; write to foi@surreycc.gov.uk") == [("surrey", "SCC"), ("surrey", "surreycc.gov.uk")]


@pytest.mark.parametrize(
    "text",
    [
        "Camden's council", "Camden council", "Camden and Hackney borough councils",
        "councils such as Hackney, Camden and Ealing",
        "the council of Camden",
    ],
)  # fmt: skip
def test_place_name_bound_to_a_council_word_is_the_council(desk, text):
    desk.add("authority", "camden", "London Borough of Camden", "~Camden")
    assert desk.found(text) == [("camden", "Camden")]


@pytest.mark.parametrize(
    "text", ["the council met in the pub in Camden", "Camden University wrote to the council", "citizens of Camden"]
)
def test_place_name_near_a_council_word_is_only_a_place(desk, text):
    desk.add("authority", "camden", "London Borough of Camden", "~Camden")
    assert desk.found(text) == []


def test_name_shared_by_two_records_goes_to_the_one_with_context(desk):
    desk.add("system", "mosaic", "Experian Mosaic", "~Mosaic", context=["postcode"])
    desk.add("system", "care", "Servelec Mosaic", "~Mosaic", context=["case management"])
    assert desk.found("Mosaic types by postcode") == [("mosaic", "Mosaic")]
    assert desk.found("Mosaic, our case management") == [("care", "Mosaic")]
    assert desk.found("Mosaic is in use") == []


def test_undecided_name_is_shown_as_open_and_is_no_evidence(desk):
    desk.add("system", "mosaic", "Experian Mosaic", "~Mosaic", context=["postcode"])
    desk.add("system", "care", "Servelec Mosaic", "~Mosaic", context=["case management"])
    matches = desk.matches("Mosaic: postcode, case management")
    assert [(desk.slug(match), match.rule, match.is_evidence) for match in matches] == [
        ("mosaic", "open: also Servelec Mosaic", False), ("care", "open: also Experian Mosaic", False),
    ]  # fmt: skip


def test_company_and_its_product_of_one_name_are_both_meant(desk):
    desk.add("company", "predpol", "PredPol")
    desk.add("system", "predpol", "PredPol", maker="predpol")
    matches = desk.matches("The force tried PredPol.")
    assert [match.is_evidence for match in matches] == [True, True]


def test_date_of_the_document_decides_between_bodies_of_one_name(desk):
    desk.add("authority", "old", "North Combined Authority", end_date="2024-05-06", successors=("new",))
    desk.add("authority", "new", "North Combined Authority", start_date="2024-05-07")
    text = "the North Combined Authority"
    assert desk.found(text, date="2018") == [("old", "North Combined Authority")]
    assert desk.found(text, date="2024-05-07") == [("new", "North Combined Authority")]
    assert [match.rule[:4] for match in desk.matches(text)] == ["open", "open"]


def test_successor_is_meant_where_no_body_of_the_name_exists_any_more(desk):
    desk.add("authority", "old", "Shire Council", end_date="2009-03-31", successors=("new",))
    desk.add("authority", "new", "Shire Council", start_date="2009-04-01", end_date="2020-03-31")
    assert desk.found("Shire Council", date="2023-01-01") == [("new", "Shire Council")]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("write to iBase@bracken.gov.uk.", "bracken.gov.uk"),
        ("https://www.bracken.gov.uk/info/1", "bracken.gov.uk"),
        ("https://democracy.bracken.gov.uk", "bracken.gov.uk"),
    ],
)
def test_own_domain_names_the_body(desk, text, surface):
    desk.add("authority", "bracken", "Bracken Council", "~Bracken", domains=("bracken.gov.uk",))
    (match,) = desk.matches(text)
    assert (match.surface, match.rule) == (surface, "domain bracken.gov.uk")


def test_domain_inside_another_domain_names_nobody(desk):
    desk.add("authority", "bracken", "Bracken Council", domains=("bracken.gov.uk", "gov.uk"))
    assert desk.found("www.north-bracken.gov.uk greatbracken.gov.uk bracken.gov.uk.org www.gov.uk") == []


def test_police_mail_over_their_own_network_names_the_force(desk):
    desk.add("authority", "bracken-police", "Bracken Police", domains=("bracken.police.uk",))
    assert desk.found("foi@bracken.pnn.police.uk") == [("bracken-police", "bracken.pnn.police.uk")]


def test_address_names_by_its_host_but_not_by_its_path_nor_by_a_place(desk):
    desk.add("company", "cadwell", "Cadwell")
    desk.add("authority", "essex", "Essex County Council", "~Essex")
    text = "Essex County Council: www.cadwell.com, www.news.com/cadwell, lab@essex.ac.uk"
    assert desk.found(text) == [("essex", "Essex County Council"), ("cadwell", "cadwell")]


def test_web_address_and_website_are_no_evidence_but_mail_is(desk):
    desk.add("company", "lantern", "Lantern")
    matches = desk.matches("Lantern sells it. See www.lantern.com or the Lantern website. Lantern@bracken.gov.uk")
    assert [match.is_evidence for match in matches] == [True, False, False, True]


@pytest.mark.parametrize("kind", ["request", "standard", "header"])
def test_only_the_bodys_own_words_are_evidence(desk, kind):
    desk.add("system", "lantern", "Lantern Score")
    (match,) = desk.matches("Do you use Lantern Score?", kind=kind)
    assert (match.segment, match.is_evidence) == (kind, False)


def test_segment_of_the_place_decides(desk):
    desk.add("system", "lantern", "Lantern Score")
    text = "Lantern Score? Lantern Score!"
    page = PageInput(7, text, [Span(0, 14, "request"), Span(15, len(text), "own")])
    assert [(match.page, match.is_evidence) for match in desk.matcher().match([page])] == [(7, False), (7, True)]


def test_one_letter_is_no_name(desk):
    desk.add("system", "r", "R", "R project")
    assert desk.found("written in R for the R project") == [("r", "R project")]


def test_candidates_are_all_records_whose_name_stands_in_the_text_accepted_or_not(desk):
    desk.add("system", "acorn", "~Acorn", context=["CACI"])
    desk.add("authority", "bracken", "Bracken Council", domains=("bracken.gov.uk",))
    desk.add("company", "other", "Other")
    pages = [PageInput(1, "an acorn"), PageInput(2, "foi@bracken.gov.uk")]
    assert desk.matcher().candidates(pages) == {1, 2}
    assert desk.matcher().candidates([]) == set()


def test_removing_a_name_and_adding_it_again_restores_the_same_rows(desk):
    desk.add("system", "kid", "Kent Integrated Dataset", "~KID", context=["Kent"])
    desk.add("authority", "kent", "Kent County Council", "~Kent")
    text = "Kent County Council runs the KID. Kent says the Kent Integrated Dataset is old."
    before, whole = desk.matches(text), list(desk.records)
    desk.records = [desk.records[0].__class__(1, "system", "kid", "Kent Integrated Dataset", ()), whole[1]]
    without = desk.matches(text)
    assert {match.record_id for match in without} == {2}
    desk.records = whole
    assert desk.matches(text) == before


def test_record_without_shared_names_does_not_change_the_rows_of_others(desk):
    desk.add("system", "acorn", "CACI Acorn", "~Acorn", context=["CACI"])
    text = "CACI sells Acorn; Lantern sells light."
    before = desk.matches(text)
    desk.add("company", "lantern", "Lantern")
    assert [match for match in desk.matches(text) if match.record_id == 1] == before


def test_surface_is_what_stands_at_the_offsets_of_random_text(desk):
    desk.add("system", "acorn", "CACI Acorn", "~Acorn", context=["CACI"], reject=["tree"])
    desk.add("authority", "ynys", "Cyngor Ynys Môn", "Anglesey Council", "~Anglesey", domains=("ynysmon.gov.uk",))
    desk.add("company", "ey", "Ernst & Young", "~EY", context=["Ernst"])
    desk.add("company", "kings", "King's Fund")
    parts = [
        "CACI", "Acorn", "Ernst", "&", "and", "Young", "EY", "Cyngor", "Ynys", "Môn", "Mo\u0302n", "Anglesey",
        "King’s", "Fund",
        "ﬁ", "👍", "“", "”", "—", "\n\n", "\n", "\t", "-", ".", ",", "’s", "@ynysmon.gov.uk", "www.",
        "\u200b", "St.", "İ", "ß", "tree",
    ]  # fmt: skip
    random.seed(3)
    seen = set()
    matcher = desk.matcher()
    for _ in range(400):
        pages = [PageInput(n, " ".join(random.choices(parts, k=40)).replace(" ’s", "’s")) for n in (1, 2)]
        matches = matcher.match(pages)
        for match in matches:
            assert pages[match.page - 1].text[match.start : match.end] == match.surface
            seen.add(match.record_id)
        keys = [(match.page, match.start, match.end, match.record_id) for match in matches]
        assert keys == sorted(set(keys))
    assert seen == {1, 2, 3, 4}
