"""What a file is, told from its bytes; its name is only a hint between text formats.

A `docx` called `.pdf` is a docx. Answers a short format name, "unknown" when nothing fits. Reads the first bytes and,
for packages, the list of parts; never the content.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePath

import olefile

from .office.package import has_endless_list

HEAD_BYTES = 64 * 1024
PICTURES = {"png": (b"\x89PNG\r\n",), "jpg": (b"\xff\xd8\xff",), "tiff": (b"II*\0", b"MM\0*"), "gif": (b"GIF8",),
            "bmp": (b"BM",)}  # fmt: skip
_MAIL_HEADERS = (b"from", b"to", b"subject", b"date", b"received", b"mime-version", b"message-id", b"return-path",
                 b"delivered-to", b"content-type", b"reply-to", b"cc", b"x-mailer")  # fmt: skip
_HEADER_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OPENDOCUMENT = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp", b"graphics": "odg"}


def sniff(path: Path, name: str) -> str:
    """The format of the file: pdf, docx, doc, pptx, xlsx, … or "unknown". Raises OSError when it cannot be opened."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if b"%PDF-" in head[:1024] or (suffix == "pdf" and b" obj" in head):  # of the second kind some can be repaired
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_package(path, suffix)
    if head.startswith(olefile.MAGIC):
        return _sniff_ole(path, suffix)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for format_name, marks in PICTURES.items():
        if head.startswith(marks):
            return format_name
    return _sniff_text(head, suffix)


def _sniff_package(path: Path, suffix: str) -> str:
    guess = suffix if suffix in ("docx", "xlsx", "pptx", "odt", "ods", "odp") else "zip"
    if has_endless_list(path):
        return guess
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            mimetype = b""
            if "mimetype" in names:
                with package.open("mimetype") as part:
                    mimetype = part.read(200)
    except Exception:  # damaged packages fail in a dozen ways; the reader of the guessed format gives the reason
        return guess
    if mimetype.startswith(b"application/vnd.oasis.opendocument."):
        return _OPENDOCUMENT.get(mimetype.rpartition(b".")[2].strip().removesuffix(b"-template"), "unknown")
    if "[Content_Types].xml" in names:
        for folder, format_name in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
            if any(part.startswith(folder) for part in names):
                return "xlsb" if "xl/workbook.bin" in names else format_name
    return "zip"


def _sniff_ole(path: Path, suffix: str) -> str:
    try:
        with olefile.OleFileIO(path) as ole:
            entries = {entry[0] for entry in ole.listdir()}
    except Exception:  # a damaged container: the name decides and the reader of that format gives the reason
        return suffix if suffix in ("doc", "xls", "ppt", "msg") else "unknown"
    if "EncryptedPackage" in entries:
        return "encrypted-office"
    for entry, format_name in (
        ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"),
        ("__properties_version1.0", "msg"),
    ):  # fmt: skip
        if entry in entries:
            return format_name
    return "unknown"


def _sniff_text(head: bytes, suffix: str) -> str:
    if not looks_like_text(head):
        return "unknown"
    if _HTML_START.match(head[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if head.startswith(b"From ") and _is_mail(head.partition(b"\n")[2]):
        return "mbox"
    if _is_mail(head):
        return "eml"
    if suffix in ("html", "htm", "xhtml") and re.search(rb"<(p|div|table|br|h1)\b", head, re.I):
        return "html"
    return "csv" if suffix in ("csv", "tsv") else "txt"


def looks_like_text(head: bytes) -> bool:
    """Whether bytes may be text: a UTF-16 mark, or hardly any control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(1 for byte in head if byte < 32 and byte not in (9, 10, 12, 13, 27))
    return controls <= len(head) / 200


def _is_mail(head: bytes) -> bool:
    """Two known header lines at the very top. A pasted "From: … Sent: …" in a letter lacks the transport headers."""
    seen: set[bytes] = set()
    for line in head.splitlines()[:60]:
        match = _HEADER_LINE.match(line)
        if match:
            seen.add(match[1].lower())
        elif not line.strip() or not line.startswith((b" ", b"\t")):
            break
    known = seen.intersection(_MAIL_HEADERS)
    return len(known) >= 3 or (len(known) >= 2 and b"message-id" in known)
