"""Words that a Word file hides by styles, colours, rows and changes are told; innocent twins are not."""

import pytest

from tests.word_files import (
    SECRET,
    alone,
    behind,
    box,
    cell,
    make_word,
    paragraph,
    row,
    run,
    shade,
    style,
    table,  # fmt: skip
)

WHITE = '<w:color w:val="FFFFFF"/>'
PALE = '<w:color w:val="000000" w:themeColor="background1"/>'  # the theme overrules what stands beside it
DARK_FIRST_ROW = style("Dark", '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
                       '<w:shd w:val="clear" w:color="auto" w:fill="1F497D"/></w:tcPr></w:tblStylePr>', "table")  # fmt: skip
BANDS = style("Bands", '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="333333"/></w:tcPr>'
              "</w:tblStylePr>", "table")  # fmt: skip
LOOK = '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'


def told(read_bytes, data: bytes) -> list[tuple[str, str]]:
    (page,) = read_bytes("a.docx", data).pages
    assert SECRET in page.text
    return [(page.text[span.start : span.end], span.reason) for span in page.hidden]


def of_style(content: str, **more) -> bytes:
    return make_word(
        paragraph(run('<w:rStyle w:val="S"/>')), style("S", f"<w:rPr>{content}</w:rPr>", "character"), **more
    )


@pytest.mark.parametrize(("content", "reason"), [
    ("<w:vanish/>", "formatted as hidden text"),
    ('<w:sz w:val="2"/>', "in letters too small to see"),
    ('<w:w w:val="1"/>', "in letters too small to see"),
    (WHITE, "in the colour of its background"),
    (PALE, "in the colour of its background"),
    ('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', "in the colour of its background"),
    ('<w:color w:val="333333"/>' + shade("303030"), "in the colour of its background"),
    ('<w:highlight w:val="black"/>', "under black highlighting"),
])  # fmt: skip
def test_words_hidden_by_their_run_or_by_its_style_are_told(read_bytes, content, reason):
    for data in (make_word(paragraph(run(content))), of_style(content)):
        assert told(read_bytes, data) == [(SECRET, reason)]


@pytest.mark.parametrize("content", [
    '<w:color w:val="F2F2F2"/>' + shade("1F497D"), WHITE + '<w:highlight w:val="darkBlue"/>',
    '<w:color w:val="auto"/>' + shade("000000"), '<w:color w:val="808080"/>', '<w:vanish w:val="0"/>', "<w:webHidden/>",
    WHITE + '<w:shd w:val="pct50" w:color="auto" w:fill="auto"/>', '<w:sz w:val="12"/>', '<w:w w:val="80"/>',
    WHITE + "<w14:textOutline/>", WHITE + "<w:outline/>",
    '<w:color w:val="FFFFFF" w:themeColor="text1"/>', '<w:color w:val="FFFFFF" w:themeColor="accent1" w:themeTint="99"/>',
])  # fmt: skip
def test_words_that_can_be_seen_are_not_called_hidden(read_bytes, content):
    for data in (make_word(paragraph(run(content))), of_style(content)):
        assert told(read_bytes, data) == []


def test_styles_hide_through_what_they_are_based_on_and_a_nearer_one_shows_again(read_bytes):
    styles = style("Base", f"<w:rPr>{WHITE}<w:vanish/></w:rPr>") + style("Heir", "", based_on="Base")
    seen = style("Seen", '<w:rPr><w:vanish w:val="0"/><w:color w:val="000000"/></w:rPr>', based_on="Base")
    hidden = make_word(alone(run(), '<w:pStyle w:val="Heir"/>'), styles)
    assert told(read_bytes, hidden) == [(SECRET, "formatted as hidden text")]
    assert told(read_bytes, make_word(alone(run(), '<w:pStyle w:val="Seen"/>'), styles + seen)) == []
    assert (
        told(read_bytes, make_word(alone(run(), '<w:pStyle w:val="Loop"/>'), style("Loop", "", based_on="Loop"))) == []
    )


def test_defaults_and_the_default_style_hide_as_well(read_bytes):
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert told(read_bytes, make_word(alone(run()), defaults)) == [(SECRET, "formatted as hidden text")]
    normal = style("Normal", f"<w:rPr>{WHITE}</w:rPr>", default='w:default="1"')
    assert told(read_bytes, make_word(alone(run()), normal)) == [(SECRET, "in the colour of its background")]


