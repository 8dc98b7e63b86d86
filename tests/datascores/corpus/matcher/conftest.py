"""Catalogues made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from datascores.catalogue.rules import Catalogue, NameRule, RecordRules
from datascores.corpus.matcher import Match, Matcher, PageInput
from datascores.corpus.segments import Span


@dataclass
class Desk:
    """A catalogue in the making; a name that begins with "~" is ambiguous."""

    records: list[RecordRules] = field(default_factory=list)

    def add(
        self, kind: str, slug: str, *names: str, context: Sequence[str] = (), reject: Sequence[str] = (), **facts
    ) -> None:
        rules = tuple(NameRule(name.removeprefix("~"), name.startswith("~")) for name in names)
        self.records.append(
            RecordRules(len(self.records) + 1, kind, slug, rules[0].text, rules, tuple(context), tuple(reject), **facts)
        )

    def matcher(self) -> Matcher:
        return Matcher(Catalogue(tuple(self.records), {record.record_id: record for record in self.records}))

    def slug(self, match: Match) -> str:
        return self.records[match.record_id - 1].slug

    def found(self, *texts: str, date: str = "") -> list[tuple[str, str]]:
        """(slug, surface) of each match, the text being the body's own words."""
        return [(self.slug(match), match.surface) for match in self.matches(*texts, date=date)]

    def matches(self, *texts: str, date: str = "", kind: str = "own") -> list[Match]:
        pages = [PageInput(number, text, [Span(0, len(text), kind)]) for number, text in enumerate(texts, 1)]
        return self.matcher().match(pages, date)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def trees(desk) -> Callable[[str], list[tuple[str, str]]]:
    """Finds Acorn, the segmentation of households, in a text."""
    desk.add(
        "system", "acorn", "CACI Acorn", "~Acorn", context=["CACI", "geodemographic"], reject=["tree", "primary school"]
    )
    return desk.found
