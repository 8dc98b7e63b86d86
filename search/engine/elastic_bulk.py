"""Many changes sent to an index in chunks of a bounded size, what is refused told apart from what failed.

An engine with a full queue refuses single changes (status 429): those alone are sent again, after a pause. While a chunk is
under way the next one is made, in the caller's thread, since its changes may come from a database; never more than one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from search.engine.elastic_client import PASSING, Cluster, IndexGone, pause
from search.engine.port import EngineUnreachable

MOST_CHANGES = 500  # of a chunk
MOST_BYTES = 8_000_000  # of a chunk, unless one change alone is longer
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Change:
    """A document to be stored under an id, or, without a source, the id to be deleted."""

    id: str
    source: bytes | None = None


@dataclass(slots=True)
class Told:
    """What the engine said of changes: how many documents are new, and the reason for each id that it refused."""

    created: int = 0
    refused: dict[str, str] = field(default_factory=dict)


def send(cluster: Cluster, target: str, changes: Iterable[Change], rank: int = 0) -> Told:
    """Make the changes in `target`, in order.

    With a `rank`, a change does not touch what another one of a higher rank has stored or deleted. Raises IndexGone if
    `target` is not there, EngineUnreachable if a change is neither made nor refused for good.
    """
    told = Told()
    under_way: Future[None] | None = None
    with ThreadPoolExecutor(1, "bulk") as sender:  # which waits for what is under way, also when making a chunk fails
        for chunk in chunks_of(changes):
            if under_way is not None:
                under_way.result()
            under_way = sender.submit(_send_chunk, cluster, target, chunk, rank, told)
        if under_way is not None:
            under_way.result()
    return told


def _send_chunk(cluster: Cluster, target: str, chunk: list[Change], rank: int, told: Told) -> None:
    for number in range(1, _TRIES + 1):
        chunk = _send_once(cluster, target, chunk, rank, told)
        if not chunk:
            return
        if number < _TRIES:
            pause(min(number, 6))
    raise EngineUnreachable(f"The search engine has no room for {len(chunk)} changes; try later.")


def chunks_of(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """The changes in runs; an id stands in a run once, so that what is sent again cannot overtake what came later."""
    chunk: dict[str, Change] = {}
    size = 0
    for change in changes:
        length = len(change.source or b"")
        if chunk and (len(chunk) >= MOST_CHANGES or size + length > MOST_BYTES or change.id in chunk):
            yield list(chunk.values())
            chunk, size = {}, 0
        chunk[change.id] = change
        size += length
    if chunk:
        yield list(chunk.values())


def _send_once(cluster: Cluster, target: str, chunk: list[Change], rank: int, told: Told) -> list[Change]:
    """Send a chunk, note what was said, and return what has to be sent again."""
    lines = []
    for change in chunk:
        words: dict[str, object] = {"_id": change.id}
        if rank:
            words |= {"version": rank, "version_type": "external_gte"}
        lines.append(json.dumps({"delete" if change.source is None else "index": words}).encode())
        if change.source is not None:
            lines.append(change.source)
    answer = cluster.ask("POST", f"/{target}/_bulk", b"\n".join(lines) + b"\n", is_bulk=True)
    again = []
    for change, item in zip(chunk, answer["items"], strict=True):
        [outcome] = item.values()
        status, error = outcome["status"], outcome.get("error") or {}
        kind, reason = error.get("type", ""), _reason_of(error)
        if status < 300:
            told.created += outcome.get("result") == "created"
        elif kind in ("index_not_found_exception", "invalid_index_name_exception"):
            raise IndexGone(f"The search index is not there ({reason}).")
        elif "cluster_block" in kind:
            raise EngineUnreachable(f"The search index is read-only; is a disk of the engine full? ({reason})")
        elif status in PASSING:
            again.append(change)
        elif status == 400:
            told.refused[change.id] = reason[:300]
        elif status not in (404, 409):  # deleted already; a change of a higher rank came first
            raise EngineUnreachable(f"The search engine failed with status {status} ({reason}).")
    return again


def _reason_of(error: dict[str, Any]) -> str:
    """The innermost cause that the engine tells."""
    while isinstance(error.get("caused_by"), dict):
        error = error["caused_by"]
    return f"{error.get('type')}: {error.get('reason')}"
