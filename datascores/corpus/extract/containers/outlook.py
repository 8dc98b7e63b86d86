"""Outlook messages (msg): headers as metadata and as the head of page 1, the body below, attachments as members.

Properties are read straight from the container ([MS-OXMSG]); the plain body is preferred to html unless html says more
(`forms`), and html to rich text. A message attached to a message becomes a mail (eml) of the same bytes at each reading,
so that it stays one document.
"""

from __future__ import annotations

import datetime
import email.policy
import email.utils
import struct
from collections import defaultdict
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import HeaderParser

import olefile

from ...mail_heads import write_head
from ..html.text import html_text
from ..marks import bare, leave_out, normalise_marked
from ..normalise import normalise, one_line
from ..quality import count_characters
from ..reading import PageReading, Reading, Status, Task, Unreadable
from ..rtf.compressed import decompress
from ..rtf.text import rtf_text
from .forms import join_forms
from .mail import Attached, keep_attachments
from .zip_names import show_name

# Property ids, [MS-OXPROPS]
_SUBJECT, _BODY, _HTML, _RTF = 0x0037, 0x1000, 0x1013, 0x1009
_HEADERS, _SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = 0x007D, 0x0C1A, 0x0C1F, 0x5D01
_TO, _CC, _MESSAGE_ID, _IN_REPLY_TO = 0x0E04, 0x0E03, 0x1035, 0x1042
_SENT, _DELIVERED, _CODE_PAGE, _INTERNET_CODE_PAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_DATA, _NAME, _LONG_NAME, _MIME = 0x3701, 0x3704, 0x3707, 0x370E
_PROPERTIES, _ATTACHMENT = "__PROPERTIES_VERSION1.0", "__attach_version1.0_"
_Folder = tuple[str, ...]
_FILETIME_START = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)
_DEEPEST = 8  # messages attached to messages; beyond it none is made


@dataclass(frozen=True)
class _Item:
    """What a message says, with `marks`; `attached` holds names and bytes."""

    metadata: dict[str, str]
    text: str
    attached: list[Attached]


def read_msg(task: Task) -> Reading:
    """One message. Raises Unreadable when it is damaged or has too many attachments."""
    try:
        with olefile.OleFileIO(task.path) as container:
            item = _read_item(_Container(container), (), task, 0)
    except (OSError, struct.error, IndexError, ValueError, OverflowError) as error:
        raise Unreadable(Status.FAILED, "The message is damaged and could not be opened.") from error
    members, too_deep = keep_attachments(item.attached, task)
    status, reason = Status.OK, ""
    if too_deep:
        status, reason = Status.PARTIAL, too_deep
    elif not count_characters(item.text) and not members:
        status, reason = Status.NO_TEXT, "The mail has no text and no attachments."
    text, hidden = normalise_marked(bare(write_head(item.metadata)) + item.text)
    pages = (PageReading(1, text, "outlook" if text else "", hidden=hidden),)
    return Reading("msg", status, reason, item.metadata.get("subject", ""), pages, members, item.metadata, "outlook")


class _Container:
    """The streams and storages of an OLE file by the storage around them, listed once."""

    def __init__(self, file: olefile.OleFileIO) -> None:
        self.file = file
        self.streams: dict[_Folder, dict[str, list[str]]] = defaultdict(dict)
        self.storages: dict[_Folder, list[str]] = defaultdict(list)
        for entry in file.listdir():
            self.streams[tuple(entry[:-1])][entry[-1].upper()] = entry
        for entry in file.listdir(streams=False, storages=True):
            self.storages[tuple(entry[:-1])].append(entry[-1])


