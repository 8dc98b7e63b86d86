"""What each format is looked at for words that a person does not see, and what is not looked at: one row a format.

The portal shows the sentences beside "how this text was obtained", so that nobody takes silence for proof. Each row is
kept together with its reader: a reader that looks at more changes its row.
"""

from __future__ import annotations

from typing import NamedTuple


class Inspection(NamedTuple):
    """What is looked at and what is not, in plain words that follow "for" and "not at"; empty for nothing."""

    looked_at: str
    passed_over: str = ""


_OVER = "shapes and pictures that lie over words"
_BY_ELEMENT = "words in the colour of their ground, see-through or tiny, where the element itself says so"
_BY_SHEET = (
    "what style sheets colour, what a script may fade in, and words moved off the page; what the page says not to show is "
    "left out of the text"
)
_MAIL = Inspection(f"in an html mail {_BY_ELEMENT}", _BY_SHEET)
_SHEETS = "hidden sheets, rows (by a filter too) and columns, flat rows, and words of cells in the colour of their ground, tiny"
_PICTURES = "pictures that are hidden, cropped or may lie under a shape are not read by OCR"
_PAINTED = "letters that a condition, a table's style or a picture behind the sheet colours"
INSPECTED: dict[str, Inspection] = {
    "pdf": Inspection(
        "words under boxes, pictures and notes, also where a label stands on these, in the colour of their ground, tiny, off "
        "the page, cut off by a clip, in a layer that is off, told to reading programs in place of words that are seen, and "
        "words of a scan's text layer where the scan is plain",
        "words over which others are typed without a box, words of a scan's text layer where its picture has a label or a "
        "pattern, and the text of scans after half of the time for a file",
    ),
    "docx": Inspection(
        "words formatted as hidden, tiny, in the colour of their ground, under black highlighting, in hidden rows, or deleted "
        "in tracked changes, by their own formatting or by styles; pictures so hidden, and those near which a filled shape "
        "floats, are not read by OCR",
        f"{_OVER}, pictures over pictures, words moved off the page, letters before a large picture or in a box without a "
        "fill, and those that a table's style colours",
    ),
    "odt": Inspection(
        "words in hidden sections, formatted as hidden, see-through, tiny, in the colour of their ground, or deleted in tracked "
        f"changes, by their own formatting or by styles; {_PICTURES}",
        f"{_OVER}, pictures over pictures, words moved off the page, words that a condition hides, and letters before a "
        "picture or in a frame without "
        "a fill",
    ),
    "rtf": Inspection(
        "words formatted as hidden, tiny, in the colour of their ground, or deleted in tracked changes",
        f"{_OVER}, and the colours of letters in shaded tables, shaded styles and text boxes",
    ),
    "html": Inspection(_BY_ELEMENT, _BY_SHEET),
    "eml": _MAIL,
    "msg": _MAIL,
    "xlsx": Inspection(
        f"{_SHEETS}, in a number format that shows nothing, or in hidden shapes; {_PICTURES}",
        f"shapes and pictures that lie over cells, and {_PAINTED}",
    ),
    "xls": Inspection(
        f"{_SHEETS}, or in a number format that shows nothing",
        "shapes and pictures that lie over cells, pieces of a cell with a colour of their own, files of Excel 95, and "
        + _PAINTED,
    ),
    "xlsb": Inspection(
        f"{_SHEETS}, or in a number format that shows nothing; {_PICTURES}",
        f"shapes and pictures that lie over cells, pieces of a cell with a colour of their own, and {_PAINTED}",
    ),
    "ods": Inspection(
        _SHEETS.replace("ground, tiny", "ground or tiny") + f"; {_PICTURES}",
        "shapes and pictures that lie over cells, number formats that show nothing, and letters that a condition colours",
    ),
    "pptx": Inspection(
        "hidden slides and shapes, words off the slide, wholly under a filled shape, a table's cell or a "
        "picture, in the colour of their "
        "ground, see-through or tiny; what lies of a picture off the slide or under filled shapes, cells and pictures is not "
        "read by OCR",
        "words that a shape covers in part, pictures under charts and thick lines or in a "
        "turned group, letters before a picture or a gradient or in a table with a style, and the places "
        "of what an animation moves",
    ),
    "ppt": Inspection("hidden slides", "colours of letters, shapes that lie over words, and words off the slide"),
    "odp": Inspection(
        f"hidden slides, shapes and layers, words off the slide, tiny, or in the colour of their shape; {_PICTURES}",
        "text boxes with a fill that lie over pictures, shapes that lie over words, letters in the colour of the slide, "
        "and the places of what an animation moves",
    ),
    "odg": Inspection(
        f"hidden shapes and layers, words off the page, tiny, or in the colour of their shape; {_PICTURES}",
        "text boxes with a fill that lie over pictures, shapes that lie over words, and letters in the colour of the page",
    ),
    "doc": Inspection(""),
}
# Nothing can be hidden in these but by a sender of pictures, whose words are read by OCR as they are seen
_PLAIN = frozenset({"txt", "csv", "png", "jpg", "tiff", "gif", "bmp", "mbox", "zip"})


def describe_inspection(format_name: str) -> str:
    """What a file of this format was looked at for, in a sentence or two; empty where nothing can be hidden in it."""
    if format_name in _PLAIN or not format_name:
        return ""
    looked_at, passed_over = INSPECTED.get(format_name, Inspection(""))
    if not looked_at:
        end = f": {passed_over}" if passed_over else ""
        return f"Hidden words are not looked for in {format_name} files{end}."
    sentence = f"In {format_name} files we look for hidden words: {looked_at}."
    return f"{sentence} Not looked at: {passed_over}." if passed_over else sentence
