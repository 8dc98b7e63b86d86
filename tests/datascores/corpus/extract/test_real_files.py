"""The real attachments of the trial folder, where it is at hand."""

from pathlib import Path

import pytest

from datascores.corpus.extract import Status

pytestmark = pytest.mark.shared


@pytest.fixture
def folder(shared: Path) -> Path:
    return shared / "data" / "foi-requests"


def test_every_real_file_gets_text_or_a_reason(extractor, folder):
    readings = {path.name: extractor.read(path) for path in sorted(folder.iterdir())}
    assert len(readings) == 30
    for name, reading in readings.items():
        assert reading.status in (Status.OK, Status.PARTIAL, Status.NO_TEXT), name
        assert bool(reading.reason) == (reading.status != Status.OK), name
    assert [name for name, reading in readings.items() if reading.status == Status.NO_TEXT] == ["PID.pdf"]


def test_pages_of_screenshots_are_named(extractor, folder):
    reading = extractor.read(folder / "Qlik Screenshots.pdf")
    assert reading.status == Status.PARTIAL
    assert [page.number for page in reading.pages if page.pictures_wanted] == [1, 2, 3, 4, 5, 6]
