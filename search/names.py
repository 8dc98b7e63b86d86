"""Other names of what a query names, from the catalogue: former names, other spellings, who bought whom. An offer only.

A search for TransUnion does not find what was written when the firm was Callcredit. Whoever knows only one of the names
is shown the others, each as a search of its own; nothing is looked for that was not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower

from datascores.catalogue.models import Authority, Company, Record
from search.engine.analysis import Analysis

LONGEST_NAME = 8  # words
MOST_WORDS = 40  # of a query that are looked at
MOST_RECORDS = 3
MOST_NAMES = 8  # of one record
_WORD = re.compile(r"[^\s\"|+()]+")
_OPERATORS = re.compile(r'["|+()*~]')


@dataclass(frozen=True)
class OtherNames:
    """What the query calls a record, what else it is called, and for each the query with both names."""

    surface: str
    record: Record
    choices: tuple[tuple[str, str], ...]
    all_of_them: str


def other_names(text: str) -> list[OtherNames]:
    """The other names of the records that a query names, longest names first."""
    grams = dict(_grams(text))
    offers = (_offer(text, grams[surface], surface, record) for surface, record in _named(grams, text))
    return [offer for offer in offers if offer][:MOST_RECORDS]


def named_records(text: str) -> list[Record]:
    """The records of the catalogue that a query names, longest names first."""
    return [record for _, record in _named(dict(_grams(text)), text)][:MOST_RECORDS]


def _named(grams: dict[str, tuple[int, int]], text: str) -> list[tuple[str, Record]]:
    """The records that runs of words of a query name, and the run; longest first."""
    lowered = [gram.lower() for gram in grams]
    if not grams:
        return []
    records = (
        Record.objects.annotate(lower=Lower("name"), lower_alias=Lower("aliases__text"))
        .filter(Q(lower__in=lowered) | Q(lower_alias__in=lowered))
        .prefetch_related("aliases")
        .distinct()
        .order_by("kind", "slug")
    )
    found: list[tuple[str, Record]] = []
    for record in {record.pk: record for record in records}.values():
        names = _own_names(record)
        surface = next((gram for gram in grams if _is_named(gram, names, gram == text.strip())), "")
        if surface:
            found.append((surface, record))
    return sorted(found, key=lambda pair: (-len(pair[0]), pair[1].kind, pair[1].slug))


def _grams(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Runs of words that stand together in a query without an operator between them, and where; longest first."""
    words = [match.span() for match in _WORD.finditer(text)][:MOST_WORDS]
    for count in range(LONGEST_NAME, 0, -1):
        for at in range(len(words) - count + 1):
            start, end = words[at][0], words[at + count - 1][1]
            gram = text[start:end].rstrip(",.;:?!").removesuffix("’s").removesuffix("'s")
            if gram and not _OPERATORS.search(gram) and gram[0] != "-" and ":" not in gram:
                yield " ".join(gram.split()), (start, start + len(gram))


def _own_names(record: Record) -> dict[str, bool]:
    """Its names, and whether each has other meanings."""
    return {record.name: record.name_is_ambiguous} | {alias.text: alias.is_ambiguous for alias in record.aliases.all()}


def _is_named(gram: str, names: dict[str, bool], is_whole: bool) -> bool:
    """A name with other meanings counts as it is written, a face is not FACE, or as all that is asked for."""
    return any(
        gram == name or ((is_whole or not unsure) and gram.lower() == name.lower()) for name, unsure in names.items()
    )


def _offer(text: str, span: tuple[int, int], surface: str, record: Record) -> OtherNames | None:
    names = dict.fromkeys([*_own_names(record), *_related_names(record)])
    asked = set(Analysis(surface).stems)  # a name that holds these words is found by them already
    others = [name for name in names if not asked <= set(Analysis(name).stems) and '"' not in name][:MOST_NAMES]
    place = _place_to_widen(text, *span)
    if not others or place is None:
        return None
    choices = tuple((name, _widened(text, place, [name])) for name in others)
    return OtherNames(surface, record, choices, _widened(text, place, others) if len(others) > 1 else "")


def _related_names(record: Record) -> Iterable[str]:
    """The names of what it was before, and of what it became."""
    if record.kind == Record.Kind.COMPANY:
        company = Company.objects.select_related("successor").filter(pk=record.pk).first()
        if company:
            yield from company.predecessors.order_by("name").values_list("name", flat=True)
            if company.successor:
                yield company.successor.name
    elif record.kind == Record.Kind.AUTHORITY:
        authority = Authority.objects.filter(pk=record.pk).first()
        if authority:
            yield from authority.predecessors.order_by("name").values_list("name", flat=True)
            yield from authority.successors.order_by("name").values_list("name", flat=True)


def _place_to_widen(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span to put brackets around: the name with its quotes. None inside of a longer quotation."""
    if text[:start].count('"') % 2 == 0:
        return start, end
    is_whole = text[start - 1 : start] == '"' and text[end : end + 1] == '"'
    return (start - 1, end + 1) if is_whole else None


def _widened(text: str, place: tuple[int, int], names: Iterable[str]) -> str:
    """The query with a name widened to any of several."""
    start, end = place
    asked = text[start:end]
    if " " in asked and not asked.startswith('"'):
        asked = f'"{asked}"'
    return f"{text[:start]}({' | '.join([asked, *(_quoted(name) for name in names)])}){text[end:]}"


def _quoted(name: str) -> str:
    return name if name.isalnum() else f'"{name}"'
