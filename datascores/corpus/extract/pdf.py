"""PDF to pages: pdfium first, then pdfium on a copy that pikepdf repaired, then pdfminer.six.

pdfium is some twenty times faster than pdfminer and breaks fewer words; the other two rescue damaged files. Pages
without words that show pictures are named in the reason: they are not read here. No page is rendered.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from .normalise import join_broken_words, normalise, one_line
from .quality import FEW_CHARACTERS, count_characters, is_garbled, name_pages
from .reading import ENCRYPTED_REASON, PageReading, Reading, Status, Task, Unreadable

_CAPTION_CHARACTERS = 250  # a page with less text and a large picture is a picture with a caption
_LARGE_PICTURE = 0.3  # of the page's area
_MANY_PATHS = 100  # letters drawn as outlines, or a chart


@dataclass(frozen=True)
class _Raw:
    """A page as the reader gave it, before normalising."""

    text: str
    width: float
    height: float
    rotation: int = 0
    has_picture: bool = False


def read_pdf(task: Task) -> Reading:
    """All pages of a PDF. Raises Unreadable when it is encrypted or no reader can open it."""
    try:
        return _judge(*_read_with_pdfium(task.path, task), "pdfium")
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON) from error
    repaired = _repair(task)
    if repaired is not None:
        try:
            return _judge(*_read_with_pdfium(repaired, task), "pdfium", repaired=True)
        except pypdfium2.PdfiumError:
            pass  # pdfminer is the next to try
    return _judge(_read_with_pdfminer(task), "", "pdfminer", repaired=True)


def _read_with_pdfium(source: object, task: Task) -> tuple[list[_Raw], str]:
    document = pypdfium2.PdfDocument(source)
    try:
        if len(document) > task.limits.pages:
            raise Unreadable(
                Status.TOO_LARGE, f"The PDF has {len(document):,} pages; the limit is {task.limits.pages:,}."
            )
        if document.get_formtype():
            document.init_forms()
        title = document.get_metadata_value("Title")
        return [_read_page(document, index) for index in range(len(document))], title
    finally:
        document.close()


def _read_page(document: pypdfium2.PdfDocument, index: int) -> _Raw:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:  # one bad page must not lose the others
        return _Raw("\ufffd" * FEW_CHARACTERS, 0, 0)
    try:
        if _has_written_annotation(page):
            page.flatten()
            page.close()
            page = document[index]  # the text of flattened forms and notes shows after loading again
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        textpage.close()
        width, height = page.get_size()
        characters = count_characters(text)
        has_picture = characters < _CAPTION_CHARACTERS and _has_picture(page, characters < FEW_CHARACTERS)
        return _Raw(text, width, height, page.get_rotation(), has_picture)
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


def _has_picture(page: pypdfium2.PdfPage, nearly_empty: bool) -> bool:
    """Whether a page of few words shows pictures (or many drawn shapes) that may hold more words."""
    width, height = page.get_size()
    area, paths = 0.0, 0
    for item in page.get_objects(max_depth=3):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(item)
            area += abs((right - left) * (top - bottom))
        paths += item.type == pdfium.FPDF_PAGEOBJ_PATH
    return area > (0.02 if nearly_empty else _LARGE_PICTURE) * width * height or (nearly_empty and paths > _MANY_PATHS)


def _bounds(item: pypdfium2.PdfObject) -> tuple[float, float, float, float]:
    values = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *values)
    left, bottom, right, top = (value.value for value in values)
    return left, bottom, right, top


def _repair(task: Task) -> bytes | None:
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

    pages: list[_Raw] = []
    try:
        for layout in extract_pages(str(task.path), maxpages=task.limits.pages):
            text = "".join(item.get_text() for item in layout if isinstance(item, LTTextContainer))
            pages.append(_Raw(text, layout.width, layout.height, int(layout.rotate)))
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
    texts = [normalise(text) for text in join_broken_words([raw.text for raw in raw_pages])]
    pages, unread, garbled = [], [], []
    for number, (raw, text) in enumerate(zip(raw_pages, texts, strict=True), 1):
        if is_garbled(raw.text):
            garbled.append(number)
        elif raw.has_picture:
            unread.append(number)
        # a page that is all nonsense has no words worth finding
        kept = "" if number in garbled else text
        pages.append(PageReading(number, kept, read_by if kept else "", raw.width, raw.height, raw.rotation))
    wordless = not any(count_characters(page.text) for page in pages)
    status, reason = _outcome(len(pages), unread, garbled, wordless, repaired)
    return Reading("pdf", status, reason, clean_title(title), tuple(pages), engine=read_by)


def _outcome(count: int, unread: list[int], garbled: list[int], wordless: bool, repaired: bool) -> tuple[Status, str]:
    if not count:
        return Status.EMPTY, "The PDF has no pages."
    if wordless and garbled:
        return Status.NO_TEXT, "The letters of this PDF cannot be told from its fonts: not read."
    if wordless and unread:
        return Status.NO_TEXT, f"A scan, not read: pictures instead of text on {name_pages(unread)}."
    if wordless:
        return Status.NO_TEXT, "No words were found: the pages are blank, or the file is damaged."
    reasons = []
    if unread:
        reasons.append(f"Pictures may hold words that were not read on {name_pages(unread)}.")
    if garbled:
        reasons.append(f"The letters on {name_pages(garbled)} cannot be told: not read.")
    if repaired:
        reasons.append("The file is damaged and was repaired for reading; parts may be missing.")
    return (Status.PARTIAL, " ".join(reasons)) if reasons else (Status.OK, "")


_MEANINGLESS_TITLES = {"untitled", "powerpoint presentation", "document", "slide 1", "word document", "print"}


def clean_title(title: str) -> str:
    """A title from a file's properties without the marks that office programs leave; empty when it says nothing."""
    title = one_line(title).removeprefix("Microsoft Word - ").removeprefix("Microsoft PowerPoint - ")
    return "" if title.lower() in _MEANINGLESS_TITLES else title[:300]
