"""Mails (eml): headers as metadata and as the head of page 1, the body below, attachments as members.

Web pages saved in one file are built alike.

The body is every text shown in line, in order: some programs write on below an attachment. Of several forms of the same
text one is taken, the plain one where it says as much; what only another says follows. Parts are counted before anything
is parsed, since a mail of thousands of parts costs minutes.
"""

from __future__ import annotations

import base64
import contextlib
import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage
from pathlib import PurePath
from urllib.parse import urlsplit

from ...describing.calendar import find_dates
from ...mail_heads import write_head
from ..html.text import html_text
from ..marks import bare, mark_same, normalise_marked
from ..normalise import normalise, one_line
from ..quality import count_characters
from ..reading import Member, PageReading, Reading, Status, Task, Unreadable
from ..sniff import UTF8_MARK, as_utf8
from ..text import decode
from .archive import name_some, write_member
from .forms import is_rich_better, with_rest
from .uuencoding import take_files
from .zip_names import show_name

_PART = re.compile(rb"^content-type:", re.I | re.M)
_BOUNDARY = re.compile(rb'\bboundary=(?:"([^"\r\n]{1,1000})"|([^\s;"]{1,1000}))', re.I)
_BOUND_LINE = re.compile(rb"^--([^\r\n]+)", re.M)
_CONTENT_HEADER = re.compile(rb"^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)
_LONGEST_HEADER = 20_000  # bytes of one header that says what a part is; the parser's time grows with its square
_TEXTS = frozenset({"text/plain", "text/html"})
_FORMS = _TEXTS | {"text/watch-html", "text/x-amp-html"}  # forms in which programs send the same text once more
# parts of a saved web page (RFC 2557) that shape it and hold no words
_SHAPING = re.compile(r"text/css|(?:text|application)/(?:x-)?javascript|font/.*|application/vnd\.ms-officetheme")
_SHAPING_NAME = re.compile(r"(?:filelist|colorschememapping|themedata)\.(?:xml|thmx)", re.I)
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
_HEADERS = ("from", "to", "cc", "subject", "message-id", "in-reply-to", "references", "auto-submitted")


@dataclass(frozen=True)
class Attached:
    """A file that came with a mail. The name is the sender's, on one line, and perhaps empty."""

    name: str
    data: bytes
    content_type: str


def read_eml(task: Task) -> Reading:
    """One mail. Raises Unreadable when it has too many parts or attachments."""
    data = bare_mail(task.path.read_bytes())
    _check(data, task.limits.mail_parts)
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    marked, others = _sort_parts(message)
    metadata = _headers(message)
    text, hidden = normalise_marked(bare(write_head(metadata)) + marked)
    members, too_deep = keep_attachments([*_attachments(others), *_written_in(message)], task)
    status, reason = Status.OK, ""
    if too_deep:
        status, reason = Status.PARTIAL, too_deep
    elif _is_cut(message):
        status, reason = Status.PARTIAL, "The mail is cut off: the end of one of its parts is missing."
    elif not count_characters(marked):
        status = Status.OK if members else Status.NO_TEXT
        reason = "" if members else "The mail has no text and no attachments."
    pages = (PageReading(1, text, "email" if text else "", hidden=hidden),)
    return Reading("eml", status, reason, metadata.get("subject", ""), pages, members, metadata, "email")


def bare_mail(data: bytes) -> bytes:
    """A mail without what editors and programs put before its first header: the mark of an encoding, empty lines."""
    return as_utf8(data).removeprefix(UTF8_MARK).lstrip(b"\r\n")


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


def _sort_parts(message: EmailMessage) -> tuple[str, list[EmailMessage]]:
    """The text of a mail with `marks`, and its parts that are files of their own."""
    leaves = list(_leaves(message))
    shown = _shown(message, leaves[0] if leaves else message)
    texts: list[str] = []
    for part in shown:
        text = _body_text(part)
        if text and text not in texts:  # some programs write the same twice, as plain text and as html
            texts.append(text)
    taken = {id(part) for part in shown}
    text = "\n\n".join(texts)
    for part in leaves:
        if id(part) not in taken and part.get_content_type() in _TEXTS and not _is_file(part):
            other = _body_text(part)
            # what html hides stands bare in the plain form beside it
            if _is_html(part):
                text = mark_same(text, other)
            text = with_rest(text, mark_same(other, text))
    return text, [part for part in leaves if id(part) not in taken and _is_file(part)]


def _shown(part: EmailMessage, first: EmailMessage) -> list[EmailMessage]:
    """The texts that a reader of this part sees, in order; the very first text is the body even if it has a name."""
    inner = _inner(part)
    if not inner:
        is_named = bool(part.get_filename()) and part is not first
        is_text = part.get_content_type() in _TEXTS or _is_boundless(part)
        return [part] if is_text and not is_named and not part.is_attachment() else []
    shown = [_shown(piece, first) for piece in inner]
    if part.get_content_subtype() != "alternative":
        return [leaf for leaves in shown for leaf in leaves]
    return _choose(shown)


def _choose(forms: list[list[EmailMessage]]) -> list[EmailMessage]:
    """One of several forms of a text: the plain one, unless another says more (`forms`)."""
    texts = {at: "\n\n".join(map(_body_text, leaves)) for at, leaves in enumerate(forms)}
    plain = [at for at, leaves in enumerate(forms) if leaves and not any(map(_is_html, leaves))]
    rich = [at for at in texts if at not in plain]
    longest = max(rich or plain or texts, key=lambda at: count_characters(texts[at]))
    for at in plain:
        if count_characters(texts[at]) and (not rich or not is_rich_better(texts[at], texts[longest])):
            return forms[at]
    return forms[longest]


def _is_html(part: EmailMessage) -> bool:
    return part.get_content_type() == "text/html"


def _inner(part: EmailMessage) -> list[EmailMessage]:
    """The parts of a multipart; none for a leaf, and an attached mail is one: its inside is read later."""
    if part.get_content_maintype() != "multipart" or _is_boundless(part):
        return []
    return [piece for piece in part.get_payload() if isinstance(piece, EmailMessage)]


def _is_boundless(part: EmailMessage) -> bool:
    """Whether it says that it has parts but has none that could be told: then it is plain text."""
    return part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), str)


