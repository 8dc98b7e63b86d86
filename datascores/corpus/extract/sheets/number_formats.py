"""What a number format does to a cell: whether it shows the value at all, and in which colour.

Pure functions of a format's code (ECMA-376 part 1, 18.8.31): sections for positive, negative, zero and text, parted by
semicolons. Codes with conditions of their own are not judged.
"""

from __future__ import annotations

import re

from ..office.colours import Colour, css_colour, indexed_colour

_SECTION = re.compile(r'(?:"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|[^;])*+', re.S)
_CONDITION = re.compile(r"\[[<>=]")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_INVISIBLE = re.compile(r'"\s*"|\\\s|_.|\*\s|\s', re.S)
_NAMED = re.compile(r"\[(Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color *(\d{1,2}))\]", re.I)


def shows_nothing(code: str, value: object) -> bool:
    """Whether a cell with this value stays empty to the eye. Zeros may: leaving them out is a habit and hides nothing."""
    sections = _sections(code)
    if all(map(_is_empty, sections)) and len(sections) > 3:
        return True
    if isinstance(value, bool) or value == 0:
        return False
    if len(sections) == 2 and isinstance(value, float | int) and value < 0:
        return False  # programs differ over "0;"
    section = _section_for(sections, value)
    return section is not None and _is_empty(section)


def written_colour(code: str, value: object) -> Colour | None:
    """The colour in which the format writes the value, whatever the font says; None where it names none."""
    found = _NAMED.search(_section_for(_sections(code), value) or "")
    if not found:
        return None
    # "[Color 1]" is the first of the 56 colours that come after the eight basic ones of the palette
    return indexed_colour(int(found[2]) + 7) if found[2] else css_colour("lime" if found[1] == "green" else found[1])


def _sections(code: str) -> list[str]:
    if _CONDITION.search(code):
        return ["General"]
    sections, at = [], 0
    while at <= len(code):
        found = _SECTION.match(code, at)
        sections.append(found[0] if found else "")
        at += len(sections[-1]) + 1
    return sections


def _section_for(sections: list[str], value: object) -> str | None:
    """The section that writes a value; None where it is written as if there were no format."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if len(sections) > 3:
            return sections[3]
        return sections[-1] if "@" in _BRACKETS.sub("", sections[-1]) else None
    number = value if isinstance(value, float | int) else 1  # dates and times are positive numbers
    if number < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


def _is_empty(section: str) -> bool:
    return not _INVISIBLE.sub("", _BRACKETS.sub("", section))
