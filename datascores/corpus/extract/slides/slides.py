"""PowerPoint files of the old binary kind (ppt), by their records ([MS-PPT]).

Each slide is a page in the order in which it is shown: its text, comments, footer and speaker notes; the first that shows a
master has its words too, but for the prompts of placeholders. The words of hidden slides are withheld. Where the list of
slides is damaged, slides are taken in the order of the file and the status says so. Never runs a macro.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from ..marks import HIDDEN_SLIDE, whole
from ..normalise import clean_title, normalise, one_line
from ..office.blips import PICTURES_UNREAD, has_large_picture
from ..quality import count_characters
from ..reading import ENCRYPTED_REASON, PageReading, Reading, Status, Task, Unreadable

# Kinds of records, [MS-PPT] 2.13.24
_DOCUMENT, _SLIDE, _SLIDE_ATOM, _NOTES, _LIST, _PERSIST_ATOM = 0x3E8, 0x3EE, 0x3EF, 0x3F0, 0xFF0, 0x3F3
_USER_EDIT, _DIRECTORY, _CHARS, _BYTES, _OUTLINE_REFERENCE = 0xFF5, 0x1772, 0xFA0, 0xFA8, 0xF9E
_STRING, _FOOTERS, _COMMENT, _TAG_DATA = 0xFBA, 0xFD9, 0x2EE0, 0x138B
_SLIDE_SHOW = 0x3F9
_SHAPE, _PLACEHOLDER = 0xF004, 0xBC3
_SLIDES_LIST, _MASTERS_LIST, _NOTES_LIST = 0, 1, 2
_ENCRYPTED_TOKEN = 0xF3D1C4DF
_DEEPEST = 64
_MOST_EDITS = 10_000
_NUMBER_MARK = "*"  # stands where the number of the slide is printed


@dataclass(frozen=True)
class _Record:
    kind: int
    instance: int
    start: int  # of the content
    end: int
    parent: int


@dataclass(frozen=True)
class _Listed:
    """A slide in the document's list: where it is stored, its identifier, and the texts of its placeholders."""

    stored_as: int
    identifier: int
    outline: list[str]


def read_ppt(task: Task) -> Reading:
    """Each slide as a page. Raises Unreadable when the file is encrypted or holds no slides that can be found."""
    stream, current, title = _streams(task)
    reason = ""
    try:
        slides = _listed_slides(stream, current)
    except (struct.error, KeyError, IndexError):
        slides = []
    if not slides:
        slides = _found_slides(stream)
        reason = "The list of slides is damaged: slides stand in the order of the file, perhaps with older versions."
    if not slides:
        raise Unreadable(Status.FAILED, "The file is damaged: no slides were found in it.")
    if len(slides) > task.limits.pages:
        raise Unreadable(Status.TOO_LARGE, f"The presentation has {len(slides):,} slides.")
    if has_large_picture(task.path.read_bytes()):
        reason = f"{reason} {PICTURES_UNREAD}".strip()
    pages = tuple(_page(number, _clean(text), is_hidden) for number, (text, is_hidden) in enumerate(slides, 1))
    if not any(count_characters(page.text) for page in pages):
        reason = f"The file holds no text. {reason}".strip()
        return Reading("ppt", Status.NO_TEXT, reason, title, pages, engine="records")
    return Reading("ppt", Status.PARTIAL if reason else Status.OK, reason, title, pages, engine="records")


def _page(number: int, text: str, is_hidden: bool) -> PageReading:
    hidden = whole(text, HIDDEN_SLIDE) if is_hidden else ()
    return PageReading(number, text, "ppt" if text else "", label=f"Slide {number}", hidden=hidden)


