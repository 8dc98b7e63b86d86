"""Office files written as one XML file: Word and Excel 2003, "Word XML document" (flat OPC) and flat OpenDocument.

Each is put into the package that the same program would have saved, so that the readers of packages find what hides words
there as well. Pictures inside are not read by OCR; the reading then says so.
"""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import unescape

from .flat_elements import elements, opening, without
from .flat_workbook import workbook_parts
from .reading import Status, Task, Unreadable
from .sniff import UTF8_MARK, as_utf8

_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]*\?>")
_RELATIONS = b"http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PART_NAME = re.compile(rb"\bpkg:name\s*=\s*[\"']/([^\"']*)")
_RUN = re.compile(rb"<w:r(?=[ >])")
_PICTURE = re.compile(rb"<(?:w:binData|office:binary-data)\b")
_MIMETYPE = re.compile(rb"\boffice:mimetype\s*=\s*[\"']([\w.+/-]+)")


def holds_pictures(task: Task) -> bool:
    """Whether pictures, or other files, stand in the text as letters, where no reader of packages looks for them."""
    return bool(_PICTURE.search(as_utf8(task.path.read_bytes())))


def packed(task: Task, format_name: str) -> Task:
    """The same task for a package made of the file, in the scratch folder. Raises Unreadable when it is damaged."""
    data = as_utf8(task.path.read_bytes())
    declaration = _DECLARATION.match(data.removeprefix(UTF8_MARK))
    declared = declaration[0].strip() if declaration and data.startswith((b"<", b" ", b"\n", b"\r")) else b""
    if b"utf-16" in declared.lower():
        data = data.removeprefix(UTF8_MARK)[declaration.end() :]  # type: ignore[union-attr]
        declared = b""
    if format_name in ("odt", "ods", "odp", "odg"):
        parts = _opendocument_parts(data)
    elif b"<pkg:package" in data[:4096]:
        parts = _listed_parts(data)
    elif format_name == "xlsx":
        parts = workbook_parts(data)
    else:
        parts = _word_parts(data, declared)
    path = task.scratch / "packed"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts:
            package.writestr(name, part)
    return replace(task, path=path)


def _listed_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of flat OPC, each in an element of its own."""
    yield "[Content_Types].xml", b"<Types/>"
    for part in elements(data, b"pkg:part"):
        name = _PART_NAME.search(part.attributes)
        xml = next(elements(part.inner, b"pkg:xmlData", is_last=True), None)
        binary = next(elements(part.inner, b"pkg:binaryData", is_last=True), None)
        if name and xml:
            yield _text(name[1]), xml.inner
        elif name and binary:
            try:
                yield _text(name[1]), base64.b64decode(binary.inner)
            except binascii.Error as error:
                raise Unreadable(Status.FAILED, "The file is damaged: one of its parts cannot be decoded.") from error


def _word_parts(data: bytes, declared: bytes) -> Iterator[tuple[str, bytes]]:
    """Word 2003 names runs, paragraphs and their looks as later versions do; deletions are marked another way."""
    root, styles = opening(data, b"w:wordDocument"), next(elements(data, b"w:styles"), None)
    if root is None:
        raise Unreadable(Status.FAILED, "The file is damaged: its main text is missing.")
    relation = b'<Relationships xmlns="%s"><Relationship Id="r1" Type="%s%s" Target="%s"/></Relationships>'
    yield "[Content_Types].xml", b"<Types/>"
    yield "_rels/.rels", relation % (_RELATIONS, _KINDS, b"officeDocument", b"word/document.xml")
    yield "word/_rels/document.xml.rels", relation % (_RELATIONS, _KINDS, b"styles", b"styles.xml")
    yield "word/document.xml", _with_deletions(without(data, b"w:styles"))
    spaces = data[root[0] + len(b"<w:wordDocument") : root[1] - 1]
    yield "word/styles.xml", declared + b"<w:styles%s>%s</w:styles>" % (spaces, styles.inner if styles else b"")


def _with_deletions(data: bytes) -> bytes:
    """Runs of deleted words inside the element that later versions put around them."""
    runs = data.split(b"</w:r>")
    for at, run in enumerate(runs[:-1]):
        if b"<w:delText" in run:
            start = [found.start() for found in _RUN.finditer(run)][-1:]
            runs[at] = run[: start[0]] + b"<w:del>" + run[start[0] :] + b"</w:r></w:del>" if start else run + b"</w:r>"
        else:
            runs[at] = run + b"</w:r>"
    return b"".join(runs)


def _opendocument_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    kind = _MIMETYPE.search(data[:8192])
    yield "mimetype", kind[1] if kind else b""
    yield "META-INF/manifest.xml", b"<manifest/>"
    yield "content.xml", without(data, b"office:master-styles")
    yield "styles.xml", without(data, b"office:body", is_last=True)


def _text(name: bytes) -> str:
    return unescape(name.decode("utf-8", "replace"))
