"""How the letters of a slide look: their colour, how see-through they are, their size, and what lies right behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..office.colours import Colour
from ..office.tree import Element
from .colours import Fill, Scheme, fill_element
from .deck import Backdrop
from .shapes import placeholder_of

_LEAST_ALPHA = 0.05


@dataclass(frozen=True)
class Letters:
    """The look of a run. A colour is None where it is not known or where an outline or a shadow shows the letters."""

    colour: Colour | None = None
    is_see_through: bool = False
    points: float = 18.0
    highlight: Colour | None = None


def letters_of(run: Element, paragraph: Element, body: Element, shape: Element, backdrop: Backdrop) -> Letters:
    """The look of a run of a shape or of a table's cell."""
    sources = list(_sources(run, paragraph, body, shape, backdrop))
    own = run.find("rPr")
    scheme = backdrop.scheme
    highlight = own.find("highlight") if own else None
    points = next((float(size) / 100 for given in sources if (size := given.get("sz")).isdigit()), 18.0)
    ground = scheme.colour(highlight)[0] if highlight else None
    if any(_shows_by_other_means(given) for given in sources):
        return Letters(None, False, points, ground)
    if own and own.find("hlinkClick"):
        return Letters(scheme.theme.get(scheme.mapped.get("hlink", "hlink")), False, points, ground)
    given = next((fill for source in sources if (fill := _colour_source(source))), None)
    colour, is_see_through = _colour(given, scheme)
    return Letters(colour, is_see_through, points, ground)


def _colour_source(source: Element) -> Element | None:
    return source if source.name == "fontRef" and source.children else fill_element(source)


def _colour(given: Element | None, scheme: Scheme) -> tuple[Colour | None, bool]:
    if given is None:
        return None, False
    if given.name == "noFill":
        return None, True
    if given.name not in ("solidFill", "fontRef"):
        return None, False
    colour, alpha = scheme.colour(given)
    return (colour, False) if alpha >= 1 else (None, alpha <= _LEAST_ALPHA)


def _shows_by_other_means(given: Element) -> bool:
    line, effects = given.find("ln"), given.find("effectLst")
    has_line = line is not None and any(
        child.name.endswith("Fill") and child.name != "noFill" for child in line.children
    )
    return has_line or (effects is not None and bool(effects.children)) or given.find("effectDag") is not None


def _sources(run: Element, paragraph: Element, body: Element, shape: Element, backdrop: Backdrop) -> Iterator[Element]:
    """The properties that say how a run looks, nearest first."""
    own = run.find("rPr")
    if own:
        yield own
    if shape.name != "sp":
        return  # letters of a table follow the table's style, which is not looked at
    properties = paragraph.find("pPr")
    level = properties.get("lvl", "0") if properties else "0"
    name = f"lvl{int(level) + 1}pPr" if level in tuple("012345678") else "lvl1pPr"
    yield from _of_level([body.find("lstStyle")], name)
    reference = shape.find("style", "fontRef")
    if reference and placeholder_of(shape) is None:
        yield reference
    yield from _of_level(backdrop.list_styles(shape), name)


def _of_level(styles: Iterable[Element | None], name: str) -> Iterator[Element]:
    for style in styles:
        for level in (name, "defPPr"):
            found = style.find(level, "defRPr") if style else None
            if found:
                yield found


def shape_fill(shape: Element, backdrop: Backdrop) -> tuple[Fill, Element | None]:
    """What a shape is filled with, and the element that says so where it is the shape's own or its placeholder's."""
    for element in (shape, *backdrop.parents(shape)):
        given = fill_element(element.find("spPr"))
        if given:
            return backdrop.scheme.fill(given), given
        reference = element.find("style", "fillRef")
        if reference:
            return backdrop.scheme.styled_fill(reference), None
    return "none", None
