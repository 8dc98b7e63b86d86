"""Files that grow batch by batch and survive a kill at any moment: nothing is written twice, nothing is lost.

A checkpoint on disk says how much of each file counts and what had been done by then. Whoever opens the ledger after a kill
cuts the files back to the checkpoint and goes on behind it. One process writes at a time; a second one is refused.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

CHECKPOINT = "checkpoint.json"


class LedgerBusy(Exception):
    """Another process writes these files just now."""


class Ledger:
    """Files of those names in a folder; ``done`` and ``rows`` are what the caller had counted at the last checkpoint."""

    def __init__(self, folder: Path, files: Mapping[str, BinaryIO]) -> None:
        self._folder = folder
        self._files = files
        state = read_checkpoint(folder)
        self.done: int = state["done"]
        self.rows: int = state["rows"]
        self.interruptions: int = state["openings"]
        self._openings = self.interruptions + 1
        for name, file in files.items():
            file.truncate(state["sizes"].get(name, 0))
            file.seek(0, os.SEEK_END)
        self._save()

    def is_empty(self, name: str) -> bool:
        """Whether nothing has been written to a file yet."""
        return self._files[name].tell() == 0

    def begin_anew(self) -> None:
        """Drop all that was written."""
        for file in self._files.values():
            file.truncate(0)
            file.seek(0)
        self.done = self.rows = 0
        self._save()

    def append(self, done: int, rows: int, pieces: Mapping[str, bytes]) -> None:
        """Add to the files, then move the checkpoint: ``done`` and ``rows`` count from the very beginning."""
        for name, piece in pieces.items():
            self._files[name].write(piece)
        self.done, self.rows = done, rows
        self._save()

    def _save(self) -> None:
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
        sizes = {name: file.tell() for name, file in self._files.items()}
        state = {"done": self.done, "rows": self.rows, "sizes": sizes, "openings": self._openings}
        write_whole(self._folder / CHECKPOINT, json.dumps(state))


@contextmanager
def open_ledger(folder: Path, names: tuple[str, ...]) -> Iterator[Ledger]:
    """The ledger of a folder, at its last checkpoint. Raises LedgerBusy while another process has it open."""
    with ExitStack() as stack:
        lock = stack.enter_context((folder / "lock").open("a"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the kernel ends it with the process
        except BlockingIOError as error:
            raise LedgerBusy("Another worker is writing this very file.") from error
        files: dict[str, BinaryIO] = {}
        for name in names:
            (folder / name).touch()
            files[name] = stack.enter_context((folder / name).open("r+b"))
        yield Ledger(folder, files)


def read_checkpoint(folder: Path) -> dict:
    """The last checkpoint; all zero where there is none."""
    path = folder / CHECKPOINT
    if not path.exists():
        return {"done": 0, "rows": 0, "sizes": {}, "openings": 0}
    return json.loads(path.read_text(encoding="utf-8"))


def write_whole(path: Path, text: str) -> None:
    """A small file that is there wholly or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
