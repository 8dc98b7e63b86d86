"""Headers, footers, notes and comments of a Word file are found by what the package says of them, whatever their names are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from tests.word_files import make_word, run

KINDS = ["header", "footer", "footnotes", "endnotes", "comments"]


def rewritten(data: bytes, name_of: Callable[[str], str], change: Callable[[str, bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name_of(name), change(name, old.read(name)))
    return file.getvalue()


def with_header() -> bytes:
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph("The council scores claims.")
    document.sections[0].header.paragraphs[0].text = "Reference 77"
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_parts_of_any_name_are_read_once(read_bytes, kind):
    xml = f"<w:part {{ns}}><w:p>{run(words='Lantern Score')}</w:p></w:part>"
    data = make_word(f"<w:p>{run(words='Our reply')}</w:p>", parts={"kopf.xml": (kind, xml)})
    text = read_bytes("a.docx", data).pages[0].text
    assert text.count("Lantern Score") == 1 and "Our reply" in text


def test_a_part_that_only_its_content_type_names_is_read(read_bytes):
    data = rewritten(
        with_header(),
        lambda name: name.replace("header1", "kopf"),
        lambda name, part: part.replace(b"header1", b"kopf" if name == "[Content_Types].xml" else b"elsewhere"),
    )
    assert "Reference 77" in read_bytes("a.docx", data).pages[0].text


def test_a_file_whose_parts_lie_in_another_folder_is_a_word_file(read_bytes):
    is_list = lambda name: name.endswith(".rels") or name == "[Content_Types].xml"  # noqa: E731
    data = rewritten(
        with_header(),
        lambda name: "w" + name[4:] if name.startswith("word/") else name,
        lambda name, part: part.replace(b"word/", b"w/") if is_list(name) else part,
    )
    reading = read_bytes("unnamed", data)
    assert (reading.format, reading.pages[0].text) == ("docx", "Reference 77\n\nThe council scores claims.")
