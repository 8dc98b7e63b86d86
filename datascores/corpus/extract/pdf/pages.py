"""PDF to pages: pdfium first, then pdfium on a copy that pikepdf repaired, then pdfminer.six.

pdfium is some twenty times faster than pdfminer and breaks fewer words; the other two rescue damaged files. Pages
without words, with nonsense for words or with large pictures are named, for OCR to read (`ocr`). Words that nobody sees are found
here as well (`hidden_words`): only pages that raise a suspicion are rendered. What notes say follows the text of their page.
"""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from ..normalise import BROKEN_WORD, clean_title, join_broken_words, joiner, normalise, normalise_traced
from ..quality import FEW_CHARACTERS, count_characters, describe_unread, is_doubtful, is_garbled, name_pages
from ..reading import (
    ENCRYPTED_REASON,
    NOTES,
    HiddenSpan,
    PageReading,
    PicturesWanted,
    Reading,
    Status,
    Task,
    Unreadable,
)
from ..tracing import Traced
from .attachments import add_attachments
from .flattening import flatten, has_notes
from .hidden_objects import Drawing, read_drawing
from .hidden_spans import RawSpan
from .hidden_words import inspect_page
from .regions import count_paths, pictures, unread_pictures
from .told import add_told, read_seen

if TYPE_CHECKING:
    from ..containers.mail import Attached
    from .notes import Note, Notes

_PICTURE_SHARE = 0.02  # of the page's area: on a page without text a smaller one holds no words
_MANY_PATHS = 100  # letters drawn as outlines, or a chart


@dataclass(frozen=True)
class _Raw:
    """A page as the reader gave it, before normalising."""

    text: str
    width: float
    height: float
    rotation: int = 0
    wanted: PicturesWanted = PicturesWanted.NOTHING
    hidden: tuple[RawSpan, ...] = ()
    noted: str = ""  # what notes say that the page does not show
    hidden_notes: tuple[RawSpan, ...] = ()  # of it
    lacks_notes: bool = False  # it has notes that could not be read


def read_pdf(task: Task) -> Reading:
    """All pages of a PDF, and its attachments. Raises Unreadable when it is encrypted or no reader can open it."""
    pinned: list[Attached] = []
    return add_attachments(_read_pages(task, pinned), task, pinned)


def _read_pages(task: Task, pinned: list[Attached]) -> Reading:
    """The pages; files that are pinned to them are added to `pinned`."""
    try:
        return _judge(*_read_with_pdfium(task.path, task, pinned), "pdfium")
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON) from error
    repaired = repair(task)
    if repaired is not None:
        try:
            return _judge(*_read_with_pdfium(repaired, task, pinned), "pdfium", repaired=True)
        except pypdfium2.PdfiumError:
            pass  # pdfminer is the next to try
    return _judge(_read_with_pdfminer(task), "", "pdfminer", repaired=True)


def _read_with_pdfium(source: Path | bytes, task: Task, pinned: list[Attached]) -> tuple[list[_Raw], str]:
    document = pypdfium2.PdfDocument(source)
    try:
        if len(document) > task.limits.pages:
            raise Unreadable(
                Status.TOO_LARGE, f"The PDF has {len(document):,} pages; the limit is {task.limits.pages:,}."
            )
        if document.get_formtype():
            document.init_forms()
        title = document.get_metadata_value("Title")
        deadline = time.monotonic() + task.limits.seconds / 2  # the rest is for what follows the last rendered page
        layered, notes, pages = _has_layers(source), None, []
        for index in range(len(document)):
            page = _load_page(document, index)
            if page is None:  # one bad page must not lose the others
                pages.append(_Raw("\ufffd" * FEW_CHARACTERS, 0, 0))
                continue
            if notes is None and has_notes(page):
                page.close()
                document, notes = _show_notes(document, source)
                pinned += notes.pinned
                page = document[index]
            pages.append(_read_page(document, page, index, notes, deadline, layered))
        return pages, title
    finally:
        document.close()


