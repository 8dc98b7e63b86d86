"""The pictures in office files that may hold words: which parts they are, and what of each is cropped or covered.

A picture is judged by its pixels, since a screenshot is large and an icon is not, whatever size it is printed in. What
cannot be read although it may hold words (drawings of vectors, pictures beyond a limit) is told, never passed over.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ..quality import name_pages
from ..reading import PicturesWanted, Unreadable
from .markup import RELATIONSHIPS, Judge, parse, safe_parser
from .package import read_part
from .relations import targets_of

_LEAST_WIDTH, _LEAST_HEIGHT = 150, 60  # pixels
_LEAST_PIXELS = 40_000
MOST_PICTURES = 200  # of one page
_WHOLE = (0.0, 0.0, 0.0, 0.0)
_VECTORS = ("EMF", "WMF")
_LARGE_PART = 20_000  # bytes of a part that is no picture as far as we know, from which it is told
LEAST_SEEN = 0.05  # of a picture that is see-through
_TRUE = ("1", "true")
Collected = TypeVar("Collected", bound="PictureCollector")
Polygon = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Placed:
    """A picture's part in the package, the shares cut off at its left, top, right and bottom, and what is covered.

    Covered are polygons, in shares of what the cropping leaves.
    """

    part: str
    cropped: tuple[float, float, float, float] = _WHOLE
    covered: tuple[Polygon, ...] = ()
    is_veiled: bool = False  # something may lie over it, nobody knows where


@dataclass(frozen=True)
class Sifted:
    """Of the pictures of a page those that OCR can read and that are large enough, and how many others there are."""

    readable: tuple[Placed, ...] = ()
    drawings: int = 0  # of vectors, or of a kind that is not known
    beyond: int = 0  # the limit
    veiled: int = 0  # what shapes may lie over, or what is cropped, where it is not known how

    @property
    def wanted(self) -> PicturesWanted:
        return PicturesWanted.PICTURES if self.readable else PicturesWanted.NOTHING


def sift(package: zipfile.ZipFile, shown: Iterable[Placed]) -> Sifted:
    """Judge the pictures of a page, each once."""
    kinds = {placed: _kind(package, placed) for placed in shown}
    bitmaps = [placed for placed, kind in kinds.items() if kind == "bitmap"]
    readable = tuple(placed for placed in bitmaps if not placed.is_veiled)
    drawings = sum(kind == "vectors" for kind in kinds.values())
    return Sifted(readable[:MOST_PICTURES], drawings, len(readable[MOST_PICTURES:]), len(bitmaps) - len(readable))


def describe_sifted(sifted: Mapping[int, Sifted]) -> str:
    """What OCR will never read of the pictures, in sentences, by pages; "" when nothing."""
    drawn = [number for number, found in sifted.items() if found.drawings]
    beyond = sum(found.beyond for found in sifted.values())
    sentences = []
    if drawn:
        sentences.append(f"Drawings that are no bitmaps (such as EMF) may hold words; not read on {name_pages(drawn)}.")
    veiled = [number for number, found in sifted.items() if found.veiled]
    if veiled:
        sentences.append(f"Pictures that are cropped or lie below shapes were not read on {name_pages(veiled)}.")
    if beyond:
        cut = [number for number, found in sifted.items() if found.beyond]
        sentences.append(
            f"Only the first {MOST_PICTURES} pictures of a page are read: {beyond:,} more on {name_pages(cut)} were not."
        )
    return " ".join(sentences)


def _kind(package: zipfile.ZipFile, placed: Placed) -> str:
    """What a picture is: "bitmap" or "vectors", or "" where it is too small for words."""
    from PIL import Image

    try:
        data = read_part(package, placed.part)
    except Unreadable:
        return "bitmap"  # told when it is to be read
    if data is None:
        return ""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            (width, height), kind = picture.size, "vectors" if picture.format in _VECTORS else "bitmap"
    except Image.DecompressionBombError:
        return "bitmap"  # refused with a reason when it is to be read
    except (OSError, ValueError, SyntaxError):
        return "vectors" if len(data) >= _LARGE_PART else ""
    left, top, right, bottom = placed.cropped
    return kind if is_large_enough(width * (1 - left - right), height * (1 - top - bottom)) else ""


def shown_pictures(package: zipfile.ZipFile, part: str, judge: Judge | None = None) -> list[Placed]:
    """The pictures that a part shows, each once, in the order of the text; without those that a judge calls hidden.

    Raises Unreadable for damaged XML.
    """
    return list(dict.fromkeys(placed for _, placed in collect(package, part, PictureCollector, judge).found))


def collect(package: zipfile.ZipFile, part: str, kind: type[Collected], judge: Judge | None = None) -> Collected:
    """A collector that has followed a part; a part without pictures is not read. Raises Unreadable for damaged XML."""
    targets = targets_of(package, part)
    data = read_part(package, part) if any(related == "image" for related, _ in targets.values()) else None
    collector = kind({relation: target for relation, (_, target) in targets.items()}, judge)
    if data:
        parser = safe_parser()
        parser.StartElementHandler = collector.start
        parser.EndElementHandler = collector.end
        parse(parser, data)
    return collector


class PictureCollector:
    """Follows the elements of a part and notes its pictures, and in which paragraph (from 1) each of them stands."""

    def __init__(self, targets: dict[str, str], judge: Judge | None) -> None:
        self.found: list[tuple[int, Placed]] = []
        self.paragraph = 0
        self._targets, self._judge = targets, judge
        self._hidden: list[bool] = [False]  # of each open element
        self.open: list[str] = [""]
        self._seen = 0  # pictures that were met, hidden ones too
        self._choices: list[int] = []
        self._part = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        local = {key.replace(RELATIONSHIPS, "r:").rpartition(" ")[2]: value for key, value in attributes.items()}
        if self._judge is not None and name in self._judge.watched:
            self._judge.start(name, local)
        self.open.append(name)
        # what Fallback holds repeats its Choice, unless that has no picture
        is_repeated = name == "Fallback" and bool(self._choices) and self._seen > self._choices[-1]
        self._hidden.append(self._hidden[-1] or is_repeated or name in ("del", "moveFrom"))
        self.paragraph += name == "p"
        if name == "AlternateContent":
            self._choices.append(self._seen)
        elif name in ("docPr", "cNvPr") and local.get("hidden") in _TRUE:
            # the element that holds the picture: around `docPr` itself, around the properties that hold `cNvPr`
            self._hide(2 if name == "docPr" else 3)
        elif name == "blip":
            self._part = self._targets.get(local.get("r:embed", ""), "")
            self._seen += 1
        elif name == "alphaModFix" and self.open[-2] == "blip" and share(local.get("amt", "100%")) <= LEAST_SEEN:
            self._part = ""
        elif name == "srcRect" and self._part:
            self._add(tuple(share(local.get(side, "0")) for side in ("l", "t", "r", "b")))
        elif name == "imagedata":
            self._part = self._targets.get(local.get("r:id") or local.get("relid", ""), "")
            self._seen += 1
            sides = ("cropleft", "croptop", "cropright", "cropbottom")
            self._add(tuple(_fraction(local.get(side, "0")) for side in sides))

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "blipFill":
            self._add(_WHOLE)
        elif name == "AlternateContent" and self._choices:
            self._choices.pop()
        self.open.pop()
        self._hidden.pop()
        if self._judge is not None and name in self._judge.watched:
            self._judge.end(name)

    def _hide(self, levels: int) -> None:
        self._hidden[-levels:] = [True] * len(self._hidden[-levels:])

    def _add(self, cropped: tuple[float, ...]) -> None:
        if self._part and not self._hidden[-1] and not (self._judge is not None and self._judge.reason()):
            self.found.append((self.paragraph, Placed(self._part, cropped)))  # type: ignore[arg-type]
        self._part = ""


def share(value: str) -> float:
    """Thousandths of a percent as a share between 0 and 1 (ECMA-376 part 1, 20.1.10.40)."""
    try:
        return min(1.0, max(0.0, float(value.rstrip("%")) / (100.0 if value.endswith("%") else 100_000.0)))
    except ValueError:
        return 0.0


def _fraction(value: str) -> float:
    """What VML cuts off: a share, or 65,536ths with an "f" behind (ECMA-376 part 4, 19.1.2.11)."""
    try:
        return min(1.0, max(0.0, float(value.rstrip("f%")) / {"f": 65_536.0, "%": 100.0}.get(value[-1:], 1.0)))
    except ValueError:
        return 0.0


def is_large_enough(width: float, height: float) -> bool:
    """Whether a picture of so many pixels may hold words worth reading."""
    return width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT and width * height >= _LEAST_PIXELS
