"""The rules of a record, each by itself; no database."""

import pytest

from datascores.catalogue.table import canonical_cells
from datascores.catalogue.validation import check_cells, check_date, check_links, check_names, find_circle


def messages(kind: str, **cells: str) -> list[tuple[str, str]]:
    return check_cells(kind, canonical_cells(kind, {"slug": "a-record", "name": "A record", **cells}))


def columns(kind: str, **cells: str) -> list[str]:
    return [column for column, _ in messages(kind, **cells)]


@pytest.mark.parametrize("kind", ["authority", "company", "system", "keyword"])
def test_record_with_slug_and_name_is_valid(kind):
    assert messages(kind) == []


@pytest.mark.parametrize(
    "names",
    [
        ["Moor & Dale Council", "Moor and Dale Council"],
        ["Early-Help Model", "Early  Help Model"],
        ["King’s Model", "King's Model"],
        ["Scorewell", "SCOREWELL"],
        ["ﬁnance score", "finance score"],
    ],
)
def test_names_that_match_alike_are_refused_in_one_record(names):
    assert [place for place, _ in check_names([(name, False) for name in names])] == [1]


def test_ambiguous_names_may_differ_by_case_alone():
    assert check_names([("Tessera", True), ("TESSERA", True)]) == []


def test_same_name_once_ambiguous_and_once_not_is_refused():
    assert [place for place, _ in check_names([("Tessera", True), ("Tessera", False)])] == [1]


@pytest.mark.parametrize("name", ["", "  ", "&", "--", "=SUM(A1)", "+one", "a|b", "x" * 251])
def test_unusable_name_is_refused(name):
    assert check_names([(name, False)])


def test_one_letter_counts_only_as_ambiguous_name():
    assert "one letter" in check_names([("R", False)])[0][1]
    assert check_names([("R", True)]) == []


@pytest.mark.parametrize("date", ["", "2009", "2009-04", "2009-04-01", "2024-02-29"])
def test_iso_dates_are_accepted(date):
    assert check_date(date) == ""


@pytest.mark.parametrize(
    "date", ["1 April 2009", "01/04/2009", "2009-4-1", "2009-13", "2023-02-29", "09", "2009-04-01T00:00"]
)
def test_other_dates_are_refused(date):
    assert date in check_date(date)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("slug", "Not a slug"),
        ("slug", "double--hyphen"),
        ("slug", ""),
        ("start_date", "soon"),
        ("gss_code", "E0600002"),
        ("gss_code", "06000023E"),
        ("former_gss_codes", "E06000023|X1"),
        ("domains", "https://a.example/"),
        ("domains", "saltmere.gov.uk|gov.uk"),
        ("domains", "nhs.net"),
        ("latitude", "91"),
        ("latitude", "north"),
        ("ambiguous_names", "Somebody else"),
        ("successors", "a-record"),
        ("name", ""),
        ("aliases", "Q"),
        ("nation", "N" * 31),
        ("context_words", "two\u0007bells"),
    ],
)
def test_bad_value_is_named_with_its_column(column, value):
    assert column in columns("authority", **{column: value})


def test_end_before_start_is_refused_at_the_precision_both_have():
    assert columns("authority", start_date="2009-04-01", end_date="2009-03-31") == ["end_date"]
    assert columns("authority", start_date="2009-04-01", end_date="2009") == []


def test_coordinates_come_in_pairs():
    assert columns("authority", latitude="54.5") == ["longitude"]
    assert columns("authority", latitude="54.5", longitude="-1.2") == []


def test_circle_of_successors_is_found_and_a_fork_that_meets_again_is_not_one():
    assert find_circle("a", {"a": ["b"], "b": ["c"], "c": ["a"]}) == ("a", "b", "c", "a")
    assert find_circle("a", {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}) == ()
    assert find_circle("a", {"a": ["b"], "b": ["c"], "c": ["b"]}) == ()


def test_links_to_records_that_do_not_exist_are_named():
    cells = canonical_cells("system", {"slug": "tessera", "name": "Tessera", "maker": "nobody"})
    assert check_links("system", cells, {}, frozenset({"scorewell"})) == [("maker", "There is no company “nobody”.")]
    cells = canonical_cells("authority", {"slug": "a", "name": "A council", "successors": "b"})
    assert [column for column, _ in check_links("authority", cells, {"a": ("b",)}, frozenset())] == ["successors"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("context_reach", "0"),
        ("context_reach", "near"),
        ("reject_reach", "5000"),
        ("allows_plural", "perhaps"),
        ("near_companies", "maker"),
        ("name_dates", "Nobody's name=2010/2012"),
        ("name_dates", "Tessera=2012/2010"),
        ("name_dates", "Tessera=May/"),
        ("name_dates", "Tessera"),
    ],
)
def test_bad_rule_is_named_with_its_column(column, value):
    assert columns("system", aliases="Tessera", **{column: value}) == [column]


def test_good_rules_pass():
    rules = {"context_reach": "80", "near_companies": "maker", "maker": "scorewell", "lifts_short_forms": "no"}
    assert messages("system", aliases="Tessera", name_dates="Tessera=2010/2012-05", **rules) == []


def test_company_to_stand_near_must_exist():
    cells = canonical_cells("system", {"slug": "tessera", "near_companies": "nobody|scorewell"})
    assert [column for column, _ in check_links("system", cells, {"tessera": ()}, frozenset({"scorewell"}))] == [
        "near_companies"
    ]