def _streams(task: Task) -> tuple[bytes, bytes, str]:
    try:
        with olefile.OleFileIO(task.path) as container:
            stream = container.openstream("PowerPoint Document").read()
            current = container.openstream("Current User").read() if container.exists("Current User") else b""
            title = container.get_metadata().title or b""
    except MemoryError:
        raise
    except Exception as error:  # olefile raises many kinds for damaged containers
        raise Unreadable(Status.FAILED, "The file is damaged: its list of parts cannot be read.") from error
    if len(current) >= 16 and struct.unpack_from("<I", current, 12)[0] == _ENCRYPTED_TOKEN:
        raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON)
    return (
        stream,
        current,
        clean_title(one_line(title.decode("cp1252", "replace") if isinstance(title, bytes) else title)),
    )


def _listed_slides(stream: bytes, current: bytes) -> list[tuple[str, bool]]:
    """The words of the slides in the order of the document's list, and whether a show passes over each.

    Raises struct.error, KeyError or IndexError when it is damaged.
    """
    offsets, document = _directory(stream, struct.unpack_from("<I", current, 16)[0])
    lists = {
        record.instance: list(_listed(stream, record))
        for record in _children(stream, _record_at(stream, offsets[document]))
        if record.kind == _LIST
    }
    notes = {entry.identifier: entry for entry in lists.get(_NOTES_LIST, [])}
    masters = {
        entry.identifier: offsets[entry.stored_as]
        for entry in lists.get(_MASTERS_LIST, [])
        if entry.stored_as in offsets
    }
    records = [(entry, _record_at(stream, offsets[entry.stored_as])) for entry in lists.get(_SLIDES_LIST, [])]
    first = _first_with_master(stream, [slide for _, slide in records])
    slides = []
    for at, (entry, slide) in enumerate(records):
        texts = list(_texts(stream, slide, entry.outline))
        if at in first and first[at] in masters:
            texts += _master_texts(stream, _record_at(stream, masters[first[at]]))
        noted = notes.get(_notes_of(stream, slide))
        if noted and noted.stored_as in offsets:
            texts += _texts(stream, _record_at(stream, offsets[noted.stored_as]), noted.outline)
        slides.append(("\n".join(texts), _is_hidden(stream, slide)))
    return slides


def _first_with_master(stream: bytes, slides: list[_Record]) -> dict[int, int]:
    """The places of the slides that are the first to show their masters, with the masters' identifiers."""
    found: dict[int, int] = {}
    for at, slide in sorted(enumerate(slides), key=lambda placed: _is_hidden(stream, placed[1])):
        atom = next((record for record in _children(stream, slide) if record.kind == _SLIDE_ATOM), None)
        if atom is None:
            continue
        master, _, flags = struct.unpack_from("<IIH", stream, atom.start + 12)
        if flags & 1 and master not in found.values():  # its objects follow those of the master ([MS-PPT] 2.5.10)
            found[at] = master
    return found


def _master_texts(stream: bytes, record: _Record, depth: int = 0) -> Iterator[str]:
    for child in _children(stream, record):
        if child.kind == _SHAPE:
            inner = list(_descendants(stream, child, 0))
            if not any(part.kind == _PLACEHOLDER for part in inner):
                yield from (_words(stream, part) for part in inner if part.kind in (_CHARS, _BYTES))
        elif stream[child.start - 8] & 0xF == 0xF and depth < _DEEPEST:
            yield from _master_texts(stream, child, depth + 1)


def _directory(stream: bytes, edit: int) -> tuple[dict[int, int], int]:
    """Where each stored object begins in its newest version, and which of them is the document."""
    offsets: dict[int, int] = {}
    newest = -1
    seen: set[int] = set()
    while edit and edit not in seen and len(seen) < _MOST_EDITS:
        seen.add(edit)
        if _record_at(stream, edit).kind != _USER_EDIT:
            raise KeyError(edit)
        earlier, directory, document = struct.unpack_from("<III", stream, edit + 16)
        newest = document if newest < 0 else newest
        table = _record_at(stream, directory)
        at = table.start
        while at + 4 <= table.end:
            (head,) = struct.unpack_from("<I", stream, at)
            first, count = head & 0xFFFFF, head >> 20
            for index, offset in enumerate(struct.unpack_from(f"<{count}I", stream, at + 4)):
                offsets.setdefault(first + index, offset)
            at += 4 + 4 * count
        edit = earlier
    return offsets, newest


