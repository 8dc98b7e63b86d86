"""Names that overlap: a longer one swallows the shorter within it, so that "Manchester" is never read in "Greater Manchester".

A company inside the name of a system stands, and keywords are topics: they swallow and are swallowed among themselves only.
Pure: hits in, hits out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datascores.corpus.matcher.names import Entry, Hit


def unswallowed(hits: list[Hit]) -> list[Hit]:
    """The hits that no longer one swallows; ``hits`` in order of place, and so is what remains."""
    kept: list[Hit] = []
    cluster: list[Hit] = []
    reach = 0
    for hit in hits:
        if hit.start >= reach:
            kept += _longest_of(cluster) if len(cluster) > 1 else cluster
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit.end)
    kept += _longest_of(cluster) if len(cluster) > 1 else cluster
    return kept


def _longest_of(cluster: list[Hit]) -> list[Hit]:
    """Those of hits that overlap which stand, in order of place."""
    taken: list[Hit] = []
    for hit in sorted(cluster, key=lambda hit: (hit.start - hit.end, hit.start)):
        over = [other for other in taken if other.start < hit.end and hit.start < other.end]
        entries = tuple(entry for entry in hit.entries if not any(_swallows(other, entry) for other in over))
        if entries:
            taken.append(hit._replace(entries=entries))
    return sorted(taken, key=lambda hit: (hit.start, hit.end))


def _swallows(longer: Hit, entry: Entry) -> bool:
    kind = entry.record.kind
    kinds = {other.record.kind for other in longer.entries}
    if kind == "keyword":
        return "keyword" in kinds
    return bool(kinds - ({"keyword", "system"} if kind == "company" else {"keyword"}))
