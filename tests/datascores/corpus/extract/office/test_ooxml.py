"""Word and PowerPoint files by their parts."""

import io
import zipfile

import docx
import pptx
from pptx.util import Inches

from datascores.corpus.extract import Status
from tests.word_files import alone, make_word, paragraph, run

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_docx_xml(body: str, prolog: str = "") -> bytes:
    """A Word file with this body, as small as a reader accepts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        xml = f'{prolog}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", xml)
    return file.getvalue()


def test_paragraphs_are_lines_and_headers_count(read_bytes):
    document = docx.Document()
    document.add_paragraph("Dear Sir,")
    document.add_paragraph("We hold no such system.")
    document.sections[0].header.paragraphs[0].text = "Reference 77"
    document.sections[0].footer.paragraphs[0].text = "Town Hall"
    reading = read_bytes("a.docx", saved(document))
    assert reading.status == Status.OK and reading.format == "docx"
    lines = reading.pages[0].text.split("\n")
    assert lines.index("We hold no such system.") == lines.index("Dear Sir,") + 1
    assert lines[0] == "Reference 77" and lines[-1] == "Town Hall"


def test_table_rows_are_lines_with_tabs(read_bytes):
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, word in zip(table._cells, ["System", "Supplier", "Alpha", "Beta Ltd"], strict=True):
        cell.text = word
    assert "System\tSupplier\nAlpha\tBeta Ltd" in read_bytes("a.docx", saved(document)).pages[0].text


def test_text_box_is_read_once_and_deleted_words_stand_apart_and_withheld(read_bytes):
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed words</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f'<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:del><w:r><w:delText>struck out</w:delText></w:r></w:del><w:r><w:t> after</w:t></w:r></w:p>"
    )
    (page,) = read_bytes("a.docx", make_docx_xml(body)).pages
    assert page.text.split("\n") == ["Boxed words", "Before after", "", "struck out"]
    assert [(page.text[span.start : span.end], span.reason) for span in page.hidden] == [
        ("struck out", "deleted in tracked changes")
    ]


def test_entities_are_refused(read_bytes):
    reading = read_bytes("a.docx", make_docx_xml("&x;", '<!DOCTYPE d [<!ENTITY x "boom">]>'))
    assert reading.status == Status.FAILED and "entities" in reading.reason


def test_damaged_xml_is_a_failure_with_a_reason(read_bytes):
    reading = read_bytes("a.docx", make_docx_xml("<w:p><w:r>"))
    assert reading.status == Status.FAILED and "damaged" in reading.reason


def test_docx_beyond_the_unpacked_limit_is_too_large(read_bytes):
    reading = read_bytes("a.docx", make_docx_xml("<w:p/>" * 1000), expanded_bytes=1000)
    assert reading.status == Status.TOO_LARGE


def test_slides_are_pages_with_their_notes(read_bytes):
    deck = pptx.Presentation()
    for words in ("First slide", "Second slide"):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(Inches(1), Inches(1), Inches(5), Inches(1)).text_frame.text = words
        slide.notes_slide.notes_text_frame.text = f"Say this of the {words.lower()}"
    reading = read_bytes("a.pptx", saved(deck))
    assert [page.label for page in reading.pages] == ["Slide 1", "Slide 2"]
    assert reading.pages[1].text == "Second slide\nSay this of the second slide"


def test_slides_come_in_the_order_shown(read_bytes):
    deck = pptx.Presentation()
    for words in ("Was first", "Was second"):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(0, 0, Inches(5), Inches(1)).text_frame.text = words
    order = deck.slides._sldIdLst
    order.insert(0, order[1])
    assert [page.text for page in read_bytes("a.pptx", saved(deck)).pages] == ["Was second", "Was first"]


def test_words_of_charts_and_diagrams_of_a_word_file_are_read(read_bytes):
    space = 'xmlns:a="urn:a" xmlns:c="urn:c" xmlns:dgm="urn:dgm"'
    chart = (
        f"<c:chartSpace {space}><c:title><a:p><a:r><a:t>Calls by </a:t></a:r><a:r><a:t>month</a:t></a:r></a:p></c:title>"
        "<c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>Quillmark</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        "<c:val><c:numRef><c:numCache><c:pt><c:v>48215</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:chartSpace>"
    )
    diagram = (
        f"<dgm:dataModel {space}><dgm:t><a:p><a:r><a:t>Referral comes in</a:t></a:r></a:p></dgm:t></dgm:dataModel>"
    )
    parts = {"diagrams/data1.xml": ("diagramData", diagram), "charts/chart1.xml": ("chart", chart)}
    text = read_bytes("a.docx", make_word(paragraph(), parts=parts)).pages[0].text
    assert text.split() == ["Seen", "first", "Referral", "comes", "in", "Calls", "by", "month", "Quillmark"]


def test_content_controls_and_notes_of_a_word_file_are_read_once_each(read_bytes):
    control = (
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>"
        + alone(run("", "in a control"))
        + "</w:sdtContent></w:sdt>"
    )
    parts = {
        f"{name}.xml": (name, f"<w:{name} {{ns}}><w:x>{alone(run('', f'among the {name}'))}</w:x></w:{name}>")
        for name in ("footnotes", "endnotes", "comments")
    }
    (page,) = read_bytes("a.docx", make_word(control, parts=parts)).pages
    assert page.text.split("\n\n") == [
        "in a control",
        *(f"among the {name}" for name in ("footnotes", "endnotes", "comments")),
    ]


def test_damaged_chart_or_styles_of_a_word_file_cost_no_words_and_are_told(read_bytes):
    for parts, said in (
        ({"chart1.xml": ("chart", "<a><b>")}, "chart"),
        ({"styles.xml": ("styles", "<a><b>")}, "styles"),
    ):
        reading = read_bytes("a.docx", make_word(paragraph(run("<w:vanish/>", "hidden")), parts=parts))
        assert reading.status == Status.PARTIAL and said in reading.reason and "damaged" in reading.reason
        assert reading.pages[0].text == "Seen first hidden" and len(reading.pages[0].hidden) == 1


def test_page_that_word_takes_into_the_text_is_read(read_bytes):
    page = "<html><body><p>Imported <span style='color:#fff'>pale</span></p></body></html>"
    reading = read_bytes("a.docx", make_word(paragraph(), parts={"chunk.html": ("aFChunk", page)}))
    assert reading.status == Status.OK and reading.pages[0].text == "Seen first\n\nImported pale"
    assert [reading.pages[0].text[span.start : span.end] for span in reading.pages[0].hidden] == ["pale"]
    rich = read_bytes("a.docx", make_word(paragraph(), parts={"chunk.rtf": ("aFChunk", r"{\rtf1 Imported\par}")}))
    assert rich.pages[0].text == "Seen first\n\nImported"
    other = read_bytes("a.docx", make_word(paragraph(), parts={"chunk.bin": ("aFChunk", "?")}))
    assert other.status == Status.PARTIAL and "not read" in other.reason
