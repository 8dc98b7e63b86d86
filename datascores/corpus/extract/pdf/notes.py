"""Notes (annotations) on the pages of a PDF: what they say, and a copy of the file in which they look as they are seen.

Read only where a page has notes that may say or cover something. What notes say counts as text of their page, though no
page shows it. In the copy, notes without a look of their own cover what programs paint over, a note's layer is that of its look,
and places marked for redaction are black: their words were meant to go, and it is for a moderator to say that they may
stay, whatever a program shows there until somebody carries the redaction out.
"""

from __future__ import annotations

import html
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from ..containers.mail import Attached
from .hidden_areas import REDACTED, SWITCHED_OFF
from .hidden_places import Box
from .hidden_spans import RawSpan
from .layers import Layers
from .note_looks import bounds_of, draw_look, marked_boxes, rectangles

HIDDEN_NOTE = "in a hidden note"
_HIDDEN, _NO_VIEW = 2, 32  # flags
_SIGN_SIDE = 40.0  # points: a sticky note's sign, which lies over letters on no paper
# kinds whose words a reader of the file is shown, on the page, in a window or in a list of comments; the first kinds
# often repeat the page's
_REPEATING = frozenset({"/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Redact"})
_DRAWN = frozenset({"/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Stamp", "/Caret", "/Ink"})
_SPEAKING = _REPEATING | _DRAWN | {"/Text", "/FileAttachment"}
_DAMAGED = (pikepdf.PdfError, OSError, ValueError, RuntimeError, TypeError, AttributeError, LookupError)
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</p>|<br\s*/?>")


class Note(NamedTuple):
    """What a note says; `hidden` is why nobody sees it, "" where it can be seen. `repeats` where the page may say it too."""

    text: str
    hidden: str = ""
    repeats: bool = False


@dataclass
class Notes:
    """The notes of a file by page (from 0), what is marked for redaction, and the copy; None where the file will do."""

    said: dict[int, list[Note]] = field(default_factory=lambda: defaultdict(list))
    redacted: dict[int, list[Box]] = field(default_factory=lambda: defaultdict(list))
    pinned: list[Attached] = field(default_factory=list)  # files
    copy: bytes | None = None
    are_unread: bool = False  # the file is too damaged to be opened in this way


def read_notes(source: Path | bytes) -> Notes:
    """All notes of a file; `are_unread` where it is too damaged to be opened in this way."""
    notes = Notes()
    try:
        with pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source) as document:
            layers, is_changed = _layers_of(document), False
            for index, page in enumerate(document.pages):
                is_changed |= _read_page(document, page.obj, layers, notes, index)
            if is_changed:
                copy = io.BytesIO()
                document.save(copy)
                notes.copy = copy.getvalue()
    except _DAMAGED:
        return Notes(are_unread=True)
    return notes


def _layers_of(document: pikepdf.Pdf) -> Layers:
    """The layers; damaged settings leave them all on, and do not cost the notes."""
    try:
        return Layers(document.Root)
    except _DAMAGED:
        return Layers({})


def write_notes(notes: Sequence[Note], page_text: str) -> tuple[str, tuple[RawSpan, ...]]:
    """What the notes of a page say, a line each, but for what the page says itself; and what of it nobody sees. Pure."""
    on_page, written, hidden = _letters(page_text) if notes else "", "", []
    for note in notes:
        if note.repeats and _letters(note.text) in on_page:
            continue
        start = len(written) + 1 if written else 0
        written = f"{written}\n{note.text}" if written else note.text
        if note.hidden:
            hidden.append(RawSpan(start, len(written), note.hidden))
    return written, tuple(hidden)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _read_page(document: pikepdf.Pdf, page: Any, layers: Layers, notes: Notes, index: int) -> bool:
    """Take in the notes of a page, and change them for the copy; whether anything was changed."""
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return False
    kept, is_changed = [], False
    for annotation in annotations:
        try:
            keeps, changes = _read_note(document, annotation, layers, notes, index)
        except _DAMAGED:
            keeps, changes = True, False  # one damaged note must not lose the others
        if keeps:
            kept.append(annotation)
        is_changed |= changes
    if is_changed:
        page.Annots = Array(kept)
    return is_changed


