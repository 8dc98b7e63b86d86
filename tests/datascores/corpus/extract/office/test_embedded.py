"""Files inside office files: attachments become members, what is not shown as one is named, charts' workbooks are neither."""

from __future__ import annotations

import io
import struct
import zipfile

import docx
import pptx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from datascores.corpus.extract import Status
from tests.containers import write_ole
from tests.hidden_cells import SECRET, make_sheet

WORKBOOK = make_sheet(lambda sheet: None)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(file) -> bytes:
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def word_with(
    data: bytes, aspect: str = "Icon", name: str = "book.xlsx", kind: str = RELATIONSHIP_TYPE.PACKAGE
) -> bytes:
    document = docx.Document()
    run = document.add_paragraph("See the file attached.").add_run()
    part = Part(PackURI(f"/word/embeddings/{name}"), "application/octet-stream", data, document.part.package)
    relation = document.part.relate_to(part, kind)
    if aspect:
        run._r.append(
            parse_xml(
                f'<w:object xmlns:w="{_W}" xmlns:r="{_R}" xmlns:o="urn:schemas-microsoft-com:office:office">'
                f'<o:OLEObject Type="Embed" DrawAspect="{aspect}" r:id="{relation}"/></w:object>'
            )
        )
    return saved(document)


def wrapped(data: bytes, label: str = "Contract value.csv") -> bytes:
    """As Windows wraps a file of which no program of Office knows anything."""
    name = label.encode("cp1252") + b"\0"
    body = (
        b"\2\0" + name + name + b"\0\0\3\0" + struct.pack("<I", len(name)) + name + struct.pack("<I", len(data)) + data
    )
    return write_ole({("\x01Ole10Native",): struct.pack("<I", len(body)) + body})


def slide_with_workbook() -> pptx.presentation.Presentation:
    deck = pptx.Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
    shapes.add_ole_object(io.BytesIO(WORKBOOK), "Excel.Sheet.12", Inches(1), Inches(2))
    return deck


def test_workbook_behind_an_icon_becomes_a_member(read_bytes):
    reading = read_bytes("a.docx", word_with(WORKBOOK))
    assert [(member.name, member.path.read_bytes()) for member in reading.members] == [("book.xlsx", WORKBOOK)]
    assert (reading.status, reading.reason) == (Status.OK, "")


def test_workbook_on_a_slide_becomes_a_member_with_a_name_of_its_kind(read_bytes):
    (member,) = read_bytes("a.pptx", saved(slide_with_workbook())).members
    assert member.name.endswith(".xlsx") and member.path.read_bytes() == WORKBOOK


def test_file_that_windows_has_wrapped_keeps_its_name(read_bytes):
    data = word_with(wrapped(b"Area,Paid\nNorth,9"), name="oleObject1.bin", kind=RELATIONSHIP_TYPE.OLE_OBJECT)
    (member,) = read_bytes("a.docx", data).members
    assert (member.name, member.path.read_bytes()) == ("Contract value.csv", b"Area,Paid\nNorth,9")


def test_workbook_inside_an_ole_package_is_taken_out(read_bytes):
    data = word_with(write_ole({("Package",): WORKBOOK}), name="oleObject1.bin", kind=RELATIONSHIP_TYPE.OLE_OBJECT)
    (member,) = read_bytes("a.docx", data).members
    assert (member.name, member.path.read_bytes()) == ("oleObject1.xlsx", WORKBOOK)


@pytest.mark.parametrize("aspect", ["Content", ""])
def test_file_that_shows_more_than_is_seen_is_named_and_not_read(read_bytes, aspect: str):
    reading = read_bytes("a.docx", word_with(WORKBOOK, aspect))
    assert reading.members == () and reading.status == Status.PARTIAL
    assert reading.reason.endswith("were not read: book.xlsx.") and SECRET not in reading.pages[0].text


def test_attachment_of_a_hidden_slide_is_named_and_not_read(read_bytes):
    deck = slide_with_workbook()
    deck.slides[0]._element.set("show", "0")
    reading = read_bytes("a.pptx", saved(deck))
    assert reading.members == () and "were not read: oleObject1.bin." in reading.reason


def test_attachment_that_breaks_off_is_named(read_bytes):
    data = word_with(wrapped(b"x" * 5000)[:3000], name="oleObject1.bin", kind=RELATIONSHIP_TYPE.OLE_OBJECT)
    reading = read_bytes("a.docx", data)
    assert reading.members == () and reading.reason.endswith("could not be taken out: oleObject1.bin.")


def test_attachment_beyond_the_depth_of_nesting_is_named(read_bytes):
    reading = read_bytes("a.docx", word_with(WORKBOOK), depth=3)
    assert reading.members == () and reading.reason.endswith("could not be taken out: book.xlsx.")


def test_workbook_of_a_chart_is_no_attachment(read_bytes):
    deck = pptx.Presentation()
    data = CategoryChartData()
    data.categories = ["North"]
    data.add_series("Paid", (1,))
    shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
    shapes.add_chart(XL_CHART_TYPE.PIE, Inches(1), Inches(1), Inches(5), Inches(3), data)
    file = saved(deck)
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert any("embeddings" in name for name in package.namelist())
    reading = read_bytes("a.pptx", file)
    assert (reading.members, reading.reason) == ((), "")
