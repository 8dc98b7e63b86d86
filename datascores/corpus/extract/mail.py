"""Mails (eml) and mailboxes (mbox): headers as metadata, the body as page 1, attachments as members.

The plain body is preferred to the html one. Parts are counted before anything is parsed, since a mail of thousands of
parts costs minutes.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import email.utils
import re
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from pathlib import PurePath

from .archive import name_some, write_member
from .html import html_text
from .normalise import normalise, one_line
from .quality import count_characters
from .reading import Member, PageReading, Reading, Status, Task, Unreadable
from .text import decode
from .zip_names import show_name

_PART = re.compile(rb"^content-type:", re.I | re.M)
_BOUNDARY = re.compile(rb'\bboundary=(?:"([^"\r\n]{1,1000})"|([^\s;"]{1,1000}))', re.I)
_BOUND_LINE = re.compile(rb"^--([^\r\n]+)", re.M)
_CONTENT_HEADER = re.compile(rb"^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)
_LONGEST_HEADER = 20_000  # bytes of one header that says what a part is; the parser's time grows with its square
_MESSAGE_START = re.compile(rb"^From [^\n]*\n", re.M)
_HEADERS = ("from", "to", "cc", "subject", "message-id", "in-reply-to")


@dataclass(frozen=True)
class Attached:
    """A file that came with a mail. The name is the sender's, on one line, and perhaps empty."""

    name: str
    data: bytes
    content_type: str


def read_eml(task: Task) -> Reading:
    """One mail. Raises Unreadable when it has too many parts or attachments."""
    data = task.path.read_bytes()
    _check(data, task.limits.mail_parts)
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(preferencelist=("plain", "html"))
    text = _body_text(body) if body is not None else ""
    members, too_deep = keep_attachments(_attachments(message, body), task)
    metadata = _headers(message)
    status, reason = Status.OK, ""
    if too_deep:
        status, reason = Status.PARTIAL, too_deep
    elif not count_characters(text):
        status = Status.OK if members else Status.NO_TEXT
        reason = "" if members else "The mail has no text and no attachments."
    pages = (PageReading(1, text, "email" if text else ""),)
    return Reading("eml", status, reason, metadata.get("subject", ""), pages, members, metadata, "email")


def _check(data: bytes, most_parts: int) -> None:
    """Raises Unreadable for what would cost the parser minutes: thousands of parts, or a header with thousands of fields."""
    parts = max(len(_PART.findall(data)), _count_bounds(data))
    if parts > most_parts:
        raise Unreadable(Status.TOO_LARGE, f"The mail has {parts:,} parts; the limit is {most_parts:,}.")
    if any(len(header[0]) > _LONGEST_HEADER for header in _CONTENT_HEADER.finditer(data)):
        raise Unreadable(Status.FAILED, "The mail is damaged: the header of one of its parts has no end.")


def _count_bounds(data: bytes) -> int:
    """The lines that part one part from the next; parts need no header of their own (RFC 2046, 5.1.1)."""
    bounds = {quoted or bare for quoted, bare in _BOUNDARY.findall(data)}
    return sum(line in bounds or line.rstrip() in bounds for line in _BOUND_LINE.findall(data)) if bounds else 0


def read_mbox(task: Task) -> Reading:
    """A mailbox: each mail becomes a member. Raises Unreadable when there are too many."""
    if task.depth >= task.limits.depth:
        raise Unreadable(Status.TOO_LARGE, "Mails and archives are nested too deeply; this mailbox was not opened.")
    messages = [piece for piece in _MESSAGE_START.split(task.path.read_bytes()) if piece.strip()]
    if len(messages) > task.limits.members:
        raise Unreadable(Status.TOO_LARGE, f"The mailbox has {len(messages):,} mails.")
    members = []
    for number, piece in enumerate(messages, 1):
        piece = re.sub(rb"^>(>*From )", rb"\1", piece, flags=re.M)
        members.append(Member(f"mail {number}.eml", write_member(task, number, "mail.eml", piece)))
    return Reading("mbox", Status.OK, "", "", (), tuple(members), engine="email")


def _body_text(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if part.get_content_type() == "text/html":
        return html_text(data)[0]
    try:
        return normalise(data.decode(part.get_content_charset() or "utf-8"))
    except (UnicodeDecodeError, LookupError):  # a wrong or unknown charset is common; the bytes decide
        return normalise(decode(data))


def keep_attachments(attached: list[Attached], task: Task) -> tuple[tuple[Member, ...], str]:
    """The attachments as members, and a reason that names those left unopened because of their depth."""
    names = [_file_name(part.name) or f"attachment {number}" for number, part in enumerate(attached, 1)]
    if attached and task.depth >= task.limits.depth:
        return (), f"Mails and archives are nested too deeply; attachments not opened: {name_some(names)}."
    members = [
        Member(name, write_member(task, number, name, part.data), {"content_type": part.content_type})
        for number, (name, part) in enumerate(zip(names, attached, strict=True), 1)
    ]
    return tuple(members), ""


def _file_name(name: str) -> str:
    """The last part of a name: some senders add the folders of their own machine."""
    return PurePath(show_name(name.replace("\\", "/"))).name


def _attachments(message: EmailMessage, body: MIMEPart | None) -> list[Attached]:
    attached = []
    found = [part for part in _leaves(message) if part is not body and _is_attachment(part)]
    for number, part in enumerate(found, 1):
        name = show_name(part.get_filename() or "")
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            data = inner.as_bytes() if hasattr(inner, "as_bytes") else b""
            name = name or f"mail {number}.eml"
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
        attached.append(Attached(name, data, part.get_content_type()))
    return attached


def _leaves(message: EmailMessage) -> list[EmailMessage]:
    """All parts that hold something themselves; an attached mail is one part, its inside is read later."""
    found: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            waiting[:0] = [inner for inner in part.get_payload() if isinstance(inner, EmailMessage)]
        else:
            found.append(part)
    return found


def _is_attachment(part: EmailMessage) -> bool:
    """The other form of the same body (html beside plain) is no attachment."""
    return bool(part.get_filename()) or part.is_attachment() or part.get_content_maintype() != "text"


def _headers(message: EmailMessage) -> dict[str, str]:
    metadata = {}
    for name in _HEADERS:
        value = one_line(str(message.get(name, "")))
        if value:
            metadata[name.replace("-", "_")] = value[:2000]
    # no date that can be understood: the mail then has none
    with contextlib.suppress(TypeError, ValueError, OverflowError):
        metadata["date"] = email.utils.parsedate_to_datetime(str(message["date"])).isoformat()
    return metadata
