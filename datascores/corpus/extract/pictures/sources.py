"""Which pictures of an office file OCR is to read, page by page, for each format that it can open."""

from __future__ import annotations

import zipfile

from ..office.ooxml import slide_parts
from ..office.pictures import Placed, sift
from ..opendocument.pictures import drawn_things
from ..reading import Task
from ..sheets.pictures import pictures_of_sheets
from ..slides.pictures import slide_pictures
from ..word.pictures import word_pictures


def readable_pictures(task: Task, package: zipfile.ZipFile, format_name: str, number: int) -> tuple[Placed, ...]:
    """Those of a page, slide or sheet (from 1) that are seen and large enough. Raises Unreadable, IndexError."""
    if format_name == "docx":
        shown = word_pictures(package)
    elif format_name == "pptx":
        shown = slide_pictures(package, slide_parts(package)[number - 1])
    elif format_name in ("odt", "odp", "odg"):
        shown = drawn_things(package, format_name).pictures.get(number, [])
    else:
        shown = pictures_of_sheets(task, package, format_name).get(number, [])
    return sift(package, shown).readable
