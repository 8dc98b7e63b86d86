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
PICTURES = {"png": (b"\x89PNG\r\n",), "jpg": (b"\xff\xd8\xff",), "tiff": (b"II*\0", b"MM\0*"),
            "gif": (b"GIF87a", b"GIF89a"), "bmp": (b"BM",)}  # fmt: skip
_BITMAP_HEADERS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})  # the sizes that the second header of a bmp has had
_CONTENT_TYPES_BYTES = 1 << 20  # of the list of a package's parts; office programs write a few thousand
_WORD_MAIN = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled"
)
_PDF_MARK = re.compile(rb"%PDF-\d")
_PDF_OBJECT = re.compile(rb"^[ \t]*\d{1,10}[ \t]+\d{1,5}[ \t]+obj\b", re.M)
_PDF_WITHIN = 1024  # bytes of junk that readers pass over
_MAIL_HEADERS = (b"from", b"to", b"subject", b"date", b"received", b"mime-version", b"message-id", b"return-path",
                 b"delivered-to", b"content-type", b"reply-to", b"cc", b"x-mailer")  # fmt: skip
_TRANSPORT = frozenset({b"received", b"mime-version", b"message-id", b"return-path", b"delivered-to", b"content-type"})
_MAIL_NAMES = ("eml", "mht", "mhtml")
UTF8_MARK = b"\xef\xbb\xbf"
_HEADER_LINE = re.compile(rb"([!-9;-~]+):(?:[ \t]|$)")  # RFC 5322, 3.6.8
_HAS_PARTS = re.compile(rb"^content-type:\s*multipart/\w+;[^\n]*(?:\n[ \t][^\n]*)*boundary=", re.I | re.M)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*))*+<(?:!doctype\s+html|html|head|body|title|meta|style|table|div|p|h[1-6]|"
    rb"center|font)\b",
    re.I | re.S,
)
FLAT = "flat-"  # before the format of a package that is written as one XML file
# each comment is taken in one piece: a page may begin with hundreds of them
_FIRST_ELEMENT = re.compile(
    rb"\s*(?><\?[^>]*>\s*|<!--.*?-->\s*|<!doctype[^>\[]*(?:\[.*?\])?\s*>\s*)*+<([\w:]+)([^>]*)>", re.S | re.I
)
_FLAT_OPENDOCUMENT = re.compile(rb"""\boffice:mimetype\s*=\s*["']application/vnd\.oasis\.opendocument\.(\w+)""")
_OPENDOCUMENT = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp", b"graphics": "odg"}


