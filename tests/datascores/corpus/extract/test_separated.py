"""Rows of csv stay rows, also where a quote is wrong."""

import csv
import io

import pytest

from datascores.corpus.extract.separated import rows_of

MANY = "".join(f"row{number},value {number}\n" for number in range(40))


def test_stray_quote_at_the_start_of_a_cell_costs_no_row(read_bytes):
    lines = read_bytes("a.csv", f'name,comment\na,"5 inch screen\n{MANY}'.encode()).pages[0].text.split("\n")
    assert lines[1:4] == ['a\t"5 inch screen', "row0\tvalue 0", "row1\tvalue 1"] and len(lines) == 42


@pytest.mark.parametrize("text", [
    'a,b\n1,"5 inch screen\n2,"6 inch screen\n3,x\n', 'a;b\n1;"5 inch screen\n2;y\n3;y\n4;z\n5;z\n6;z\n7;7"\n',
    'a,b,c\n1,"5 inch,x\n2,y,z\n3,y,z\n4,6",q\n', 'a,b\r\n1,"5" screen\r\n2,y\r\n',
])  # fmt: skip
def test_inch_signs_are_signs_like_any_other(text: str):
    delimiter = ";" if ";" in text else ","
    expected = [line.split(delimiter) for line in text.splitlines()]
    assert rows_of(text) == expected


@pytest.mark.parametrize("rows", [
    [["a", "b"], ["1", "two\nlines, and\none more"], ["2", 'the "best" of\nall']],
    [["Name", "Address", "Town"], ["1", "1 High Street,\nTown, County\nUK", "x"]],
    [["a", "b"], ["", '"'], ["x\r\ny", ","]], [["a", "b"], ["1", 'said: "yes"\n'], ["2", ""]],
])  # fmt: skip
def test_cells_over_several_lines_and_quoted_quotes_stay_cells(rows: list[list[str]]):
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    assert rows_of(file.getvalue()) == rows
    stray = rows_of(file.getvalue() + '9,"stray\n')
    assert stray == [*rows, ["9", '"stray']]


def test_cell_longer_than_any_limit_is_read():
    assert rows_of(f"a,b\n1,{'x' * (2 << 20)}\n")[1][1] == "x" * (2 << 20)
