"""The type comes from the bytes."""

import pytest

from datascores.corpus.extract import Status

HEADERS = b"ARC-Seal: i=1; a=rsa-sha256;\r\n b=abcdef\r\n"  # of those that servers add on the way


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("a.docx", b"junk first\n%PDF-1.4\n1 0 obj\n", "pdf"),
        ("a.docx", b"\n\n%PDF-1.4\n", "pdf"),
        ("a.txt", b"A file that begins with %PDF-1.4 is a PDF.\n", "txt"),
        ("a.csv", b"format,mark\npdf,%PDF-1.4\npng,PNG\n", "csv"),
        ("a.eml", b"Received: by x\nFrom: a@b.example\nSubject: c\n\n%PDF-1.4\n1 0 obj\n", "eml"),
        ("a.txt", b"BMI and blood pressure are asked for at each visit.", "txt"),
        ("a.csv", b"BM,area\n1,north\n", "csv"),
        ("a.txt", b"GIF89a is a format of pictures.", "txt"),
        ("a.pdf", b"{\\rtf1 hello}", "rtf"),
        ("a.txt", b"<!-- note --><HTML><body>hello", "html"),
        ("a.txt", b"Received: by x\nFrom: a@b.example\nSubject: c\n\nhello", "eml"),
        ("a.html", b"From: A. Person\nSent: 3 May\n\nThis is pasted text.", "txt"),
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.doc", b"Plain words only.", "txt"),
        ("a.txt", b"\xef\xbb\xbfFrom: a@b.example\nTo: c@d.example\nSubject: c\n\nhello", "eml"),
        ("a.txt", "From: a@b.example\nTo: c@d.example\nSubject: c\n\nhello".encode("utf-16"), "eml"),
        ("a.txt", b"\r\n\r\nReceived: by x\r\nFrom: a@b.example\r\nSubject: c\r\n\r\nhello", "eml"),
        ("a.txt", b"\n\nFrom: A. Person\nTo: B. Person\nSubject: pasted below empty lines\n\nhello", "txt"),
        ("a.txt", HEADERS * 90 + b"From: a@b.example\nTo: c@d.example\nSubject: c\n\nhello", "eml"),
        ("a.txt", b"Subject:\n folded\nFrom: a@b.example\nTo: c@d.example\n\nhello", "eml"),
        ("a.eml", b"X-Odd_Name: 1\nFrom: a@b.example\n\nhello", "eml"),
        ("a.eml", b"Only words, and a colon: here.\n", "txt"),
        ("a.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=q\n\n--q\n\nhello", "eml"),
        ("a.txt", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nA sample of two headers.", "txt"),
        ("a.txt", b"From here on Tuesday\nTo: nobody\nit is a letter", "txt"),
        ("a.txt", "<div>hello</div>".encode("utf-16-le"), "html"),
        ("a.txt", b"Prices < 5: <table> is a tag.", "txt"),
        ("a.txt", b"\x89PNG\r\n\x1a\n0000", "png"),
        ("a.txt", bytes(range(256)), "unknown"),
    ],
)
def test_type_is_told_from_the_bytes(read_bytes, name: str, data: bytes, format_name: str):
    assert read_bytes(name, data).format == format_name


def test_damaged_picture_is_known_by_its_content_and_said_to_be_damaged(read_bytes):
    reading = read_bytes("a.pdf", b"\xff\xd8\xff\xe0rest")
    assert (reading.format, reading.status) == ("jpg", Status.FAILED) and "damaged" in reading.reason


def test_unknown_bytes_are_unsupported_with_a_reason(read_bytes):
    reading = read_bytes("a.pdf", b"\x00\x01\x02\x03" * 100)
    assert reading.status == Status.UNSUPPORTED and reading.reason


def test_empty_file_is_empty(read_bytes):
    assert read_bytes("a.pdf", b"").status == Status.EMPTY


def test_pdf_without_its_first_line_is_still_tried(read_bytes):
    from tests.hostile.pdfs import one_page

    reading = read_bytes("reply.pdf", one_page().replace(b"%PDF-1.7", b"?PDX-1.7"))
    assert reading.format == "pdf" and "Words that a council wrote" in reading.pages[0].text


def test_reason_says_when_content_is_nothing_like_the_name(read_bytes):
    assert "named .doc" in read_bytes("reply.doc", bytes(range(256)) * 20).reason
    assert "of this kind" in read_bytes("reply.dwg", bytes(range(256)) * 20).reason


def test_page_that_begins_with_hundreds_of_comments_is_told_at_once(read_bytes):
    comments = b"<!-- one -->\n" * 200
    assert read_bytes("a.txt", comments + b"<html><body>hello").format == "html"
    assert read_bytes("b.txt", comments + b"no page at all").format == "txt"
