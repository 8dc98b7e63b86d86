"""Slides that hide words, by how they do it, and innocent twins that look as suspicious."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from tests.decks import BLACK, BLUE, SECRET, WHITE, animate, filled, font_of, on_slide, paint, picture, secret

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def theme_white(slide):
    font_of(secret(slide.shapes)).color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def in_own_fill(slide):
    shape = filled(slide.shapes, BLUE)
    shape.text_frame.text = SECRET
    font_of(shape).color.rgb = BLUE


def black_with_default_letters(slide):
    """A text box painted black; nobody says that its letters are black as well."""
    box = secret(slide.shapes)
    box.fill.solid()
    box.fill.fore_color.rgb = BLACK


def background_colour(slide):
    paint(slide, BLUE)
    secret(slide.shapes, colour=BLUE)


def on_shape_of_its_colour(slide):
    filled(slide.shapes, BLUE)
    secret(slide.shapes, colour=BLUE)


def black_highlight(slide):
    properties = font_of(secret(slide.shapes, colour=BLACK))._rPr
    properties.append(etree.fromstring(f'<a:highlight xmlns:a="{_A}"><a:srgbClr val="000000"/></a:highlight>'))


def see_through(slide):
    colour = font_of(secret(slide.shapes, colour=BLACK))._rPr.find(".//" + qn("a:srgbClr"))
    etree.SubElement(colour, qn("a:alpha")).set("val", "0")


def no_fill(slide):
    font_of(secret(slide.shapes)).fill.background()


def tiny(slide):
    font_of(secret(slide.shapes)).size = Pt(1)


def off_slide(slide):
    secret(slide.shapes, left=-6)


def in_group_off_slide(slide):
    group = slide.shapes.add_group_shape()
    secret(group.shapes, left=1)
    group.left = Inches(12)


def hidden_shape(slide):
    secret(slide.shapes)._element.nvSpPr.cNvPr.set("hidden", "1")


def in_hidden_group(slide):
    group = slide.shapes.add_group_shape()
    secret(group.shapes)
    group._element.nvGrpSpPr.cNvPr.set("hidden", "1")


def under_shape(slide):
    secret(slide.shapes)
    filled(slide.shapes, BLUE)


def under_picture(slide):
    secret(slide.shapes)
    picture(slide.shapes)


def white_in_table(slide):
    cell = slide.shapes.add_table(1, 1, Inches(1), Inches(3), Inches(4), Inches(1)).table.cell(0, 0)
    cell.text = SECRET
    cell.text_frame.paragraphs[0].runs[0].font.color.rgb = WHITE
    return cell


def white_in_white_cell(slide):
    cell = white_in_table(slide)
    cell.fill.solid()
    cell.fill.fore_color.rgb = WHITE


def under_filled_cell(slide, is_filled: bool = True):
    """A table over the words; their place is within its only cell."""
    secret(slide.shapes)
    cell = slide.shapes.add_table(1, 1, Inches(0.5), Inches(2.5), Inches(6), Inches(2)).table.cell(0, 0)
    if is_filled:
        cell.fill.solid()
        cell.fill.fore_color.rgb = BLUE
    else:
        cell.fill.background()


SAME = "in the colour of its background"
HIDING: dict[str, tuple[Callable, str]] = {
    "white on the background": (lambda slide: secret(slide.shapes, colour=WHITE), SAME),
    "theme's white on the background": (theme_white, SAME),
    "in its shape's colour": (in_own_fill, SAME),
    "black box with black letters by default": (black_with_default_letters, SAME),
    "in the colour of a painted background": (background_colour, SAME),
    "in the colour of the shape below": (on_shape_of_its_colour, SAME),
    "black highlighting": (black_highlight, SAME),
    "white in a white cell": (white_in_white_cell, SAME),
    "see-through": (see_through, "in letters that are see-through"),
    "letters without fill": (no_fill, "in letters that are see-through"),
    "one point": (tiny, "in letters too small to see"),
    "off the slide": (off_slide, "outside the slide"),
    "in a group off the slide": (in_group_off_slide, "outside the slide"),
    "hidden shape": (hidden_shape, "in a hidden shape"),
    "in a hidden group": (in_hidden_group, "in a hidden shape"),
    "under a shape": (under_shape, "under a filled shape or a picture"),
    "under a picture": (under_picture, "under a filled shape or a picture"),
    "under a table's filled cell": (under_filled_cell, "under a filled shape or a picture"),
}


def white_on_painted_background(slide):
    paint(slide, BLUE)
    secret(slide.shapes, colour=WHITE)


def white_in_blue_shape(slide):
    shape = filled(slide.shapes, BLUE)
    shape.text_frame.text = SECRET
    font_of(shape).color.rgb = WHITE


def white_over_blue_shape(slide):
    filled(slide.shapes, BLUE)
    secret(slide.shapes, colour=WHITE)


def white_over_picture(slide):
    picture(slide.shapes)
    secret(slide.shapes, colour=WHITE)


def white_over_half_a_shape(slide):
    filled(slide.shapes, BLUE, width=2)
    secret(slide.shapes, colour=WHITE)


def default_letters_of_a_shape(slide):
    """Shapes are blue and their letters white, by the theme alone."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1), Inches(3), Inches(4), Inches(1))
    shape.text_frame.text = SECRET


