"""Parts of a workbook with tags that nobody closes are read in one pass: another would not end within a day."""

from __future__ import annotations

import io
import zipfile

import olefile

from datascores.corpus.extract.sheets.headers import headers_of_ods, headers_of_part
from datascores.corpus.extract.sheets.packages import Palette, coloured_strings
from tests.containers import write_ole
from tests.known_sentence import FIXTURES

_MANY = 200_000
_RED = b'<si><r><rPr><color rgb="FFFF0000"/></rPr><t>Seen</t></r></si>'


def test_shared_texts_are_counted_whatever_is_left_open():
    palette = Palette({})
    assert set(coloured_strings(b"<sst><si/><si><t>a</t></si>" + _RED + b"</sst>", palette)) == {2}
    for opened in (b"<si>", b"<si ", b"<si><rPr><color "):
        assert coloured_strings(b"<sst>" + opened * _MANY, palette) == {}


def test_headers_are_found_whatever_is_left_open():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("open.xml", b"<headerFooter" * _MANY)
        package.writestr("prefixed.xml", b"<x:headerFooter><x:oddHeader>Reference 77</x:oddHeader></x:headerFooter>")
        assert headers_of_part(package, "open.xml") == []
        assert headers_of_part(package, "prefixed.xml") == [(True, "Reference 77")]
    assert list(headers_of_ods(b"<table:table " * _MANY, b"<none/>")) == []


def test_words_of_a_chart_in_an_old_workbook_stand_in_the_first_row(read_bytes):
    with olefile.OleFileIO(FIXTURES / "sentence.xls") as container:
        streams = {tuple(entry): container.openstream(entry).read() for entry in container.listdir()}
    book = streams["Workbook",]
    end = book.rindex(b"\x0a\0\0\0")  # of the last sheet
    words = "Claims scored by Lantern"
    text = b"\0\0" + bytes([len(words), 0]) + words.encode()
    streams["Workbook",] = book[:end] + b"\x0d\x10" + len(text).to_bytes(2, "little") + text + book[end:]
    page = read_bytes("a.xls", write_ole(streams)).pages[-1]
    assert words in page.text.split("\n")[0] and page.first_row == 1
