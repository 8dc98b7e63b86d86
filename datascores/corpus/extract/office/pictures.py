"""The pictures in Word files and slides that may hold words: which parts they are and how the file crops them.

Only what the main text or the slide itself shows is looked at; headers, layouts and masters hold logos. A picture is judged
by its pixels, since a screenshot is large and an icon is not, whatever size it is printed in.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from .markup import read_elements
from .package import read_part
from .relations import targets_of

_LEAST_WIDTH, _LEAST_HEIGHT = 150, 60  # pixels
_LEAST_PIXELS = 40_000
_MOST_PICTURES = 200  # of one page
_WHOLE = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Placed:
    """A picture's part in the package, and the shares cut off at its left, top, right and bottom."""

    part: str
    cropped: tuple[float, float, float, float] = _WHOLE


def has_large_picture(package: zipfile.ZipFile, part: str) -> bool:
    """Whether a document's or slide's part shows a picture that may hold words."""
    return any(_is_large(package, placed) for placed in placed_pictures(package, part))


def main_part(package: zipfile.ZipFile) -> str:
    """The part of a Word file with its main text; some programs number it."""
    names = [name for name in package.namelist() if re.fullmatch(r"word/document\d*\.xml", name)]
    return min(names, default="word/document.xml", key=len)


def placed_pictures(package: zipfile.ZipFile, part: str) -> Iterator[Placed]:
    """The pictures that a part shows, each once, in the order of the text."""
    targets = targets_of(package, part)
    if not any(kind == "image" for kind, _ in targets.values()):
        return
    shown: dict[Placed, None] = {}
    embedded, is_hidden = "", False
    for name, attributes, _ in read_elements(read_part(package, part) or b"<none/>"):
        if name in ("cNvPr", "docPr"):
            is_hidden = attributes.get("hidden") in ("1", "true")  # stands before what the shape holds
        elif name == "blip":
            embedded = "" if is_hidden else attributes.get("r:embed", "")
        elif name == "blipFill" and embedded in targets:
            shown.setdefault(Placed(targets[embedded][1], _WHOLE))
            embedded = ""
        elif name == "srcRect" and embedded in targets:
            sides = tuple(_share(attributes.get(side, "0")) for side in ("l", "t", "r", "b"))
            shown[Placed(targets[embedded][1], sides)] = None  # type: ignore[arg-type]
            embedded = ""
        elif name == "imagedata" and not any(side.startswith("crop") for side in attributes):
            relation = attributes.get("r:id", "")
            if relation in targets:
                shown[Placed(targets[relation][1])] = None
    yield from list(shown)[:_MOST_PICTURES]


def _share(value: str) -> float:
    """Thousandths of a percent as a share between 0 and 1."""
    try:
        return min(1.0, max(0.0, float(value.rstrip("%")) / (100.0 if value.endswith("%") else 100_000.0)))
    except ValueError:
        return 0.0


def _is_large(package: zipfile.ZipFile, placed: Placed) -> bool:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(read_part(package, placed.part) or b"")) as picture:
            width, height = picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False  # a drawing (EMF, SVG), or damaged: nothing that OCR could read
    left, top, right, bottom = placed.cropped
    return is_large_enough(width * (1 - left - right), height * (1 - top - bottom))


def is_large_enough(width: float, height: float) -> bool:
    """Whether a picture of so many pixels may hold words worth reading."""
    return width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT and width * height >= _LEAST_PIXELS
