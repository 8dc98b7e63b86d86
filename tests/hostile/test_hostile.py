"""Every hostile file ends with an honest status within its limits, and the parent, the disk and the network feel nothing."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from datascores.corpus.extract import Extractor, Limits
from datascores.corpus.models import Document
from tests.hostile.families import all_hostile, quick_hostile
from tests.hostile.hostile_file import Hostile
from tests.hostile.running import Row, listening_server, read_all, table

LIMITS = Limits(seconds=5, seconds_per_megabyte=0.1, memory_bytes=768 << 20, file_bytes=60 << 20)


@pytest.fixture(scope="module")
def run() -> tuple[list[Row], list[str]]:
    """All but the slow ones, shared out to one extractor a core; and what was asked of the server they point to."""
    share = os.cpu_count() or 1
    with listening_server() as asked, ThreadPoolExecutor(share) as threads:
        files = list(quick_hostile())
        parts = threads.map(lambda part: list(read_all(files[part::share], LIMITS)), range(share))
        return [row for part in parts for row in part], asked


def test_every_file_ends_with_an_honest_status_and_a_reason(run):
    faults = [f"{row.family}/{row.name!r}: {row.status} {row.reason} ({row.fault})" for row in run[0] if row.fault]
    assert not faults, "\n".join([*faults, table(run[0])])


def test_there_are_at_least_250_files_of_many_families(run):
    assert len(run[0]) >= 250 and len({row.family for row in run[0]}) >= 25


def test_no_child_takes_more_memory_than_its_limit(run):
    most = max(run[0], key=lambda row: row.resident)
    assert 0 < most.resident <= LIMITS.memory_bytes >> 20, most


def test_the_kernel_is_told_the_limit_of_memory(tmp_path):
    (tmp_path / "letter.txt").write_text("We use no risk score.")
    with Extractor(LIMITS) as extractor:
        extractor.read(tmp_path / "letter.txt", scratch=tmp_path / "scratch")
        said = Path(f"/proc/{extractor._child.pid}/limits").read_text()
    line = next(line for line in said.splitlines() if line.startswith("Max address space"))
    assert line.split()[3:5] == [str(LIMITS.memory_bytes)] * 2


def test_nothing_in_a_file_is_fetched(run):
    assert run[1] == []


def test_makers_give_the_same_bytes_each_time(tmp_path):
    def bytes_of(folder: str) -> list[bytes]:
        (tmp_path / folder).mkdir()
        files = [file for file in all_hostile() if file.family.startswith("mutated")]
        for number, file in enumerate(files):
            file.write(tmp_path / folder / str(number))
        return [(tmp_path / folder / str(number)).read_bytes() for number in range(len(files))]

    assert bytes_of("one") == bytes_of("two")


def one_of_each_family() -> list[Hostile]:
    chosen: dict[str, Hostile] = {}
    for file in quick_hostile():
        if file.family in ("no file", "odd name"):
            chosen[file.name] = file
        else:
            chosen.setdefault(file.family, file)
    return list(chosen.values())


@pytest.mark.django_db(transaction=True)
def test_folder_of_hostile_files_is_taken_in_whole(tmp_path, monkeypatch):
    """Each is a document with status and reason or is named as refused; nothing is written outside the data folder."""
    monkeypatch.setattr(settings, "EXTRACT_SECONDS", 6)
    folder, files = tmp_path / "in", one_of_each_family()
    folder.mkdir()
    for number, file in enumerate(files):
        place = folder / f"{number:03}"  # a folder each, since some have the same name
        place.mkdir()
        file.write(place / file.name)
    before = everything_below(tmp_path)
    out = StringIO()
    with listening_server() as asked, pytest.raises(CommandError, match="not taken in"):
        call_command("ingest", str(folder), stdout=out)
    assert asked == []
    taken = [file for file in files if file.family != "no file"]
    assert Document.objects.count() >= len(taken) - 20  # the same words under many names are one document
    silent = Document.objects.exclude(status="ok").filter(reason="")
    assert not silent, list(silent.values_list("name", "status"))
    assert not Document.objects.filter(status="").exists()
    refused = out.getvalue().count("not taken in:")
    assert refused == len([f for f in files if f.family == "no file" and f.name not in ("folder.pdf", "absent.txt")])
    data = Path(settings.DATA_DIR)
    assert {path for path in everything_below(tmp_path) if data not in (path, *path.parents)} == before


def everything_below(folder: Path) -> set[Path]:
    return {Path(here) / name for here, folders, names in os.walk(folder) for name in (*folders, *names)}
