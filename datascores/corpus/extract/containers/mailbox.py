"""Mailboxes (mbox): each mail becomes a member (RFC 4155).

A mail begins with a postmark: after an empty line "From ", a sender without blanks and a date, and below it a header. A
sentence that begins with "From" is none. What a writer of mailboxes quoted (">From ") is written as it was.
"""

from __future__ import annotations

import re

from ..reading import Member, Reading, Status, Task, Unreadable
from .archive import write_member
from .mail import bare_mail

_SENDER = rb'From (?:"[^"\n]*"@)?[^\s]+'
# "Tue May 29 09:30:00 2018", also with a zone, without a time, or the day before the month
_DATE = (
    rb"[ \t]+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ \t]+"
    rb"(?:[A-Z][a-z]{2}[ \t]+\d{1,2}|\d{1,2}[ \t]+[A-Z][a-z]{2})\b[^\n]{0,60}\b(?:19|20)\d\d\b[^\n]{0,60}"
)
_HEADER_BELOW = rb"\r?\n(?=>?[!-9;-~]+:|>From )"
_POSTMARK = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))" + _SENDER + _DATE + _HEADER_BELOW)
_UNDATED = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))" + _SENDER + rb"[^\n]*" + _HEADER_BELOW)
_QUOTED = re.compile(rb"^>(>*From )", re.M)


def read_mbox(task: Task) -> Reading:
    """The mails as members. Raises Unreadable when there are too many."""
    if task.depth >= task.limits.depth:
        raise Unreadable(Status.TOO_LARGE, "Mails and archives are nested too deeply; this mailbox was not opened.")
    data = bare_mail(task.path.read_bytes())
    postmark = _POSTMARK if _POSTMARK.match(data) else _UNDATED  # of the mailbox's first mail: some write no date
    messages = [piece for piece in postmark.split(data) if piece.strip()]
    if len(messages) > task.limits.members:
        raise Unreadable(Status.TOO_LARGE, f"The mailbox has {len(messages):,} mails.")
    members = [
        Member(f"mail {number}.eml", write_member(task, number, "mail.eml", _QUOTED.sub(rb"\1", piece)))
        for number, piece in enumerate(messages, 1)
    ]
    return Reading("mbox", Status.OK, "", "", (), tuple(members), engine="email")
