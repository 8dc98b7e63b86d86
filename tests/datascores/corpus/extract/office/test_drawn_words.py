"""The words of charts, SmartArt and comments count as text of their slide or row."""

import io
import zipfile

import pptx
import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches

from datascores.corpus.extract import Status
from datascores.corpus.extract.office.charts import chart_words

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MODERN = "http://schemas.microsoft.com/office/2018/10/relationships/comments"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_COMMENTS = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"


def saved(deck) -> bytes:
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def told(reading) -> list[tuple[str, str]]:
    return [(page.text[span.start : span.end], span.reason) for page in reading.pages for span in page.hidden]


def with_chart(slide):
    data = CategoryChartData()
    data.categories = ["Northern ward", "Southern ward"]
    data.add_series("Flagged claims", (1.5, 2.25))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1), Inches(5), Inches(3), data)
    chart = frame.chart
    chart.has_title, chart.value_axis.has_title = True, True
    chart.chart_title.text_frame.text = "Claims scored by Lantern"
    chart.value_axis.axis_title.text_frame.text = "Share of claims"
    return frame


def test_chart_on_a_slide_gives_its_titles_and_names(read_bytes):
    deck = pptx.Presentation()
    with_chart(deck.slides.add_slide(deck.slide_layouts[6]))
    (page,) = read_bytes("a.pptx", saved(deck)).pages
    assert page.text.split("\n") == [
        "Claims scored by Lantern", "Flagged claims", "Northern ward", "Southern ward", "Share of claims"
    ]  # fmt: skip


def test_words_of_a_chart_off_the_slide_are_told(read_bytes):
    deck = pptx.Presentation()
    with_chart(deck.slides.add_slide(deck.slide_layouts[6])).left = Inches(-6)
    reading = read_bytes("a.pptx", saved(deck))
    assert {reason for _, reason in told(reading)} == {"outside the slide"}
    assert "Northern ward" in " ".join(words for words, _ in told(reading))


def test_chart_on_a_sheet_stands_in_the_row_of_its_corner(read_bytes):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Claims")
        sheet.write_column("A1", ["North", "South"])
        sheet.write_column("B1", [3, 4])
        chart = workbook.add_chart({"type": "bar"})
        chart.add_series({"name": "Flagged", "categories": "=Claims!$A$1:$A$2", "values": "=Claims!$B$1:$B$2"})
        chart.set_title({"name": "Claims scored by Lantern"})
        chart.set_x_axis({"name": "Share of claims"})
        sheet.insert_chart("D4", chart)
    (page,) = (reading := read_bytes("a.xlsx", file.getvalue())).pages
    assert (reading.status, reading.reason) == (Status.OK, "")
    lines = page.text.split("\n")
    assert lines[:3] == ["North\t3", "South\t4", ""]
    assert lines[3].startswith("Claims scored by Lantern Flagged North South") and "Share of claims" in lines[3]


def test_sheet_that_is_a_chart_gives_its_words(read_bytes):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        workbook.add_worksheet("Data").write_column("A1", [3, 4])
        chart = workbook.add_chart({"type": "pie"})
        chart.add_series({"name": "Flagged", "values": "=Data!$A$1:$A$2"})
        chart.set_title({"name": "Claims scored by Lantern"})
        workbook.add_chartsheet("Picture").set_chart(chart)
    assert read_bytes("a.xlsx", file.getvalue()).pages[1].text == "Claims scored by Lantern Flagged"


def test_numbers_of_a_chart_are_no_words():
    part = b"""<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart><c:plotArea><c:barChart><c:ser>
      <c:tx><c:strRef><c:f>S!A1</c:f><c:strCache><c:pt idx="0"><c:v>Paid</c:v></c:pt></c:strCache></c:strRef></c:tx>
      <c:cat><c:numRef><c:numCache><c:formatCode>General</c:formatCode><c:pt idx="0"><c:v>42370</c:v></c:pt></c:numCache>
      </c:numRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val>
      </c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"""
    assert chart_words(part) == ["Paid"]


def test_newer_kinds_of_charts_are_read_as_well():
    part = b"""<cx:chartSpace xmlns:cx="cx" xmlns:a="a"><cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:f>S!A</cx:f>
      <cx:lvl ptCount="1"><cx:pt idx="0">Northern ward</cx:pt></cx:lvl></cx:strDim><cx:numDim type="val"><cx:lvl>
      <cx:pt idx="0">7</cx:pt></cx:lvl></cx:numDim></cx:data></cx:chartData><cx:chart><cx:title><cx:tx><cx:rich><a:p><a:r>
      <a:t>Claims</a:t></a:r></a:p></cx:rich></cx:tx></cx:title></cx:chart></cx:chartSpace>"""
    assert chart_words(part) == ["Northern ward", "Claims"]


def related(slide, kind: str, name: str, xml: str) -> str:
    part = Part(PackURI(name), "application/xml", slide.part.package, xml.encode())
    return slide.part.relate_to(part, kind)


def test_smart_art_on_a_slide_is_read(read_bytes):
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        for words in ("Claim", "Score", "Visit")
    )
    xml = f'<dgm:dataModel xmlns:dgm="{_DIAGRAM}" xmlns:a="{_A}"><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>'
    related(slide, f"{_KINDS}/diagramData", "/ppt/diagrams/data1.xml", xml)
    assert read_bytes("a.pptx", saved(deck)).pages[0].text == "Claim\nScore\nVisit"


def test_comments_and_their_replies_are_read_with_their_slide(read_bytes):
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    body = "<p188:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p188:txBody>"
    reply = f"<p188:replyLst><p188:reply>{body.format('It cannot.')}</p188:reply></p188:replyLst>"
    xml = f'<p188:cmLst xmlns:p188="{_COMMENTS}" xmlns:a="{_A}"><p188:cm>{reply}{body.format("Can this go out?")}</p188:cm>'
    related(slide, _MODERN, "/ppt/comments/modernComment_1.xml", xml + "</p188:cmLst>")
    (page,) = read_bytes("a.pptx", saved(deck)).pages
    assert sorted(page.text.split("\n")) == ["Can this go out?", "It cannot."]


def test_damaged_layout_costs_the_inspection_and_is_told(read_bytes):
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_textbox(Inches(1), Inches(1), Inches(5), Inches(1)).text_frame.text = "Words in sight"
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(deck))) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part)[: 300 if part.startswith("ppt/slideMasters/slideM") else None])
    reading = read_bytes("a.pptx", file.getvalue())
    assert reading.pages[0].text == "Words in sight" and reading.status == Status.PARTIAL
    assert "could not be looked for on these slides: 1" in reading.reason
