"""PDF to pages: pdfium first, then pdfium on a copy that pikepdf repaired, then pdfminer.six.

pdfium is some twenty times faster than pdfminer and breaks fewer words; the other two rescue damaged files. Pages
without words, with nonsense for words or with large pictures are named, for OCR to read (`ocr`). Words that nobody sees are found
here as well (`hidden_words`): only pages that raise a suspicion are rendered.
"""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from .hidden_objects import Drawing, read_drawing
from .hidden_words import RawSpan, inspect_page
from .normalise import BROKEN_WORD, join_broken_words, joiner, normalise, normalise_traced, one_line
from .quality import FEW_CHARACTERS, count_characters, describe_unread, is_doubtful, is_garbled
from .reading import ENCRYPTED_REASON, HiddenSpan, PageReading, PicturesWanted, Reading, Status, Task, Unreadable
from .regions import count_paths, pictures, unread_pictures
from .tracing import Traced

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


def read_pdf(task: Task) -> Reading:
    """All pages of a PDF. Raises Unreadable when it is encrypted or no reader can open it."""
    try:
        return _judge(*_read_with_pdfium(task.path, task), "pdfium")
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON) from error
    repaired = repair(task)
    if repaired is not None:
        try:
            return _judge(*_read_with_pdfium(repaired, task), "pdfium", repaired=True)
        except pypdfium2.PdfiumError:
            pass  # pdfminer is the next to try
    return _judge(_read_with_pdfminer(task), "", "pdfminer", repaired=True)


def _read_with_pdfium(source: Path | bytes, task: Task) -> tuple[list[_Raw], str]:
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
        layered = _has_layers(source)
        return [_read_page(document, index, deadline, layered) for index in range(len(document))], title
    finally:
        document.close()


def _has_layers(source: Path | bytes) -> bool:
    """Whether the file has layers that can be switched off; pdfium takes their words and cannot tell them apart."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source) as document:
            return "/OCProperties" in document.Root
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError):
        return False  # damaged: pdfium reads by its own lights


def _read_page(document: pypdfium2.PdfDocument, index: int, deadline: float, has_layers: bool) -> _Raw:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:  # one bad page must not lose the others
        return _Raw("\ufffd" * FEW_CHARACTERS, 0, 0)
    try:
        if _has_written_annotation(page):
            _draw_annotations(page)
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)  # pypdfium2's refuses files without form fields
            page.close()
            page = document[index]  # the text of flattened forms and notes shows after loading again
        textpage = page.get_textpage()
        text = textpage.get_text_range(errors="surrogatepass")  # no sign is dropped, so that offsets hold
        drawing = read_drawing(page)
        wanted = _pictures_wanted(page, textpage, text, drawing)
        width, height = page.get_size()
        hidden = inspect_page(page, textpage, text, drawing, deadline, has_layers).hidden
        textpage.close()
        return _Raw(text, width, height, page.get_rotation(), wanted, hidden)
    finally:
        page.close()


def _has_written_annotation(page: pypdfium2.PdfPage) -> bool:
    """Whether form fields or notes (not mere links and pop-ups) may hold words."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_UNKNOWN):
            return True
    return False


def _draw_annotations(page: pypdfium2.PdfPage) -> None:
    """Have pdfium make the look of the notes that bring none of their own, or flattening would drop them and what they cover.

    Rendering does it as a side effect, at whatever size. Sticky notes go first: their sign lies over letters on no paper.
    """
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation) if annotation else None
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)
        if kind == pdfium.FPDF_ANNOT_TEXT:
            pdfium.FPDFPage_RemoveAnnot(page, index)
    bitmap = pypdfium2.PdfBitmap.new_native(1, 1, pdfium.FPDFBitmap_BGR)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, pdfium.FPDF_ANNOT)
    bitmap.close()


def _pictures_wanted(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, text: str, drawing: Drawing
) -> PicturesWanted:
    """What of this page only its picture tells: all of it, the pictures in it, or nothing."""
    if count_characters(text) >= FEW_CHARACTERS:
        if is_garbled(text) or is_doubtful(text):
            return PicturesWanted.PAGE
        return PicturesWanted.PICTURES if unread_pictures(page, textpage, drawing) else PicturesWanted.NOTHING
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
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    from .hidden_pdfminer import find_hidden_lines

    pages: list[_Raw] = []
    try:
        for layout in extract_pages(str(task.path), maxpages=task.limits.pages):
            text = "".join(item.get_text() for item in layout if isinstance(item, LTTextContainer))
            hidden = find_hidden_lines(layout)
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
    raw_texts = [raw.text for raw in raw_pages]
    texts = [normalise(text) for text in join_broken_words(raw_texts)]
    pages = []
    for number, (raw, text) in enumerate(zip(raw_pages, texts, strict=True), 1):
        is_nonsense = is_garbled(raw.text)  # then the page has no words worth finding
        kept = "" if is_nonsense else text
        wanted = PicturesWanted.PAGE if is_nonsense else raw.wanted
        hidden = hidden_spans(raw.text, raw.hidden, raw_texts) if kept and raw.hidden else ()
        pages.append(
            PageReading(
                number,
                kept,
                read_by if kept else "",
                raw.width,
                raw.height,
                raw.rotation,
                pictures_wanted=wanted,
                hidden=hidden,
            )
        )
    status, reason = _outcome(pages, repaired)
    return Reading("pdf", status, reason, clean_title(title), tuple(pages), engine=read_by)


def hidden_spans(text: str, hidden: Sequence[RawSpan], texts: list[str]) -> tuple[HiddenSpan, ...]:
    """Hidden words of a page's raw text as spans of its normalised text; `texts` are all raw texts of the document."""
    traced = Traced.with_spans(text, [(span.start, span.end) for span in hidden])
    traced = normalise_traced(traced.sub(BROKEN_WORD, joiner(texts)))
    return tuple(HiddenSpan(start, end, hidden[mark - 1].reason) for start, end, mark in traced.spans())


def _outcome(pages: list[PageReading], repaired: bool) -> tuple[Status, str]:
    if not pages:
        return Status.EMPTY, "The PDF has no pages."
    is_wordless = not any(count_characters(page.text) for page in pages)
    unread = describe_unread({page.number: page.pictures_wanted for page in pages}, is_wordless)
    if is_wordless:
        return Status.NO_TEXT, unread or "No words were found: the pages are blank, or the file is damaged."
    damage = "The file is damaged and was repaired for reading; parts may be missing." if repaired else ""
    reason = f"{unread} {damage}".strip()
    return (Status.PARTIAL, reason) if reason else (Status.OK, "")


_MEANINGLESS_TITLES = {"untitled", "powerpoint presentation", "document", "slide 1", "word document", "print"}


def clean_title(title: str) -> str:
    """A title from a file's properties without the marks that office programs leave; empty when it says nothing."""
    title = one_line(title).removeprefix("Microsoft Word - ").removeprefix("Microsoft PowerPoint - ")
    return "" if title.lower() in _MEANINGLESS_TITLES else title[:300]
