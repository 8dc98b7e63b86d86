"""The type comes from the bytes."""

import pytest

from datascores.corpus.extract import Status


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("a.docx", b"junk first\n%PDF-1.4\n", "pdf"),
        ("a.pdf", b"{\\rtf1 hello}", "rtf"),
        ("a.txt", b"<!-- note --><HTML><body>hello", "html"),
        ("a.txt", b"Received: by x\nFrom: a@b.example\nSubject: c\n\nhello", "eml"),
        ("a.html", b"From: A. Person\nSent: 3 May\n\nThis is pasted text.", "txt"),
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.doc", b"Plain words only.", "txt"),
        ("a.txt", b"\x89PNG\r\n\x1a\n0000", "png"),
        ("a.txt", bytes(range(256)), "unknown"),
    ],
)
def test_type_is_told_from_the_bytes(read_bytes, name: str, data: bytes, format_name: str):
    assert read_bytes(name, data).format == format_name


def test_picture_is_named_as_not_read(read_bytes):
    reading = read_bytes("a.pdf", b"\xff\xd8\xff\xe0rest")
    assert (reading.format, reading.status) == ("jpg", Status.NO_TEXT) and "picture" in reading.reason


def test_unknown_bytes_are_unsupported_with_a_reason(read_bytes):
    reading = read_bytes("a.pdf", b"\x00\x01\x02\x03" * 100)
    assert reading.status == Status.UNSUPPORTED and reading.reason


def test_empty_file_is_empty(read_bytes):
    assert read_bytes("a.pdf", b"").status == Status.EMPTY
