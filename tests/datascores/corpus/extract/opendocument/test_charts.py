"""The words of charts in OpenDocument files count as text, in their place; their numbers do not."""

from __future__ import annotations

import io
import zipfile

import pytest

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    [f'xmlns:{name}="{_URN}:{space}:1.0"' for name, space in {
        "office": "office", "style": "style", "text": "text", "draw": "drawing", "table": "table", "chart": "chart",
        "svg": "svg-compatible", "presentation": "presentation"}.items()]
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
TITLE, SERIES, CATEGORY = "Claims scored by Lantern", "Flagged", "Benefits"
CHART = (
    f"<office:document-content {_SPACES}><office:body><office:chart><chart:chart><chart:title><text:p>Claims scored"
    f"<text:s/>by Lantern</text:p></chart:title><table:table>"
    f'<table:table-cell office:value-type="string"><text:p>{SERIES}</text:p></table:table-cell>'
    f'<table:table-cell office:value-type="string"><text:p>{CATEGORY}</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="7743"><text:p>7743</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>1</text:p></table:table-cell>'
    "</table:table></chart:chart></office:chart></office:body></office:document-content>"
)
FRAME = (
    '<draw:frame {} svg:width="8cm" svg:height="6cm"><draw:object xlink:href="./Object 1"/>'
    '<draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>'
)
IN_SIGHT, OFF = 'svg:x="2cm" svg:y="3cm"', 'svg:x="60cm" svg:y="3cm"'


def make(kind: str, body: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", f"<office:document-content {_SPACES}><office:body><office:{kind}>{body}"
                                        f"</office:{kind}></office:body></office:document-content>")  # fmt: skip
        package.writestr("styles.xml", f'<office:document-styles {_SPACES} xmlns:fo="{_URN}:xsl-fo-compatible:1.0">'
                         '<office:automatic-styles><style:page-layout style:name="PM"><style:page-layout-properties '
                         'fo:page-width="28cm" fo:page-height="15cm"/></style:page-layout></office:automatic-styles>'
                         '<office:master-styles><style:master-page style:name="M" style:page-layout-name="PM"/>'
                         "</office:master-styles></office:document-styles>")  # fmt: skip
        package.writestr("Object 1/content.xml", CHART)
        package.writestr("ObjectReplacements/Object 1", bytes(30_000))
    return file.getvalue()


def slides(place: str) -> str:
    page = '<draw:page draw:master-page-name="M">{}</draw:page>'
    return page.format("<draw:frame><draw:text-box><text:p>First</text:p></draw:text-box></draw:frame>") + page.format(
        FRAME.format(place)
    )


def test_chart_in_a_text_gives_its_titles_and_names(read_bytes):
    reading = read_bytes("a.odt", make("text", f"<text:p>Our reply. {FRAME.format(IN_SIGHT)}</text:p>"))
    assert reading.pages[0].text.split("\n")[-3:] == [TITLE, SERIES, CATEGORY]
    assert (reading.status, reading.reason) == ("ok", "")  # the picture of a chart that is read is not missed


def test_chart_on_a_slide_stands_on_its_slide(read_bytes):
    first, second = read_bytes("a.odp", make("presentation", slides(IN_SIGHT))).pages
    assert TITLE not in first.text and second.text.split() == f"{TITLE} {SERIES} {CATEGORY}".split()


def test_words_of_a_chart_off_the_slide_are_withheld(read_bytes):
    page = read_bytes("a.odp", make("presentation", slides(OFF))).pages[1]
    [span] = page.hidden
    assert page.text[span.start : span.end].startswith(TITLE) and span.reason == "outside the slide"


@pytest.mark.parametrize(("repeated", "row"), [(1, 2), (5, 6)])
def test_chart_on_a_sheet_stands_in_the_row_of_its_cell(read_bytes, repeated, row):
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    body = (
        f'<table:table table:name="Claims"><table:table-row table:number-rows-repeated="{repeated}">{cell}</table:table-row>'
        f"<table:table-row><table:table-cell>{FRAME.format(IN_SIGHT)}</table:table-cell></table:table-row></table:table>"
    )
    page = read_bytes("a.ods", make("spreadsheet", body)).pages[0]
    assert page.text.split("\n")[row - page.first_row].strip() == f"{TITLE} {SERIES} {CATEGORY}"
