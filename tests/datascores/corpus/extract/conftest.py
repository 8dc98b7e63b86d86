"""Reading a file made in a test: in this process, or through the limited child."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from datascores.corpus.extract import Extractor, Limits, Reading
from datascores.corpus.extract.reader import read
from datascores.corpus.extract.reading import Task

ReadBytes = Callable[..., Reading]


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """`read_bytes("name.txt", b"…", depth=0, pages=3)`: the reading of these bytes, with limits by keyword."""

    def read_it(name: str, data: bytes, depth: int = 0, **limits: int) -> Reading:
        path, scratch = tmp_path / "file", tmp_path / "scratch"
        path.write_bytes(data)
        scratch.mkdir(exist_ok=True)
        return read(Task(path, name, scratch, depth, Limits(**limits)))

    return read_it


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor() as extractor:
        yield extractor
