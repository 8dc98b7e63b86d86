"""How files from inside a container leave the folder in which the reading child wrote them.

The child may have been taken over by the file it read: it could name a link, or a file of ours, and so have it kept and
shown as if it had been in the container. So each member is looked at here, after moving, when the child can change nothing.
"""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

from ..reading import Reading


def hand_over(reading: Reading, folder: Path, target: Path) -> Reading:
    """The reading, its members moved from the child's `folder` to `target` (which may be the same).

    Raises ValueError when one of them is not an ordinary file that lies there.
    """
    if target != folder:
        shutil.move(folder, target)
    members = tuple(replace(member, path=target / member.path.relative_to(folder)) for member in reading.members)
    if not all(_is_own_file(member.path, target) for member in members):
        shutil.rmtree(target, ignore_errors=True)
        raise ValueError("a member that is no file of the child's own")
    return replace(reading, members=members)


def _is_own_file(path: Path, folder: Path) -> bool:
    if path.parent != folder or not os.path.lexists(path):
        return False
    about = path.lstat()
    return stat.S_ISREG(about.st_mode) and about.st_nlink == 1