def white_on_gradient(slide):
    slide.background.fill.gradient()
    secret(slide.shapes, colour=WHITE)


def white_with_outline(slide):
    properties = font_of(secret(slide.shapes, colour=WHITE))._rPr
    line = etree.fromstring(f'<a:ln xmlns:a="{_A}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>')
    properties.insert(0, line)


def under_no_fill(slide):
    secret(slide.shapes)
    filled(slide.shapes, BLUE).fill.background()


def under_see_through_shape(slide):
    secret(slide.shapes)
    colour = filled(slide.shapes, BLUE)._element.spPr.find(".//" + qn("a:srgbClr"))
    etree.SubElement(colour, qn("a:alpha")).set("val", "40000")


def under_see_through_picture(slide):
    secret(slide.shapes)
    picture(slide.shapes, "RGBA", (0, 0, 0, 0))


def under_ellipse(slide):
    secret(slide.shapes)
    filled(slide.shapes, BLUE, kind=MSO_SHAPE.OVAL)


def beside_shape(slide):
    secret(slide.shapes)
    filled(slide.shapes, BLUE, top=4)


def over_shape(slide):
    filled(slide.shapes, RGBColor(200, 220, 240))
    secret(slide.shapes)


def under_shape_that_moves(slide):
    secret(slide.shapes)
    animate(slide, filled(slide.shapes, BLUE))


def flies_in(slide):
    animate(slide, secret(slide.shapes, left=-6))


def in_moved_group(slide):
    """Its own measures lie outside, the group's inside the slide."""
    group = slide.shapes.add_group_shape()
    secret(group.shapes, left=20)
    group.left = Inches(1)


def half_off_slide(slide):
    secret(slide.shapes, left=-1)


def turned(slide):
    secret(slide.shapes).rotation = 30


def white_in_styled_table(slide):
    """The first row of a table is dark by the table's style."""
    white_in_table(slide)


INNOCENT: dict[str, Callable] = {
    "plain": on_slide(secret),
    "white on a painted background": white_on_painted_background,
    "white in a blue shape": white_in_blue_shape,
    "white over a blue shape": white_over_blue_shape,
    "white over a picture": white_over_picture,
    "white over half a shape": white_over_half_a_shape,
    "default letters of a shape": default_letters_of_a_shape,
    "white on a gradient": white_on_gradient,
    "white with an outline": white_with_outline,
    "white in a styled table": white_in_styled_table,
    "under a shape without fill": under_no_fill,
    "under a table's cell without fill": lambda slide: under_filled_cell(slide, is_filled=False),
    "under a see-through shape": under_see_through_shape,
    "under a see-through picture": under_see_through_picture,
    "under an ellipse": under_ellipse,
    "beside a shape": beside_shape,
    "over a shape": over_shape,
    "under a shape that moves": under_shape_that_moves,
    "flies in": flies_in,
    "in a moved group": in_moved_group,
    "half off the slide": half_off_slide,
    "turned": turned,
}