def test_text_hidden_by_two_styles_at_once_is_seen_again(read_bytes):
    styles = style("P", "<w:rPr><w:vanish/></w:rPr>") + style("C", "<w:rPr><w:vanish/></w:rPr>", "character")
    both = make_word(alone(run('<w:rStyle w:val="C"/>'), '<w:pStyle w:val="P"/>'), styles)
    assert told(read_bytes, both) == []
    assert len(told(read_bytes, make_word(alone(run(), '<w:pStyle w:val="P"/>'), styles))) == 1


def test_shaded_paragraph_or_its_style_carries_white_letters(read_bytes):
    assert told(read_bytes, make_word(alone(run(WHITE), shade("1F497D")))) == []
    styles = style("Band", f"<w:pPr>{shade('1F497D')}</w:pPr>")
    assert told(read_bytes, make_word(alone(run(WHITE), '<w:pStyle w:val="Band"/>'), styles)) == []
    same = make_word(alone(run('<w:color w:val="1F497D"/>'), shade("1F497D")))
    assert told(read_bytes, same) == [(SECRET, "in the colour of its background")]


def test_white_heading_of_a_dark_cell_is_innocent_and_white_on_a_bare_cell_is_not(read_bytes):
    words = alone(run(WHITE))
    dark = table(row(cell(words, shade("1F497D"))), row(cell(alone(run("", "below")))))
    assert told(read_bytes, make_word(dark)) == []
    for bare in (cell(words), cell(words, shade("auto")), cell(words, shade("FFFFFF"))):
        assert told(read_bytes, make_word(table(row(bare)))) == [(SECRET, "in the colour of its background")]


def test_cell_of_an_inner_table_stands_on_the_cell_around_it(read_bytes):
    inner = table(row(cell(alone(run(WHITE)))))
    assert told(read_bytes, make_word(table(row(cell(inner, shade("000000")))))) == []
    assert len(told(read_bytes, make_word(table(row(cell(inner)))))) == 1


@pytest.mark.parametrize("at", [0, 1, 2])
def test_style_of_a_table_shades_its_first_row_only(read_bytes, at: int):
    rows = [row(cell(alone(run(WHITE) if number == at else run("", "other")))) for number in range(3)]
    data = make_word(table(*rows, properties=f'<w:tblStyle w:val="Dark"/>{LOOK}'), DARK_FIRST_ROW)
    assert len(told(read_bytes, data)) == (0 if at == 0 else 1)


def test_letters_white_by_the_style_of_their_table_are_innocent(read_bytes):
    data = make_word(table(row(cell(alone(run()))), properties=f'<w:tblStyle w:val="Dark"/>{LOOK}'), DARK_FIRST_ROW)
    assert told(read_bytes, data) == []


@pytest.mark.parametrize(("at", "found"), [(1, 0), (2, 1), (3, 0)])
def test_bands_of_a_style_are_counted_after_the_first_row(read_bytes, at: int, found: int):
    rows = [row(cell(alone(run(WHITE) if number == at else run("", "other")))) for number in range(4)]
    data = make_word(table(*rows, properties=f'<w:tblStyle w:val="Bands"/>{LOOK}'), BANDS)
    assert len(told(read_bytes, data)) == found


def test_last_row_is_not_known_while_reading_so_nothing_is_withheld_for_it(read_bytes):
    styles = style("Sum", '<w:tblStylePr w:type="lastRow"><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>'
                   "</w:tblStylePr>", "table")  # fmt: skip
    for bits, found in (("0040", 0), ("0000", 1)):
        properties = f'<w:tblStyle w:val="Sum"/><w:tblLook w:val="{bits}"/>'
        assert (
            len(told(read_bytes, make_word(table(row(cell(alone(run(WHITE)))), properties=properties), styles)))
            == found
        )


@pytest.mark.parametrize("properties", ["<w:hidden/>", '<w:trHeight w:val="10" w:hRule="exact"/>'])
def test_words_of_a_hidden_or_flattened_row_are_told(read_bytes, properties: str):
    data = make_word(table(row(cell(alone(run())), properties=properties), row(cell(alone(run("", "seen"))))))
    assert told(read_bytes, data) == [(SECRET, "in a hidden row")]


@pytest.mark.parametrize("properties", ['<w:hidden w:val="0"/>', '<w:trHeight w:val="10" w:hRule="atLeast"/>'])
def test_words_of_a_row_that_is_seen_are_not(read_bytes, properties: str):
    assert told(read_bytes, make_word(table(row(cell(alone(run())), properties=properties)))) == []


