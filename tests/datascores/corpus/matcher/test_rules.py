"""The rules that stand with a record as data: distances, companies, short forms, plural, dates of names."""

from __future__ import annotations

import pytest

from datascores.catalogue.rules import Catalogue, NameRule, RecordRules, name_companies
from datascores.corpus.matcher import Matcher, PageInput


def found(text: str, *records: RecordRules, date: str = "") -> list[str]:
    """The surfaces that count as the first record."""
    numbered = name_companies(records)
    matcher = Matcher(Catalogue(tuple(numbered), {record.record_id: record for record in numbered}))
    return [match.surface for match in matcher.match([PageInput(1, text)], date) if match.record_id == 1]


def tessera(*names: NameRule, **rules) -> RecordRules:
    names = names or (NameRule("Tessera", True), NameRule("Tessera Segments", False))
    return RecordRules(1, "system", "tessera", names[0].text, names, **rules)


def test_distance_of_context_words_is_the_records_own():
    text = f"Tessera {'x ' * 60} postcode"
    assert found(text, tessera(context_words=("postcode",))) == ["Tessera"]
    assert found(text, tessera(context_words=("postcode",), context_reach=50)) == []


def test_distance_of_reject_words_is_the_records_own():
    text = f"Tessera {'x ' * 30} tile; postcode"
    rules = {"context_words": ("postcode",), "reject_words": ("tile",)}
    assert found(text, tessera(**rules)) == ["Tessera"]
    assert found(text, tessera(**rules, reject_reach=100)) == []


SCOREWELL = RecordRules(2, "company", "scorewell", "Scorewell", (NameRule("Scorewell", False), NameRule("SWL", True)))


@pytest.mark.parametrize("text", ["Scorewell supplies Tessera", "Tessera, a product of SWL"])
def test_name_that_must_stand_near_its_maker_counts_there(text):
    assert found(text, tessera(near_companies=("maker",), maker="scorewell"), SCOREWELL) == ["Tessera"]


def test_name_that_must_stand_near_a_company_does_not_count_without():
    rules = tessera(near_companies=("scorewell",), context_words=("postcode",))
    assert found("Tessera by postcode", rules, SCOREWELL) == []
    assert found("Tessera of Scorewell", rules, SCOREWELL) == [], "the context word is wanted too"
    assert found("Tessera of Scorewell by postcode", rules, SCOREWELL) == ["Tessera"]


def test_name_near_a_company_that_is_not_there_never_counts():
    assert found("Tessera by maker", tessera(near_companies=("maker",))) == []


def test_new_name_of_the_company_is_another_rule_of_the_system():
    renamed = RecordRules(2, "company", "scorewell", "Scorewell", (NameRule("Score Well Group", False),))
    hashes = {
        name_companies([tessera(near_companies=("scorewell",)), firm])[0].rules_hash for firm in (SCOREWELL, renamed)
    }
    assert len(hashes) == 2


def test_short_forms_are_lifted_unless_the_record_says_no():
    text = "Tessera Segments was bought. Tessera is used."
    assert found(text, tessera()) == ["Tessera Segments", "Tessera"]
    assert found(text, tessera(lifts_short_forms=False)) == ["Tessera Segments"]


@pytest.mark.parametrize(
    ("name", "plural"), [("risk score", "risk scores"), ("risk index", "risk indexes"), ("registry", "registries")]
)
def test_plural_counts_where_the_record_says_so(name, plural):
    assert found(f"two {plural}", tessera(NameRule(name, False), allows_plural=True)) == [plural]
    assert found(f"two {plural}", tessera(NameRule(name, False))) == []


def test_name_counts_within_its_dates_only():
    rules = tessera(NameRule("Tessera Segments", False), NameRule("Old Segments", False, "2010", "2016-05"))
    text = "Old Segments"
    assert found(text, rules, date="2015-03-01") == [text]
    assert found(text, rules, date="2016-05-31") == [text]
    assert found(text, rules, date="2016-06-01") == []
    assert found(text, rules, date="2009") == []
    assert found(text, rules) == [text], "without a date nothing speaks against it"


def test_one_letter_counts_only_with_its_context():
    letter = tessera(NameRule("R", True), context_words=("SPSS",), lifts_short_forms=False)
    assert found("in SPSS, R and others", letter) == ["R"]
    assert found("Mr R Jones of the r-team", letter) == []