def _read_note(document: pikepdf.Pdf, note: Any, layers: Layers, notes: Notes, index: int) -> tuple[bool, bool]:
    """Whether the note stays in the copy, and whether it was changed."""
    kind = str(note.get("/Subtype"))
    layer = note.get("/OC")
    is_off = layers.is_off(layer)
    text = _words_of(note) if kind in _SPEAKING and "/State" not in note else ""
    if text:
        notes.said[index].append(Note(text, _why_hidden(note, kind, is_off), kind in _REPEATING))
    if kind == "/FileAttachment" and "/FS" in note:
        notes.pinned.append(_file_of(note.FS))
    if kind == "/Redact":
        boxes = marked_boxes(note)
        notes.redacted[index] += boxes
        _set_look(document, note, f"0 g {rectangles(boxes)} f", boxes)
        note.F = 4
        return True, True
    looks = _looks_of(note)
    if not looks and is_off:
        return False, True
    if kind == "/Text" and (not looks or _is_small(note)):
        return False, True
    if not looks:
        drawn = draw_look(note)
        if drawn is not None:
            _set_look(document, note, *drawn)
        return True, drawn is not None
    if layer is not None:
        for look in looks:
            look.OC = _both(look.get("/OC"), layer)
        return True, True
    return True, False


def _file_of(specification: Any) -> Attached:
    """Raises KeyError where the file is not within the PDF."""
    name = str(specification.get("/UF", specification.get("/F", "")))
    return Attached(name, specification.EF["/F" if "/F" in specification.EF else "/UF"].read_bytes(), "")


def _words_of(note: Any) -> str:
    """What a note says: plainly, or else without the marks of its rich text."""
    contents = note.get("/Contents")
    if contents is not None and str(contents).strip():
        return str(contents).strip()
    rich = note.get("/RC")
    if rich is None:
        return ""
    marked = rich.read_bytes().decode("utf-8", "replace") if isinstance(rich, pikepdf.Stream) else str(rich)
    return html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", marked))).strip()


def _why_hidden(note: Any, kind: str, is_off: bool) -> str:
    """Why nobody who opens the file sees what a note says. A reply has no sign of its own, and is listed under the first note."""
    if kind == "/Redact":
        return REDACTED  # programs can put the words of the place there
    if is_off:
        return SWITCHED_OFF
    is_hidden = int(note.get("/F", 0)) & (_HIDDEN | _NO_VIEW) and "/IRT" not in note
    return HIDDEN_NOTE if is_hidden else ""


def _looks_of(note: Any) -> list[Any]:
    """The appearance streams that a note may be shown with."""
    normal = note.get("/AP", {}).get("/N")
    if isinstance(normal, pikepdf.Stream):
        return [normal]
    return [look for look in normal.values() if isinstance(look, pikepdf.Stream)] if normal is not None else []


def _is_small(note: Any) -> bool:
    left, bottom, right, top = bounds_of([float(value) for value in note.Rect])
    return right - left <= _SIGN_SIDE and top - bottom <= _SIGN_SIDE


def _both(own: Any, layer: Any) -> Any:
    """A membership that is on when both are; the layer alone where a look has none of its own."""
    if own is None or own == layer:
        return layer
    return Dictionary(Type=Name.OCMD, VE=Array([Name.And, *(_as_expression(one) for one in (own, layer))]))


def _as_expression(membership: Any) -> Any:
    """A layer, or a membership as an expression."""
    if membership.get("/Type") != "/OCMD":
        return membership
    if "/VE" in membership:
        return membership["/VE"]
    layers = membership.get("/OCGs", ())
    listed = [layers] if isinstance(layers, Dictionary) else [*layers]
    policy = str(membership.get("/P", "/AnyOn"))
    operator = Name.And if policy in ("/AllOn", "/AnyOff") else Name.Or
    expression = Array([operator, *listed])
    return Array([Name.Not, expression]) if policy in ("/AnyOff", "/AllOff") else expression


def _set_look(document: pikepdf.Pdf, note: Any, content: str, boxes: list[Box], opacity: float = 1.0) -> None:
    """Give a note an appearance stream, drawn in points of the page, and the bounds of it as its place."""
    place = bounds_of([side for box in boxes for side in box])
    look = document.make_stream(f"q /G gs {content} Q".encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([*place])
    look.Resources = Dictionary(ExtGState=Dictionary(G=Dictionary(Type=Name.ExtGState, ca=opacity, CA=opacity)))
    note.AP = Dictionary(N=look)
    note.Rect = Array([*place])