def sniff(path: Path, name: str) -> str:
    """The format of the file: pdf, docx, doc, pptx, xlsx, … or "unknown". Raises OSError when it cannot be opened."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if _is_pdf(head, suffix):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_package(path, suffix)
    if head.startswith(olefile.MAGIC):
        return _sniff_ole(path, suffix)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for format_name, marks in PICTURES.items():
        if head.startswith(marks) and _fits(format_name, head):
            return format_name
    return _sniff_text(head, suffix)


def _is_pdf(head: bytes, suffix: str) -> bool:
    """Whether the mark stands at the top, or below junk with objects after it; a text or a mail may speak of the mark."""
    if suffix == "pdf" and b" obj" in head:  # some of those without a mark can be repaired
        return True
    mark = _PDF_MARK.search(head[:_PDF_WITHIN])
    if mark is None or mark.start() == 0:
        return mark is not None
    junk, rest = head[: mark.start()], head[mark.start() :]
    if not junk.strip(b"\0\t\r\n " + UTF8_MARK):
        return True
    return _PDF_OBJECT.search(rest) is not None and not _is_mail(head, suffix)


def _fits(format_name: str, head: bytes) -> bool:
    """Whether what follows the mark of a picture is its header; two or six letters may begin a text as well."""
    if format_name == "bmp":
        return int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS
    return format_name != "gif" or b"\0" in head[:64]


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
            content_types = b""
            if "[Content_Types].xml" in names:
                with package.open("[Content_Types].xml") as part:
                    content_types = part.read(_CONTENT_TYPES_BYTES)
    except MemoryError:
        raise
    except Exception:  # damaged packages fail in a dozen ways; the reader of the guessed format gives the reason
        return guess
    if mimetype.startswith(b"application/vnd.oasis.opendocument."):
        return _OPENDOCUMENT.get(mimetype.rpartition(b".")[2].strip().removesuffix(b"-template"), "unknown")
    if "[Content_Types].xml" in names:
        for folder, format_name in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
            if any(part.startswith(folder) for part in names):
                return "xlsb" if "xl/workbook.bin" in names else format_name
        if _WORD_MAIN.search(content_types):  # in a folder of another name
            return "docx"
    return "zip"


def _sniff_ole(path: Path, suffix: str) -> str:
    try:
        with olefile.OleFileIO(path) as ole:
            entries = {entry[0] for entry in ole.listdir()}
    except MemoryError:
        raise
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
    head = as_utf8(head)
    if not looks_like_text(head):
        return "unknown"
    head = head.removeprefix(UTF8_MARK)
    if flat := _sniff_flat(head):
        return FLAT + flat
    if _HTML_START.match(head[:4096]):
        return "html"
    if head.startswith(b"From ") and _is_mail(head.partition(b"\n")[2], suffix):
        return "mbox"
    if _is_mail(head, suffix):
        return "eml"
    if suffix in ("html", "htm", "xhtml") and re.search(rb"<(p|div|table|br|h1)\b", head, re.I):
        return "html"
    return "csv" if suffix in ("csv", "tsv") else "txt"


def _sniff_flat(head: bytes) -> str:
    """The format whose package an XML file holds in one piece; "" for any other file."""
    root = _FIRST_ELEMENT.match(head[:8192])
    if root is None:
        return ""
    if root[1] == b"w:wordDocument":
        return "docx"
    if root[1].rpartition(b":")[2] == b"Workbook" and b"urn:schemas-microsoft-com:office:spreadsheet" in root[2]:
        return "xlsx"
    if root[1] == b"pkg:package":
        folders = ((b'"/word/', "docx"), (b'"/ppt/', "pptx"), (b'"/xl/', "xlsx"))
        return next((format_name for folder, format_name in folders if folder in head), "")
    found = _FLAT_OPENDOCUMENT.search(root[2]) if root[1] == b"office:document" else None
    return _OPENDOCUMENT.get(found[1], "") if found else ""


def as_utf8(data: bytes) -> bytes:
    """A text in UTF-16, with a mark or told by its zero bytes, as UTF-8; anything else is answered unchanged."""
    order = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2]) or _order_without_mark(data[:400])
    return data.decode(order, "replace").removeprefix("\ufeff").encode("utf-8", "replace") if order else data


def _order_without_mark(head: bytes) -> str:
    """The order of bytes in UTF-16 of mostly Latin letters: each second byte is zero, hardly any other."""
    first, second = head[::2].count(0), head[1::2].count(0)
    least, most = len(head) * 0.4, len(head) * 0.02
    if len(head) < 16 or max(first, second) < least or min(first, second) > most:
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def looks_like_text(head: bytes) -> bool:
    """Whether bytes may be text: a UTF-16 mark, or hardly any control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(1 for byte in head if byte < 32 and byte not in (9, 10, 12, 13, 27))
    return controls <= len(head) / 200


def _is_mail(head: bytes, suffix: str) -> bool:
    """Enough known header lines at the very top, however many others stand between them (a server may add a hundred).

    A pasted "From: … Sent: …" in a letter lacks the headers of transport; below empty lines they must be there, unless
    the name says that it is a mail. A web page saved in one file has hardly more than a type with parts (RFC 2557).
    """
    seen: set[bytes] = set()
    text = head.lstrip(b"\r\n")
    for line in text.splitlines():
        match = _HEADER_LINE.match(line)
        if match:
            seen.add(match[1].lower())
        elif not line.strip() or not line.startswith((b" ", b"\t")):
            break
    known = seen.intersection(_MAIL_HEADERS)
    if suffix in _MAIL_NAMES and known:
        return True
    if b"mime-version" in known and _HAS_PARTS.search(text[:4096]):
        return True
    if len(text) < len(head) and not known & _TRANSPORT:
        return False
    return len(known) >= 3 or (len(known) >= 2 and b"message-id" in known)
