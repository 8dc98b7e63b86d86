"""OCR reads of a Word file's pictures those that are seen, each for itself; what it cannot read is told."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Inches
from PIL import Image, ImageDraw

from datascores.corpus.extract import Status
from datascores.corpus.extract.office import pictures
from datascores.corpus.extract.pictures.ocr import PictureReading, read_pictures
from datascores.corpus.extract.reading import PicturesWanted, Task
from tests import scans
from tests.covered_pictures import SHOWN, screenshot

WORDS = "The council scores claims with Lantern Score."
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHAPE = (
    f'<w:r xmlns:w="{_W}" xmlns:wp="urn:wp" xmlns:a="urn:a" xmlns:wps="urn:wps"><w:drawing><wp:anchor behindDoc="{{behind}}">'
    '<wps:wsp><wps:spPr><a:prstGeom prst="{outline}"/>{fill}</wps:spPr></wps:wsp></wp:anchor></w:drawing></w:r>'
)
_BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'


def make_file(*changes: Callable) -> bytes:
    """A Word file with a line of text and a screenshot; each change is given its run."""
    document = docx.Document()
    document.add_paragraph(WORDS)
    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(screenshot()), width=Inches(4))
    for change in changes:
        change(run)
    return saved(document)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read_words(folder: Path, data: bytes) -> PictureReading:
    path = folder / "reply.docx"
    path.write_bytes(data)
    return read_pictures(Task(path, path.name, folder), 1, PicturesWanted.PICTURES)


def as_text(reading: PictureReading) -> str:
    return "\n".join(" ".join(word.text for word in line) for line in reading.lines)


def hidden(run) -> None:
    run.font.hidden = True


def hidden_drawing(run) -> None:
    run._r.find(".//" + qn("wp:docPr")).set("hidden", "1")


def deleted(run) -> None:
    around = OxmlElement("w:del")
    run._r.addprevious(around)
    around.append(run._r)


def floating(behind: str = "0", outline: str = "rect", fill: str = _BLACK) -> Callable:
    return lambda run: run._r.addnext(parse_xml(_SHAPE.format(behind=behind, outline=outline, fill=fill)))


@pytest.mark.parametrize("hide", [hidden, hidden_drawing, deleted])
def test_picture_that_nobody_sees_is_not_read(read_bytes, tmp_path: Path, hide: Callable):
    data = make_file(hide)
    reading = read_bytes("a.docx", data)
    assert (reading.status, reading.pages[0].pictures_wanted) == (Status.OK, PicturesWanted.NOTHING)
    assert as_text(read_words(tmp_path, data)) == ""


def test_picture_over_which_a_filled_shape_may_float_is_told_and_not_read(read_bytes, tmp_path: Path):
    data = make_file(floating())
    reading = read_bytes("a.docx", data)
    assert reading.pages[0].pictures_wanted == PicturesWanted.NOTHING
    assert (reading.status, "lie below shapes were not read on page 1" in reading.reason) == (Status.PARTIAL, True)
    assert as_text(read_words(tmp_path, data)) == ""


@pytest.mark.parametrize(
    "change", [floating(behind="1"), floating(outline="rightArrow"), floating(fill="<a:noFill/>"), lambda run: None]
)
def test_picture_that_is_seen_is_read(read_bytes, tmp_path: Path, change: Callable):
    data = make_file(change)
    assert read_bytes("a.docx", data).pages[0].pictures_wanted == PicturesWanted.PICTURES
    assert SHOWN in as_text(read_words(tmp_path, data))


def test_picture_in_the_header_is_read(read_bytes, tmp_path: Path):
    document = docx.Document()
    document.add_paragraph(WORDS)
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(screenshot()), width=Inches(4))
    data = saved(document)
    assert read_bytes("a.docx", data).reason == "Pictures may hold words that were not read on page 1."
    assert SHOWN in as_text(read_words(tmp_path, data))


def drawing_of_vectors() -> bytes:
    """The head of an EMF of 800 by 400 units of a screen, and its end ([MS-EMF] 2.3.4)."""
    size = (0, 0, 800, 400, 0, 0, 21_168, 10_584)
    head = struct.pack("<II8i4sIIIHHIIIiiii", 1, 88, *size, b" EMF", 0x10000, 108, 2, 1, 0, 0, 0, 0, 800, 400, 212, 106)
    return head + struct.pack("<5I", 14, 20, 0, 16, 20)


def with_media(data: bytes, change: Callable[[bytes], bytes], number: int = 1) -> bytes:
    """The file with the bytes of one picture changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == f"word/media/image{number}.png" else part)
    return file.getvalue()