def _body_text(part: EmailMessage) -> str:
    if _is_html(part):
        return html_text(_data_of(part), part.get_content_charset() or "")[0]
    return normalise(bare(take_files(_written(part))[0]))


def _written(part: EmailMessage) -> str:
    """A plain text as it was sent."""
    data = _data_of(part)
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (UnicodeDecodeError, LookupError):  # a wrong or unknown charset is common; the bytes decide
        return decode(data)


def _data_of(part: EmailMessage) -> bytes:
    if _is_base64(part):
        return _decode_base64(part)[0]
    payload = part.get_payload() if _is_boundless(part) else part.get_payload(decode=True)
    data = payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else payload
    return data if isinstance(data, bytes) else b""


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


def _attachments(parts: list[EmailMessage]) -> list[Attached]:
    attached = []
    for number, part in enumerate(parts, 1):
        name = show_name(part.get_filename() or _place_of(part))
        if part.get_content_type() == "message/rfc822":
            name = name or f"mail {number}.eml"
        attached.append(Attached(name, _bytes_of(part), part.get_content_type()))
    return attached


def _written_in(message: EmailMessage) -> Iterator[Attached]:
    """Files written as letters into the plain texts."""
    for part in _leaves(message):
        if part.get_content_type() == "text/plain" and not _is_file(part):
            for name, data in take_files(_written(part))[1]:
                yield Attached(show_name(name), data, "")


def _bytes_of(part: EmailMessage) -> bytes:
    """What a part holds; of an attached mail, or of a report on delivery, the messages inside it."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return b"\n".join(inner.as_bytes() for inner in payload if hasattr(inner, "as_bytes"))
    return _data_of(part)


def _is_base64(part: EmailMessage) -> bool:
    return str(part.get("content-transfer-encoding", "")).strip().lower() == "base64" and not _is_boundless(part)


def _decode_base64(part: EmailMessage) -> tuple[bytes, bool]:
    """What can be decoded, and whether the end is missing: the library hands on the letters themselves where it is cut."""
    written = part.get_payload()
    if not isinstance(written, str):
        return b"", False
    letters = _NO_BASE64.sub("", written.partition("=")[0])
    rest = len(letters) % 4
    data = base64.b64decode(letters[: len(letters) - (rest == 1)] + "=" * (-(len(letters) - (rest == 1)) % 4))
    return data, rest == 1 or (rest > 0 and "=" not in written)


def _is_cut(message: EmailMessage) -> bool:
    """Whether the end of a file is missing, or the mark that ends all parts."""
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in message.walk() for defect in part.defects):
        return True
    return any(_is_base64(part) and _decode_base64(part)[1] for part in _leaves(message))


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    """All parts that hold something themselves, in order."""
    inner = _inner(part)
    if not inner:
        yield part
    for piece in inner:
        yield from _leaves(piece)


def _is_file(part: EmailMessage) -> bool:
    """Whether a part that is not shown is a file; the other form of a text (html beside plain) is none."""
    if part.get_content_maintype() == "multipart" and not _is_boundless(part):
        return False  # it has no parts at all
    if part.get_filename() or part.is_attachment():
        return True
    shapes = bool(_SHAPING.fullmatch(part.get_content_type()) or _SHAPING_NAME.fullmatch(_place_of(part)))
    return part.get_content_type() not in _FORMS and not (shapes and part["content-location"])


def _place_of(part: EmailMessage) -> str:
    """The name of a part of a saved web page: the end of its address."""
    return PurePath(urlsplit(str(part.get("content-location", "")).strip()).path).name


def _headers(message: EmailMessage) -> dict[str, str]:
    metadata = {}
    for name in _HEADERS:
        value = one_line(str(message.get(name, "")))
        if value:
            metadata[name.replace("-", "_")] = value[:2000]
    # a header that was copied as text may say "Sent:" and write the day as people do; with no date in it the mail has none
    written = str(message["date"] or message["sent"] or "")
    with contextlib.suppress(TypeError, ValueError, OverflowError):
        metadata["date"] = email.utils.parsedate_to_datetime(written).isoformat()
    if "date" not in metadata and (found := next(find_dates(written[:200]), None)):
        metadata["date"] = found.value
    return metadata
