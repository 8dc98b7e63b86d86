"""Pictures in OpenDocument files are read where they are seen, and told where it is not known how much of them is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from datascores.corpus.extract import Status
from datascores.corpus.extract.pictures.ocr import read_pictures
from datascores.corpus.extract.reading import PicturesWanted, Task
from tests.covered_pictures import SHOWN, screenshot
from tests.text_documents import make_odt, paragraph, style

_SVG = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
_PLACE = 'svg:x="2cm" svg:y="{top}cm" svg:width="10cm" svg:height="5cm"'
TOLD = "Pictures that are cropped or lie below shapes were not read on page 1."


def frame(style_name: str = "", top: int = 2) -> str:
    image = '<draw:image xlink:href="Pictures/1.png"/><draw:image xlink:href="Pictures/2.png"/>'
    return f'<draw:frame {_SVG} {_PLACE.format(top=top)} draw:style-name="{style_name}">{image}</draw:frame>'


def box(top: int = 3, style_name: str = "") -> str:
    return f'<draw:rect {_SVG} {_PLACE.format(top=top)} draw:style-name="{style_name}"/>'


def with_picture(data: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("Pictures/1.png", screenshot())
    return file.getvalue()


def text_of(*pieces: str, own: str = "") -> bytes:
    return with_picture(make_odt(paragraph("The council scores claims.") + "".join(map(paragraph, pieces)), own))


def slides_of(*pieces: str) -> bytes:
    """The same pieces on the only slide of an odp."""
    body = make_odt("".join(pieces))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"opendocument.text", b"opendocument.presentation")
            part = part.replace(b"<office:text>", b"<office:presentation><draw:page>")
            new.writestr(name, part.replace(b"</office:text>", b"</draw:page></office:presentation>"))
    return with_picture(file.getvalue())


def read_words(folder: Path, data: bytes, name: str) -> str:
    path = folder / name
    path.write_bytes(data)
    reading = read_pictures(Task(path, name, folder), 1, PicturesWanted.PICTURES)
    assert not reading.failure
    return "\n".join(" ".join(word.text for word in line) for line in reading.lines)


def test_picture_in_a_text_is_wanted_once_and_read(read_bytes, tmp_path: Path):
    data = text_of(frame())
    reading = read_bytes("a.odt", data)
    assert (reading.status, reading.reason) == (Status.PARTIAL, "Pictures may hold words that were not read on page 1.")
    assert read_words(tmp_path, data, "a.odt").count(SHOWN) == 1


def test_text_that_is_only_a_picture_says_so(read_bytes):
    reading = read_bytes("a.odt", with_picture(make_odt(paragraph(frame()))))
    assert (reading.status, reading.reason) == (Status.NO_TEXT, "A scan, not read: pictures instead of text on page 1.")


HIDDEN = style("H", "text", 'text text:display="none"')
CROPPED = style("C", "graphic", 'graphic fo:clip="rect(0cm, 0cm, 2.5cm, 0cm)"')
WHOLE = style("C", "graphic", 'graphic fo:clip="rect(0cm, 0cm, 0cm, 0cm)"')
UNFILLED = style("U", "graphic", 'graphic draw:fill="none"')


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (text_of(f'<text:span text:style-name="H">{frame()}</text:span>', own=HIDDEN), ""),
        (text_of(frame("C"), own=CROPPED), TOLD),
        (text_of(frame(), box()), TOLD),
    ],
    ids=["formatted as hidden", "cropped", "below a shape"],
)
def test_picture_that_is_not_wholly_seen_is_not_read(read_bytes, tmp_path: Path, data: bytes, reason: str):
    assert read_bytes("a.odt", data).reason == reason
    assert read_words(tmp_path, data, "a.odt") == ""


def test_picture_that_only_looks_cropped_or_covered_is_read(tmp_path: Path):
    for data in (text_of(frame("C"), own=WHOLE), text_of(frame(), box(style_name="U"), own=UNFILLED)):
        assert SHOWN in read_words(tmp_path, data, "a.odt")


def test_on_slides_the_places_tell_what_lies_over_a_picture(read_bytes, tmp_path: Path):
    assert read_bytes("a.odp", slides_of(frame(), box(top=3))).reason == TOLD
    assert read_words(tmp_path, slides_of(frame(), box(top=3)), "a.odp") == ""
    for innocent in (slides_of(frame(), box(top=9)), slides_of(box(top=3), frame())):
        assert SHOWN in read_words(tmp_path, innocent, "a.odp")
