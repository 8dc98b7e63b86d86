"""The words that a deck's masters and layouts show behind its slides: a mark across every slide, a department's name.

A show repeats them on each slide. Here they stand once, on the first slide whose show lets them be seen, so that a search
finds them with a slide and totals count them once. Placeholders are left out: their words are prompts that no show has.
"""

from __future__ import annotations

from collections import defaultdict

from ..marks import bare, mark
from ..office.tree import Element
from .visibility import SlideJudge


class WordsBehind:
    """Asked slide by slide, in the order of the show."""

    def __init__(self) -> None:
        self._told: set[int] = set()  # shapes; a deck keeps those of a layout as long as itself
        self._unseen: dict[int, tuple[int, str]] = {}

    def take(self, number: int, judge: SlideJudge, is_passed_over: bool) -> list[str]:
        """What this slide is the first to show, with marks around words that are not seen."""
        taken = []
        for shape in judge.view.behind:
            key = id(shape.element)
            if key in self._told:
                continue
            reasons = judge.reasons_of(shape)
            words = "\n".join(_line(paragraph, reasons) for paragraph in shape.element.walk() if paragraph.name == "p")
            if is_passed_over or (reasons and all(reasons.values())):
                self._unseen.setdefault(key, (number, words))
                continue
            self._told.add(key)
            self._unseen.pop(key, None)
            if bare(words).strip():
                taken.append(words)
        return taken

    def left(self) -> dict[int, list[str]]:
        """What no slide shows, by the first slide behind which it lies."""
        by_slide: dict[int, list[str]] = defaultdict(list)
        for number, words in self._unseen.values():
            by_slide[number].append(words)
        return by_slide


def _line(paragraph: Element, reasons: dict[int, str]) -> str:
    pieces = []
    for run in paragraph.children:
        if run.name == "br":
            pieces.append("\n")
        elif not (run.name == "fld" and run.get("type").startswith("slidenum")):
            pieces += [mark(bare(text.text), reasons.get(id(text), "")) for text in run.findall("t")]
    return "".join(pieces)
