"""Files and folders of this machine as arrivals: which files there are, and what became of each.

Walks in the order of names, so that two runs see the same. What is no regular file (a pipe, a device, a link that leads
out of the folder) is named with its reason and not opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Found:
    """A path that ingest came upon: its name as arrivals record it, and why it is not taken, if it is not."""

    path: Path
    name: str
    refusal: str = ""


def find_files(paths: list[Path]) -> Iterator[Found]:
    """Every file below the paths. A path that does not exist is found with a refusal."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        else:
            yield _found(path, path.name, path.parent)


def _below(folder: Path) -> Iterator[Found]:
    for here, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = Path(here) / name
            yield _found(path, path.relative_to(folder).as_posix(), folder)
        for name in folders:
            if (Path(here) / name).is_symlink():
                path = Path(here) / name
                yield Found(path, path.relative_to(folder).as_posix(), "a link to a folder; links are not followed")


def _found(path: Path, name: str, folder: Path) -> Found:
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            return Found(path, name, "a link that leads out of the folder; links are not followed")
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:
        return Found(path, name, f"cannot be opened: {error.__class__.__name__}")
    return Found(path, name, "" if stat.S_ISREG(mode) else "not a file, but a pipe, socket or device")
