"""Formats of one page: OpenDocument, rich text, web pages, plain text."""

import io
import zipfile

import pytest

from datascores.corpus.extract import Status
from datascores.corpus.extract.html.text import main_and_around, main_text

SPACES = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:tb" xmlns:draw="urn:d" xmlns:style="urn:s"'


def make_opendocument(kind: str, body: str, styles: str = "", manifest: str = "<m/>") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", f"<office:document {SPACES}>{body}</office:document>")
        if styles:
            package.writestr("styles.xml", f"<office:document {SPACES}>{styles}</office:document>")
    return file.getvalue()


def test_odt_keeps_paragraphs_tables_and_headers(read_bytes):
    body = (
        "<text:h>Reply</text:h><text:p>One<text:s text:c='2'/>two<text:tab/>three</text:p>"
        "<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>"
    )
    styles = "<style:header><text:p>Town Hall</text:p></style:header>"
    reading = read_bytes("a.odt", make_opendocument("text", body, styles))
    assert (reading.format, reading.status) == ("odt", Status.OK)
    assert reading.pages[0].text == "Town Hall\n\nReply\nOne  two\tthree\nA\tB"


def test_odp_slides_are_pages(read_bytes):
    body = "".join(f"<draw:page><text:p>Slide about {word}</text:p></draw:page>" for word in ("risk", "need"))
    reading = read_bytes("a.odp", make_opendocument("presentation", body))
    assert [(page.label, page.text) for page in reading.pages] == [
        ("Slide 1", "Slide about risk"),
        ("Slide 2", "Slide about need"),
    ]


def test_odt_with_a_password_is_encrypted(read_bytes):
    data = make_opendocument("text", "<text:p/>", manifest="<m><manifest:encryption-data/></m>")
    assert read_bytes("a.odt", data).status == Status.ENCRYPTED


def test_rtf_is_read_with_its_headers_notes_comments_boxes_and_cells(read_bytes):
    data = (
        rb"{\rtf1\ansi {\header Letterhead\par}{\footerr Foot of page\par}Body{\*\footnote\pard Noted below}\par "
        rb"Said{\*\annotation{\*\atnid x}Remarked}\par {\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt Boxed\par}}}"
        rb"\trowd left\cell right\cell\row}"
    )
    lines = [line.strip() for line in read_bytes("a.rtf", data).pages[0].text.split("\n") if line.strip()]
    assert lines == ["Letterhead", "Foot of page", "Body", "Noted below", "Said", "Remarked", "Boxed", "left\tright"]


def test_rtf_is_read_without_its_pictures(read_bytes):
    data = b"{\\rtf1\\ansi\\ansicpg1252 Caf\\'e9 \\b score\\b0\\par Next{\\pict\\pngblip " + b"89504e47" * 1000 + b"}}"
    reading = read_bytes("a.rtf", data)
    assert reading.status == Status.OK and reading.pages[0].text.split("\n") == ["Café score", "Next"]


def test_html_keeps_title_and_text_but_not_the_script(read_bytes):
    head = b"<!doctype html><title>Minutes &amp; notes</title><script>var x=1</script>"
    data = head + b"<p>The committee met.</p><p>It left.</p>"
    reading = read_bytes("minutes", data)
    assert (reading.format, reading.title) == ("html", "Minutes & notes")
    assert "The committee met." in reading.pages[0].text.split("\n") and "var x" not in reading.pages[0].text


def test_what_stands_around_the_main_text_of_a_web_page_is_a_page_of_its_own_and_nothing_is_lost(read_bytes):
    menu = "".join(f'<li><a href="/{number}">Menu entry {number}</a></li>' for number in range(20))
    article = "<p>The committee noted that the score is reviewed by officers each month and by members.</p>" * 5
    around = (
        '<header>Saltmere District</header><div class="sidebar">Uses Lantern Score</div>',
        "<footer>Reply 4711</footer>",
    )
    data = (
        f"<!doctype html><body>{around[0]}<nav><ul>{menu}</ul></nav>"
        f"<main><article>{article}</article></main>{around[1]}</body>"
    )
    main, beside = read_bytes("a.html", data.encode()).pages
    assert main.text.count("The committee noted") == 5 and "committee" not in beside.text
    assert (main.label, beside.label) == ("", "Around the main text")
    for words in ("Menu entry 19", "Uses Lantern Score", "Reply 4711"):
        assert beside.text.count(words) == 1 and words not in main.text, words
    assert (main.text + beside.text).count("Saltmere District") == 1


@pytest.mark.parametrize("hiding", ["hidden", 'style="display: none"', 'style="DISPLAY:NONE;color:red"'])
def test_what_a_web_page_hides_from_its_reader_is_no_text_of_it(read_bytes, hiding: str):
    text = read_bytes("a.html", f"<!doctype html><p>Shown.</p><p {hiding}>Secret.</p>".encode()).pages[0].text
    assert text == "Shown."


def test_address_of_a_web_page_has_no_new_version_for_another_menu():
    article = "<p>The committee noted that the score is reviewed by officers each month and by members.</p>" * 5
    pages = [
        f"<!doctype html><body><nav><a href=/>{menu}</a></nav><main><article>{article}</article></main></body>".encode()
        for menu in ("Home", "News")
    ]
    assert main_text(pages[0]) == main_text(pages[1]) and "Home" in main_and_around(pages[0])[1]


def test_long_html_is_cut_and_says_so(read_bytes):
    reading = read_bytes("a.html", b"<html><p>" + b"word " * 1000, html_bytes=500)
    assert reading.status == Status.PARTIAL and "first" in reading.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_decoded(read_bytes, encoding: str):
    reading = read_bytes("a.txt", "Costs £50 – café".encode(encoding))
    assert (reading.format, reading.pages[0].text) == ("txt", "Costs £50 – café")


def test_csv_rows_are_lines(read_bytes):
    reading = read_bytes("a.csv", b'Supplier;Note\n"Beta Ltd";"two\nlines"\n')
    assert (reading.format, reading.pages[0].text) == ("csv", "Supplier\tNote\nBeta Ltd\ttwo lines")


def test_text_beyond_the_output_limit_is_cut_and_says_where(read_bytes):
    reading = read_bytes("a.txt", b"abcdefghij" * 10, output_chars=25)
    assert reading.status == Status.PARTIAL and len(reading.pages[0].text) == 25 and "page 1" in reading.reason
