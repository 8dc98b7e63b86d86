"""A small result with everything in it that is hard to export: formulas, control characters, names, many pages."""

from __future__ import annotations

import pytest

from datascores.corpus.models import Document
from tests.letters import ANSWER, QUESTION, index_all, make_catalogue, make_letter, state

HARD = "=1+1 is a score.\x0b\nA second score, “quoted”; and a comma, too."


@pytest.fixture
def corpus(db) -> list[Document]:
    records = make_catalogue()
    named = [(records["lantern-score"], "Lantern Score"), (records["quillmark"], "Quillmark")]
    letters = [
        make_letter(f"{number:02}.txt", [f"{ANSWER} Its score is {number}.", f"You asked: {QUESTION}"], named)
        for number in range(7)
    ]
    letters.append(make_letter("hard.html", [HARD], title="=HYPERLINK(1)", format="html"))
    state(letters[0], authority="brackenford", date="2018-05", kind="guide")
    index_all()
    return letters