def test_lines_cut_to_nothing_hide_their_words(read_bytes):
    flat = '<w:spacing w:line="20" w:lineRule="exact"/>'
    assert told(read_bytes, make_word(alone(run(), flat))) == [(SECRET, "in letters too small to see")]
    assert told(read_bytes, make_word(alone(run(), flat.replace("exact", "atLeast")))) == []


def test_painted_page_is_the_ground_and_one_that_is_switched_off_is_not(read_bytes):
    background, shown = '<w:background w:color="000000"/>', "<w:displayBackgroundShape/>"
    black, white = alone(run('<w:color w:val="000000"/>')), alone(run(WHITE))
    assert len(told(read_bytes, make_word(black, settings=shown, background=background))) == 1
    assert told(read_bytes, make_word(white, settings=shown, background=background)) == []
    assert told(read_bytes, make_word(black, background=background)) == []
    assert len(told(read_bytes, make_word(white, background=background))) == 1


def test_before_a_large_picture_no_colour_is_judged_and_before_a_logo_it_is(read_bytes):
    assert told(read_bytes, make_word(alone(behind()) + alone(run(WHITE)))) == []
    assert len(told(read_bytes, make_word(alone(behind('cx="720000" cy="720000"')) + alone(run(WHITE))))) == 1
    for picture in (behind(), behind().replace('"1"', '"0"')):  # a header lies behind the text in any case
        header = f"<w:hdr {{ns}}>{alone(picture)}</w:hdr>"
        assert told(read_bytes, make_word(alone(run(WHITE)), parts={"header1.xml": ("header", header)})) == []
    before = make_word(alone(behind().replace('"1"', '"0"')) + alone(run(WHITE)))
    assert len(told(read_bytes, before)) == 1


@pytest.mark.parametrize(("shape", "found"), [
    ('style="position:absolute;width:595pt;height:200pt;z-index:-5"', 0),
    ('style="position:absolute;width:30pt;height:30pt;z-index:-5"', 1),
    ('style="position:absolute;width:595pt;height:200pt;z-index:5"', 1),
    ('style="position:absolute;width:595pt;height:200pt;z-index:-5"><v:textpath string="DRAFT"/', 1),
])  # fmt: skip
def test_older_shapes_behind_the_text_count_but_for_watermarks(read_bytes, shape: str, found: int):
    body = alone(f"<w:r><w:pict><v:shape {shape}></v:shape></w:pict></w:r>" + run(WHITE))
    assert len(told(read_bytes, make_word(body))) == found


def test_style_of_the_whole_table_shades_every_cell(read_bytes):
    styles = style("All", '<w:tblStylePr w:type="wholeTable"><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>'
                   "</w:tblStylePr>", "table")  # fmt: skip
    data = make_word(table(row(cell(alone(run(WHITE)))), properties=f'<w:tblStyle w:val="All"/>{LOOK}'), styles)
    assert told(read_bytes, data) == []


def test_text_box_is_judged_by_its_own_fill_alone(read_bytes):
    filled = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
    words = alone(run(WHITE))
    assert told(read_bytes, make_word(alone(box(words)))) == []
    assert told(read_bytes, make_word(alone(box(words, filled.format("1F497D"))))) == []
    found = told(read_bytes, make_word(alone(box(words, filled.format("FFFFFF")))))
    assert found == [(SECRET, "in the colour of its background")]


def test_deleted_words_stand_apart_at_the_end_and_old_formatting_counts_for_nothing(read_bytes):
    struck = f"<w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"
    changed = run(f"<w:rPrChange><w:rPr>{WHITE}<w:vanish/></w:rPr></w:rPrChange>", "now")
    (page,) = read_bytes("a.docx", make_word(paragraph(struck, changed))).pages
    assert page.text == f"Seen first now\n\n{SECRET}"
    assert [span.reason for span in page.hidden] == ["deleted in tracked changes"]


def test_hidden_words_of_headers_and_notes_are_told(read_bytes):
    parts = {
        "header1.xml": ("header", f"<w:hdr {{ns}}>{alone(run(WHITE))}</w:hdr>"),
        "footnotes.xml": ("footnotes", f"<w:footnotes {{ns}}><w:footnote>{alone(run('<w:vanish/>'))}</w:footnote></w:footnotes>"),
    }  # fmt: skip
    found = told(read_bytes, make_word(alone(run("", "Seen")), parts=parts))
    assert found == [(SECRET, "in the colour of its background"), (SECRET, "formatted as hidden text")]
