"""What a presentation of OpenDocument shows on its slides from elsewhere is found once; what no slide shows is not."""

from __future__ import annotations

import io
import zipfile

import pytest

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{_URN}:{space}:1.0"'
    for name, space in {
        "office": "office", "style": "style", "text": "text", "draw": "drawing", "presentation": "presentation",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
_TITLE = 'presentation:class="title"'
MARK, PROMPT, FOOTER = "Lantern Score supplied by Brindle", "Click to edit", "Saltmere Council 2018"


def frame(words: str, given: str = 'svg:x="2cm" svg:y="3cm"', letters: str = "") -> str:
    return (
        f'<draw:frame svg:width="8cm" svg:height="1cm" {given}><draw:text-box><text:p>'
        f'<text:span text:style-name="{letters}">{words}</text:span></text:p></draw:text-box></draw:frame>'
    )


def make(*pages: str, on_master: str = "", kind: str = "presentation") -> bytes:
    """A slide for each of `pages`, which are attributes."""
    styles = (
        f'<office:document-styles {_SPACES}><office:automatic-styles><style:page-layout style:name="PM">'
        '<style:page-layout-properties fo:page-width="28cm" fo:page-height="15cm"/></style:page-layout>'
        '<style:style style:name="tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="M" style:page-layout-name="PM">'
        f"{on_master or frame(MARK)}{frame(PROMPT, _TITLE)}"
        f"<presentation:notes>{frame('Notes are edited here')}</presentation:notes></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )
    drawing = "".join(
        f'<draw:page draw:master-page-name="M" {given}>{frame("In sight")}</draw:page>' for given in pages
    )
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>"
        '<style:style style:name="bare" style:family="drawing-page"><style:drawing-page-properties '
        'presentation:background-objects-visible="false" presentation:display-footer="false"/></style:style>'
        '<style:style style:name="gone" style:family="drawing-page"><style:drawing-page-properties '
        'presentation:visibility="hidden"/></style:style></office:automatic-styles>'
        f'<office:body><office:{kind}><presentation:footer-decl presentation:name="f">{FOOTER}</presentation:footer-decl>'
        f"{drawing}</office:{kind}></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{'graphics' if kind == 'drawing' else kind}")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
        package.writestr("styles.xml", styles)
    return file.getvalue()


USES, BARE, GONE = 'presentation:use-footer-name="f"', 'draw:style-name="bare"', 'draw:style-name="gone"'


@pytest.mark.parametrize(
    ("pages", "words", "found"),
    [
        (("", ""), MARK, [1]),
        ((BARE, ""), MARK, [2]),
        ((BARE,), MARK, []),
        ((GONE, ""), MARK, [2]),
        (("", USES, USES), FOOTER, [2]),
        ((f"{USES} {BARE}",), FOOTER, []),
        (("", ""), FOOTER, []),
    ],
)
def test_words_from_elsewhere_stand_on_the_first_slide_that_shows_them(read_bytes, pages, words, found):
    reading = read_bytes("a.odp", make(*pages))
    assert [page.number for page in reading.pages if words in page.text] == found
    assert not any(PROMPT in page.text or "edited here" in page.text for page in reading.pages)


@pytest.mark.parametrize("drawn", [frame(MARK, 'svg:x="40cm" svg:y="3cm"'), frame(MARK, letters="tiny")])
def test_words_of_a_master_that_nobody_sees_are_withheld(read_bytes, drawn):
    page = read_bytes("a.odp", make("", on_master=drawn)).pages[0]
    assert [page.text[span.start : span.end] for span in page.hidden] == [MARK]


def test_words_of_a_master_of_a_drawing_are_read(read_bytes):
    assert MARK in read_bytes("a.odg", make("", kind="drawing")).pages[0].text
