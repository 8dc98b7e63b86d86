"""Makers of PDF pages whose content is written by hand: transparency, patterns, clips by letters, squeezed letters, layers.

Each gives a page with WORDS and AFTER in plain sight and SECRET painted in its own way, hidden or not.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.hidden_pages import SECRET, make_pdf, plain

FONT = "/F1"  # reportlab's name for the first font of a page
WORDS_HERE = f"BT {FONT} 11 Tf 1 0 0 1 60 730 Tm ({SECRET}) Tj ET"
BOX = "50 724 220 20 re"
Resources = Callable[[pikepdf.Pdf], dict[str, Any]]


def paint(content: str, *resources: Resources) -> bytes:
    """The plain page with operators after its own, and what they need."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(plain))) as document:
        page = document.pages[0]
        for make in resources:
            for name, value in make(document).items():
                page.obj.Resources[name] = Dictionary(value)
        page.contents_add(document.make_stream(f"q {content} Q".encode()))
        document.save(file)
    return file.getvalue()


def say(mode: int = 0, before: str = "", place: str = "1 0 0 1 60 730") -> str:
    return f"BT {FONT} 11 Tf {mode} Tr {before} {place} Tm ({SECRET}) Tj ET"


def form(document: pikepdf.Pdf, content: str, **entries: Any) -> pikepdf.Stream:
    stream = document.make_stream(content.encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 850])
    stream.Resources = Dictionary(Font=document.pages[0].obj.Resources.Font)
    for name, value in entries.items():
        stream["/" + name] = value
    return stream


def words_as_form(document: pikepdf.Pdf, **entries: Any) -> dict[str, Any]:
    return {"/XObject": {"/X": form(document, WORDS_HERE, **entries)}}


def deep_form(document: pikepdf.Pdf) -> dict[str, Any]:
    """The words in white, ten forms deep."""
    inner = form(document, f"1 g {WORDS_HERE}")
    for _ in range(10):
        outer = form(document, "/X Do")
        outer.Resources.XObject = Dictionary(X=inner)
        inner = outer
    return {"/XObject": {"/X": inner}}


def mask(grey: int) -> Resources:
    """A soft mask that lets everything (1) or nothing (0) through, as graphics state /G."""

    def make(document: pikepdf.Pdf) -> dict[str, Any]:
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        ground = form(document, f"{grey} g 0 0 600 850 re f", Group=group)
        return state(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=ground))(document)

    return make


def state(**entries: Any) -> Resources:
    return lambda document: {"/ExtGState": {"/G": Dictionary(Type=Name.ExtGState, **entries)}}


def tiles(colour: str) -> Resources:
    def make(document: pikepdf.Pdf) -> dict[str, Any]:
        cell = document.make_stream(f"{colour} rg 0 0 10 10 re f".encode())
        for name, value in {"/Type": Name.Pattern, "/PatternType": 1, "/PaintType": 1, "/TilingType": 1, "/XStep": 10,
                            "/YStep": 10, "/BBox": Array([0, 0, 10, 10]), "/Resources": Dictionary()}.items():  # fmt: skip
            cell[name] = value
        return {"/Pattern": {"/P": cell}}

    return make


def shading(first: list[float], last: list[float]) -> Resources:
    def make(document: pikepdf.Pdf) -> dict[str, Any]:
        run = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(first), C1=Array(last), N=1)
        gradient = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 600, 0]), Function=run,
                              Extend=Array([True, True]))  # fmt: skip
        pattern = document.make_indirect(Dictionary(PatternType=2, Shading=gradient))
        return {"/Shading": {"/S": gradient}, "/Pattern": {"/P": pattern}}

    return make


def picture(grey: bytes, opacity: int | None = None) -> Resources:
    """A picture of 10 by 10 pixels of these greys in turn, with a soft mask of one opacity."""

    def make(document: pikepdf.Pdf) -> dict[str, Any]:
        image = bitmap(document, grey)
        if opacity is not None:
            image.SMask = bitmap(document, bytes([opacity]))
        return {"/XObject": {"/I": image}}

    return make


def bitmap(document: pikepdf.Pdf, greys: bytes) -> pikepdf.Stream:
    image = document.make_stream((greys * 100)[:100])
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    image.Width, image.Height, image.BitsPerComponent = 10, 10, 8
    return image


def stencil(document: pikepdf.Pdf) -> dict[str, Any]:
    """A picture that is a mask for the current colour, as an eraser leaves it."""
    image = bitmap(document, bytes(1))
    del image.ColorSpace
    image.BitsPerComponent, image.ImageMask = 1, True
    return {"/XObject": {"/I": image}}


STRIPS = " ".join(f"50 {724 + y} 220 1 re f" for y in range(20))
PICTURE_HERE = "q 220 0 0 20 50 724 cm /I Do Q"
PATTERN_HERE = "/Pattern cs /P scn"
BUSY = bytes([0, 255, 255, 0, 255, 0, 0])

