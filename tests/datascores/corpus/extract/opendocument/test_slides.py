"""Words that a presentation of OpenDocument hides are told; words that only look suspicious are not."""

import io
import zipfile

import pytest

SECRET = "Quillmark sum 48,215"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{_URN}:{space}:1.0"'
    for name, space in {
        "office": "office", "style": "style", "text": "text", "draw": "drawing", "presentation": "presentation",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "anim": "animation", "smil": "smil-compatible",
    }.items()
)  # fmt: skip
_STYLES = f"""<office:document-styles {_SPACES}><office:automatic-styles><style:page-layout style:name="PM1">
  <style:page-layout-properties fo:page-width="28cm" fo:page-height="15.75cm"/></style:page-layout></office:automatic-styles>
  <office:master-styles><draw:layer-set><draw:layer draw:name="layout"/><draw:layer draw:name="off" draw:display="none"/>
  </draw:layer-set><style:master-page style:name="Plain" style:page-layout-name="PM1"/></office:master-styles>
  </office:document-styles>"""
_AUTOMATIC = """<office:automatic-styles>
  <style:style style:name="gone" style:family="drawing-page">
    <style:drawing-page-properties presentation:visibility="hidden"/></style:style>
  <style:style style:name="blue" style:family="graphic">
    <style:graphic-properties draw:fill="solid" draw:fill-color="#1f497d"/></style:style>
  <style:style style:name="clear" style:family="graphic"><style:graphic-properties draw:fill="none"/></style:style>
  <style:style style:name="blueletters" style:family="text"><style:text-properties fo:color="#1f497d"/></style:style>
  <style:style style:name="whiteletters" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
  <style:style style:name="tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>
  </office:automatic-styles>"""
_INSIDE = 'svg:x="2cm" svg:y="3cm"'


def box(place: str = _INSIDE, style: str = "clear", letters: str = "", words: str = SECRET) -> str:
    return (
        f'<draw:frame draw:style-name="{style}" svg:width="8cm" svg:height="1cm" {place}><draw:text-box><text:p>'
        f'<text:span text:style-name="{letters}">{words}</text:span></text:p></draw:text-box></draw:frame>'
    )


def custom_shape(outline: str) -> str:
    """Blue letters in a blue shape; where it is lettering, the fill is that of the letters."""
    shape = box(style="blue", letters="blueletters").replace("draw:frame", "draw:custom-shape")
    shape = shape.replace("<draw:text-box>", "").replace("</draw:text-box>", "")
    return shape.replace("</draw:custom", f'<draw:enhanced-geometry draw:type="{outline}"/></draw:custom')


def make_odp(drawn: str, page: str = "") -> bytes:
    content = (
        f"<office:document-content {_SPACES}>{_AUTOMATIC}<office:body><office:presentation>"
        f'<draw:page draw:master-page-name="Plain">{box(words="In sight")}</draw:page>'
        f'<draw:page draw:master-page-name="Plain" {page}>{drawn}</draw:page>'
        "</office:presentation></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
        package.writestr("styles.xml", _STYLES)
    return file.getvalue()


def told(reading) -> list[tuple[str, str]]:
    return [(page.text[span.start : span.end], span.reason) for page in reading.pages for span in page.hidden]


@pytest.mark.parametrize(("drawn", "page", "reason"), [
    (box(), 'draw:style-name="gone"', "on a hidden slide"),
    (box('svg:x="-9cm" svg:y="3cm"'), "", "outside the slide"),
    (box('svg:x="2cm" svg:y="16cm"'), "", "outside the slide"),
    ("<draw:g>" + box('svg:x="29cm" svg:y="3cm"') + "</draw:g>", "", "outside the slide"),
    (box(f'{_INSIDE} draw:layer="off"'), "", "in a hidden shape"),
    (box(f'{_INSIDE} draw:display="none"'), "", "in a hidden shape"),
    (box(style="blue", letters="blueletters"), "", "in the colour of its background"),
    (custom_shape("rectangle"), "", "in the colour of its background"),
    (box(letters="tiny"), "", "in letters too small to see"),
])  # fmt: skip
def test_words_that_a_slide_hides_are_told(read_bytes, drawn: str, page: str, reason: str):
    reading = read_bytes("a.odp", make_odp(drawn, page))
    assert told(reading) == [(SECRET, reason)] and reading.pages[0].text == "In sight"


@pytest.mark.parametrize("drawn", [
    box(),
    box('svg:x="-7cm" svg:y="3cm"'),
    box(f'{_INSIDE} draw:layer="layout"'),
    box(style="blue", letters="whiteletters"),
    box(style="blue", letters="whiteletters").replace("frame", "polygon").replace("draw:text-box", "text:section"),
    custom_shape("fontwork-plain-text"),
    box(letters="whiteletters"),  # the ground of the page is not looked at
    "<presentation:notes>" + box('svg:x="2cm" svg:y="20cm"') + "</presentation:notes>",
    box('svg:x="-9cm" svg:y="3cm" draw:id="id1"') + '<anim:par><anim:animateMotion smil:targetElement="id1"/></anim:par>',
])  # fmt: skip
def test_words_that_a_slide_shows_are_not_called_hidden(read_bytes, drawn: str):
    reading = read_bytes("a.odp", make_odp(drawn))
    assert told(reading) == [] and reading.pages[1].text == SECRET


def test_same_style_is_judged_by_outline(read_bytes):
    drawn = custom_shape("fontwork-plain-text").replace(SECRET, "Lettering") + custom_shape("rectangle")
    assert told(read_bytes("a.odp", make_odp(drawn))) == [(SECRET, "in the colour of its background")]
