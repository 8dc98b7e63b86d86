"""The folder of an embedded index: generations, the pointer to the one that serves, locks and the journal of a rebuild.

`current` names the generation that serves and is only ever replaced whole; so a process killed at any moment leaves
either the old index or the new one. Writers wait for each other on `write.lock`. While a rebuild runs (it holds
`rebuild.lock`), every change is also written to a journal, which the rebuild applies before the switch. Locks are the
kernel's (flock) and end with their process. Reading never creates anything.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from search.engine.port import EngineUnavailable, Record

_MISSING = "There is no search index. “manage.py rebuild_index” makes one from the database."
DAMAGED = "The search index is damaged. “manage.py rebuild_index” makes a new one from the database."
_PAUSE = 0.02  # seconds between two looks at a lock


class Generations:
    """The generations in one folder. `wait` is how many seconds a writer waits for another one."""

    def __init__(self, folder: Path, wait: float = 60.0) -> None:
        self.folder = folder
        self.wait = wait

    def has_current(self) -> bool:
        return (self.folder / "current").exists()

    def current(self) -> Path:
        """The generation that serves. Raises EngineUnavailable if there is none or its folder is gone."""
        try:
            name = (self.folder / "current").read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise EngineUnavailable(_MISSING) from error
        except (OSError, UnicodeDecodeError) as error:
            raise EngineUnavailable(f"The search index cannot be read ({error}).") from error
        if not name.startswith("generation-") or not (self.folder / name).is_dir():
            raise EngineUnavailable(DAMAGED)
        return self.folder / name

    def _pointer(self) -> str:
        """The name in the pointer, whatever it is worth; "" if there is none."""
        pointer = self.folder / "current"
        return pointer.read_text(encoding="utf-8", errors="replace").strip() if pointer.exists() else ""

    def begin(self) -> Path:
        """A new, empty generation, not yet serving; leftovers of rebuilds that died are removed."""
        self._remove_all_but(self._pointer())
        new = self.folder / f"generation-{uuid.uuid4().hex[:12]}"
        new.mkdir()
        return new

    def switch(self, new: Path) -> None:
        """Let `new` serve from now on, and remove all others. Readers that have an old one open can finish."""
        pointer = self.folder / "current.new"
        with pointer.open("w", encoding="ascii") as file:
            file.write(new.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.folder / "current")
        self._remove_all_but(new.name)

    def discard(self, new: Path) -> None:
        """Remove a generation that never came to serve."""
        if self._pointer() != new.name:
            shutil.rmtree(new, ignore_errors=True)

    def _remove_all_but(self, name: str) -> None:
        for folder in self.folder.glob("generation-*"):
            if folder.name != name:
                shutil.rmtree(folder, ignore_errors=True)
        for journal in self.folder.glob("generation-*/journal.jsonl"):
            journal.unlink()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write. Raises EngineUnavailable if another writer keeps it longer than `wait` seconds."""
        with self._locked("write.lock", self.wait, "The search index is being written by another process; try later."):
            yield

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Hold the right to rebuild. Raises EngineUnavailable at once if somebody else rebuilds."""
        # A writer that asks whether a rebuild runs holds this lock for an instant: hence the short wait.
        with self._locked("rebuild.lock", 0.3, "The search index is being rebuilt already."):
            yield

    @contextmanager
    def _locked(self, name: str, wait: float, refusal: str) -> Iterator[None]:
        deadline = time.monotonic() + wait
        try:
            handle = os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise EngineUnavailable(_MISSING) from error
        try:
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() > deadline:
                        raise EngineUnavailable(refusal) from error
                    time.sleep(_PAUSE)
            yield
        finally:
            os.close(handle)  # ends the lock, too

    def is_rebuilding(self) -> bool:
        """Whether a living process rebuilds. Ask it while `writing`, or the answer may be old."""
        try:
            with self._locked("rebuild.lock", 0.0, ""):
                return False
        except EngineUnavailable:
            return True

    def note(self, upserted: list[Record], deleted: list[str]) -> None:
        """Add changes to the journal of the rebuild that runs."""
        for growing in self.folder.glob("generation-*"):
            if growing.name != self._pointer():
                with (growing / "journal.jsonl").open("a", encoding="utf-8") as file:
                    for record in upserted:
                        file.write(json.dumps({"upsert": asdict(record)}) + "\n")
                    for record_id in deleted:
                        file.write(json.dumps({"delete": record_id}) + "\n")


def read_journal(generation: Path) -> Iterator[Record | str]:
    """The changes noted for a growing generation, in order: a record was upserted, a bare id deleted."""
    journal = generation / "journal.jsonl"
    if not journal.exists():
        return
    with journal.open(encoding="utf-8") as file:
        for line in file:
            change = json.loads(line)
            if "upsert" in change:
                fields = change["upsert"]
                fields["facets"] = {name: tuple(values) for name, values in fields["facets"].items()}
                yield Record(**fields | {name: tuple(fields[name]) for name in ("own", "questions")})
            else:
                yield change["delete"]
