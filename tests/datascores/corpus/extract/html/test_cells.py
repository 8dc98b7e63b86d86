"""Rows of tables whose cells hold paragraphs stay rows."""

from __future__ import annotations

from datascores.corpus.extract.html.text import main_and_around

ROWS = (
    "<tr><td><p><b>Request</b></p></td><td><p>Reply</p></td></tr>"
    "<tr><td><p>Is it used</p></td><td><p>No.</p><p>Never.</p></td></tr>"
)


def lines_of(body: str) -> list[str]:
    text = main_and_around(f"<html><body><p>Dear Ms Orr</p>{body}<p>Yours</p></body></html>".encode())[0]
    return [" | ".join(part.strip() for part in line.split("\t") if part.strip()) for line in text.split("\n")]


def test_cells_written_as_paragraphs_stay_in_their_row():
    lines = lines_of(f"<table>{ROWS}</table>")
    assert "Request | Reply" in lines
    assert "Is it used | No. Never." in lines


def test_a_table_that_lays_out_a_letter_keeps_its_paragraphs():
    lines = lines_of(f"<table><tr><td><p>One thing.</p><p>Another thing.</p><table>{ROWS}</table></td></tr></table>")
    assert "One thing." in lines and "Another thing." in lines
    assert "Is it used | No. Never." in lines


def test_cells_as_long_as_pages_keep_their_paragraphs():
    long = "<p>This is said.</p>" * 200
    lines = lines_of(f"<table><tr><td>{long}</td><td>x</td></tr><tr><td>{long}</td><td>y</td></tr></table>")
    assert lines.count("This is said.") > 300
