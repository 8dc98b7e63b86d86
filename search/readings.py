"""How the words of a document were read, where that is worth a warning beside a hit: by OCR, from pictures, with doubt. Pure.

A search finds what the reader made of a page: a word that OCR spelt wrongly is not found, and one it made up is.
"""

from __future__ import annotations

from collections.abc import Sequence

from datascores.corpus.extract.quality import FEW_KNOWN, name_pages
from datascores.corpus.models import Page

UNSURE = 0.75  # mean confidence of OCR below which letters are often wrong


def describe_readings(pages: Sequence[Page]) -> tuple[str, ...]:
    """Short warnings, each naming its pages unless it holds for all that have words."""
    worded = [page for page in pages if page.text.text.strip()]
    by_ocr = [page.number for page in worded if page.text.read_by == "ocr"]
    pictures = [page.number for page in worded if page.text.picture_from is not None and page.text.read_by != "ocr"]
    unsure = [page.number for page in worded if is_unsure(page)]
    said = (("read by OCR", by_ocr), ("words of pictures read by OCR", pictures), ("doubtful text", unsure))
    return tuple(
        words if len(numbers) == len(worded) else f"{words}: {name_pages(numbers)}"
        for words, numbers in said
        if numbers
    )


def is_unsure(page: Page) -> bool:
    """Whether many words of a page may be wrong: OCR was unsure of its letters, or few of its words are known."""
    confidence, quality = page.text.confidence, page.text.quality
    return (confidence is not None and confidence < UNSURE) or (quality is not None and quality < FEW_KNOWN)
