"""What lies in folders and is no file, and file names that no program expects."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from datascores.corpus.extract import Status

from .hostile_file import Hostile, made_of, void

NO_FILE = frozenset({Status.UNSUPPORTED, Status.FAILED})


def listening(path: Path) -> None:
    """A socket in the file system; bound from a short folder name, since such addresses hold some 100 bytes only."""
    with socket.socket(socket.AF_UNIX) as server, tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "s"
        server.bind(str(short))
        short.rename(path)


def hostile_oddities() -> Iterator[Hostile]:
    kinds: dict[str, Callable[[Path], object]] = {
        "folder.pdf": Path.mkdir,
        "pipe.pdf": os.mkfifo,
        "socket.pdf": listening,
        "link-out.txt": lambda path: path.symlink_to("/etc/passwd"),
        "link-to-device.txt": lambda path: path.symlink_to("/dev/zero"),
        "link-to-itself.txt": lambda path: path.symlink_to(path.name),
        "link-to-nothing.txt": lambda path: path.symlink_to("nowhere"),
        "link-to-folder": lambda path: path.symlink_to("/proc", target_is_directory=True),
        "absent.txt": lambda path: None,
    }
    for name, write in kinds.items():
        yield Hostile("no file", name, lambda path, write=write: void(write(path)), NO_FILE)
    names = [b"line\nbreak.txt", b"return\r.txt", b"tab\there.txt", "right\u202eto-left.txt".encode(), "🦊📄.txt".encode(),
             b"bad\xff\xfe\x80.txt", b"-rf.txt", b"$(id);`id`.txt", b"%s%n.txt", b"esc\x1b[31m.txt", b" .txt", b"...",
             b"n" * 240 + b".txt", "e\u0301.txt".encode(), "\ud55c\uae00.txt".encode(), b"<script>.html", b"'\"&.txt",
             "zero\u200bwidth.txt".encode()]  # fmt: skip
    for name in names:
        yield Hostile("odd name", os.fsdecode(name), made_of(b"Words that a council wrote."), frozenset({Status.OK}))
