"""Which words of a Word part are hidden: by the formatting of their run, by styles, or by what lies behind them.

Hidden text, hidden or flattened rows, letters and lines too small to see, letters in the colour of their ground. Where the
ground cannot be told (a picture behind the text, a box without a fill of its own) no colour is judged. Shapes that lie over
words, and words moved off the page, are not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..marks import BLACKED_OUT, HIDDEN_ROW, HIDDEN_TEXT, SAME_COLOUR, TINY
from ..office.colours import BLACK, NO_FILL, Fill, looks_same
from .styles import RUN_LOOKS, Attributes, Look, Styles, highlight_colour, is_on
from .tables import Table, grounds_of

_LARGEST_TINY = 4  # half-points
_NARROWEST = 5  # per cent of a letter's width
_FLATTEST = 40  # twentieths of a point
# letters that show by these whatever their colour is, or whose colour is given in another way
_OTHERWISE_DRAWN = ("textFill", "textOutline", "glow", "outline", "shadow", "emboss", "imprint")
_CHANGES = frozenset({"rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblPrExChange"})


@dataclass
class _Paragraph:
    style: str = ""
    shade: Attributes | None = None
    is_flat: bool = False


@dataclass
class _Run:
    paragraph: _Paragraph
    style: str = ""
    look: Look = field(default_factory=dict)
    reason: str | None = None  # not judged yet


@dataclass
class _Box:
    """A text box, and what it is filled with as far as its own properties tell."""

    fill: Fill = None


class RunJudge:
    """Judges the runs of one part. `page` is the colour of the paper, None where something else may lie there."""

    watched = (
        frozenset({"p", "pPr", "pStyle", "spacing", "r", "rPr", "rStyle", "tbl", "tblPr", "tblPrEx", "tblStyle", "tblLook",
                   "tr", "trPr", "trHeight", "hidden", "tc", "tcPr", "wsp", "spPr", "ln", "solidFill", "srgbClr",
                   "txbxContent"})
        | RUN_LOOKS | _CHANGES
    )  # fmt: skip

    def __init__(self, styles: Styles | None = None, page: Fill = None) -> None:
        self.styles = styles or Styles()
        self.page = page
        self.open: list[str] = []
        self.runs: list[_Run] = []  # a text box lies inside a run and has runs of its own
        self.paragraphs: list[_Paragraph] = []
        self.around: list[Table | _Box] = []
        self.shape_fills: list[Fill] = []
        self.changed = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parents = tuple(self.open[-3:])
        self.open.append(name)
        # formatting before a tracked change, and that of a paragraph's mark, says nothing of the words
        self.changed += name in _CHANGES
        if self.changed:
            return
        if name == "p":
            self.paragraphs.append(_Paragraph())
        elif name == "r":
            self.runs.append(_Run(self.paragraphs[-1] if self.paragraphs else _Paragraph()))
        elif parents[-2:] == ("r", "rPr") and self.runs:
            if name == "rStyle":
                self.runs[-1].style = attributes.get("val", "")
            else:
                self.runs[-1].look[name] = attributes
        elif parents[-2:] == ("p", "pPr") and self.paragraphs:
            self._take_paragraph(self.paragraphs[-1], name, attributes)
        elif name == "tbl":
            self.around.append(Table())
        elif name in ("wsp", "txbxContent", "srgbClr"):
            self._take_box(name, attributes, parents)
        elif self.around and isinstance(self.around[-1], Table):
            self._take_table(self.around[-1], name, attributes, parents[-1] if parents else "")

    def end(self, name: str) -> None:
        self.open.pop()
        self.changed -= name in _CHANGES
        if self.changed:
            return
        if name == "p" and self.paragraphs:
            self.paragraphs.pop()
        elif name == "r" and self.runs:
            self.runs.pop()
        elif name in ("tbl", "txbxContent") and self.around:
            self.around.pop()
        elif name == "wsp" and self.shape_fills:
            self.shape_fills.pop()

    def _take_paragraph(self, paragraph: _Paragraph, name: str, attributes: Attributes) -> None:
        if name == "pStyle":
            paragraph.style = attributes.get("val", "")
        elif name == "shd":
            paragraph.shade = attributes
        elif name == "spacing":
            paragraph.is_flat = attributes.get("lineRule") == "exact" and _is_up_to(attributes.get("line"), _FLATTEST)

    def _take_box(self, name: str, attributes: Attributes, parents: tuple[str, ...]) -> None:
        if name == "wsp":
            self.shape_fills.append(None)
        elif name == "txbxContent":
            self.around.append(_Box(self.shape_fills[-1] if self.shape_fills else None))
        elif parents == ("wsp", "spPr", "solidFill"):
            self.shape_fills[-1] = self.styles.palette.letters(attributes)

    def _take_table(self, table: Table, name: str, attributes: Attributes, parent: str) -> None:
        if name == "tr":
            table.row, table.cell = table.row + 1, -1
            table.is_row_hidden, table.row_shade, table.cell_shade = False, None, None
        elif name == "tc":
            table.cell, table.cell_shade, table.cell_grounds = table.cell + 1, None, None
        elif name == "tblStyle":
            table.style = attributes.get("val", "")
        elif name == "tblLook":
            table.look = attributes
        elif name == "hidden" and parent == "trPr":
            table.is_row_hidden = table.is_row_hidden or is_on(attributes)
        elif name == "trHeight":
            is_flat = attributes.get("hRule") == "exact" and _is_up_to(attributes.get("val"), _FLATTEST)
            table.is_row_hidden = table.is_row_hidden or is_flat
        elif name == "shd" and parent == "tcPr":
            table.cell_shade = attributes
        elif name == "shd" and parent == "tblPr":
            table.shade = attributes
        elif name == "shd" and parent == "tblPrEx":
            table.row_shade = attributes

    def reason(self) -> str:
        run = self.runs[-1] if self.runs else None
        if run is None:
            return ""
        if run.reason is None:
            run.reason = self._judge(run)
        return run.reason

    def _judge(self, run: _Run) -> str:
        from_styles = self.styles.run_look(run.paragraph.style, run.style)
        look = {**from_styles, **run.look}
        if is_on(look.get("vanish")):
            return HIDDEN_TEXT
        if any(isinstance(outer, Table) and outer.is_row_hidden for outer in self.around):
            return HIDDEN_ROW
        if _is_up_to(_value(look, "sz"), _LARGEST_TINY) or _is_up_to(_value(look, "w"), _NARROWEST):
            return TINY
        if run.paragraph.is_flat:
            return TINY
        return self._judge_colour(run, look)

    def _judge_colour(self, run: _Run, look: Look) -> str:
        letters = self.styles.palette.letters(look.get("color"))
        marker = highlight_colour(look)
        if marker == BLACK and letters in (None, BLACK) and _value(look, "color") in ("", "auto", "000000"):
            return BLACKED_OUT
        if letters is None or any(_is_given(look.get(name)) for name in _OTHERWISE_DRAWN):
            return ""
        in_table = any(isinstance(outer, Table) for outer in self.around)
        if in_table and "color" not in run.look and not self.styles.has_own_colour(run.paragraph.style, run.style):
            return ""  # the table's style may colour them
        return SAME_COLOUR if all(looks_same(letters, _colour(ground)) for ground in self._grounds(run, look)) else ""

    def _grounds(self, run: _Run, look: Look) -> set[Fill]:
        """What may lie behind the run, by the first thing around it that is filled."""
        palette = self.styles.palette
        shade = run.paragraph.shade or self.styles.paragraph_shade(run.paragraph.style)
        for fill in (highlight_colour(look), palette.fill(look.get("shd")), palette.fill(shade)):
            if fill != NO_FILL:
                return {fill}
        possible: set[Fill] = set()
        for outer in reversed(self.around):
            grounds = {outer.fill} if isinstance(outer, _Box) else grounds_of(outer, self.styles)
            possible |= grounds - {NO_FILL}
            if NO_FILL not in grounds:
                return possible
        return possible | {self.page}


def _colour(fill: Fill) -> tuple[int, int, int] | None:
    return fill if isinstance(fill, tuple) else None


def _value(look: Look, name: str) -> str:
    return look.get(name, {}).get("val", "")


def _is_given(attributes: Attributes | None) -> bool:
    return attributes is not None and is_on(attributes)


def _is_up_to(value: str | None, most: int) -> bool:
    return value is not None and value.isdigit() and int(value) <= most
