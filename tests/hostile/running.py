"""Reads hostile files through the limited child and measures: outcome, seconds, memory of the child, calls to the network.

What is inside zips and mails is read as well, as deep as ingest would go.
"""

from __future__ import annotations

import http.server
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from datascores.corpus.extract import Extractor, Limits, Reading, Status

from .hostile_file import Hostile, point_at

MOST_PICTURES = 3  # pages of one file that are read by OCR
MOST_MEMBERS = 60  # of one container; the others are of the same kind


@dataclass(frozen=True)
class Row:
    """What became of one file. Seconds, and megabytes: resident and address space of the child at their highest."""

    family: str
    name: str
    status: str
    reason: str
    seconds: float
    allowed_seconds: float
    resident: float
    address_space: float
    fault: str = ""  # what was wrong with how it was handled, in words; empty when it was handled well


@dataclass
class Memory:
    """The highest memory of the children since `reset`, read from the kernel's own high-water marks, in MiB.

    The mark of the address space may stand above the limit for a moment, which the kernel nevertheless keeps: while it
    moves a mapping to let it grow (mremap), both places count. What the child really has in memory never does.
    """

    extractor: Extractor
    resident: float = 0.0
    address_space: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self._stop.wait(0.005):
            self.look()

    def look(self) -> None:
        child = self.extractor._child
        try:
            text = Path(f"/proc/{child.pid}/status").read_text() if child is not None else ""
            if child is None or b"extract.isolation.child" not in Path(f"/proc/{child.pid}/cmdline").read_bytes():
                return  # it has ended, and its number may stand for something else
        except OSError:
            return  # it has just ended
        marks = dict(line.split(":", 1) for line in text.splitlines())
        self.resident = max(self.resident, int(marks.get("VmHWM", "0 kB").split()[0]) / 1024)
        self.address_space = max(self.address_space, int(marks.get("VmPeak", "0 kB").split()[0]) / 1024)

    def reset(self) -> None:
        self.resident = self.address_space = 0.0


@contextmanager
def watched(extractor: Extractor) -> Iterator[Memory]:
    memory = Memory(extractor)
    thread = threading.Thread(target=memory.watch, daemon=True)
    thread.start()
    yield memory
    memory._stop.set()
    thread.join()


@contextmanager
def listening_server() -> Iterator[list[str]]:
    """A server to which hostile files point; the list of what was asked of it must stay empty."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    point_at(server.server_port)
    yield asked
    server.shutdown()
    server.server_close()


def read_all(files: Iterable[Hostile], limits: Limits) -> Iterator[Row]:
    """Read each file, and what lies in it, with one extractor; a row for each."""
    with Extractor(limits) as extractor, watched(extractor) as memory:
        for file in files:
            folder = Path(tempfile.mkdtemp(prefix="hostile-"))
            try:
                path = folder / "in" / file.name
                path.parent.mkdir()
                file.write(path)
                yield _read(extractor, memory, file, path, folder)
            finally:
                shutil.rmtree(folder)


def _read(extractor: Extractor, memory: Memory, file: Hostile, path: Path, folder: Path) -> Row:
    size = path.lstat().st_size if path.is_symlink() or path.exists() else 0
    allowed = extractor.limits.seconds_for(size)
    scratch = folder / "scratch"
    scratch.mkdir()
    before = {entry.name for entry in path.parent.iterdir()}
    memory.reset()
    start = time.monotonic()
    reading = extractor.read(path, scratch=scratch)
    seconds = time.monotonic() - start
    memory.look()
    pictures_seconds, pictures_fault = _pictures(extractor, reading, path)
    memory.look()
    fault = (
        pictures_fault
        or _fault(file, reading, seconds, allowed, folder, before)
        or _inside(extractor, reading, folder, 1)
    )
    seconds = max(seconds, pictures_seconds)
    return Row(file.family, file.name, str(reading.status), reading.reason, seconds, allowed, memory.resident,
               memory.address_space, fault)  # fmt: skip


def _pictures(extractor: Extractor, reading: Reading, path: Path) -> tuple[float, str]:
    """OCR of the pages that ask for it: the longest in seconds, and what was wrong with it."""
    longest, allowed = 0.0, extractor.limits.seconds_for(path.lstat().st_size) if reading.pages else 0.0
    for page in [page for page in reading.pages if page.pictures_wanted][:MOST_PICTURES]:
        start = time.monotonic()
        seen = extractor.read_pictures(path, path.name, page.number, page.pictures_wanted)
        longest = max(longest, time.monotonic() - start)
        if longest > allowed + 5:
            return longest, "stuck in OCR"
        if seen.failure and seen.lines:
            return longest, "OCR failed and gave words"
    return longest, ""


def _fault(file: Hostile, reading: Reading, seconds: float, allowed: float, folder: Path, before: set[str]) -> str:
    if file.allowed and reading.status not in file.allowed:
        return f"{reading.status} is not the truth"
    if reading.status != Status.OK and not reading.reason:
        return "no reason"
    if reading.status == Status.OK and not reading.members and not any(page.text.strip() for page in reading.pages):
        return "ok, but nothing was read"
    if seconds > allowed + 5:
        return "stuck"
    if {entry.name for entry in (folder / "in").iterdir()} != before or len(list(folder.iterdir())) != 2:
        return "wrote outside its folder"
    return _misplaced(reading, folder / "scratch")


def _misplaced(reading: Reading, scratch: Path) -> str:
    files = [path for path in scratch.rglob("*") if not path.is_dir()]
    if any(path.is_symlink() for path in files):
        return "a link in the scratch folder"
    if {path.resolve() for path in files} != {member.path.resolve() for member in reading.members}:
        return "files left in the scratch folder that are no members"
    return "a control character in a name" if any(not m.name.isprintable() for m in reading.members) else ""


def _inside(extractor: Extractor, reading: Reading, folder: Path, depth: int) -> str:
    """Read what lies inside, as ingest would; the first fault found, in words."""
    for member in reading.members[:MOST_MEMBERS]:
        start = time.monotonic()
        inner = extractor.read(member.path, member.name, scratch=folder / "scratch", depth=depth)
        if inner.status != Status.OK and not inner.reason:
            return f"inside, {member.name}: no reason"
        if time.monotonic() - start > extractor.limits.seconds_for(member.path.stat().st_size) + 5:
            return f"inside, {member.name}: stuck"
        fault = _inside(extractor, inner, folder, depth + 1)
        if fault:
            return fault
    return ""


def table(rows: list[Row]) -> str:
    """A line for each family: files, statuses, longest time with its share of the limit, highest memory, faults."""
    lines = [f"{'family':22} {'files':>5} {'longest s':>9} {'of limit':>8} {'resident MB':>11} {'address MB':>10} "
             f"{'faults':>6}  statuses"]  # fmt: skip
    for family in [*dict.fromkeys(row.family for row in rows), "all"]:
        mine = [row for row in rows if family in (row.family, "all")]
        statuses = ", ".join(
            f"{status} {count}" for status, count in sorted(Counter(row.status for row in mine).items())
        )
        lines.append(f"{family:22} {len(mine):5} {max(row.seconds for row in mine):9.2f}"
                     f" {max(row.seconds / row.allowed_seconds for row in mine):8.0%}"
                     f" {max(row.resident for row in mine):11.0f} {max(row.address_space for row in mine):10.0f}"
                     f" {sum(bool(row.fault) for row in mine):6}  {statuses}")  # fmt: skip
    return "\n".join(lines)
