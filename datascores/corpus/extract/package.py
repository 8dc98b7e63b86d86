"""Opening zip packages (office files and archives) without being drowned by them.

Sizes are checked against the limits before anything is unpacked. Nothing here writes to disk.
"""

from __future__ import annotations

import zipfile

from .limits import MEGABYTE
from .reading import Status, Task, Unreadable


def open_package(task: Task) -> zipfile.ZipFile:
    """The package, its declared sizes checked. Raises Unreadable when broken or beyond the limits."""
    try:
        package = zipfile.ZipFile(task.path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(Status.FAILED, "The file is damaged: its list of parts cannot be read.") from error
    expanded = sum(info.file_size for info in package.infolist())
    if expanded > task.limits.expanded_bytes:
        package.close()
        raise Unreadable(
            Status.TOO_LARGE,
            f"Unpacked, the file would take {expanded / MEGABYTE:,.0f} MB; the limit is"
            f" {task.limits.expanded_bytes / MEGABYTE:,.0f} MB.",
        )
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of one part, or None where there is none. Raises Unreadable when it is damaged or encrypted."""
    try:
        return package.read(name)
    except KeyError:
        return None
    except RuntimeError as error:  # how zipfile says "needs a password"
        raise Unreadable(Status.ENCRYPTED, "The file is protected by a password and could not be opened.") from error
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unreadable(Status.FAILED, f"The file is damaged: its part {name} cannot be unpacked.") from error
    except Exception as error:  # zlib.error, lzma.LZMAError and friends have no common ancestor
        raise Unreadable(Status.FAILED, f"The file is damaged: its part {name} cannot be unpacked.") from error
