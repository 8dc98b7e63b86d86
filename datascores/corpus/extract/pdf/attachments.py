"""Files embedded in a PDF (attachments, those pinned to pages, and the files of a portfolio), as members.

A portfolio's own page only says that another program should open it; what was asked for lies in the attachments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

import pypdfium2

from ..containers.archive import name_some
from ..containers.mail import Attached, keep_attachments
from ..containers.zip_names import show_name
from ..reading import Reading, Status, Task

_PAGES_NEEDED = (Status.OK, Status.PARTIAL, Status.NO_TEXT)


def add_attachments(reading: Reading, task: Task, pinned: Sequence[Attached] = ()) -> Reading:
    """The reading of a PDF with its attachments as members; the reason names those that were not opened.

    Files ``pinned`` to pages often are among the attachments of the whole.
    """
    if reading.status not in _PAGES_NEEDED:
        return reading
    attached, lost = _attachments(task, pinned)
    members, reason = keep_attachments(attached, task)
    if lost:
        reason = f"{reason} Attachments that could not be opened: {name_some(lost)}.".strip()
    if not reason:
        return replace(reading, members=members)
    status = Status.PARTIAL if reading.status == Status.OK else reading.status
    return replace(reading, members=members, status=status, reason=f"{reading.reason} {reason}".strip())


def _attachments(task: Task, pinned: Sequence[Attached]) -> tuple[list[Attached], list[str]]:
    """The attachments, and the names of those that are damaged, too many or together too large."""
    attached: list[Attached] = []
    lost: list[str] = []
    total = 0
    for file in chain(_embedded(task, lost), pinned):
        if file in pinned and any(file.data == other.data for other in attached):
            continue
        total += len(file.data)
        if total > task.limits.expanded_bytes or len(attached) >= task.limits.members:
            lost.append(file.name)
            break  # the rest is larger still; one name tells that there was more
        attached.append(file)
    return attached, lost


def _embedded(task: Task, lost: list[str]) -> Iterator[Attached]:
    """The attachments of the whole; the names of damaged ones are added to `lost`."""
    try:
        document = pypdfium2.PdfDocument(task.path)
    except pypdfium2.PdfiumError:  # the text came by way of a repair or of another library
        return
    with document:
        for index in range(document.count_attachments()):
            name = f"attachment {index + 1}"
            try:
                attachment = document.get_attachment(index)
                name = show_name(attachment.get_name()) or name
                data = bytes(attachment.get_data())
            except pypdfium2.PdfiumError:
                lost.append(name)
                continue
            yield Attached(name, data, "")
