"""Of all proposals of a document those that are kept. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from datascores.findings.proposing.rows import SAYS, Proposal


def best_of(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The first proposal of each claim, in the order of the document, without what something clearer contradicts.

    Of one body and system, words that only describe it as working give way to words that say it is planned, on trial,
    ended or denied, and what is unclear gives way to all that is clear.
    """
    best: dict[tuple[str, ...], Proposal] = {}
    for proposal in proposals:
        best.setdefault(proposal.claim, proposal)
    kept = [row for row in best.values() if not any(_outweighs(other, row) for other in best.values())]
    return sorted(kept, key=lambda row: (row.page, row.start, row.claim))


def _outweighs(other: Proposal, row: Proposal) -> bool:
    same = (other.authority, other.system, other.speaker) == (row.authority, row.system, row.speaker)
    if not same or not row.system or other.status == row.status or other.status == "unclear":
        return False
    return row.status == "unclear" or (row.status == "in use" and row.weight < SAYS <= other.weight)
