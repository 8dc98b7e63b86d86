"""Every format that is read says what it is looked at for hidden words, or cannot hide any."""

import pytest

from datascores.corpus.extract.inspected import describe_inspection
from datascores.corpus.extract.reader import READERS

BARE = {"txt", "csv", "mbox", "zip"}


@pytest.mark.parametrize("format_name", sorted(set(READERS) - BARE))
def test_format_says_what_is_looked_at_or_that_nothing_is(format_name: str):
    said = describe_inspection(format_name)
    assert said.startswith(
        (f"In {format_name} files we look for hidden words", f"Hidden words are not looked for in {format_name}")
    )
    assert said.endswith(".") and ".." not in said


@pytest.mark.parametrize("format_name", sorted(BARE))
def test_format_that_cannot_hide_words_says_nothing(format_name: str):
    assert describe_inspection(format_name) == ""


def test_format_without_a_look_says_so():
    assert describe_inspection("doc") == "Hidden words are not looked for in doc files."
