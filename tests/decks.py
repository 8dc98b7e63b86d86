"""Makers of one slide and of the shapes on it, for tests of what a show hides.

Every slide says WORDS in plain sight; SECRET stands in a box of its own.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import pptx
from lxml import etree
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

WORDS = "The council scores claims with Lantern Score"
SECRET = "Quillmark sum 48,215"
WHITE, BLACK, BLUE = RGBColor(255, 255, 255), RGBColor(0, 0, 0), RGBColor(31, 73, 125)
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def make_deck(draw: Callable) -> bytes:
    """One slide, drawn upon by `draw(slide)`."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_textbox(Inches(1), Inches(0.3), Inches(6), Inches(0.5)).text_frame.text = WORDS
    draw(slide)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def secret(shapes, left=1.0, top=3.0, width=4.0, height=0.6, colour: RGBColor | None = None):
    """A text box with the secret; measures in inches."""
    box = shapes.add_textbox(*(Inches(value) for value in (left, top, width, height)))
    run = box.text_frame.paragraphs[0].add_run()
    run.text = SECRET
    if colour is not None:
        run.font.color.rgb = colour
    return box


def font_of(box):
    return box.text_frame.paragraphs[0].runs[0].font


def filled(shapes, colour: RGBColor, left=0.5, top=2.8, width=6.0, height=1.2, kind=MSO_SHAPE.RECTANGLE):
    shape = shapes.add_shape(kind, *(Inches(value) for value in (left, top, width, height)))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour
    return shape


def paint(slide, colour: RGBColor) -> None:
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = colour


def picture(shapes, mode="RGB", colour=(40, 90, 40), left=0.5, top=2.8, width=6.0, height=1.2):
    file = io.BytesIO()
    Image.new(mode, (60, 12), colour).save(file, "PNG")
    file.seek(0)
    return shapes.add_picture(file, *(Inches(value) for value in (left, top, width, height)))


def animate(slide, shape) -> None:
    """An animation names the shape; what it does to it does not matter."""
    timing = f'<p:timing xmlns:p="{_P}"><p:tnLst><p:par><p:cTn id="1"><p:childTnLst><p:set><p:cBhvr><p:cTn id="2"/>'
    timing += f'<p:tgtEl><p:spTgt spid="{shape.shape_id}"/></p:tgtEl></p:cBhvr></p:set></p:childTnLst></p:cTn></p:par>'
    slide._element.append(etree.fromstring(timing + "</p:tnLst></p:timing>"))


def on_slide(make: Callable) -> Callable:
    return lambda slide: make(slide.shapes)