def _load_page(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage | None:
    try:
        return document[index]
    except pypdfium2.PdfiumError:
        return None


def _show_notes(document: pypdfium2.PdfDocument, source: Path | bytes) -> tuple[pypdfium2.PdfDocument, Notes]:
    """The notes of the file, and the document in which they look as they are seen, in place of this one if need be."""
    from .notes import Notes, read_notes

    notes = read_notes(source)
    if notes.copy is None:
        return document, notes
    try:
        copy = pypdfium2.PdfDocument(notes.copy)
    except pypdfium2.PdfiumError:
        return document, Notes(are_unread=True)
    if len(copy) != len(document):  # damaged, and put right in another way than pdfium's
        copy.close()
        return document, Notes(are_unread=True)
    document.close()
    if copy.get_formtype():
        copy.init_forms()
    return copy, notes


def _has_layers(source: Path | bytes) -> bool:
    """Whether the file has layers that can be switched off; pdfium takes their words and cannot tell them apart."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source) as document:
            return "/OCProperties" in document.Root
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError):
        return True  # damaged: it may have


def _read_page(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    index: int,
    notes: Notes | None,
    deadline: float,
    has_layers: bool,
) -> _Raw:
    """Closes the page."""
    lacks_notes = notes is not None and notes.are_unread and has_notes(page)
    try:
        if notes is not None and has_notes(page):
            flatten(page)
            page.close()
            page = document[index]  # the text of flattened forms and notes shows after loading again
        textpage = page.get_textpage()
        text = textpage.get_text_range(errors="surrogatepass")  # no sign is dropped, so that offsets hold
        drawing = read_drawing(page)
        textpage, text, told = read_seen(page, textpage, text, drawing)
        wanted = _pictures_wanted(page, textpage, text, drawing)
        width, height = page.get_size()
        redacted = notes.redacted.get(index, ()) if notes is not None else ()
        hidden = inspect_page(page, textpage, text, drawing, deadline, has_layers, redacted).hidden
        textpage.close()
        text, hidden = add_told(text, hidden, told)
        raw = _Raw(text, width, height, page.get_rotation(), wanted, hidden, lacks_notes=lacks_notes)
        return raw if notes is None or index not in notes.said else _with_notes(raw, notes.said[index])
    finally:
        page.close()


def _with_notes(raw: _Raw, said: Sequence[Note]) -> _Raw:
    from .notes import write_notes

    noted, hidden = write_notes(said, raw.text)
    return replace(raw, noted=noted, hidden_notes=hidden)


def _pictures_wanted(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, text: str, drawing: Drawing
) -> PicturesWanted:
    """What of this page only its picture tells: all of it, the pictures in it, or nothing."""
    if count_characters(text) >= FEW_CHARACTERS:
        if is_garbled(text) or is_doubtful(text):
            return PicturesWanted.PAGE
        return PicturesWanted.PICTURES if unread_pictures(page, textpage, drawing, text) else PicturesWanted.NOTHING
    width, height = page.get_size()
    area = sum((right - left) * (top - bottom) for left, bottom, right, top in pictures(drawing))
    shows_something = area > _PICTURE_SHARE * width * height or count_paths(page) > _MANY_PATHS
    return PicturesWanted.PAGE if shows_something else PicturesWanted.NOTHING


def repair(task: Task) -> bytes | None:
    """A copy of a damaged PDF that may be readable, or None. Raises Unreadable when it is encrypted."""
    import pikepdf

    try:
        with pikepdf.open(task.path) as document:
            copy = io.BytesIO()
            document.save(copy)
        return copy.getvalue()
    except pikepdf.PasswordError as error:
        raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON) from error
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError):
        return None  # not repairable; the next reader tries the file as it is


def _read_with_pdfminer(task: Task) -> list[_Raw]:
    """Raises Unreadable when pdfminer finds no page either."""
    from pdfminer.layout import LTTextContainer

    from .hidden_pdfminer import find_hidden_lines, read_layouts

    pages: list[_Raw] = []
    try:
        for layout, order in read_layouts(task.path, task.limits.pages):
            text = "".join(item.get_text() for item in layout if isinstance(item, LTTextContainer))
            hidden = find_hidden_lines(layout, order)
            pages.append(_Raw(text, layout.width, layout.height, int(layout.rotate), hidden=hidden))
    except MemoryError:
        raise
    except Exception as error:  # pdfminer raises whatever its parsers stumble over
        if not pages:
            raise Unreadable(Status.FAILED, "The PDF is damaged: none of three readers could open it.") from error
    if not any(page.text.strip() for page in pages):
        raise Unreadable(Status.FAILED, "The PDF is damaged: none of three readers could find a page with words.")
    return pages


def _judge(raw_pages: list[_Raw], title: str, read_by: str, repaired: bool = False) -> Reading:
    """The reading of these pages, and what is missing in words. Pure."""
    kept_pages = [_kept(raw) for raw in raw_pages]
    raw_texts = [kept for kept, _ in kept_pages]
    texts = [normalise(text) for text in join_broken_words(raw_texts)]
    pages = []
    for number, (raw, (kept, spans), text) in enumerate(zip(raw_pages, kept_pages, texts, strict=True), 1):
        wanted = PicturesWanted.PAGE if is_garbled(raw.text) else raw.wanted
        hidden = hidden_spans(kept, spans, raw_texts) if text and spans else ()
        reader = _reader(raw, kept, read_by) if text else ""
        size = raw.width, raw.height, raw.rotation
        pages.append(PageReading(number, text, reader, *size, pictures_wanted=wanted, hidden=hidden))
    lacking = [number for number, raw in enumerate(raw_pages, 1) if raw.lacks_notes]
    status, reason = _outcome(pages, repaired, lacking)
    return Reading("pdf", status, reason, clean_title(title), tuple(pages), engine=read_by)


def _kept(raw: _Raw) -> tuple[str, tuple[RawSpan, ...]]:
    """The text of a page with what its notes say, and what of it is hidden; nonsense has no words worth finding. Pure."""
    own, hidden = ("", ()) if is_garbled(raw.text) else (raw.text, raw.hidden)
    if not raw.noted:
        return own, hidden
    start = len(own) + 2
    moved = (RawSpan(span.start + start, span.end + start, span.reason) for span in raw.hidden_notes)
    return f"{own}\n\n{raw.noted}", (*hidden, *moved)


def _reader(raw: _Raw, kept: str, read_by: str) -> str:
    if not raw.noted:
        return read_by
    return f"{read_by}+{NOTES}" if kept[: -len(raw.noted)].strip() else NOTES


def hidden_spans(text: str, hidden: Sequence[RawSpan], texts: list[str]) -> tuple[HiddenSpan, ...]:
    """Hidden words of a page's raw text as spans of its normalised text; `texts` are all raw texts of the document."""
    traced = Traced.with_spans(text, [(span.start, span.end) for span in hidden])
    traced = normalise_traced(traced.sub(BROKEN_WORD, joiner(texts)))
    return tuple(HiddenSpan(start, end, hidden[mark - 1].reason) for start, end, mark in traced.spans())


def _outcome(pages: list[PageReading], repaired: bool, lacking: Sequence[int]) -> tuple[Status, str]:
    if not pages:
        return Status.EMPTY, "The PDF has no pages."
    is_wordless = not any(count_characters(page.text) for page in pages)
    with_text = {page.number for page in pages if page.text and page.read_by != NOTES}
    unread = describe_unread({page.number: page.pictures_wanted for page in pages}, is_wordless, with_text)
    if is_wordless:
        return Status.NO_TEXT, unread or "No words were found: the pages are blank, or the file is damaged."
    damage = "The file is damaged and was repaired for reading; parts may be missing." if repaired else ""
    noted = f"What notes say on {name_pages(lacking)} could not be read, for the file is damaged." if lacking else ""
    reason = " ".join(filter(None, (unread, noted, damage)))
    return (Status.PARTIAL, reason) if reason else (Status.OK, "")
