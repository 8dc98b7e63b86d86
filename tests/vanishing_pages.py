"""Makers of PDF pages whose words vanish by degrees: slanted and tiny, on grounds of no plain colour, under many small or
faint covers; and of their innocent twins.

As in ``painted_pages``: WORDS and AFTER in plain sight, SECRET hidden or not.
"""

from __future__ import annotations

import math
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.hidden_pages import SECRET
from tests.painted_pages import (
    BOX,
    FONT,
    PATTERN_HERE,
    PICTURE_HERE,
    WORDS_HERE,
    paint,
    picture,
    say,
    shading,
    state,
    tiles,
)

_TINY, _SAME, _BOXED = "in letters too small to see", "in the colour of its background", "under a black box"


def slanted(degrees: float, size: float, squeeze: float = 1.0) -> str:
    """The words in this size along a line that rises by so many degrees; squeezed along it to a share."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return f"BT {FONT} {size} Tf {c * squeeze:.4f} {s * squeeze:.4f} {-s:.4f} {c:.4f} 60 400 Tm ({SECRET}) Tj ET"


def squares(step: float) -> str:
    """Squares of two points, so far from each other, over the words."""
    return " ".join(
        f"{52 + step * x:.1f} {724 + step * y:.1f} 2 2 re f"
        for y in range(int(20 / step))
        for x in range(int(220 / step))
    )


def lines(step: float) -> str:
    """Thin lines along and over the words, each a path of its own."""
    return "0.9 w " + " ".join(f"50 {724 + step * y:.1f} m 270 {724 + step * y:.1f} l S" for y in range(int(20 / step)))


def faint(times: int) -> str:
    return "/G gs 0 g " + f"{BOX} f " * times


def font_of_its_own(document: pikepdf.Pdf) -> dict[str, Any]:
    """A drawn font whose letters are as large as ten times its size; Q is its only sign."""
    sign = document.make_stream(b"1 0 0 0 1 1 d1 0.1 0 0.7 0.8 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1, 1]), FontMatrix=Array([10, 0, 0, 10, 0, 0]),
        CharProcs=Dictionary(Q=sign), Encoding=Dictionary(Type=Name.Encoding, Differences=Array([81, Name.Q])),
        FirstChar=81, LastChar=81, Widths=Array([1]), Resources=Dictionary())  # fmt: skip
    return {"/Font": {**document.pages[0].obj.Resources.Font, "/T": font}}


HIDING: dict[str, tuple[bytes, str]] = {
    **{f"one point, slanted by {degrees}": (paint(slanted(degrees, 1)), _TINY) for degrees in (15, 30, 45, 90, 200)},
    "squeezed and slanted": (paint(slanted(30, 11, 0.05)), _TINY),
    "squeezed and long": (paint(say(place="0.05 0 0 1 60 730").replace(SECRET, f"{SECRET} " * 4 + SECRET)), _TINY),
    "size of nothing": (paint(WORDS_HERE.replace(" 11 Tf", " 0.01 Tf")), _TINY),
    "black on a black picture": (paint(f"{PICTURE_HERE} 0 g {WORDS_HERE}", picture(b"\0")), _SAME),
    "in the colour of a picture": (paint(f"{PICTURE_HERE} 0.502 g {WORDS_HERE}", picture(b"\x80")), _SAME),
    "black on a dark gradient": (
        paint(f"q {BOX} W n /S sh Q 0 g {WORDS_HERE}", shading([0, 0, 0], [0.02, 0, 0])), _SAME
    ),
    "black on black tiles": (paint(f"{PATTERN_HERE} {BOX} f 0 g {WORDS_HERE}", tiles("0 0 0")), _SAME),
    "black on nearly opaque black": (paint(f"q /G gs 0 g {BOX} f Q 0 g {WORDS_HERE}", state(ca=0.98)), _SAME),
    "under small squares": (paint(f"{WORDS_HERE} 0 g {squares(2)}"), _BOXED),
    "under thin lines": (paint(f"{WORDS_HERE} 0 G {lines(0.8)}"), _BOXED),
    "under many faint boxes": (paint(f"{WORDS_HERE} {faint(40)}", state(ca=0.15)), _BOXED),
}  # fmt: skip

INNOCENT: dict[str, bytes] = {
    **{f"slanted by {degrees}": paint(slanted(degrees, 11)) for degrees in (15, 30, 45)},
    "narrow and slanted": paint(slanted(30, 11, 0.5)),
    "small print, slanted": paint(slanted(30, 4)),
    "drawn font of another measure": paint(f"{WORDS_HERE} BT /T 1 Tf 60 640 Td (QQQQ) Tj ET", font_of_its_own),
    "black on a grey picture": paint(f"{PICTURE_HERE} 0 g {WORDS_HERE}", picture(b"\xb0")),
    "black on a light gradient": paint(f"q {BOX} W n /S sh Q 0 g {WORDS_HERE}", shading([1, 1, 1], [0.6, 0.6, 0.8])),
    "black on grey tiles": paint(f"{PATTERN_HERE} {BOX} f 0 g {WORDS_HERE}", tiles("0.6 0.6 0.6")),
    "black on the grey of tiles": paint(f"0.749 g {BOX} f 0 g {WORDS_HERE}"),
    "black on nearly opaque grey": paint(f"q /G gs 0.6 g {BOX} f Q 0 g {WORDS_HERE}", state(ca=0.98)),
    "among dots": paint(f"{WORDS_HERE} 0.5 g {squares(6)}"),
    "on ruled paper": paint(f"{WORDS_HERE} 0 G {lines(4)}"),
    "under few faint boxes": paint(f"{WORDS_HERE} {faint(3)}", state(ca=0.15)),
}
