"""Claims of records to a place where one of their names stands, and which of them remain. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from datascores.corpus.matcher.sharing import alive_at, are_allies

if TYPE_CHECKING:
    from datascores.catalogue.rules import RecordRules
    from datascores.corpus.matcher.matching import PageInput
    from datascores.corpus.matcher.names import Entry, Hit


class Claim(NamedTuple):
    """A record's claim to a hit: ``distance`` to what supports it, 0 for names that need no support."""

    record: RecordRules
    rule: str
    distance: int


class Reason(NamedTuple):
    """The accepted hit that lifts a record's later short forms."""

    place: tuple[int, int]
    page: int
    surface: str


def misread(entry: Entry) -> str:
    """What a rule says of a name that OCR has misread."""
    return " as OCR misread it" if entry.is_misread else ""


def settle(claims: list[Claim], date: str) -> list[Claim]:
    """The claims that remain where several records claim a hit; more than one of a sort stays open."""
    if len(claims) < 2:
        return claims
    unique = list({claim.record.record_id: claim for claim in reversed(claims)}.values())
    living = {record.record_id for record in alive_at([claim.record for claim in unique], date)}
    remaining = [claim for claim in unique if claim.record.record_id in living]
    return sorted(remaining, key=lambda claim: (claim.record.kind, claim.record.slug))


def reasons_of(placed: Sequence[tuple[int, PageInput, Hit]], claims: Sequence[list[Claim]]) -> dict[int, Reason]:
    """The first accepted, not open hit of each record."""
    reasons: dict[int, Reason] = {}
    for (index, page, hit), settled in zip(placed, claims, strict=True):
        if len(settled) < 2 or are_allies([claim.record for claim in settled]):
            for claim in settled:
                reason = Reason((index, hit.start), page.number, page.text[hit.start : hit.end])
                reasons.setdefault(claim.record.record_id, reason)
    return reasons
