"""Which words of rich text are hidden: formatted so, deleted in tracked changes, tiny, or in the colour of their ground.

One walk over the control words, which puts signs into the bytes where that changes; they come out as `marks` behind the
library that reads the words. Rich text repeats with every paragraph what its style says (Rich Text Format Specification
1.9.1, "Style Sheet"), but LibreOffice leaves the style's shading out. In shaded styles, shaded tables and drawings no colour
is judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..marks import CLOSE, DELETED, HIDDEN_TEXT, SAME_COLOUR, TINY, opening
from ..office.colours import WHITE, Colour, looks_same

# signs in the bytes: control characters, which are no words of any text
_SIGNS = {"": b"\x01", HIDDEN_TEXT: b"\x02", DELETED: b"\x03", TINY: b"\x04", SAME_COLOUR: b"\x05"}
_MARKS = str.maketrans({sign.decode(): opening(reason) if reason else CLOSE for reason, sign in _SIGNS.items()})
_NO_SIGNS = bytes.maketrans(b"\x01\x02\x03\x04\x05", b"\x0e\x0e\x0e\x0e\x0e")
_WRITTEN_SIGN = re.compile(rb"\\'0[1-5]|\\u0{0,7}[1-5](?![0-9])")
_SUSPECT = re.compile(rb"\\(?:v|deleted|fs[0-4]|charscalex[0-5]|sl-[1-4]?\d)(?![a-z0-9])|\\cf[1-9]", re.I)
# the control words that matter, and what could be taken for one or for the bounds of a group
_TOKEN = re.compile(
    rb"\\(plain|pard|intbl|cbpat|shading|sl|s|v|deleted|fs|charscalex|cf|cb|chcbpat|highlight|chshdng|outl|shad|embo|impr|shp"
    rb"|shpinst|shptxt|do|pict|bin)(-?\d{1,10})?(?![a-z0-9]) ?|\\[^a-z]|([{}])"
)
_COLOURS = re.compile(rb"\{\s*\\colortbl([^{}]*)\}")
_CHANNEL = re.compile(rb"\\(red|green|blue)(\d{1,3})")
_SHADED_CELLS = re.compile(rb"\\(?:raw)?cl(?:cbpat|cfpat|shdng|cbpatraw)(?:raw)?[1-9]|\\tscellcbpat|\\tscellpct")
_STYLE = re.compile(rb"\{\s*\\s(\d{1,5})(?![0-9])((?:[^{}]|\{[^{}]*\}){0,2000})\}")
_BASED_ON = re.compile(rb"\\sbasedon(\d{1,5})")
_SHADE = re.compile(rb"\\(?:cbpat|shading)[1-9]")
_UNTOLD = -1  # a colour that is not known
_GROUNDS = re.compile(rb"\\background(?![a-z])|\\shpfblwtxt1")
_DRAWINGS = frozenset({"shp", "shpinst", "shptxt", "do", "pict"})
_DRAWN = frozenset({"outl", "shad", "embo", "impr"})
_LARGEST_TINY, _NARROWEST, _FLATTEST = 4, 5, 40  # half-points, per cent, twentieths of a point


class _Letters(NamedTuple):
    is_hidden: bool = False
    is_deleted: bool = False
    is_drawn: bool = False  # by an outline or a shadow, which show whatever the colour is
    size: int = 24
    scale: int = 100
    colour: int = 0
    ground: int = 0
    marker: int = 0
    has_pattern: bool = False


_PLAIN = _Letters()


@dataclass(frozen=True)
class _State:
    """What holds inside one group."""

    letters: _Letters = _PLAIN
    paragraph: int = 0  # the colour behind it
    is_flat: bool = False
    has_pattern: bool = False
    in_table: bool = False
    in_drawing: bool = False


def sign_hidden(data: bytes) -> bytes:
    """The same rich text with a sign wherever words begin or end to be hidden."""
    data = _WRITTEN_SIGN.sub(lambda found: b"\\'20" if found[0][1:2] == b"'" else b"\\u32", data.translate(_NO_SIGNS))
    if not _SUSPECT.search(data):
        return data
    table, has_ground, is_shaded = _colours(data), bool(_GROUNDS.search(data)), bool(_SHADED_CELLS.search(data))
    shaded_styles = _shaded_styles(data)
    reasons: dict[_State, str] = {}
    pieces: list[bytes] = []
    groups: list[_State] = []
    state = seen = _State()
    reason, copied, at = "", 0, 0
    while found := _TOKEN.search(data, at):
        at = found.end()
        word = found[1].decode() if found[1] else ""
        number = int(found[2]) if found[2] else None
        if found[3] == b"{":
            groups.append(state)
        elif found[3] == b"}":
            state = groups.pop() if groups else _State()
        elif word == "bin":
            at += max(0, number or 0)
        elif word == "s":
            state = replace(state, paragraph=_UNTOLD if number in shaded_styles else state.paragraph)
        elif word:
            state = _changed(state, word, number)
        if state is seen:
            continue
        seen = state
        if state not in reasons:
            reasons[state] = _reason(state, table, has_ground, is_shaded)
        if reasons[state] != reason:
            reason = reasons[state]
            pieces += [data[copied:at], _SIGNS[reason]]
            copied = at
    return b"".join([*pieces, data[copied:]])


def signs_to_marks(text: str) -> str:
    """The text that the library read, with marks in the place of signs."""
    return text.translate(_MARKS)


def _changed(state: _State, word: str, number: int | None) -> _State:
    is_on = number != 0
    value = number or 0
    letters = state.letters
    match word:
        case "plain":
            return replace(state, letters=_PLAIN)
        case "pard":
            return replace(state, paragraph=0, is_flat=False, has_pattern=False, in_table=False)
        case "intbl":
            return replace(state, in_table=True)
        case "cbpat":
            return replace(state, paragraph=value)
        case "shading":
            return replace(state, has_pattern=value > 0)
        case "sl":
            return replace(state, is_flat=-_FLATTEST <= value < 0)
        case "v":
            letters = letters._replace(is_hidden=is_on)
        case "deleted":
            letters = letters._replace(is_deleted=is_on)
        case "fs":
            letters = letters._replace(size=24 if number is None else value)
        case "charscalex":
            letters = letters._replace(scale=100 if number is None else value)
        case "cf":
            letters = letters._replace(colour=value)
        case "cb" | "chcbpat":
            letters = letters._replace(ground=value)
        case "highlight":
            letters = letters._replace(marker=value)
        case "chshdng":
            letters = letters._replace(has_pattern=value > 0)
        case _ if word in _DRAWN:
            letters = letters._replace(is_drawn=is_on)
        case _ if word in _DRAWINGS:
            return replace(state, in_drawing=True)
        case _:
            return state
    return replace(state, letters=letters)


def _reason(state: _State, table: list[Colour | None], has_ground: bool, is_shaded: bool) -> str:
    letters = state.letters
    if letters.is_deleted:
        return DELETED
    if letters.is_hidden:
        return HIDDEN_TEXT
    if letters.size <= _LARGEST_TINY or letters.scale <= _NARROWEST or state.is_flat:
        return TINY
    if letters.is_drawn or letters.has_pattern:
        return ""
    ground: Colour | None = None
    painted = letters.marker or letters.ground or (0 if state.has_pattern else state.paragraph)
    if painted:
        ground = _entry(table, painted)
    elif not (has_ground or state.in_drawing or state.has_pattern or (is_shaded and state.in_table)):
        ground = WHITE
    return SAME_COLOUR if looks_same(_entry(table, letters.colour), ground) else ""


def _shaded_styles(data: bytes) -> set[int]:
    """The numbers of paragraph styles that lie on a colour, by themselves or by what they are based on."""
    start = data.find(rb"\stylesheet")
    found = {int(style[1]): style[2] for style in _STYLE.finditer(data, start, start + 1_000_000)} if start >= 0 else {}
    shaded = {number for number, content in found.items() if _SHADE.search(content)}
    based_on = {number: int(base[1]) for number, content in found.items() if (base := _BASED_ON.search(content))}
    while more := {number for number, base in based_on.items() if base in shaded} - shaded:
        shaded |= more
    return shaded


def _colours(data: bytes) -> list[Colour | None]:
    """The table of colours; None for "automatic"."""
    found = _COLOURS.search(data)
    table: list[Colour | None] = []
    for entry in found[1].split(b";")[:-1] if found else ():
        channels = {name: min(int(value), 255) for name, value in _CHANNEL.findall(entry)}
        table.append(
            (channels.get(b"red", 0), channels.get(b"green", 0), channels.get(b"blue", 0)) if channels else None
        )
    return table


def _entry(table: list[Colour | None], number: int) -> Colour | None:
    return table[number] if 0 <= number < len(table) else None
