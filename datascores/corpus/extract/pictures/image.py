"""Image files (png, jpg, tiff, gif, bmp): their pages and sizes; the words are read by OCR later.

Only headers are looked at here; pixels are unpacked by `rasters`, under its limit.
"""

from __future__ import annotations

from PIL import Image

from ..quality import describe_unread
from ..reading import PageReading, PicturesWanted, Reading, Status, Task, Unreadable
from .rasters import Seen


def read_image(task: Task, format_name: str) -> Reading:
    """Each picture of the file (a TIFF may hold many) as a page that waits for OCR. Raises Unreadable when it is damaged."""
    pages = []
    try:
        with Image.open(task.path) as picture:
            for number in range(1, _count_pages(picture, format_name) + 1):
                if number > task.limits.pages:
                    raise Unreadable(Status.TOO_LARGE, f"The file has more than {task.limits.pages:,} pages.")
                picture.seek(number - 1)
                width, height = (round(side, 1) for side in Seen.of(picture).points)
                pages.append(PageReading(number, "", "", width, height, pictures_wanted=PicturesWanted.PAGE))
    except (OSError, EOFError, ValueError, SyntaxError) as error:
        raise Unreadable(Status.FAILED, "The picture is damaged and cannot be opened.") from error
    except Image.DecompressionBombError as error:
        raise Unreadable(Status.TOO_LARGE, "The picture has too many pixels to be read.") from error
    reason = describe_unread({page.number: page.pictures_wanted for page in pages}, is_wordless=True)
    return Reading(format_name, Status.NO_TEXT, reason, pages=tuple(pages), engine="pillow")


def _count_pages(picture: Image.Image, format_name: str) -> int:
    """Of a TIFF all, of an animation the first."""
    return getattr(picture, "n_frames", 1) if format_name == "tiff" else 1
