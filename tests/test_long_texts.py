"""A long text without sense holds up nobody: the rules' time grows with its length, not with the square of it.

Nothing is timed: what is done in some seconds of processor time when the time grows with the length takes minutes when it
grows with the square, and is then stopped. `python -m tests.long_texts` walks these texts through the whole pipeline.
"""

import pytest

from datascores.corpus.describing.dating import propose_date
from datascores.corpus.describing.kinds import is_reply, propose_kind
from datascores.corpus.describing.paper import Leaf, Paper
from datascores.corpus.describing.signs import _ADDRESS
from datascores.corpus.extract.normalise import normalise
from datascores.corpus.likeness import sign
from datascores.corpus.patience import limited
from datascores.corpus.segments import cut_segments
from datascores.curation.terms import sightings_in
from datascores.findings.proposing import Leaf as RelatedLeaf
from datascores.findings.proposing import propose
from search.engine.analysis import analyse
from tests.long_texts import TEXTS

LENGTH = 30_000  # code points
SECONDS = 8.0  # of processor time, for what takes a third of one


@pytest.mark.parametrize("name", TEXTS)
def test_no_rule_takes_the_square_of_a_text(name: str):
    text = normalise(TEXTS[name](LENGTH))
    with limited(SECONDS):
        (spans,) = cut_segments([text], "txt")
        paper = Paper((Leaf(1, text, tuple(spans)),), 1, "long.txt", "", "txt", "2026-01-01")
        propose_date(paper, is_reply(paper))
        propose_kind(paper, ("foi_response", "contract"))
        list(_ADDRESS.finditer(text))
        list(propose([RelatedLeaf(1, text, tuple(spans))], [], ""))
        list(sightings_in(text))
        analyse(text)
        sign(text)
    covered = sum(len(text[span.start : span.end].split()) for span in spans)
    assert covered == pytest.approx(len(text.split()), rel=0.01, abs=50)


@pytest.mark.parametrize("letter", ["0", "a", "a@", "a.", "a-", "_", "gov.uk."])
def test_addresses_are_found_beside_a_megabyte_without_a_blank(letter: str):
    text = (letter * 1_000_000)[:1_000_000]
    with limited(SECONDS):
        found = [match["host"] for match in _ADDRESS.finditer(f"{text} foi@saltmere.gov.uk or www.saltmere.gov.uk.")]
    assert found[-2:] == ["saltmere.gov.uk", "www.saltmere.gov.uk"]
