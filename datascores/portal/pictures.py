"""What OCR made of a document's pages and what it did not, in sentences for the line "how this text was obtained".

Every page whose words are only in a picture and are not had is named, with the reason, whether OCR is turned off, has not
come to it, was stopped at it or found no words: a search that finds nothing there proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress
from operator import not_

from django.conf import settings

from datascores.corpus.extract.pictures.ocr import OCR_VERSION
from datascores.corpus.extract.quality import name_pages
from datascores.corpus.extract.reading import NOTES, PicturesWanted
from datascores.corpus.models import Document, Page


def describe_unread_pictures(document: Document) -> list[str]:
    """Sentences on pages that have no text of their own, or pictures beside it, and what became of them; often none."""
    return describe_pages(list(document.pages.select_related("text").defer("text__text")))


def describe_pages(pages: list[Page]) -> list[str]:
    """The same of some pages, with their texts at hand."""
    wanted = [page for page in pages if page.pictures_wanted]
    unread = [page for page in wanted if not page.pictures_read]
    failed = [page for page in wanted if page.pictures_read and page.pictures_failure]
    idle = [page for page in wanted if page.pictures_read and not page.pictures_failure and not _has_ocr(page)]
    scans, beside = _split(unread)
    wordless, no_richer = _split(idle)
    until = "OCR is turned off here." if not settings.OCR else "OCR will come to it."
    sentences = []
    if scans:
        sentences.append(f"A scan, not read: {_names(scans)}; of what stands there no search can tell. {until}")
    if beside:
        sentences.append(f"Pictures on {_names(beside)} have not been read. {until}")
    sentences += _failures(failed)
    if wordless:
        sentences.append(f"OCR found no words in the picture of {_names(wordless)}.")
    if no_richer:
        sentences.append(f"OCR of pictures on {_names(no_richer)} added no words.")
    blank = [page for page in pages if not page.pictures_wanted and not page.text.read_by]
    if blank and len(blank) < len(pages):
        sentences.append(f"No words were found on {_names(blank)}.")
    older = [page for page in wanted if page.pictures_read not in ("", OCR_VERSION)]
    if older and settings.OCR:
        sentences.append(f"A newer OCR will read {_names(older)} again.")
    return sentences


def _failures(failed: list[Page]) -> Iterator[str]:
    by_reason: dict[tuple[str, bool], list[Page]] = {}
    for page in failed:
        has_tries_left = settings.OCR and 0 < page.pictures_tries < settings.OCR_TRIES
        by_reason.setdefault((page.pictures_failure, has_tries_left), []).append(page)
    for (reason, has_tries_left), pages in by_reason.items():
        tries = max(page.pictures_tries for page in pages)
        tried = f" It was tried {tries} times." if tries > 1 else ""
        yield f"OCR of {_names(pages)} failed: {reason}{tried}{' It will be tried again.' if has_tries_left else ''}"


def _split(pages: list[Page]) -> tuple[list[Page], list[Page]]:
    """Those of which there is no text at all, but for notes, and those with text and pictures beside it."""
    bare = [page.pictures_wanted == PicturesWanted.PAGE and page.text.read_by in ("", NOTES) for page in pages]
    return list(compress(pages, bare)), list(compress(pages, map(not_, bare)))


def _has_ocr(page: Page) -> bool:
    return "ocr" in page.text.read_by


def _names(pages: list[Page]) -> str:
    return name_pages(page.number for page in pages)
