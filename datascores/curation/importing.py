"""A CSV list becomes a draft: read, checked with row and column, and compared with what is live. Writes nothing else."""

from __future__ import annotations

from datascores.catalogue.loading import check_tables, hold, with_absent_cells
from datascores.catalogue.table import FILE_NAMES, MODELS, Problem, Row, read_table
from datascores.curation.checking import check_new_names
from datascores.curation.drafting import User, live_cells, open_draft, put_edits
from datascores.curation.models import Draft

MOST_ROWS = 5_000  # what a person can look through on the page of a draft
MOST_BYTES = 50_000_000


class ImportRefused(ValueError):
    """Nothing was made of the file; ``problems`` name row and column."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problem(s), the first: {problems[0]}")
        self.problems = problems


def draft_file(kind: str, content: bytes, reason: str, author: User) -> tuple[Draft | None, int]:
    """A draft of what differs in the file, and how many rows are as they are already; no draft where all are.

    Raises ImportRefused.
    """
    file = FILE_NAMES[kind]
    if len(content) > MOST_BYTES:
        raise ImportRefused([Problem(file, 0, "", f"is larger than {MOST_BYTES // 1_000_000} MB.")])
    lines = content.count(b"\n")
    if lines > 3 * MOST_ROWS:  # not even parsed; a cell may hold a line break, so the exact count follows
        raise ImportRefused([_too_many(file, lines)])
    rows, problems = read_table(content, kind, file)
    live = live_cells((kind, row.cells["slug"]) for row in rows)
    rows = with_absent_cells(rows, {slug: cells for (_, slug), cells in live.items()})
    if len(rows) > MOST_ROWS:
        problems = [_too_many(file, len(rows))]
    problems = problems or check_tables({kind: rows}, {name: hold(name) for name in MODELS})
    problems = problems or _name_problems(kind, file, rows)
    if problems:
        raise ImportRefused(problems)
    draft = open_draft(author, reason)
    edits = put_edits(draft, [(kind, row.cells["slug"], row.cells) for row in rows])
    if not edits:
        draft.delete()
        return None, len(rows)
    return draft, len(rows) - len(edits)


def _name_problems(kind: str, file: str, rows: list[Row]) -> list[Problem]:
    """What the matcher could not use of names that the file brings, at their rows."""
    live = live_cells((kind, row.cells["slug"]) for row in rows)
    return [
        Problem(file, row.number, column, message)
        for row in rows
        for column, message in check_new_names(row.cells, live.get((kind, row.cells["slug"])))
    ]


def _too_many(file: str, count: int) -> Problem:
    message = f"holds about {count:,} rows; a draft takes {MOST_ROWS:,}. Load so large a list with load_catalogue."
    return Problem(file, MOST_ROWS + 2, "", message)
