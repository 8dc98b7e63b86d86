"""Comparing with kept digests: rows added, removed and changed are told apart."""

from __future__ import annotations

from dataclasses import replace

from search.exports.digests import SIZE, compare, digest_of
from search.exports.tables import Column, Table

TABLE = Table(
    "things", "One row a thing.", (Column("id", ""), Column("title", ""), Column("url", ""), Column("n", "")), ("id",)
)


def row(name: str, n: int = 0) -> dict:
    return {"id": name, "title": f"Title {name}", "url": f"/{name}/", "n": n}


def test_each_kind_of_change_is_counted_and_the_rows_of_now_are_named(tmp_path):
    kept = tmp_path / "digests"
    kept.write_bytes(b"".join(digest_of(row(name), TABLE) for name in "abcd"))
    changes = compare(kept, [row("a"), row("c", n=1), row("d"), row("e")], TABLE)
    assert (changes.same, changes.added, changes.removed, changes.changed) == (2, 1, 1, 1)
    assert changes.added_rows == [{"title": "Title e", "url": "/e/"}] and changes.changed_rows[0]["url"] == "/c/"
    assert not changes.is_same


def test_same_rows_in_another_order_are_the_same(tmp_path):
    kept = tmp_path / "digests"
    kept.write_bytes(b"".join(digest_of(row(str(n)), TABLE) for n in range(3000)))
    assert kept.stat().st_size == 3000 * SIZE
    changes = compare(kept, (row(str(n)) for n in reversed(range(3000))), TABLE)
    assert changes.is_same and changes.same == 3000


def test_a_column_that_came_later_is_no_change(tmp_path):
    grown = replace(TABLE, columns=(*TABLE.columns, Column("note", "", since=3)))
    kept = tmp_path / "digests"
    kept.write_bytes(b"".join(digest_of(row(name), TABLE) for name in "ab"))
    now = [{**row("a"), "note": "new"}, {**row("b", n=1), "note": ""}]
    assert compare(kept, now, grown, 2).changed == 1  # the one that is another in what there was
    assert compare(kept, now, grown).changed == 2
