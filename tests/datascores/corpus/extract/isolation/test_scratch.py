"""Folders for files on their way go away with their makers, killed ones too."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from datascores.corpus.extract.isolation.scratch import ScratchFolder

_MAKE = (
    "from datascores.corpus.extract.isolation.scratch import ScratchFolder; made = ScratchFolder();"
    " print(made.path, flush=True); input()"
)


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def start_maker() -> tuple[subprocess.Popen, Path]:
    maker = subprocess.Popen([sys.executable, "-c", _MAKE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert maker.stdout is not None
    folder = Path(maker.stdout.readline().strip())
    (folder / "member").write_text("left")
    return maker, folder


def test_folder_of_a_killed_process_is_removed_by_the_next_that_makes_one(temporary):
    maker, folder = start_maker()
    maker.kill()
    maker.communicate()
    assert folder.exists() and folder.parent == temporary
    made = ScratchFolder()
    assert not folder.exists() and list(temporary.iterdir()) == [made.path]


def test_folder_of_a_living_process_stays(temporary):
    maker, folder = start_maker()
    made = ScratchFolder()
    assert (folder / "member").read_text() == "left"
    maker.communicate("\n")
    assert list(temporary.iterdir()) == [made.path]


def test_folder_is_gone_when_closed_and_what_is_not_ours_stays(temporary):
    foreign = temporary / "someone-else"
    foreign.mkdir()
    made = ScratchFolder()
    made.close()
    assert list(temporary.iterdir()) == [foreign]