class _Properties:
    """The properties of one storage: a message (root or attached) or an attachment."""

    def __init__(self, container: _Container, folder: _Folder, header: int) -> None:
        self._file, self._streams = container.file, container.streams.get(folder, {})
        data = self._read(_PROPERTIES)[header:]
        self.fixed = {tag >> 16: value for tag, _, value in struct.iter_unpack("<IIQ", data[: len(data) // 16 * 16])}
        page = self.fixed.get(_CODE_PAGE) or self.fixed.get(_INTERNET_CODE_PAGE) or 1252
        self.encoding = encoding_of(page)

    def text(self, number: int) -> str:
        wide, narrow = self._name(number, 0x1F), self._name(number, 0x1E)
        if wide in self._streams:
            return self._read(wide).decode("utf-16-le", "replace").rstrip("\0")
        return self._read(narrow).decode(self.encoding, "replace").rstrip("\0")

    def data(self, number: int) -> bytes:
        return self._read(self._name(number, 0x102))

    def time(self, number: int) -> str:
        """A moment as ISO in UTC; empty where there is none that a calendar knows. Stored in units of 100 ns."""
        ticks = self.fixed.get(number, 0)
        try:
            moment = _FILETIME_START + datetime.timedelta(microseconds=ticks // 10)
        except OverflowError:
            return ""
        return moment.isoformat(timespec="seconds") if ticks else ""

    def _name(self, number: int, kind: int) -> str:
        return f"__SUBSTG1.0_{number:04X}{kind:04X}"

    def _read(self, name: str) -> bytes:
        entry = self._streams.get(name)
        return self._file.openstream(entry).read() if entry else b""


def encoding_of(code_page: int) -> str:
    """The name of Python's codec for a Windows code page; Windows-1252 for one that is not known."""
    name = {65001: "utf-8", 20127: "ascii", 28591: "latin-1", 28605: "iso8859-15"}.get(code_page, f"cp{code_page}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _read_item(container: _Container, folder: _Folder, task: Task, depth: int) -> _Item:
    message = _Properties(container, folder, 24 if folder else 32)
    text = normalise(bare(message.text(_BODY)))
    from_html = html_text(*_html_of(message, task.limits.html_bytes))[0]
    text = join_forms(text, from_html)
    if not text and message.data(_RTF):
        text = normalise(rtf_text(decompress(message.data(_RTF), task.limits.output_chars)))
    storages = sorted(name for name in container.storages[folder] if name.lower().startswith(_ATTACHMENT))
    if len(storages) > task.limits.members:
        raise Unreadable(Status.TOO_LARGE, f"The mail has {len(storages):,} attachments.")
    attached = [found for name in storages if (found := _attached(container, (*folder, name), task, depth))]
    return _Item(_metadata(message), text, attached)


def _html_of(message: _Properties, most: int) -> tuple[bytes, str]:
    """The html body and its charset where the message states one ([MS-OXCMAIL], 2.1.3.1)."""
    if data := message.data(_HTML):
        page = message.fixed.get(_INTERNET_CODE_PAGE)
        return data[:most], encoding_of(page) if page else ""
    return message.text(_HTML).encode()[:most], "utf-8"


def _attached(container: _Container, folder: _Folder, task: Task, depth: int) -> Attached | None:
    """An attachment; None for a mere link to a file elsewhere."""
    properties = _Properties(container, folder, 8)
    name = show_name(properties.text(_LONG_NAME) or properties.text(_NAME))
    inner = (*folder, f"__substg1.0_{_DATA:04X}000D")
    if inner in container.streams:
        if depth >= _DEEPEST:
            return None
        item = _read_item(container, inner, task, depth + 1)
        return Attached(item.metadata.get("subject", "") + ".eml", _as_mail(item, depth), "message/rfc822")
    data = properties.data(_DATA)
    return Attached(name, data, one_line(properties.text(_MIME))) if data else None


def _metadata(message: _Properties) -> dict[str, str]:
    """from, to, cc, subject, date …, by the transport headers where the message travelled, else as Outlook shows them."""
    sent = HeaderParser(policy=email.policy.default).parsestr(message.text(_HEADERS).lstrip())
    address = message.text(_SENDER_SMTP) or message.text(_SENDER_ADDRESS)
    values = {
        "from": str(sent.get("from", "")) or email.utils.formataddr((one_line(message.text(_SENDER_NAME)), address)),
        "to": str(sent.get("to", "")) or message.text(_TO),
        "cc": str(sent.get("cc", "")) or message.text(_CC),
        "subject": message.text(_SUBJECT),
        "message_id": message.text(_MESSAGE_ID),
        "in_reply_to": message.text(_IN_REPLY_TO),
        "date": message.time(_SENT) or message.time(_DELIVERED),
    }
    return {name: line[:2000] for name, value in values.items() if (line := one_line(value))}


def _as_mail(item: _Item, depth: int) -> bytes:
    mail = EmailMessage()
    for name, value in item.metadata.items():
        if name == "date":
            value = email.utils.format_datetime(datetime.datetime.fromisoformat(value))
        mail[name.replace("_", "-")] = value
    mail.set_content(leave_out(item.text))  # a plain text could not say which words are hidden
    for part in item.attached:
        maintype, _, subtype = (part.content_type or "application/octet-stream").partition("/")
        if maintype in ("message", "multipart"):  # stays the bytes that it is
            maintype, subtype = "application", "octet-stream"
        mail.add_attachment(part.data, maintype=maintype, subtype=subtype or "octet-stream",
                            filename=part.name or "attachment")  # fmt: skip
    if item.attached:
        mail.set_boundary(f"=-=part-of-message-{depth}=-=")  # made by chance, it would change the bytes each time
    return mail.as_bytes()
