"""One page as its picture or as its letters, whichever is asked for. PDFs and image files only have pages to look at."""

from __future__ import annotations

import pypdfium2

from ..pictures.rasters import TooManyPixels, as_seen, picture_of_file, source_of
from ..reading import Task
from ..sniff import PICTURES, sniff
from .answers import SHAPES, PageImage, PageLetters
from .letters import letters_of
from .pictures import picture_of_image, picture_of_pdf_page

NO_LOOK = "Files of this format have no pages that look the same everywhere, so there is no picture of them."
_DAMAGED = "The page is damaged and cannot be shown."


def render(task: Task, number: int, wanted: str) -> PageImage | PageLetters:
    """What is ``wanted`` of page ``number`` (from 1). MemoryError and crashes are left to the process around."""
    shape = SHAPES[wanted]
    format_name = sniff(task.path, task.name)
    try:
        if format_name in PICTURES:
            if shape is PageLetters:
                return PageLetters(failure="A picture has no letters of its own.")
            return PageImage(picture_of_image(picture_of_file(task, number)))
        if format_name != "pdf":
            return shape(failure=NO_LOOK)
        with pypdfium2.PdfDocument(as_seen(source_of(task), number)) as document:
            if document.get_formtype():
                document.init_forms()
            if shape is PageLetters:
                return letters_of(document, number)
            return PageImage(picture_of_pdf_page(document[number - 1]))
    except TooManyPixels as error:
        return shape(failure=str(error))
    except (OSError, EOFError, ValueError, SyntaxError, IndexError, pypdfium2.PdfiumError):
        return shape(failure=_DAMAGED)
