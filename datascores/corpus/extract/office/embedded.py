"""Files that lie inside a docx, pptx or xlsx: those shown as an icon become members, the others are named.

Who shows a file as an icon attaches it. A file that is shown by its content (a range of a workbook) holds more than is seen,
one that nothing shows is seen by nobody: these are named and not read. Workbooks behind charts are no attachments.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

import olefile

from ..containers.archive import name_some, write_member
from ..normalise import one_line
from ..reading import Member, Task, Unreadable
from .markup import read_elements
from .package import read_part
from .relations import targets_of

_KINDS = ("package", "oleObject")  # of relations
_RELATIONS = re.compile(r"(.+/)_rels/([^/]+)\.rels")
_CHARTS = re.compile(r"/charts/[^/]+$")
_NATIVE, _PACKAGE, _CONTENTS = "\x01Ole10Native", "Package", "CONTENTS"
_SUFFIXES = {b"WordDocument": ".doc", b"Workbook": ".xls", b"PowerPoint Document": ".ppt"}
_ICON = {"aspect": ("icon", "dvaspect_icon"), "flag": ("1", "true")}
_NOT_SHOWN = "Files inside the file that it does not show as attachments were not read: {}."
_NOT_TAKEN = "Files inside the file could not be taken out: {}."


def take_embedded(task: Task, package: zipfile.ZipFile) -> tuple[tuple[Member, ...], str]:
    """The attachments, written to the scratch folder, and a reason that names the files that were not taken."""
    members: list[Member] = []
    passed, lost = [], []
    for part, is_icon in _embedded_parts(package).items():
        fallback = PurePosixPath(part).name
        if not is_icon:
            passed.append(fallback)
            continue
        if task.depth >= task.limits.depth or len(members) >= task.limits.members:
            lost.append(fallback)
            continue
        try:
            name, data = _opened(read_part(package, part) or b"", fallback)
        except (Unreadable, OSError, ValueError, struct.error, IndexError):
            lost.append(fallback)
            continue
        if data:
            members.append(Member(name, write_member(task, len(members) + 1, name, data)))
        else:
            lost.append(name)
    reasons = [
        _NOT_SHOWN.format(name_some(passed)) if passed else "",
        _NOT_TAKEN.format(name_some(lost)) if lost else "",
    ]
    return tuple(members), " ".join(filter(None, reasons))


def _embedded_parts(package: zipfile.ZipFile) -> dict[str, bool]:
    """The parts that are whole files, and whether an icon shows each on a page, slide or sheet that is seen."""
    found: dict[str, bool] = {}
    names = set(package.namelist())
    for rels in sorted(names):
        source = _RELATIONS.fullmatch(rels)
        if source is None or _CHARTS.search(part := source[1] + source[2]):
            continue
        try:
            targets = {key: target for key, (kind, target) in targets_of(package, part).items() if kind in _KINDS}
            icons = set(_icons(package, part)) if targets else set()
        except Unreadable:  # its own words are missed elsewhere, if it has any
            continue
        for relation, target in targets.items():
            if target in names:
                found[target] = found.get(target, False) or relation in icons
    return found


def _icons(package: zipfile.ZipFile, part: str) -> Iterator[str]:
    """The relations of the objects that a part shows as icons; none of a slide that no show shows."""
    elements = read_elements(read_part(package, part) or b"<none/>")
    if any(name == "sld" and attributes.get("show") in ("0", "false") for name, attributes, _ in elements):
        return
    for name, attributes, _ in elements:
        if name.lower() in ("oleobject", "oleobj", "objectembed"):
            aspect = attributes.get("DrawAspect") or attributes.get("drawAspect") or attributes.get("dvAspect", "")
            if aspect.lower() in _ICON["aspect"] or attributes.get("showAsIcon") in _ICON["flag"]:
                yield attributes.get("r:id", "")


def _opened(data: bytes, name: str) -> tuple[str, bytes]:
    """A file's name and bytes out of its part, which may wrap it. Raises OSError, struct.error or ValueError when damaged."""
    if not data.startswith(olefile.MAGIC):
        return _named_zip(name, data), data
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        if container.exists(_NATIVE):
            return _native(container.openstream(_NATIVE).read(), name)
        for stream in (_PACKAGE, _CONTENTS):
            if container.exists(stream):
                inner = container.openstream(stream).read()
                return _named_zip(name, inner), inner
        suffix = next((suffix for stream, suffix in _SUFFIXES.items() if container.exists(stream.decode())), "")
    return (posixpath.splitext(name)[0] + suffix if suffix else name), data


def _named_zip(name: str, data: bytes) -> str:
    """The name with the ending of what the bytes are, where it ends in "bin"."""
    stem, suffix = posixpath.splitext(name)
    if suffix.lower() != ".bin":
        return name
    if data.startswith(b"%PDF"):
        return f"{stem}.pdf"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return name
    folders = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
    return stem + next(
        (end for folder, end in folders.items() if any(part.startswith(folder) for part in parts)), ".zip"
    )


def _native(stream: bytes, name: str) -> tuple[str, bytes]:
    """A file that Windows has wrapped: its label, two paths, and its bytes ([MS-OLEDS] 2.3.6 holds them as one block).

    The layout is that of the Packager: size, 2 bytes, label, path, 4 bytes, length and path, length and bytes.
    """
    label, at = _zero_ended(stream, 6)
    _, at = _zero_ended(stream, at)
    (length,) = struct.unpack_from("<I", stream, at + 4)
    at += 8 + length
    (size,) = struct.unpack_from("<I", stream, at)
    data = stream[at + 4 : at + 4 + size]
    if len(data) < size:
        raise ValueError("an embedded file that breaks off")
    return one_line(PureWindowsPath(label.decode("cp1252", "replace")).name) or name, data


def _zero_ended(stream: bytes, at: int) -> tuple[bytes, int]:
    end = stream.index(b"\0", at)
    return stream[at:end], end + 1
