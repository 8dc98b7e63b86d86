"""OCR reads of a slide's pictures what its show lets be seen, and nothing that lies below something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from datascores.corpus.extract.pictures.ocr import read_pictures
from datascores.corpus.extract.reading import PicturesWanted, Task
from tests.covered_pictures import COVERED, HIDING, INNOCENT, NEVER_SEEN, SHOWN
from tests.decks import make_deck


def words_of(folder: Path, data: bytes) -> str:
    path = folder / "deck.pptx"
    path.write_bytes(data)
    reading = read_pictures(Task(path, path.name, folder), 1, PicturesWanted.PICTURES)
    assert not reading.failure
    return "\n".join(" ".join(word.text for word in line) for line in reading.lines)


@pytest.mark.parametrize("name", HIDING)
def test_covered_line_of_a_screenshot_is_not_read_and_the_other_is(tmp_path: Path, name: str):
    words = words_of(tmp_path, make_deck(HIDING[name]))
    assert SHOWN in words
    assert not any(part in words for part in COVERED.split() if len(part) > 3)


@pytest.mark.parametrize("name", NEVER_SEEN)
def test_screenshot_that_nobody_sees_is_not_wanted(read_bytes, tmp_path: Path, name: str):
    deck = make_deck(NEVER_SEEN[name])
    assert read_bytes("a.pptx", deck).pages[0].pictures_wanted == PicturesWanted.NOTHING
    assert words_of(tmp_path, deck) == ""


@pytest.mark.parametrize("name", INNOCENT)
def test_screenshot_that_is_seen_is_read_whole(tmp_path: Path, name: str):
    words = words_of(tmp_path, make_deck(INNOCENT[name]))
    assert SHOWN in words and COVERED.split()[0] in words
