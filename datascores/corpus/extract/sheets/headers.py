"""The words that a workbook prints above and below each page of a sheet.

They are written with codes (ECMA-376 part 1, 18.3.1.39), which are taken out; page numbers, dates and names of files are not
words of the author.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.sax.saxutils import unescape

from ..marks import SAME_COLOUR, bare, mark
from ..normalise import one_line
from ..office.colours import WHITE, colour_of, looks_same
from ..office.markup import read_elements
from ..office.tree import Element, read_tree
from ..reading import Status, Unreadable

HEADERS = {"oddHeader": True, "oddFooter": False, "evenHeader": True, "evenFooter": False,
           "firstHeader": True, "firstFooter": False}  # fmt: skip
_PAGE_NUMBER = re.compile(r"(?:\b|(?<=&[LCR]))page\s*&P(?:\s*(?:of|/)\s*&N)?|&P\s*(?:of|/)\s*&N", re.I)
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{2}[+-]\d{1,3}|K[0-9A-Fa-f]{6}|\d{1,3}|.)|&$', re.S)
_START, _END = re.compile(rb"<(?:(\w+):)?headerFooter\b"), re.compile(rb"</(?:\w+:)?headerFooter>")
_TAIL = 1 << 18  # bytes at the end of a sheet's part; the element stands behind all cells


def bare_header(coded: str) -> str:
    """The words without codes on one line, white ones between marks."""
    coded = _PAGE_NUMBER.sub("&P", bare(coded))
    pieces: list[str] = []
    reason, at = "", 0
    for found in [*_CODE.finditer(coded), None]:
        words = coded[at : found.start() if found else len(coded)]
        pieces.append(mark(words, reason) if words.strip() else words)
        if found:
            code, at = found[0], found.end()
            if code == "&&":
                pieces.append(mark("&", reason))
            elif code[:2] in ("&L", "&C", "&R"):
                reason = ""
                pieces.append(" ")
            elif code[1:2] == "K":  # shades of a theme are taken for visible, but for its first, which is white
                is_white = code.startswith("&K00+000") or looks_same(colour_of(code[2:]), WHITE)
                reason = SAME_COLOUR if is_white else ""
    return one_line("".join(pieces))


def headers_of_part(package: zipfile.ZipFile, part: str) -> list[tuple[bool, str]]:
    """Whether it stands above, and the words, of each header and footer of an xlsx sheet. Raises Unreadable."""
    tail = b""
    try:
        with package.open(part) as stream:
            while piece := stream.read(1 << 20):
                tail = (tail + piece)[-_TAIL:]
    except KeyError:
        return []
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, zlib.error) as error:
        raise Unreadable(Status.FAILED, "A sheet of the workbook is damaged.") from error
    found = _START.search(tail)
    end = _END.search(tail, found.end()) if found else None
    if not found or not end:
        return []
    prefix = b' xmlns:%s="x"' % found[1] if found[1] else b""
    elements = read_elements(b"<part%s>%s</part>" % (prefix, tail[found.start() : end.end()]))
    settings = next((given for name, given, _ in elements if name == "headerFooter"), {})
    return [
        (HEADERS[name], bare_header(text))
        for name, _, text in elements
        if name in HEADERS and (name.startswith("odd") or settings.get(_SETTING[name[:4]]) in ("1", "true"))
    ]


_SETTING = {"even": "differentOddEven", "firs": "differentFirst"}


def headers_of_record(data: bytes) -> Iterator[tuple[bool, str]]:
    """The same for the record of an xlsb sheet: flags, then six strings or none ([MS-XLSB] 2.4.85)."""
    flags, at = *struct.unpack_from("<H", data), 2
    for name, is_above in HEADERS.items():
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
        if count == 0xFFFFFFFF:
            continue
        words = data[at : at + 2 * count].decode("utf-16-le", "replace")
        at += 2 * count
        if name.startswith("odd") or flags & (1 if name.startswith("even") else 2):
            yield is_above, bare_header(words)


_TABLE_TAG = re.compile(rb"<(table:table|style:style)\s([^<>]*)>")
_ODS_ATTRIBUTE = re.compile(rb"\b(table:name|table:style-name|style:name|style:master-page-name)\s*=\s*[\"']([^\"']*)")
# Fields become the codes that stand for them in other formats, so that they go the same way
_FIELDS = {"page-number": "&P", "page-count": "&N"} | dict.fromkeys(
    ("sheet-name", "file-name", "title", "date", "time", "author-name"), "&D"
)
_ODS_HEADERS = {"header": True, "footer": False, "header-left": True, "footer-left": False,
                "header-first": True, "footer-first": False}  # fmt: skip


def headers_of_ods(content: bytes, styles: bytes) -> Iterator[tuple[str, bool, str]]:
    """Sheet, whether it stands above, and the words of each header and footer. Raises Unreadable for damaged XML."""
    pages = {page.get("name"): page for page in read_tree(styles).walk() if page.name == "master-page"}
    page_of: dict[bytes, bytes] = {}
    for found in _TABLE_TAG.finditer(content):
        given = dict(_ODS_ATTRIBUTE.findall(found[2]))
        if found[1] == b"style:style":
            page_of[given.get(b"style:name", b"")] = given.get(b"style:master-page-name", b"")
            continue
        page = pages.get(page_of.get(given.get(b"table:style-name", b""), b"").decode("utf-8", "replace"))
        name = unescape(given.get(b"table:name", b"").decode("utf-8", "replace"), {"&quot;": '"', "&apos;": "'"})
        for header in page.children if page else ():
            if header.name in _ODS_HEADERS and header.get("display") != "false":
                paragraphs = [element for element in header.walk() if element.name == "p"]
                yield name, _ODS_HEADERS[header.name], bare_header(" ".join(map(_coded, paragraphs)))


def _coded(element: Element) -> str:
    if element.name in _FIELDS:
        return _FIELDS[element.name]
    pieces = (_coded(child) + child.tail.replace("&", "&&") for child in element.children)
    return element.text.replace("&", "&&") + "".join(pieces)
