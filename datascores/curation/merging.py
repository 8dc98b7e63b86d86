"""Two changes of one record put together: what somebody drafted, and what became of the record meanwhile. Pure.

Cells are compared column by column with the state that both started from. Lists (aliases, context words) are merged value
by value, so that two curators who each add a name do not stand in each other's way; other columns conflict where both
changed them to different values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from datascores.catalogue.table import (
    LINE_COLUMNS,
    SEPARATOR,
    SET_COLUMNS,
    Cells,
    canonical_cells,
    columns_of,
    words_of,
)

MERGED_COLUMNS = (SET_COLUMNS | LINE_COLUMNS) - {"name_dates"}  # whose values carry their key in themselves
WHOLE = "the record as a whole"


@dataclass(frozen=True)
class Conflict:
    """A column that both changed; with WHOLE one deleted or added what the other changed."""

    column: str
    live: str
    mine: str


def merge(
    kind: str, base: Mapping[str, str] | None, live: Mapping[str, str] | None, mine: Mapping[str, str] | None
) -> tuple[Cells | None, list[Conflict]]:
    """The cells with both changes (None: no such record) and the conflicts, at which ``live`` is left standing."""
    if live == mine or mine == base:
        return _copied(live), []
    if live == base:
        return _copied(mine), []
    if live is None or mine is None or base is None:
        return _copied(live), [Conflict(WHOLE, _said(live), _said(mine))]
    cells: Cells = {}
    conflicts = []
    for column in columns_of(kind):
        was, now, wanted = base.get(column, ""), live.get(column, ""), mine.get(column, "")
        if wanted in (was, now):
            cells[column] = now
        elif now == was:
            cells[column] = wanted
        elif column in MERGED_COLUMNS:
            cells[column] = merge_values(was, now, wanted)
        else:
            cells[column] = now
            conflicts.append(Conflict(column, now, wanted))
    return canonical_cells(kind, cells), conflicts


def merge_values(base: str, live: str, mine: str) -> str:
    """The live list without what mine took away and with what it added."""
    was, now, wanted = words_of(base), words_of(live), words_of(mine)
    taken = set(was) - set(wanted)
    kept = [value for value in now if value not in taken]
    return SEPARATOR.join([*kept, *(value for value in wanted if value not in was and value not in now)])


def _copied(cells: Mapping[str, str] | None) -> Cells | None:
    return None if cells is None else dict(cells)


def _said(cells: Mapping[str, str] | None) -> str:
    return "there is no such record" if cells is None else f"there is “{cells.get('name', '')}”"
