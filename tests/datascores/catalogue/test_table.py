"""CSV and cells: what a file says is what the database says, and a bad file is named with row and column."""

import pytest

from datascores.catalogue.models import Authority, System
from datascores.catalogue.table import (
    canonical_cells,
    cells_of,
    columns_of,
    content_hash,
    read_table,
    write_table,
)


def keyword_file(*lines: str) -> bytes:
    return "\n".join([",".join(columns_of("keyword")), *lines]).encode()


def test_written_table_reads_back_the_same(folder):
    for kind, rows in folder.rows.items():
        expected = [canonical_cells(kind, row) for row in rows]
        found, problems = read_table(write_table(kind, expected).encode(), kind)
        assert problems == []
        assert [row.cells for row in found] == expected


def test_database_and_file_give_the_same_cells(loaded):
    for kind, model in (("authority", Authority), ("system", System)):
        for row in loaded.rows[kind]:
            assert cells_of(model.objects.get(slug=row["slug"])) == canonical_cells(kind, row)


def test_order_of_aliases_does_not_change_the_content():
    one = canonical_cells("keyword", {"slug": "a", "name": "A name", "aliases": "x1| x2"})
    other = canonical_cells("keyword", {"slug": "a", "name": "A name", "aliases": "x2|x1|x2"})
    assert content_hash(one) == content_hash(other)


def test_columns_may_stand_in_any_order_and_after_a_byte_order_mark():
    columns = list(reversed(columns_of("keyword")))
    values = ["risk score" if column == "name" else "risk-score" if column == "slug" else "" for column in columns]
    rows, problems = read_table(("\ufeff" + ",".join(columns) + "\r\n" + ",".join(values)).encode(), "keyword")
    assert problems == []
    assert rows[0].cells["name"] == "risk score"


def test_windows_1252_is_named_with_its_row():
    content = keyword_file("a,First,,,,,,", "b,King") + "’s".encode("cp1252") + b",,,,,,"
    rows, problems = read_table(content, "keyword", "keywords.csv")
    assert rows == []
    assert str(problems[0]).startswith("keywords.csv, row 3: is not UTF-8 (byte 0x92)")


def test_nul_is_named_with_its_row():
    rows, problems = read_table(keyword_file("a,Fi\0rst,,,,,,"), "keyword")
    assert (rows, problems[0].row) == ([], 2)


@pytest.mark.parametrize(
    ("header", "column", "words"),
    [
        ("slug,name", "aliases", "is missing"),
        (",".join(columns_of("keyword")) + ",notes", "notes", "is not a column"),
        (",".join(columns_of("keyword")) + ",slug", "slug", "stands twice"),
    ],
)
def test_wrong_columns_are_named(header, column, words):
    rows, problems = read_table(header.encode(), "keyword")
    assert rows == []
    assert any(problem.row == 1 and problem.column == column and words in problem.message for problem in problems)


def test_row_with_too_few_cells_is_named_and_nothing_is_read():
    columns = len(columns_of("keyword"))
    rows, problems = read_table(keyword_file("a,First" + "," * (columns - 2), "b,Second"), "keyword")
    assert rows == []
    assert [(problem.row, problem.message) for problem in problems] == [
        (3, f"has 2 cells where the header has {columns}.")
    ]


@pytest.mark.parametrize("content", [b"", b"\n"])
def test_empty_file_is_a_problem_and_not_an_empty_catalogue(content):
    assert read_table(content, "keyword")[1]


@pytest.mark.parametrize(
    ("lines", "row", "words"),
    [
        (('a,"First,,,,,,', "b,Second,,,,,,"), 2, "never closed"),
        (("a,First,,,,,,", 'b,"The "second" one",,,,,,'), 3, "stray quotation mark"),
        (("a,First,,,,,,", f"b,{'x' * 140_000},,,,,,"), 3, "more than 131,072 characters"),
        (("a,First,,,,,,", 'b,"Second,,,,,,', *["c,Third,,,,,,"] * 12_000), 3, "never closed"),
    ],
)
def test_row_that_cannot_be_parsed_is_named_and_nothing_is_read(lines, row, words):
    rows, problems = read_table(keyword_file(*lines), "keyword", "keywords.csv")
    assert rows == [] and problems[0].row == row and words in problems[0].message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_as_what_it_is(encoding):
    rows, problems = read_table(keyword_file("a,First,,,,,,").decode().encode(encoding), "keyword")
    assert rows == [] and "UTF-16" in problems[0].message and "UTF-8" in problems[0].message