HIDING: dict[str, tuple[bytes, str]] = {
    "soft mask": (paint(f"/G gs {WORDS_HERE}", mask(0)), "made transparent"),
    "form in a soft mask": (paint("/G gs /X Do", mask(0), words_as_form), "made transparent"),
    "no opacity": (paint(f"/G gs {WORDS_HERE}", state(ca=0)), "made transparent"),
    "form without opacity": (paint("/G gs /X Do", state(ca=0), words_as_form), "made transparent"),
    "blended into white": (paint(f"1 g {BOX} f 0 g /G gs {WORDS_HERE}", state(BM=Name.Lighten)), "made transparent"),
    "white tiles": (paint(f"{PATTERN_HERE} {WORDS_HERE}", tiles("1 1 1")), "in the colour of its background"),
    "white gradient": (paint(f"{PATTERN_HERE} {WORDS_HERE}", shading([1, 1, 1], [1, 1, 1])), "white on white"),
    "white and ten forms deep": (paint("/X Do", deep_form), "white on white"),
    "under tiles": (paint(f"{WORDS_HERE} {PATTERN_HERE} {BOX} f", tiles("0 0 0")), "under a filled shape"),
    "under a gradient": (paint(f"{WORDS_HERE} {BOX} W n /S sh", shading([0, 0, 0], [0.2, 0, 0])), "under a black box"),
    "under a masked picture": (paint(f"{WORDS_HERE} {PICTURE_HERE}", picture(b"\x80", 255)), "under a picture"),
    "under strips": (paint(f"{WORDS_HERE} {STRIPS}"), "under a black box"),
    "under upright strips": (
        paint(f"{WORDS_HERE} {' '.join(f'{50 + x} 724 1 20 re f' for x in range(220))}"), "under a black box"
    ),
    "under hatching": (
        paint(f"{WORDS_HERE} 1.2 w {' '.join(f'50 {724 + y} m 270 {724 + y} l S' for y in range(20))}"), "under a black box"
    ),
    "under a scribble": (
        paint(f"{WORDS_HERE} 2 w 50 724 m {' '.join(f'{50 + x} {720 + x % 2 * 24} l' for x in range(220))} S"),
        "under a black box",
    ),
    "under white strips": (paint(f"{WORDS_HERE} 1 g {STRIPS}"), "under a filled shape"),
    "under a stencil": (paint(f"{WORDS_HERE} {PICTURE_HERE}", stencil), "under a picture"),
    "clip only": (paint(say(mode=7)), "not painted at all"),
    "clipped by letters": (
        paint(f"BT {FONT} 11 Tf 4 Tr 1 0 0 1 60 690 Tm (pounds) Tj ET {say()}"), "cut off by a clip"
    ),
    "in a white line": (paint(f"1 G 12 w {say(mode=2)}"), "in the colour of its background"),
    "unpainted on a plain picture": (paint(f"{PICTURE_HERE} {say(mode=3)}", picture(b"\xc8")), "not painted at all"),
    "clip on a plain picture": (paint(f"{PICTURE_HERE} {say(mode=7)}", picture(b"\xc8")), "not painted at all"),
    "squeezed": (paint(say(before="3 Tz")), "in letters too small to see"),
    "pressed flat": (paint(say(place="1 0 0 0.05 60 730")), "in letters too small to see"),
    "white under a faint shape": (
        paint(f"1 g {WORDS_HERE} /G gs 1 1 0 rg {BOX} f", state(ca=0.1)), "white on white"
    ),
}  # fmt: skip

INNOCENT: dict[str, bytes] = {
    "on strips": paint(f"0.9 g {STRIPS} 0 g {WORDS_HERE}"),
    "between rules": paint(f"{WORDS_HERE} 1 w {' '.join(f'50 {y} m 270 {y} l S' for y in (724, 726, 742, 744))}"),
    "crossed by a graph": paint(
        f"{WORDS_HERE} 0.5 w 50 700 m {' '.join(f'{50 + x} {700 + x % 60} l' for x in range(200))} S"
    ),
    "soft mask": paint(f"/G gs {WORDS_HERE}", mask(1)),
    "form in a soft mask": paint("/G gs /X Do", mask(1), words_as_form),
    "half opacity": paint(f"/G gs {WORDS_HERE}", state(ca=0.5)),
    "form in a group": paint("/X Do", lambda document: words_as_form(document, Group=Dictionary(S=Name.Transparency))),
    "blended onto white": paint(f"1 g {BOX} f 0 g /G gs {WORDS_HERE}", state(BM=Name.Multiply)),
    "black tiles": paint(f"{PATTERN_HERE} {WORDS_HERE}", tiles("0 0 0")),
    "dark gradient": paint(f"{PATTERN_HERE} {WORDS_HERE}", shading([0, 0, 0], [0.5, 0, 0])),
    "grey": paint(f"0.749 g {WORDS_HERE}"),
    "on tiles": paint(f"{PATTERN_HERE} {BOX} f 0 g {WORDS_HERE}", tiles("0.9 0.9 1")),
    "under a clear picture": paint(f"{WORDS_HERE} {PICTURE_HERE}", picture(b"\x80", 30)),
    "painted through the letters": paint(f"{say(mode=7)} 0.5 0 0 rg {BOX} f"),
    "filled and clip": paint(say(mode=4)),
    "after letters that clip": paint(f"q BT {FONT} 11 Tf 4 Tr 1 0 0 1 60 650 Tm (pounds) Tj ET Q {WORDS_HERE}"),
    "in a thin black line": paint(f"0 G 0.3 w {say(mode=2)}"),
    "reading of a busy picture": paint(f"{PICTURE_HERE} {say(mode=3)}", picture(BUSY)),
    "narrow letters": paint(say(before="60 Tz")),
    "thin figures": paint(f"{WORDS_HERE} BT {FONT} 6 Tf 1 0 0 1 60 640 Tm (1 l I | 11 ill) Tj ET"),
    "turned upwards": paint(say(place="0 1 -1 0 300 300")),
}
