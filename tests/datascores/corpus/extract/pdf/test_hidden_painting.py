"""Words that transparency, patterns, clips by letters or squeezing make vanish are found; what these leave in sight is not."""

from __future__ import annotations

import pytest

from tests.hidden_pages import AFTER, SECRET, WORDS
from tests.painted_pages import HIDING, INNOCENT


@pytest.mark.parametrize(("data", "reason"), HIDING.values(), ids=[*HIDING])
def test_words_that_are_painted_and_not_seen_are_hidden(read_bytes, data, reason):
    page = read_bytes("a.pdf", data).pages[0]
    assert WORDS in page.text and AFTER in page.text
    assert [(page.text[span.start : span.end], span.reason) for span in page.hidden] == [(SECRET, reason)]


@pytest.mark.parametrize("data", INNOCENT.values(), ids=[*INNOCENT])
def test_words_that_are_seen_for_all_that_are_left_alone(read_bytes, data):
    page = read_bytes("a.pdf", data).pages[0]
    assert SECRET in page.text and page.hidden == ()