def _listed(stream: bytes, slides: _Record) -> Iterator[_Listed]:
    entry: _Listed | None = None
    for record in _children(stream, slides):
        if record.kind == _PERSIST_ATOM:
            if entry:
                yield entry
            stored_as, _, _, identifier = struct.unpack_from("<4I", stream, record.start)
            entry = _Listed(stored_as, identifier, [])
        elif entry and record.kind in (_CHARS, _BYTES):
            entry.outline.append(_words(stream, record))
    if entry:
        yield entry


def _notes_of(stream: bytes, slide: _Record) -> int:
    for record in _children(stream, slide):
        if record.kind == _SLIDE_ATOM:
            return struct.unpack_from("<I", stream, record.start + 16)[0]
    return 0


def _texts(stream: bytes, slide: _Record, outline: list[str]) -> Iterator[str]:
    """The words of a slide in the order of its shapes; a placeholder only refers to its text in the outline."""
    left = dict(enumerate(outline))
    for record in _descendants(stream, slide, 0):
        if record.kind in (_CHARS, _BYTES):
            yield _words(stream, record)
        elif record.kind == _OUTLINE_REFERENCE:
            yield left.pop(struct.unpack_from("<I", stream, record.start)[0], "")
        elif record.kind == _STRING and (record.parent, record.instance) in (
            (_FOOTERS, 1), (_FOOTERS, 2), (_COMMENT, 1),
        ):  # fmt: skip
            yield _words(stream, record)
    yield from left.values()


def _is_hidden(stream: bytes, slide: _Record) -> bool:
    """Whether a show passes over the slide ([MS-PPT] 2.6.6: the third bit of the flags)."""
    for record in _children(stream, slide):
        if record.kind == _SLIDE_SHOW and record.end - record.start >= 12:
            return bool(stream[record.start + 10] & 0x04)
    return False


def _found_slides(stream: bytes) -> list[tuple[str, bool]]:
    """The slides and notes in the order in which they lie in the stream."""
    everything = _Record(0, 0, 0, len(stream), 0)
    return [
        ("\n".join(_texts(stream, record, [])), _is_hidden(stream, record))
        for record in _children(stream, everything)
        if record.kind in (_SLIDE, _NOTES)
    ]


def _record_at(stream: bytes, at: int, parent: int = 0) -> _Record:
    version, kind, length = struct.unpack_from("<HHI", stream, at)
    return _Record(kind, version >> 4, at + 8, min(at + 8 + length, len(stream)), parent)


def _children(stream: bytes, record: _Record) -> Iterator[_Record]:
    at = record.start
    while at + 8 <= record.end:
        child = _record_at(stream, at, record.kind)
        yield child
        at = child.end


def _descendants(stream: bytes, record: _Record, depth: int) -> Iterator[_Record]:
    for child in _children(stream, record):
        # comments lie in the data of a tag, which is records again
        is_container = stream[child.start - 8] & 0xF == 0xF or child.kind == _TAG_DATA
        if is_container and depth < _DEEPEST:
            yield from _descendants(stream, child, depth + 1)
        elif not is_container:
            yield child


def _words(stream: bytes, record: _Record) -> str:
    data = stream[record.start : record.end]
    # one byte a character holds the lower half of UTF-16, so it is Latin-1 and no code page
    return data.decode("latin-1") if record.kind == _BYTES else data.decode("utf-16-le", "replace")


def _clean(text: str) -> str:
    return normalise("\n".join(line for line in text.replace("\r", "\n").split("\n") if line.strip() != _NUMBER_MARK))
