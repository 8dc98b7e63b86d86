"""OpenDocument texts: fields and first pages are read; hidden words are told and their innocent twins are not."""

import pytest

from tests.text_documents import SECRET, make_odt, paragraph, span, style

WHITE = 'text fo:color="#ffffff"'
SAME = "in the colour of its background"


def told(read_bytes, data: bytes) -> list[tuple[str, str]]:
    (page,) = read_bytes("a.odt", data).pages
    assert SECRET in page.text
    return [(page.text[hidden.start : hidden.end], hidden.reason) for hidden in page.hidden]


def make_span(properties: str) -> list[bytes]:
    """The same words formatted by a style of their own, by one that it inherits, and by their paragraph's."""
    own, heir = style("S", "text", properties), style("H", "text", "", "S")
    body = paragraph(f"Seen first {span('S')}")
    of_paragraph = make_odt(paragraph(SECRET, "P"), style("P", "paragraph", properties))
    inherited = make_odt(body.replace('"S"', '"H"'), heir, own)
    return [make_odt(body, own), inherited, of_paragraph]


@pytest.mark.parametrize(("properties", "reason"), [
    ('text text:display="none"', "formatted as hidden text"),
    ('text fo:font-size="1pt"', "in letters too small to see"),
    ('text fo:font-size="0.5mm"', "in letters too small to see"),
    (WHITE, SAME),
    ('text fo:color="#ffff00" fo:background-color="#ffff00"', SAME),
    ('text fo:color="#000000" loext:opacity="0%"', "in letters that are see-through"),
])  # fmt: skip
def test_words_hidden_by_a_style_are_told(read_bytes, properties, reason):
    for data in make_span(properties):
        assert told(read_bytes, data) == [(SECRET, reason)]


@pytest.mark.parametrize("properties", [
    'text fo:color="#ffffff" fo:background-color="#1f497d"', 'text fo:color="#808080"', 'text fo:font-size="6pt"',
    'text fo:color="#ffffff" style:use-window-font-color="true" loext:opacity="0%"', 'text text:display="true"',
    'text fo:color="#ffffff" style:text-outline="true"', 'text fo:font-size="80%"', 'text fo:color="#000000"',
])  # fmt: skip
def test_words_that_can_be_seen_are_not_called_hidden(read_bytes, properties):
    for data in make_span(properties):
        assert told(read_bytes, data) == []


def test_nearer_style_shows_again_what_the_default_hides(read_bytes):
    default = '<style:default-style style:family="paragraph"><style:text-properties text:display="none"/></style:default-style>'
    assert told(read_bytes, make_odt(paragraph(SECRET), common=default)) == [(SECRET, "formatted as hidden text")]
    seen = make_odt(paragraph(span("S")), style("S", "text", 'text text:display="true"'), default)
    assert told(read_bytes, seen) == []


def test_sizes_in_per_cent_are_of_the_size_around(read_bytes):
    tiny = style("P", "paragraph", 'text fo:font-size="10pt"') + style("S", "text", 'text fo:font-size="10%"')
    found = told(read_bytes, make_odt(paragraph(span("S"), "P"), tiny))
    assert found == [(SECRET, "in letters too small to see")]


@pytest.mark.parametrize(("attributes", "found"), [
    ('text:display="none"', 1), ('text:display="condition" text:is-hidden="true"', 1), ('text:display="true"', 0), ("", 0),
])  # fmt: skip
def test_words_of_a_hidden_section_are_told(read_bytes, attributes: str, found: int):
    body = f'<text:section text:name="x" {attributes}>{paragraph(SECRET)}</text:section>{paragraph("Seen after")}'
    assert told(read_bytes, make_odt(body)) == [(SECRET, "in a hidden section")] * found


@pytest.mark.parametrize(("family", "kind", "around"), [
    ("paragraph", "paragraph", "{}"),
    ("table-cell", "table-cell", '<table:table><table:table-row><table:table-cell table:style-name="G">{}</table:table-cell>'
     "</table:table-row></table:table>"),
    ("table", "table", '<table:table table:style-name="G"><table:table-row><table:table-cell>{}</table:table-cell>'
     "</table:table-row></table:table>"),
    ("section", "section", '<text:section text:style-name="G">{}</text:section>'),
])  # fmt: skip
def test_dark_ground_carries_white_letters_and_a_ground_of_their_colour_hides(read_bytes, family, kind, around):
    for colour, found in (("#1f497d", 0), ("#ffffff", 1), ("transparent", 1)):
        own = style("S", "text", WHITE) + style("G", family, f'{kind} fo:background-color="{colour}"')
        body = around.format(paragraph(span("S"), "G" if family == "paragraph" else ""))
        assert told(read_bytes, make_odt(body, own)) == [(SECRET, SAME)] * found


def test_page_of_another_colour_is_the_ground(read_bytes):
    body, own = paragraph(span("S")), style("S", "text", WHITE)
    assert told(read_bytes, make_odt(body, own, paper='fo:background-color="#000000"')) == []
    assert told(read_bytes, make_odt(body, own, paper='draw:fill="bitmap"')) == []
    assert len(told(read_bytes, make_odt(body, own, paper='draw:fill="solid" draw:fill-color="#ffffff"'))) == 1


def test_before_a_picture_or_in_a_frame_without_fill_no_colour_is_judged(read_bytes):
    white = style("S", "text", WHITE)
    behind = style("B", "graphic", 'graphic style:run-through="background"')
    assert told(read_bytes, make_odt(paragraph(span("S")), white + behind)) == []
    for fill, found in (("", 0), ('draw:fill="solid" draw:fill-color="#ffffff"', 1), ('draw:fill="gradient"', 0)):
        frame = style("F", "graphic", f"graphic {fill}")
        body = f'<draw:frame draw:style-name="F"><draw:text-box>{paragraph(span("S"))}</draw:text-box></draw:frame>'
        assert len(told(read_bytes, make_odt(paragraph(f"Seen {body}"), white + frame))) == found


def test_deleted_words_stand_apart_at_the_end(read_bytes):
    change = "<office:change-info><dc:creator>Somebody</dc:creator><dc:date>2017-01-02</dc:date></office:change-info>"
    tracked = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{change}{paragraph(SECRET)}</text:deletion>"
        f"</text:changed-region><text:changed-region><text:insertion>{change}</text:insertion></text:changed-region>"
        "</text:tracked-changes>"
    )
    (page,) = read_bytes("a.odt", make_odt(tracked + paragraph("Seen first"))).pages
    assert page.text == f"Seen first\n\n{SECRET}"
    assert [hidden.reason for hidden in page.hidden] == ["deleted in tracked changes"]


def test_date_and_author_written_as_fields_are_words_and_those_of_a_comment_are_not(read_bytes):
    who = "<dc:creator>Reviewer</dc:creator><dc:date>2019</dc:date>"
    comment = f"<office:annotation>{who}{paragraph('Check')}</office:annotation>"
    fields = "<text:date>3 May 2018</text:date>, <text:creator>Ann Example</text:creator>"
    (page,) = read_bytes("a.odt", make_odt(paragraph(f"Written {fields}{comment}"))).pages
    assert page.text.split("\n") == ["Check", "Written 3 May 2018, Ann Example"]


def test_header_of_the_first_page_is_read_and_looked_at(read_bytes):
    common = style("H", "text", WHITE)
    (page,) = read_bytes("a.odt", make_odt(paragraph("Seen"), common=common, header=paragraph(span("H")))).pages
    assert page.text == f"{SECRET}\n\nSeen" and [hidden.reason for hidden in page.hidden] == [SAME]
