"""Sixteen bytes for each row of an export, and what has changed since: rows added, removed and changed.

Eight bytes stand for the row's key, eight for its whole content (both of SHA-256), so that a million rows can be compared
years later without being kept. Comparing holds nothing in memory: it is done in a scratch database on disk.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from search.exports.tables import TABLES_VERSION, Table

SIZE = 16
EXAMPLES = 20
_CHUNK = 1000


@dataclass
class Changes:
    """How the rows of now differ from those of then; ``added_rows`` and ``changed_rows`` are the first of each."""

    same: int = 0
    added: int = 0
    removed: int = 0
    changed: int = 0
    added_rows: list[dict[str, str]] = field(default_factory=list)
    changed_rows: list[dict[str, str]] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        return not (self.added or self.removed or self.changed)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def digest_of(row: dict[str, Any], table: Table, version: int = TABLES_VERSION) -> bytes:
    """The row's sixteen bytes, of the columns of that version of the tables; its address must still be without the portal's
    name."""
    key = json.dumps([row[name] for name in table.key], ensure_ascii=False)
    content = json.dumps([row[name] for name in table.names_in(version)], ensure_ascii=False)
    return b"".join(hashlib.sha256(part.encode()).digest()[: SIZE // 2] for part in (key, content))


def compare(then: Path, now: Iterable[dict[str, Any]], table: Table, version: int = TABLES_VERSION) -> Changes:
    """Compare kept digests with the rows of now, by the columns that there were then: a column that came later is no change."""
    changes = Changes()
    with closing(sqlite3.connect("")) as scratch:  # a file that SQLite removes by itself
        scratch.execute("CREATE TABLE kept (key BLOB PRIMARY KEY, content BLOB, is_met INTEGER) WITHOUT ROWID")
        scratch.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, 0)", _read(then))
        for row in now:
            digest = digest_of(row, table, version)
            key, content = digest[: SIZE // 2], digest[SIZE // 2 :]
            kept = scratch.execute("SELECT content FROM kept WHERE key = ?", (key,)).fetchone()
            if kept is None:
                changes.added += 1
                _exemplify(changes.added_rows, row)
                continue
            scratch.execute("UPDATE kept SET is_met = 1 WHERE key = ?", (key,))
            if kept[0] == content:
                changes.same += 1
            else:
                changes.changed += 1
                _exemplify(changes.changed_rows, row)
        (changes.removed,) = scratch.execute("SELECT count(*) FROM kept WHERE NOT is_met").fetchone()
    return changes


def _read(path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file:
        while chunk := file.read(SIZE * _CHUNK):
            for at in range(0, len(chunk), SIZE):
                yield chunk[at : at + SIZE // 2], chunk[at + SIZE // 2 : at + SIZE]


def _exemplify(examples: list[dict[str, str]], row: dict[str, Any]) -> None:
    if len(examples) < EXAMPLES:
        examples.append({"title": row["title"], "url": row["url"]})
