"""What reading a file gives: the result's shape and the words for its outcome.

Frozen values only, so that they pass between processes and rooms. A text in a `PageReading` is already normalised;
offsets elsewhere count Unicode code points in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from .limits import Limits

# Raised whenever the same bytes would give another text, status or reason: documents are then read again.
EXTRACT_VERSION = "6"


FORMATS = ("pdf", "docx", "doc", "pptx", "ppt", "xlsx", "xlsb", "xls", "odt", "ods", "odp", "odg", "rtf", "html", "txt",
           "csv", "eml", "msg", "mbox", "zip")  # fmt: skip


NOTES = "notes"  # ends `read_by` where a PDF's notes are part of a text: OCR of the page may add to it, not replace it


class Status(StrEnum):
    """How the reading of a file ended."""

    OK = "ok"
    PARTIAL = "partial"  # some pages or members could not be read; the reason names them
    NO_TEXT = "no_text"  # opened, but holds no text, for instance a scan
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    FAILED = "failed"


class PicturesWanted(StrEnum):
    """What of a page is only to be had by reading its picture (OCR)."""

    NOTHING = ""
    PAGE = "page"  # no text, or nonsense in its place: the page is rendered and read whole
    PICTURES = "pictures"  # there is text, and beside it pictures that may hold words


@dataclass(frozen=True)
class HiddenSpan:
    """Words of a page that a person looking at it does not see: code points of its text, and why in plain words."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class PageReading:
    """One page, sheet or slide. Sizes in points; `label` is a sheet's name or "Slide 3", else empty.

    `first_row` is the row of a sheet (from 1) that the first line of `text` holds; later lines are the next rows.
    """

    number: int
    text: str
    read_by: str
    width: float | None = None
    height: float | None = None
    rotation: int = 0
    label: str = ""
    first_row: int | None = None
    pictures_wanted: PicturesWanted = PicturesWanted.NOTHING
    hidden: tuple[HiddenSpan, ...] = ()


@dataclass(frozen=True)
class Member:
    """A file found inside a mail or an archive, written to `path` under the scratch folder of the caller."""

    name: str
    path: Path
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """The outcome for one file. `reason` is a plain sentence, empty when the status is ok."""

    format: str
    status: Status
    reason: str = ""
    title: str = ""
    pages: tuple[PageReading, ...] = ()
    members: tuple[Member, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    engine: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the pipe between the processes."""
        return {
            **{name: getattr(self, name) for name in ("format", "status", "reason", "title", "metadata", "engine")},
            "pages": [{**vars(page), "hidden": [vars(span) for span in page.hidden]} for page in self.pages],
            "members": [{**vars(member), "path": str(member.path)} for member in self.members],
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Reading:
        """The reverse of `as_json`. Raises KeyError, TypeError or ValueError for values of another shape."""
        pages = tuple(_page_from(page) for page in values.pop("pages"))
        members = tuple(Member(**{**member, "path": Path(member["path"])}) for member in values.pop("members"))
        return cls(**{**values, "status": Status(values["status"]), "pages": pages, "members": members})


def _page_from(values: dict[str, Any]) -> PageReading:
    hidden = tuple(HiddenSpan(**span) for span in values["hidden"])
    return PageReading(**{**values, "hidden": hidden, "pictures_wanted": PicturesWanted(values["pictures_wanted"])})


@dataclass(frozen=True)
class Task:
    """One file to read: where it lies, what it is called, where members go, how deep it is nested."""

    path: Path
    name: str
    scratch: Path
    depth: int = 0
    limits: Limits = field(default_factory=Limits)


class Unreadable(Exception):
    """Raised by a reader that knows why a file cannot be read; becomes a `Reading` with that status and reason."""

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


ENCRYPTED_REASON = "The file is protected by a password and could not be opened."
