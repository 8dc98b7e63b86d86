"""Searches while an index is made again: each that fails or is answered otherwise is counted."""

from __future__ import annotations

import subprocess
import sys

import pytest

from datascores.benchmark.measures import SIX_FACETS
from datascores.benchmark.measures_scale import at, lines_of_growth, search_while, spread
from search.engine.clauses import Term
from search.engine.embedded import EmbeddedEngine
from search.engine.port import Record

CLAUSES = [Term("word"), Term("letter")]
RECORDS = [Record(f"{number}", "", "a word of a letter", {"system": ("mosaic",)}) for number in range(30)]


@pytest.fixture
def engine(tmp_path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.ensure()
    engine.upsert(RECORDS)
    return engine


def searched(engine, before):
    """What comes of the searches while a process runs for a moment."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.5)"]) as process:
        return search_while(process, engine, CLAUSES, before)


def pages(engine):
    return [engine.search(clause, facets=SIX_FACETS, limit=20) for clause in CLAUSES]


def test_an_index_that_stays_whole_answers_every_search_as_before(engine):
    seconds, failures, others = searched(engine, pages(engine))
    assert seconds and (failures, others) == (0, 0)


def test_an_answer_with_fewer_documents_or_other_facets_counts_as_other(engine):
    before = pages(engine)
    engine.delete(["3"])
    seconds, failures, others = searched(engine, before)
    assert (failures, others) == (0, len(seconds)) and seconds


def test_an_index_that_is_not_there_counts_as_failed(tmp_path, engine):
    before = pages(engine)
    seconds, failures, others = searched(EmbeddedEngine(tmp_path / "nowhere"), before)
    assert seconds == [] and failures > 0 and others == 0
    assert spread(seconds) == "none was answered"


def test_percentiles_are_values_that_were_measured():
    assert at([3.0, 1.0, 2.0], 0.5) == 2.0
    assert spread([5.0]) == "p50 5.0 ms, p95 5.0 ms"


def test_growth_compares_the_largest_size_with_the_smallest():
    made = {size: {"page": [float(size)] * 20, "facets": [size / 2 + 1] * 20} for size in (40, 10, 20)}
    (line,) = lines_of_growth(made)
    assert (line.what, line.value) == ("search page, p95 at 40 / at 10", "page 4.00, engine call 3.50")
    assert list(lines_of_growth({10: made[10]})) == []
