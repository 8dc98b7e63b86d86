"""Words too small along any line, in the colour of any ground, or under many small or faint covers are found; no others."""

from __future__ import annotations

import pytest

from tests.hidden_pages import AFTER, SECRET, WORDS
from tests.vanishing_pages import HIDING, INNOCENT


@pytest.mark.parametrize(("data", "reason"), HIDING.values(), ids=[*HIDING])
def test_words_that_vanish_are_hidden(read_bytes, data, reason):
    page = read_bytes("a.pdf", data).pages[0]
    assert WORDS in page.text and AFTER in page.text
    [span] = page.hidden
    assert set(page.text[span.start : span.end].split()) == set(SECRET.split()) and span.reason == reason


@pytest.mark.parametrize("data", INNOCENT.values(), ids=[*INNOCENT])
def test_words_that_are_seen_for_all_that_are_left_alone(read_bytes, data):
    page = read_bytes("a.pdf", data).pages[0]
    assert SECRET in page.text and page.hidden == ()
