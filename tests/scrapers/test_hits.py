"""Results of web searches are held once for each term, their snippets are counted and never made evidence."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from datascores.corpus.models import Document, Mention
from scrapers.hits import count_named, keep_hits
from scrapers.models import Hit
from scrapers.results import SearchResult, read_results
from scrapers.targets import BadLine, ListError
from tests.letters import make_catalogue

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "web-search-2018.csv"
ROWS = """search_category,title,description,href
risk score,Housing,"Brackenford Borough Council uses Lantern Score
in housing.",https://www.brackenford.example/housing
profiling,Housing,Another choice of words.,https://www.brackenford.example/housing
risk score,Parks,Nothing at all.,https://parks.example/
risk score,Bad,,ftp://parks.example/
risk score,None,,
"""


@pytest.fixture
def results(tmp_path) -> Path:
    path = tmp_path / "results.csv"
    path.write_text(ROWS)
    return path


def imported(path: Path) -> str:
    said = io.StringIO()
    try:
        call_command("import_results", str(path), stdout=said)
    except CommandError as error:
        said.write(str(error))
    return said.getvalue()


def test_rows_are_read_with_their_terms_and_what_is_no_result_is_named(results):
    rows = list(read_results(results))
    assert rows[0] == SearchResult(
        "https://www.brackenford.example/housing",
        "brackenford.example/housing",
        "risk score",
        "Housing",
        "Brackenford Borough Council uses Lantern Score in housing.",
    )
    assert [(row.number, row.reason) for row in rows if isinstance(row, BadLine)] == [
        (6, "not an http or https address"),
        (7, "no address"),
    ]


def test_an_address_is_held_once_for_each_term_and_a_second_import_adds_nothing(results):
    make_catalogue()
    first, second = imported(results), imported(results)
    assert "5 rows, 3 new results; results: 2 addresses (2 by key), 2 terms." in first
    assert "5 rows, 0 new results" in second and Hit.objects.count() == 3
    assert "line 6: not an http or https address" in first and "2 rows are no results." in first


def test_what_snippets_name_is_counted_and_nothing_of_it_is_kept(results):
    make_catalogue()
    said = imported(results)
    assert "1 of 2 snippets name something of the catalogue, by kind: 1 authority, 1 system." in said
    assert not Mention.objects.exists() and not Document.objects.exists()


def test_files_that_are_no_results_are_told(tmp_path):
    (tmp_path / "other.csv").write_text("title,body\nx,y\n")
    with pytest.raises(ListError, match="no column href or url; it has: title, body"):
        list(read_results(tmp_path / "other.csv"))
    with pytest.raises(ListError, match="cannot be opened"):
        list(read_results(tmp_path / "nowhere.csv"))


@pytest.mark.skipif(not SHARED.exists(), reason="the searches of 2018 are not beside this checkout")
def test_the_searches_of_2018_have_1208_rows_and_1141_addresses():
    first = keep_hits("2018", read_results(SHARED))
    assert (first.rows, first.new, first.bad) == (1208, 1208, [])
    assert Hit.objects.values("url").distinct().count() == 1141
    assert keep_hits("2018", read_results(SHARED)).new == 0
    assert count_named("2018").snippets == 1141
