"""Any text at all is a query: it gets a clause and warnings that point into it, never an exception."""

from __future__ import annotations

import random

from search.engine.clauses import Clause
from search.language import parse
from tests.language_fuzz import random_string


def test_random_strings_are_read_without_an_exception_and_warned_of_at_their_place():
    rnd = random.Random(66)
    for _ in range(500):
        text = random_string(rnd)
        parsed = parse(text)
        assert isinstance(parsed.clause, Clause)
        assert all(0 <= warning.position <= len(text) and warning.message for warning in parsed.warnings), repr(text)
