"""Which words of a Word part are hidden by the formatting of their own run.

Hidden text, black highlighting over dark or automatic letters, and letters too small to see. Formatting that comes from
styles, white letters, and shapes that lie over words are not looked at.
"""

from __future__ import annotations

from .marks import BLACKED_OUT, HIDDEN_TEXT, TINY

_LARGEST_TINY = 4  # half-points
_OFF = ("0", "false", "off")


class RunJudge:
    """Judges the runs of one part."""

    watched = frozenset({"r", "rPr", "pPr", "rPrChange", "vanish", "highlight", "color", "sz"})

    def __init__(self) -> None:
        self.open: list[str] = []
        self.runs: list[dict[str, str]] = []  # a text box lies inside a run and has runs of its own

    def start(self, name: str, attributes: dict[str, str]) -> None:
        # formatting before a tracked change, and that of a paragraph's mark, says nothing of the words
        is_of_run = self.open[-2:] == ["r", "rPr"]
        self.open.append(name)
        if name == "r":
            self.runs.append({})
        elif is_of_run and name != "rPrChange" and self.runs:
            self.runs[-1][name] = attributes.get("val", "")

    def end(self, name: str) -> None:
        self.open.pop()
        if name == "r" and self.runs:
            self.runs.pop()

    def reason(self) -> str:
        run = self.runs[-1] if self.runs else {}
        if run.get("vanish", "off") not in _OFF:
            return HIDDEN_TEXT
        if run.get("highlight") == "black" and run.get("color", "auto") in ("auto", "000000"):
            return BLACKED_OUT
        size = run.get("sz", "")
        return TINY if size.isdigit() and int(size) <= _LARGEST_TINY else ""
