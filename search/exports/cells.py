"""Cells for spreadsheets: texts that would run as formulas are defused, several values of a cell become one text."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Echo:
    """A file that hands back what is written to it, so that the csv module can be streamed."""

    def write(self, value: str) -> str:
        return value


def is_formula(cell: object) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS)


def defuse(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets a ' before it; numbers stay numbers."""
    return f"'{cell}" if is_formula(cell) else cell


def flat(value: object) -> object:
    """Several values as one text, parted by "; "; a single one as it is."""
    return "; ".join(str(part) for part in value) if isinstance(value, list) else value
