"""Hidden words of rich text are told; words that can be seen are not; deleted words stand apart at the end."""

import pytest

SECRET = "Quillmark sum 48,215"
HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}"
    r"{\colortbl;\red255\green255\blue255;\red31\green73\blue125;\red0\green0\blue0;\red255\green255\blue0;}"
    r"{\stylesheet{\s1\cbpat2 Band;}{\s2\sbasedon1 Heir;}{\s3 Plain;}}"
)
SAME = "in the colour of its background"


def told(read_bytes, body: str) -> list[tuple[str, str]]:
    (page,) = read_bytes("a.rtf", f"{HEAD}{body}}}".encode("latin-1")).pages
    assert SECRET in page.text
    return [(page.text[span.start : span.end], span.reason) for span in page.hidden]


@pytest.mark.parametrize(("before", "after", "reason"), [
    (r"\v ", r"\v0 ", "formatted as hidden text"), (r"{\v ", "}", "formatted as hidden text"),
    (r"\fs2 ", r"\fs24 ", "in letters too small to see"), (r"\charscalex1 ", r"\plain ", "in letters too small to see"),
    (r"\cf1 ", r"\cf0 ", SAME), (r"{\cf4\highlight4 ", "}", SAME), (r"{\cf3\chcbpat3 ", "}", SAME),
])  # fmt: skip
def test_hidden_words_are_told(read_bytes, before: str, after: str, reason: str):
    assert told(read_bytes, rf"\pard Seen \'e9 first {before}{SECRET}{after} and last\par") == [(SECRET, reason)]


@pytest.mark.parametrize(("before", "after"), [
    (r"\v0 ", ""), (r"{\cf1\highlight2 ", "}"), (r"{\cf1\chcbpat3 ", "}"), (r"\cf2 ", ""), (r"\fs12 ", ""),
    (r"{\cf1\outl ", "}"), (r"{\cf1\chshdng5000 ", "}"), (r"\cbpat2\cf1 ", ""), (r"{\v hidden dot: .}", ""),
    (r"\pard\s1\cf1 ", ""), (r"\pard\s2\cf1 ", ""), (r"{\shp{\*\shpinst{\shptxt \cf1 ", "}}}"), (r"\webhidden ", ""),
])  # fmt: skip
def test_words_that_can_be_seen_are_not_called_hidden(read_bytes, before: str, after: str):
    found = told(read_bytes, rf"\pard Seen first {before}{SECRET}{after}\par")
    assert not [words for words, _ in found if SECRET in words]


def test_shaded_style_ends_with_its_paragraph(read_bytes):
    assert told(read_bytes, rf"\pard\s1 Band\par\pard\s3\cf1 {SECRET}\par") == [(SECRET, SAME)]


def test_in_a_table_with_shaded_cells_no_colour_is_judged(read_bytes):
    row = r"\trowd{}\cellx4000\pard\intbl\cf1 " + SECRET + r"\cell\row\pard"
    assert told(read_bytes, row.format(r"\clcbpat2")) == []
    assert told(read_bytes, row.format("")) == [(SECRET, SAME)]


def test_deleted_words_stand_apart_at_the_end(read_bytes):
    (page,) = read_bytes("a.rtf", f"{HEAD}\\pard Seen {{\\deleted {SECRET}}}first\\par}}".encode()).pages
    assert page.text == f"Seen first\n\n{SECRET}"
    assert [span.reason for span in page.hidden] == ["deleted in tracked changes"]


@pytest.mark.parametrize("sign", [r"\'01", r"\u1 ?", "\x01", r"\u-529 ?", r"\u64977 ?"])
def test_file_cannot_write_the_signs_itself(read_bytes, sign: str):
    found = told(read_bytes, rf"\pard {sign}Seen {{\v {sign}{SECRET}}} last\par")
    assert found == [(SECRET, "formatted as hidden text")]
