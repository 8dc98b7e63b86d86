"""The styles of a Word file: which formatting a run or paragraph gets from them, and which colours that means.

Styles follow `basedOn`; a run takes what it does not say itself from its own style, then from the paragraph's, then from
the document's defaults (ECMA-376 part 1, 17.7.2). What tables give their cells is in `word_tables`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping

from ..office.colours import BLACK, HIGHLIGHTS, NO_FILL, WHITE, Colour, Fill, colour_of, theme_colours, word_tinted
from ..office.package import read_part
from ..office.relations import relations
from ..office.tree import Element, read_tree

Attributes = Mapping[str, str]
Look = dict[str, Attributes]  # formatting by the name of its element

RUN_LOOKS = frozenset({"color", "highlight", "shd", "sz", "vanish", "w", "textFill", "textOutline", "outline", "shadow",
                       "emboss", "imprint", "glow"})  # fmt: skip
_OFF = ("0", "false", "off")
# ST_ThemeColor in terms of the theme's own names; the first four go by the document's settings (17.18.97, 17.15.1.20)
_THEME_NAMES = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
                "followedHyperlink": "folHlink"}  # fmt: skip
_SCHEME = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}
_USUAL_SCHEME = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}


def is_on(attributes: Attributes | None) -> bool:
    """Whether a property that is either on or off is given and on."""
    return attributes is not None and attributes.get("val", "on") not in _OFF


class Palette:
    """Colours of a document by what its elements say."""

    def __init__(self, theme: Mapping[str, Colour] | None = None, scheme: Mapping[str, str] | None = None) -> None:
        self.theme, self.scheme = theme or {}, {**_USUAL_SCHEME, **(scheme or {})}

    def letters(self, color: Attributes | None) -> Colour | None:
        """The colour of letters; None where it is left to the program, which then takes one that can be seen."""
        if color is None:
            return None
        return self._colour(color, "val", "themeColor", "themeTint", "themeShade")

    def fill(self, shd: Attributes | None) -> Fill:
        """What a shading (`w:shd`) shows, its pattern mixed as Word draws it from afar (17.3.5, 17.18.78)."""
        pattern = (shd or {}).get("val", "clear")
        if shd is None or pattern == "nil":
            return NO_FILL
        ground = self._colour(shd, "fill", "themeFill", "themeFillTint", "themeFillShade")
        has_ground = ground is not None or shd.get("fill", "auto") == "auto"
        if pattern == "clear":
            return ground if ground is not None else (NO_FILL if has_ground else None)
        above = self._colour(shd, "color", "themeColor", "themeTint", "themeShade")
        above = BLACK if above is None and shd.get("color", "auto") == "auto" else above
        if pattern == "solid":
            return above
        if above is None or not has_ground or not (pattern.startswith("pct") and pattern[3:].isdigit()):
            return None
        share = int(pattern[3:]) / 100
        red, green, blue = (
            round(one * share + two * (1 - share)) for one, two in zip(above, ground or WHITE, strict=True)
        )
        return red, green, blue

    def _colour(self, given: Attributes, value: str, theme: str, tint: str, shade: str) -> Colour | None:
        name = given.get(theme, "")
        name = self.scheme.get(_SCHEME.get(name, ""), name)
        base = self.theme.get(_THEME_NAMES.get(name, name))
        if base is None:
            return colour_of(given.get(value))
        return word_tinted(base, given.get(tint, ""), given.get(shade, ""))


class Style:
    """One style as written: its formatting of runs and paragraphs, and the element for what only tables ask."""

    def __init__(self, element: Element) -> None:
        self.kind = element.get("type", "paragraph")
        self.element = element
        based = element.find("basedOn")
        self.based_on = based.get("val") if based else ""
        self.run = look_of(element.find("rPr"))
        self.shade = _attributes(element.find("pPr", "shd"))


class Styles:
    """All styles of a document, and its colours."""

    def __init__(self, tree: Element | None = None, palette: Palette | None = None) -> None:
        self.palette = palette or Palette()
        found = tree.findall("style") if tree else []
        self._styles = {element.get("styleId"): Style(element) for element in found}
        self.default = {
            element.get("type", ""): element.get("styleId")
            for element in found
            if element.get("default") in ("1", "true")
        }
        self._default_look = look_of(tree.find("docDefaults", "rPrDefault", "rPr") if tree else None)
        self._default_shade = _attributes(tree.find("docDefaults", "pPrDefault", "pPr", "shd") if tree else None)
        self._looks: dict[tuple[str, str], Look] = {}

    def chain(self, name: str, kind: str) -> list[Style]:
        """A style and those it is based on, nearest first; the default of its kind where the name is not known."""
        name = name if name in self._styles else self.default.get(kind, "")
        chain: dict[str, Style] = {}
        while name in self._styles and name not in chain:
            chain[name] = self._styles[name]
            name = chain[name].based_on
        return list(chain.values())

    def run_look(self, paragraph: str, run: str) -> Look:
        """What the styles of a paragraph and of a run say of the run. `vanish` is on when just one of the two hides."""
        key = (paragraph, run)
        if key not in self._looks:
            of_paragraph, of_run = ({}, {})  # type: tuple[Look, Look]
            for style in reversed(self.chain(paragraph, "paragraph")):
                of_paragraph.update(style.run)
            for style in reversed(self.chain(run, "character")):
                of_run.update(style.run)
            look = {**self._default_look, **of_paragraph, **of_run}
            # 17.7.3: what both styles switch on is off again
            hides = is_on(of_paragraph.get("vanish")) != is_on(of_run.get("vanish"))
            hides = hides or is_on(self._default_look.get("vanish"))
            look["vanish"] = {"val": "1" if hides else "0"}
            self._looks[key] = look
        return self._looks[key]

    def has_own_colour(self, paragraph: str, run: str) -> bool:
        """Whether letters get their colour from a style and not from the defaults, which a table's style overrules."""
        styles = [*self.chain(paragraph, "paragraph"), *self.chain(run, "character")]
        return any("color" in style.run for style in styles)

    def paragraph_shade(self, name: str) -> Attributes | None:
        """The shading that a paragraph's style gives it."""
        shades = (style.shade for style in self.chain(name, "paragraph") if style.shade is not None)
        return next(shades, self._default_shade)


def look_of(properties: Element | None) -> Look:
    """The formatting that matters here of an element of run properties."""
    return {
        child.name: child.attributes for child in (properties.children if properties else ()) if child.name in RUN_LOOKS
    }


def _attributes(element: Element | None) -> Attributes | None:
    return element.attributes if element else None


def highlight_colour(look: Look) -> Fill:
    """The colour of a marker over the run; NO_FILL without one."""
    name = look.get("highlight", {}).get("val", "none")
    return NO_FILL if name == "none" else HIGHLIGHTS.get(name)


def read_styles(package: zipfile.ZipFile, main: str) -> Styles:
    """The styles, theme and settings that a document's main part refers to. Raises Unreadable for damaged XML."""
    related = relations(package, main)
    styles, theme, settings = (_related_part(package, related, kind) for kind in ("styles", "theme", "settings"))
    mapping = read_tree(settings).find("clrSchemeMapping") if settings else None
    palette = Palette(theme_colours(theme) if theme else None, mapping.attributes if mapping else None)
    return Styles(read_tree(styles) if styles else None, palette)


def _related_part(package: zipfile.ZipFile, related: dict[str, list[str]], kind: str) -> bytes | None:
    return read_part(package, related[kind][0]) if related.get(kind) else None
