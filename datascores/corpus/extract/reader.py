"""From a task to a reading, in this process: the table of formats and the checks before any reader runs.

Every known way to fail comes back as a `Reading` with a reason. Hostile files can still crash or stall the process,
so only `child` and tests call this; everyone else asks `Extractor`.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from .containers.archive import read_zip
from .containers.mail import read_eml
from .containers.mailbox import read_mbox
from .containers.outlook import read_msg
from .flat import holds_pictures, packed
from .html.text import read_html
from .limits import MEGABYTE
from .office.ooxml import read_docx, read_pptx
from .opendocument.text import read_opendocument
from .pdf.pages import read_pdf
from .pictures.image import read_image
from .reading import ENCRYPTED_REASON, PicturesWanted, Reading, Status, Task, Unreadable
from .rtf.text import read_rtf
from .sheets.sheets import read_sheets
from .slides.slides import read_ppt
from .sniff import FLAT, PICTURES, sniff
from .text import read_csv, read_txt
from .word.doc import read_doc

READERS: dict[str, Callable[[Task], Reading]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "pptx": read_pptx,
    "doc": read_doc,
    "ppt": read_ppt,
    "odt": lambda task: read_opendocument(task, "odt"),
    "odp": lambda task: read_opendocument(task, "odp"),
    "odg": lambda task: read_opendocument(task, "odg"),
    "xlsx": lambda task: read_sheets(task, "xlsx"),
    "xlsb": lambda task: read_sheets(task, "xlsb"),
    "xls": lambda task: read_sheets(task, "xls"),
    "ods": lambda task: read_sheets(task, "ods"),
    "rtf": read_rtf,
    "html": read_html,
    "txt": read_txt,
    "csv": read_csv,
    "eml": read_eml,
    "msg": read_msg,
    "mbox": read_mbox,
    "zip": read_zip,
}


def read(task: Task) -> Reading:
    """Read one file. MemoryError and crashes are left to the process around."""
    format_name = "unknown"
    try:
        refused = check_file(task.path, task)
        if refused is not None:
            return refused
        format_name = sniff(task.path, task.name or task.path.name)
        return within_output(_read_as(format_name, task), task.limits.output_chars)
    except Unreadable as error:
        return Reading(format_name, error.status, error.reason)
    except OSError as error:
        return Reading(format_name, Status.FAILED, f"The file could not be opened: {error.strerror or error}.")
    except RecursionError:
        return Reading(format_name, Status.FAILED, "The file is nested more deeply than any reader can follow.")


def check_file(path: Path, task: Task) -> Reading | None:
    """A reading for what is no ordinary file, is empty or too large; None when it may be opened. Raises OSError."""
    mode = path.lstat()
    if stat.S_ISLNK(mode.st_mode):
        return Reading("unknown", Status.UNSUPPORTED, "A link to another file; links are not followed.")
    if stat.S_ISDIR(mode.st_mode):
        return Reading("unknown", Status.UNSUPPORTED, "A folder, not a file.")
    if not stat.S_ISREG(mode.st_mode):
        return Reading("unknown", Status.UNSUPPORTED, "Not an ordinary file (a pipe, socket or device).")
    if mode.st_size == 0:
        suffix = PurePath(task.name or path.name).suffix.lower().lstrip(".")
        return Reading(suffix if suffix in READERS else "unknown", Status.EMPTY, "The file is empty (0 bytes).")
    if mode.st_size > task.limits.file_bytes:
        size, limit = mode.st_size / MEGABYTE, task.limits.file_bytes / MEGABYTE
        return Reading("unknown", Status.TOO_LARGE, f"The file has {size:,.1f} MB; the limit is {limit:,.1f} MB.")
    return None


def _read_as(format_name: str, task: Task) -> Reading:
    if format_name in READERS:
        return READERS[format_name](task)
    if format_name.startswith(FLAT):
        return _read_flat(format_name.removeprefix(FLAT), task)
    if format_name in PICTURES:
        return read_image(task, format_name)
    if format_name == "encrypted-office":
        suffix = PurePath(task.name).suffix.lower().lstrip(".")
        named = suffix if suffix in ("docx", "xlsx", "pptx") else "unknown"
        return Reading(named, Status.ENCRYPTED, ENCRYPTED_REASON)
    suffix = PurePath(task.name).suffix.lower().lstrip(".")
    if format_name == "unknown" and suffix in READERS:
        reason = f"The file is named .{suffix}, but its content is nothing of the kind: damaged, or wrongly named."
        return Reading(format_name, Status.UNSUPPORTED, reason)
    return Reading(format_name, Status.UNSUPPORTED, "This portal cannot read files of this kind.")


def _read_flat(format_name: str, task: Task) -> Reading:
    """A package written as one XML file. Its pictures cannot be found again for OCR, so none is asked for; it is told."""
    try:
        reading = READERS[format_name](packed(task, format_name))
    except Unreadable as error:
        return Reading(format_name, error.status, error.reason)
    pages = tuple(replace(page, pictures_wanted=PicturesWanted.NOTHING) for page in reading.pages)
    if not reading.reason and holds_pictures(task):
        return replace(
            reading, status=Status.PARTIAL, reason="Pictures may hold words that were not read.", pages=pages
        )
    return replace(reading, pages=pages)


def within_output(reading: Reading, most: int) -> Reading:
    """The reading with no more than `most` code points of text; the reason says where it was cut."""
    total = 0
    for index, page in enumerate(reading.pages):
        total += len(page.text)
        if total > most:
            kept = page.text[: len(page.text) - (total - most)]
            reason = f"The text is very long: only its first {most:,} characters were kept (page {page.number})."
            pages = (*reading.pages[:index], replace(page, text=kept))
            return replace(reading, status=Status.PARTIAL, reason=f"{reading.reason} {reason}".strip(), pages=pages)
    return reading
