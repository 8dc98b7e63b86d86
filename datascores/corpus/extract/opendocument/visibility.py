"""Which words of an OpenDocument text are hidden: by sections, by the formatting of letters, or by what lies behind them.

Where the ground cannot be told (a picture behind the text, a frame without a fill) no colour is judged. Words hidden by a
condition, shapes over words and words moved off the page are not looked at.
"""

from __future__ import annotations

from ..marks import HIDDEN_SECTION, HIDDEN_TEXT, SAME_COLOUR, SEE_THROUGH, TINY
from ..office.colours import NO_FILL, Colour, Fill, colour_of, looks_same
from .styles import WATCHED, Properties, Styles, fill_of, points

_LARGEST_TINY = 2.0  # points
_FAMILIES = {"p": "paragraph", "h": "paragraph", "span": "text", "a": "text", "section": "section", "table": "table",
             "table-row": "table-row", "table-cell": "table-cell", "frame": "graphic", "custom-shape": "graphic",
             "rect": "graphic", "ellipse": "graphic", "annotation": "graphic"}  # fmt: skip
BOXES = frozenset(name for name, family in _FAMILIES.items() if family == "graphic")


class TextJudge:
    """Judges the words of one part and collects its styles on the way."""

    watched = frozenset(_FAMILIES) | WATCHED

    def __init__(self, common: Styles | None = None) -> None:
        self.styles = Styles(common)
        self.open: list[tuple[str, str]] = []  # elements of the text: name and style
        self.hidden_sections = 0
        self._reasons: dict[tuple[tuple[str, str], ...], str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in WATCHED:
            self.styles.start(name, attributes)
            return
        self.open.append((name, attributes.get("style-name", "")))
        if name == "section":
            is_hidden = attributes.get("display") == "none" or attributes.get("is-hidden") == "true"
            self.open[-1] = ("section", "\0" + self.open[-1][1] if is_hidden else self.open[-1][1])
            self.hidden_sections += is_hidden

    def end(self, name: str) -> None:
        if name in WATCHED:
            self.styles.end(name)
            return
        ended = self.open.pop()
        self.hidden_sections -= ended[1].startswith("\0")

    def reason(self) -> str:
        if self.hidden_sections:
            return HIDDEN_SECTION
        key = tuple(self.open)
        if key not in self._reasons:
            self._reasons[key] = self._judge()
        return self._reasons[key]

    def _judge(self) -> str:
        look: Properties = {}
        marker: Fill = NO_FILL
        for name, style in self.open:
            family = _FAMILIES[name]
            if family == "paragraph":
                look, marker = self.styles.letters(self.styles.chain(family, style)), NO_FILL
            elif family == "text":
                look = self.styles.letters(self.styles.chain(family, style), look)
        if "background-color" in look:
            marker = fill_of(look["background-color"])
        if look.get("display") == "none":
            return HIDDEN_TEXT
        size, scale = points(look.get("font-size")), look.get("text-scale", "")
        if (size is not None and size <= _LARGEST_TINY) or scale in ("1%", "2%", "3%", "4%", "5%"):
            return TINY
        letters = _letters(look)
        if letters is not None and look.get("opacity") == "0%":
            return SEE_THROUGH
        return SAME_COLOUR if looks_same(letters, _colour(self._ground(marker))) else ""

    def _ground(self, marker: Fill) -> Fill:
        if marker != NO_FILL:
            return marker
        for name, style in reversed(self.open):
            family = _FAMILIES[name]
            if family == "text":
                continue
            fill = self.styles.ground(family, style)
            if name in BOXES:
                return fill if fill != NO_FILL else None
            if fill != NO_FILL:
                return fill
        return self.styles.paper()


def _letters(look: Properties) -> Colour | None:
    """The colour of letters; None where the program chooses one that can be seen, or they show in another way."""
    is_chosen = look.get("use-window-font-color") == "true"
    is_drawn = look.get("text-outline") == "true" or look.get("text-shadow", "none") != "none"
    return None if is_chosen or is_drawn else colour_of(look.get("color"))


def _colour(fill: Fill) -> Colour | None:
    return fill if isinstance(fill, tuple) else None
