"""Slides with a screenshot of two lines, of which the second is hidden in some way, and innocent twins.

The screenshot is 4 by 2 inches with its corner at 3 and 2.5; measures are in inches.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from lxml import etree
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from tests import scans
from tests.decks import BLACK, WHITE, animate, filled

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHOWN, COVERED = "Lantern Score sorts claims", "Quillmark paid in all"
SIZE = (800, 400)  # pixels
_MEDIUM_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
_BAND = {"left": 2.5, "top": 3.25, "width": 5, "height": 0.4}  # over the second line


def screenshot(kind: str = "PNG") -> bytes:
    return scans.bytes_of(scans.picture_of([SHOWN, COVERED], *SIZE, size=40, left=60), kind)


def place(shapes, left: float = 3.0):
    return shapes.add_picture(io.BytesIO(screenshot()), Inches(left), Inches(2.5), Inches(4), Inches(2))


def band(shapes, colour: RGBColor = BLACK, kind=MSO_SHAPE.RECTANGLE, **measures: float):
    return filled(shapes, colour, kind=kind, **{**_BAND, **measures})


def under(kind=MSO_SHAPE.RECTANGLE, colour: RGBColor = BLACK) -> Callable:
    return lambda slide: (place(slide.shapes), band(slide.shapes, colour, kind))


def stood_on_head(slide):
    place(slide.shapes).rotation = 180
    band(slide.shapes, top=3.38, height=0.37)


def on_its_side(slide):
    place(slide.shapes).rotation = 90
    band(slide.shapes, left=4.85, width=0.45, top=1.3, height=4.4)


def mirrored(slide):
    place(slide.shapes)._element.spPr.find(qn("a:xfrm")).set("flipV", "1")
    band(slide.shapes, top=3.38, height=0.37)


def in_group(slide):
    group = slide.shapes.add_group_shape()
    place(group.shapes, left=1)
    group.left = Inches(3)
    band(slide.shapes)


def by_turned_band(slide):
    place(slide.shapes)
    band(slide.shapes, left=4.8, width=0.4, top=0.95, height=5).rotation = 90


def by_picture(slide):
    place(slide.shapes)
    file = io.BytesIO()
    Image.new("RGB", (50, 4), "white").save(file, "PNG")
    slide.shapes.add_picture(file, *(Inches(value) for value in _BAND.values()))


def as_fill(slide):
    """The screenshot fills a shape."""
    shown = place(slide.shapes)
    shape = filled(slide.shapes, WHITE, left=3, top=2.5, width=4, height=2)
    fill = shown._element.blipFill
    properties = shape._element.spPr
    properties.replace(
        properties.find(qn("a:solidFill")), etree.fromstring(etree.tostring(fill).replace(b"p:blipFill", b"a:blipFill"))
    )
    shown._element.getparent().remove(shown._element)
    band(slide.shapes)


def below_the_slide(slide):
    """Its second line lies beyond the lower edge."""
    place(slide.shapes).top = Inches(7.5 - 0.75)


def table_over(slide, style: str = "", colour: RGBColor | None = BLACK, top: float = 3.25):
    """A table of two columns, with a style or without, whose left cell covers the line; its right cell lies beside."""
    place(slide.shapes)
    places = (Inches(value) for value in (2.5, top, 5.5, 0.4))
    table = slide.shapes.add_table(1, 2, *places).table
    table.columns[0].width, table.columns[1].width = Inches(5), Inches(0.5)
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = style or "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    if colour is not None:
        table.cell(0, 0).fill.solid()
        table.cell(0, 0).fill.fore_color.rgb = colour


HIDING: dict[str, Callable] = {
    "under a rectangle": under(),
    "under a white rectangle": under(colour=WHITE),
    "under a rounded rectangle": under(MSO_SHAPE.ROUNDED_RECTANGLE),
    "on its head": stood_on_head,
    "on its side": on_its_side,
    "mirrored": mirrored,
    "in a group": in_group,
    "under a turned rectangle": by_turned_band,
    "under a picture": by_picture,
    "filling a shape": as_fill,
    "over the edge of the slide": below_the_slide,
    "under a cell of a table": lambda slide: table_over(slide),
    "under a white cell": lambda slide: table_over(slide, colour=WHITE),
    "under a table with a style": lambda slide: table_over(slide, _MEDIUM_STYLE, None),
}


def whole(slide, **measures: float):
    place(slide.shapes)
    band(slide.shapes, WHITE, **{"left": 2.9, "top": 2.4, "width": 4.2, "height": 2.2, **measures})


def in_hidden_group(slide):
    group = slide.shapes.add_group_shape()
    place(group.shapes)
    group._element.nvGrpSpPr.cNvPr.set("hidden", "1")


def faded(slide):
    blip = place(slide.shapes)._element.blipFill.find(qn("a:blip"))
    etree.SubElement(blip, qn("a:alphaModFix")).set("amt", "0")


def repeated(slide):
    """It fills a shape again and again, and a band lies somewhere over it."""
    as_fill(slide)
    fill = slide.shapes[1]._element.spPr.find(qn("a:blipFill"))
    fill.replace(fill.find(qn("a:stretch")), etree.fromstring(f'<a:tile xmlns:a="{_A}"/>'))


NEVER_SEEN: dict[str, Callable] = {
    "wholly covered": whole,
    "off the slide": lambda slide: place(slide.shapes, left=40),
    "in a hidden group": in_hidden_group,
    "see-through": faded,
    "repeated, under a band": repeated,
}


def see_through_band(slide):
    place(slide.shapes)
    colour = band(slide.shapes)._element.spPr.find(".//" + qn("a:srgbClr"))
    etree.SubElement(colour, qn("a:alpha")).set("val", "30000")


INNOCENT: dict[str, Callable] = {
    "bare": lambda slide: place(slide.shapes),
    "over a rectangle": lambda slide: (band(slide.shapes), place(slide.shapes)),
    "beside a rectangle": lambda slide: (place(slide.shapes), band(slide.shapes, top=5)),
    "in a frame": lambda slide: (place(slide.shapes), band(slide.shapes, kind=MSO_SHAPE.FRAME, top=3.1, height=0.8)),
    "under a box without fill": lambda slide: (place(slide.shapes), band(slide.shapes).fill.background()),
    "under a see-through box": see_through_band,
    "under a table without fills": lambda slide: table_over(slide, colour=None),
    "beside a table": lambda slide: table_over(slide, _MEDIUM_STYLE, top=5),
    "under a box that moves": lambda slide: (place(slide.shapes), animate(slide, band(slide.shapes))),
}
