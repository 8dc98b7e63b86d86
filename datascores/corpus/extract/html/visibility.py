"""Which words of a web page or html mail nobody sees by the formatting of their own elements: colour, size, transparency.

Only what elements say themselves is known (`style`, `bgcolor`, `<font>`). Style sheets are not read: where there are some,
what they might paint counts as unknown, and nothing is called hidden for it. What the page marks as not shown
(`display:none`, `hidden`) is left out of the text by `html`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from resiliparse.parse.html import HTMLTree

from ..marks import SAME_COLOUR, SEE_THROUGH, TINY, bare, mark
from ..office.colours import BLACK, WHITE, Colour, colour_of, css_colour, looks_same

_STYLES = re.compile(rb"""\bstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.I)
_GROUNDS = re.compile(rb"""\bbgcolor\s*=\s*["']?([^\s>"';]{1,30})""", re.I)
_LETTERS = re.compile(rb"""\b(?:color|text)\s*=\s*["']?([^\s>"';]{1,30})""", re.I)
_LINKED = re.compile(rb"<link\b[^<>]{0,1000}stylesheet|@import")
_LENGTH = re.compile(r"(\d*\.?\d+)\s*(px|pt)?(?![\w%.])")
_TINIEST = {"pt": 2.0, "px": 8 / 3}  # two points, as in other formats
_PLAIN = frozenset(
    {"span", "font", "b", "i", "em", "strong", "u", "small", "big", "sub", "sup", "a", "br", "s", "strike"}
)
_WORDLESS = frozenset({"head", "script", "style", "template", "svg"})
_MOVING = re.compile(rb"opacity|animation|transition|keyframes")
# how a colour says that it is see-through: its fourth part as a share or in hexadecimal digits
_ALPHA = re.compile(r"(?:rgb|hsl)a?\((?:[^,/()]*,){3}([^,/()]*)\)|(?:rgb|hsl)a?\([^,/()]*/([^,/()]*)\)")
_HEX_ALPHA = re.compile(r"#(?:[0-9a-f]{6}([0-9a-f]{2})|[0-9a-f]{3}([0-9a-f]))")
_FAINTEST = 0.05  # share of a colour or an element that is laid on; less nobody sees
_NO_COLOUR = ("inherit", "initial", "unset", "currentcolor", "")
# what lets letters be seen whose colour is that of their ground, or none
_PAINTED = (
    "text-shadow",
    "background-clip",
    "-webkit-background-clip",
    "-webkit-text-stroke",
    "-webkit-text-fill-color",
)
_NO_GROUND = ("transparent", "none", "inherit", "initial", "unset", "")


@dataclass(frozen=True)
class _Look:
    """How words at one place of the page look; None for what is not known."""

    letters: Colour | None
    ground: Colour | None
    is_tiny: bool = False
    has_shadow: bool = False  # or an outline, or a picture within the letters
    is_clear: bool = False  # the letters alone are see-through
    is_faded: bool = False  # the whole element is

    def reason(self) -> str:
        if self.is_tiny:
            return TINY
        if self.is_faded or (self.is_clear and not self.has_shadow):
            return SEE_THROUGH
        return SAME_COLOUR if not self.has_shadow and looks_same(self.letters, self.ground) else ""


_UNKNOWN = _Look(None, None)


@dataclass(frozen=True)
class _Sheets:
    """Whether the page has style sheets, whether they may paint grounds or set sizes, and whether anything fades in."""

    exist: bool
    paint: bool
    size: bool
    moves: bool


def mark_unseen(tree: HTMLTree, data: bytes) -> None:
    """Put `marks` around the words of the page that nobody sees; `data` are its bytes."""
    if tree.document is None or not _may_hide(data):
        return
    sheets = _sheets_of(data)
    # the browser's own: black on white
    start = _Look(None if sheets.exist else BLACK, None if sheets.paint else WHITE)
    waiting: list[tuple[Any, _Look]] = [(tree.document, start)]  # one class of the library for all kinds of nodes
    while waiting:
        parent, look = waiting.pop()
        reason = look.reason()
        child = parent.first_child
        while child is not None:
            tag = child.tag
            if tag == "#text":
                if reason:
                    child.value = mark(bare(child.value), reason)
            elif tag == "input":
                if "value" in child.attrs and (unseen := _look_of(child, look, sheets).reason()):
                    child.setattr("value", mark(bare(child.getattr("value")), unseen))
            elif tag and tag[0] not in "#!" and tag not in _WORDLESS:
                waiting.append((child, _look_of(child, look, sheets)))
            child = child.next