def two_pictures() -> bytes:
    document = docx.Document()
    document.add_paragraph(WORDS)
    for line in (screenshot("PNG"), screenshot("JPEG")):
        document.add_picture(io.BytesIO(line), width=Inches(4))
    return saved(document)


def test_damaged_picture_costs_none_of_the_others_and_is_named(tmp_path: Path):
    reading = read_words(tmp_path, with_media(two_pictures(), lambda part: part[: len(part) // 2]))
    assert SHOWN in as_text(reading)
    assert reading.failure == "1 of 2 pictures could not be read (image1.png)." and not reading.was_stopped


def test_picture_of_letters_that_make_no_words_is_counted_and_costs_none_of_the_others(tmp_path: Path):
    document = docx.Document()
    document.add_paragraph(WORDS)
    code = scans.bytes_of(scans.picture_of(["zqx7kvwj3m"], 360, 130, size=30, left=20))
    for data in (code, screenshot()):
        document.add_picture(io.BytesIO(data), width=Inches(4))
    reading = read_words(tmp_path, saved(document))
    assert SHOWN in as_text(reading)
    if "zqx7kvwj3m" not in as_text(reading):
        assert reading.failure == "letters were seen in 1 of 2 pictures, but no words could be made of them."
        assert not reading.was_stopped


def test_picture_without_letters_is_no_failure(tmp_path: Path):
    document = docx.Document()
    document.add_paragraph(WORDS)
    bars = Image.new("L", (500, 400), 255)
    for at in range(20, 460, 22):
        ImageDraw.Draw(bars).rectangle((at, 390 - at // 2, at + 14, 390), fill=60)
    for data in (scans.bytes_of(bars), screenshot()):
        document.add_picture(io.BytesIO(data), width=Inches(4))
    reading = read_words(tmp_path, saved(document))
    assert SHOWN in as_text(reading) and not reading.failure


def test_drawing_of_vectors_costs_no_picture_and_is_told(read_bytes, tmp_path: Path):
    data = with_media(two_pictures(), lambda _: drawing_of_vectors())
    reading = read_bytes("a.docx", data)
    assert "no bitmaps (such as EMF) may hold words; not read on page 1." in reading.reason
    words = read_words(tmp_path, data)
    assert SHOWN in as_text(words) and not words.failure


def test_pictures_beyond_the_limit_are_told(read_bytes, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    reason = read_bytes("a.docx", two_pictures()).reason
    assert "Only the first 1 pictures of a page are read: 1 more on page 1 were not." in reason


def test_words_of_old_word_art_and_the_choice_in_a_form_are_text(read_bytes):
    document = docx.Document()
    run = document.add_paragraph("Is it in use? ").add_run()
    entries = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in ("Choose", "Yes, since 2016"))
    field = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{{}}{entries}</w:ddList></w:ffData></w:fldChar>'
    run._r.append(
        parse_xml(field.format('<w:result w:val="1"/>').replace("<w:fldChar", f'<w:fldChar xmlns:w="{_W}"', 1))
    )
    art = f'<w:pict xmlns:w="{_W}" xmlns:v="urn:v"><v:shape><v:textpath string="Lantern pilot"/></v:shape></w:pict>'
    document.add_paragraph().add_run()._r.append(parse_xml(art))
    unseen = document.add_paragraph().add_run()
    unseen.font.hidden = True
    unseen._r.append(parse_xml(art.replace("Lantern pilot", "Quillmark")))
    (page,) = read_bytes("a.docx", saved(document)).pages
    assert page.text == "Is it in use? Yes, since 2016\nLantern pilot\nQuillmark"
    assert [(page.text[span.start : span.end], span.reason) for span in page.hidden] == [
        ("Quillmark", "formatted as hidden text")
    ]
