"""Zip archives: the files inside as members, within limits of size, ratio, number and depth.

A member is written under a name made here, so no name inside an archive can point outside the scratch folder; its
own name is only text. Members that cannot be unpacked are named in the reason.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from ..office.package import needs_password, open_package
from ..reading import ENCRYPTED_REASON, Member, Reading, Status, Task, Unreadable
from .zip_names import name_in

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$)")


def read_zip(task: Task) -> Reading:
    """The members of a zip. Raises Unreadable when it is beyond a limit, damaged or encrypted."""
    if task.depth >= task.limits.depth:
        raise Unreadable(Status.TOO_LARGE, "Archives are nested too deeply; this one was not opened.")
    with open_package(task) as package:
        infos = [
            info
            for info in package.infolist()
            if info.filename and not info.is_dir() and not _LITTER.search(info.filename)
        ]
        _check(infos, task)
        members, lost = [], []
        for number, info in enumerate(infos, 1):
            name = name_in(info)
            if not is_safe_name(name):
                lost.append(f"{name} (a name that points outside)")
                continue
            try:
                data = package.read(info)
            except MemoryError:
                raise
            except Exception as error:  # zlib, lzma and bz2 have no common ancestor
                lost.append(f"{name} ({'password' if needs_password(error) else 'damaged'})")
                continue
            members.append(Member(name, write_member(task, number, name, data)))
    return _judge(members, lost)


def write_member(task: Task, number: int, name: str, data: bytes) -> Path:
    """Write a member under the scratch folder, by number and a harmless suffix. OSError beyond the size limit."""
    suffix = PurePosixPath(name).suffix
    path = task.scratch / f"{number:05}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
    path.write_bytes(data)
    return path


def name_some(names: Sequence[str]) -> str:
    """The first five names and how many more there are."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def is_safe_name(name: str) -> bool:
    """Whether a member's name stays inside its archive: not absolute, no drive, no ".."."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and not re.match(r"[A-Za-z]:", name)


def _check(infos: list[zipfile.ZipInfo], task: Task) -> None:
    if len(infos) > task.limits.members:
        raise Unreadable(
            Status.TOO_LARGE, f"The archive holds {len(infos):,} files; the limit is {task.limits.members:,}."
        )
    packed = max(task.path.stat().st_size, 1)  # of the file on disk: overlapping members cannot share it
    expanded = sum(info.file_size for info in infos)
    if expanded > 10_000_000 and expanded / packed > task.limits.ratio:
        raise Unreadable(
            Status.TOO_LARGE, f"The archive would grow {expanded / packed:,.0f}-fold when unpacked; not opened."
        )
    if infos and all(info.flag_bits & 1 for info in infos):
        raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON)


def _judge(members: list[Member], lost: list[str]) -> Reading:
    reason = ""
    if lost:
        reason = f"{len(lost)} of {len(lost) + len(members)} files could not be unpacked: {name_some(lost)}."
    elif not members:
        return Reading("zip", Status.EMPTY, "The archive holds no files.", engine="zipfile")
    status = Status.OK if not lost else Status.PARTIAL if members else Status.FAILED
    return Reading("zip", status, reason, "", (), tuple(members), engine="zipfile")