def _may_hide(data: bytes) -> bool:
    """Whether any colour of letters that the page names is like any ground, or any size too small.

    Told from the bytes, since to walk through the nodes of a page takes several times as long as to read it.
    """
    said = {_with_style(style.decode("latin-1"), _UNKNOWN) for style in set(_STYLES.findall(data))}
    letters = {look.letters for look in said} | _named(_LETTERS, data) | {BLACK}
    grounds = {look.ground for look in said} | _named(_GROUNDS, data) | {WHITE}
    return any(look.is_tiny or look.is_clear or look.is_faded for look in said) or any(
        looks_same(colour, ground) for colour in letters for ground in grounds
    )


def _named(pattern: re.Pattern[bytes], data: bytes) -> set[Colour | None]:
    return {_old_colour(value.decode("latin-1")) for value in set(pattern.findall(data))}


def _sheets_of(data: bytes) -> _Sheets:
    data = data.lower()
    texts = _between(data, b"<style", b"</style")
    is_linked = bool(_LINKED.search(data))
    return _Sheets(
        is_linked or bool(texts),
        is_linked or any(b"background" in text for text in texts),
        is_linked or any(b"font" in text for text in texts),
        is_linked or b"<script" in data or any(_MOVING.search(text) for text in texts),
    )


def _between(data: bytes, start: bytes, end: bytes) -> list[bytes]:
    """What stands from each start to the next end, or to the very end; an expression would begin anew at every start."""
    texts, at = [], data.find(start)
    while at >= 0:
        stop = data.find(end, at)
        texts.append(data[at : stop if stop >= 0 else len(data)])
        at = data.find(start, stop) if stop >= 0 else -1
    return texts


def _look_of(node: Any, around: _Look, sheets: _Sheets) -> _Look:
    look = around
    names = node.attrs
    if sheets.exist and ("class" in names or "id" in names):
        look = replace(
            look,
            letters=None,
            ground=None if sheets.paint else look.ground,
            is_tiny=look.is_tiny and not sheets.size,
            is_clear=False,
        )
    elif sheets.paint and node.tag not in _PLAIN:
        look = replace(look, ground=None)
    if node.tag == "a" and "href" in names:
        look = replace(look, letters=None, is_clear=False)  # the browser's own colour of links
    if names:
        look = _with_attributes(node, look)
    if "style" not in names:
        return look
    look = _with_style(node.getattr("style"), look)
    return replace(look, is_faded=False) if sheets.moves else look


def _with_attributes(node: Any, look: _Look) -> _Look:
    """Colours in the way of older pages and of Outlook."""
    names = node.attrs
    if "bgcolor" in names:
        look = replace(look, ground=_old_colour(node.getattr("bgcolor")))
    if "background" in names:
        look = replace(look, ground=None)
    name = {"font": "color", "body": "text"}.get(node.tag)
    if name not in names:
        return look
    return replace(look, letters=_old_colour(node.getattr(name)), is_clear=False)


def _old_colour(value: str) -> Colour | None:
    return css_colour(value) or colour_of(value.strip())


def _with_style(style: str, look: _Look) -> _Look:
    for declaration in style.strip("\"' ").lower().split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.replace("!important", "").strip()
        if name == "color" and value not in _NO_COLOUR:
            look = replace(look, letters=css_colour(value), is_clear=_is_clear(value))
        elif name == "opacity":
            look = replace(look, is_faded=look.is_faded or _share(value) <= _FAINTEST)
        elif name in ("background", "background-color") and value not in _NO_GROUND:
            look = replace(look, ground=css_colour(value))
        elif name == "background-image" and value not in _NO_GROUND:
            look = replace(look, ground=None)
        elif name in ("font-size", "font") and value not in _NO_COLOUR:
            look = replace(look, is_tiny=_is_tiny(value))
        elif name in _PAINTED and value not in (*_NO_GROUND, "border-box", "padding-box", "content-box", "0"):
            look = replace(look, has_shadow=True)
    return look


def _is_clear(colour: str) -> bool:
    """Whether a colour lays nothing on the ground that could be seen (CSS Color 4, 4.2 and 5)."""
    if colour == "transparent":
        return True
    if found := _HEX_ALPHA.fullmatch(colour):
        digits = found[1] or found[2] * 2
        return int(digits, 16) / 255 <= _FAINTEST
    found = _ALPHA.fullmatch(colour)
    return found is not None and _share(found[1] or found[2]) <= _FAINTEST


def _share(value: str) -> float:
    """A number or a percentage as a share of 1; 1 for what is neither."""
    value = value.strip()
    try:
        return float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        return 1.0


def _is_tiny(size: str) -> bool:
    """Whether a font's size, or the first length of its shorthand, is one that nobody reads."""
    found = _LENGTH.search(size)
    if not found:
        return False
    number = float(found[1])
    return number == 0 or (found[2] is not None and number <= _TINIEST[found[2]])
