"""The words of a chart as its part keeps them: titles, axis titles, labels, and the names of series and categories.

For docx, pptx and xlsx alike, charts of both kinds (`chart` and `chartEx`). Numbers are left out: without the drawing they
mean nothing. Only what stands in the part is read; the workbook inside a chart is not opened.
"""

from __future__ import annotations

from ..normalise import one_line
from .markup import read_elements

CHARTS = ("chart", "chartEx")  # kinds of relation
_NAMES = frozenset({"strCache", "strLit", "multiLvlStrCache", "tx", "strDim", "txData"})
_NUMBERS = frozenset({"numCache", "numLit", "numDim"})


def chart_words(part: bytes) -> list[str]:
    """The words, a line each, every line once, in the order of the part. Raises Unreadable for damaged XML."""
    lines: dict[str, None] = {}
    runs: list[str] = []
    values: list[str] = []
    for name, _, text in read_elements(part):
        if name == "t":
            runs.append(text)
        elif name == "p":
            lines.setdefault(one_line("".join(runs)))
            runs = []
        elif name == "v" or (name == "pt" and text.strip()):
            values.append(text)
        elif name in _NAMES:
            lines.update(dict.fromkeys(map(one_line, values)))
            values = []
        elif name in _NUMBERS:
            values = []
    return [line for line in lines if line]
