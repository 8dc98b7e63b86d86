"""Parts of a file: exactly the bytes asked for, the whole where the question makes no sense."""

from __future__ import annotations

import io

import pytest

from datascores.portal.ranges import NotSatisfiable, Range, chunks, read_range


@pytest.mark.parametrize(
    "header, expected",
    [
        ("bytes=0-4", Range(0, 5)),
        ("bytes=5-", Range(5, 10)),
        ("bytes=-3", Range(7, 10)),
        ("bytes=-99", Range(0, 10)),
        ("bytes=8-99999999999999999999", Range(8, 10)),
        ("bytes=0-1,3-4", None),
        ("lines=0-4", None),
        ("bytes=4-2", None),
        ("bytes=-", None),
        ("bytes=x-y", None),
        ("", None),
    ],
)
def test_range_header_is_read(header, expected):
    assert read_range(header, 10) == expected


@pytest.mark.parametrize(
    "header, size", [("bytes=10-", 10), ("bytes=99999999999999999999-", 10), ("bytes=-0", 10), ("bytes=0-", 0)]
)
def test_range_behind_the_end_is_refused(header, size):
    with pytest.raises(NotSatisfiable):
        read_range(header, size)


def test_part_is_read_to_its_end_and_the_file_is_closed():
    file = io.BytesIO(bytes(range(256)) * 1024)
    assert b"".join(chunks(file, Range(5, 200_005))) == (bytes(range(256)) * 1024)[5:200_005]
    assert file.closed


def test_file_is_closed_when_nobody_reads_on():
    file = io.BytesIO(b"x" * 200_000)
    parts = chunks(file, Range(0, 200_000))
    next(parts)
    parts.close()
    assert file.closed
