"""The last step: pages that only their picture tells are read by OCR, a few at a time, after everything else.

What is text already is searchable meanwhile. The words come as a new text of the page, so that an address of a quote made
before goes on showing what it showed. A page that cannot be read is named in the document's reason; where OCR was stopped,
by a limit or a crash, it is tried again, a few times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from datascores.corpus import originals
from datascores.corpus.extract.pictures.ocr import OCR_VERSION, PictureReading
from datascores.corpus.extract.pictures.picture_words import Box, mean_confidence, without_known, write_out
from datascores.corpus.extract.quality import count_characters, describe_unread, known_share, name_pages
from datascores.corpus.extract.reading import NOTES, PicturesWanted
from datascores.corpus.hidden import carry_over, sealed_hash
from datascores.corpus.models import Document, Page, PageText, WordBoxes
from datascores.corpus.personal.hiding import hide_personal
from datascores.corpus.pool import ExtractorPool, limits_from_settings, pool_for
from datascores.corpus.readings import text_hash
from datascores.corpus.steps import Step, digest

MEMORY_MB = 1024  # Tesseract needs this much for the largest picture it is given
PAGES_AT_ONCE = 16  # of one document; the rest follow in the next round
BETTER_BY = 0.2  # share of known words by which OCR must beat a doubtful text to take its place
NO_WORDS = "Its pictures were read by OCR; there are no words in them."


@dataclass(frozen=True)
class PictureText:
    """What OCR makes of a page: the new text, where words from pictures begin in it, and the box of each word."""

    text: str
    read_by: str
    picture_from: int | None
    confidence: float | None
    boxes: tuple[Box, ...]


class OcrStep(Step):
    """Due for documents with a page whose picture has not been read by this version; not at all when OCR is turned off."""

    name = "ocr"
    queue = "ocr"
    after = ("extract",)
    batch_size = 8
    slice = 4
    is_patient = True

    def version(self) -> str:
        return OCR_VERSION

    def due(self) -> QuerySet[Document]:
        if not settings.OCR:
            return Document.objects.none()
        waiting = unread_pages(Page.objects.filter(document=OuterRef("pk")))
        return self.documents().filter(Exists(waiting)).order_by("pk")

    def make(self, document: Document) -> list[tuple[Page, PictureReading | PageText]]:
        raise NotImplementedError("OCR runs in a pool: call run()")

    def run(self, documents: Iterable[Document]) -> None:
        """Reads several pages at once; rows are kept by this thread alone, document by document."""
        pool = pool_for(limits_for_ocr())
        with ExitStack() as open_files, ThreadPoolExecutor(pool.size) as threads:
            begun = []
            for document in documents:
                pages = list(unread_pages(document.pages.select_related("text__made_from"))[:PAGES_AT_ONCE])
                path = open_files.enter_context(originals.local_path(document.original.key))
                sources = [(page, find_earlier(page), path, document.name) for page in pages]
                begun.append((document, pages, [threads.submit(read_page, pool, *source) for source in sources]))
            for document, pages, readings in begun:
                found = [reading.result() for reading in readings]
                self.finish(document, list(zip(pages, found, strict=True)), self.version())

    def keep(self, document: Document, result: list[tuple[Page, PictureReading | PageText]]) -> str:
        with retelling(document):
            hashes = [keep_page(document, page, reading) for page, reading in result]
        hide_personal(document)
        return digest([document.status, document.reason, *hashes])


@contextmanager
def retelling(document: Document) -> Iterator[None]:
    """Pages' pictures change within: the document's status and reason follow, and what else the reason says stays."""
    before = [describe_pictures(_with_texts(document), is_wordless) for is_wordless in (True, False)]
    yield
    pages = _with_texts(document)
    is_wordless = not any(count_characters(page.text.text) for page in pages)
    rest = document.reason
    for sentence in (sentence for sentences in before for sentence in sentences):
        rest = rest.replace(sentence, "").strip()
    document.status, document.reason = judge(rest, " ".join(describe_pictures(pages, is_wordless)), is_wordless)
    document.save(update_fields=["status", "reason"])


def _with_texts(document: Document) -> list[Page]:
    return list(document.pages.select_related("text"))


@transaction.atomic
def ask_again(document: Document) -> int:
    """Have the pages at which OCR failed read once more, whatever the failure was; how many they are."""
    with retelling(document):
        failed = document.pages.exclude(pictures_failure="")
        return failed.update(pictures_read="", pictures_tries=0, pictures_failure="")


def limits_for_ocr():
    """Those of reading a file, here for each page, with the memory that Tesseract needs."""
    limits = limits_from_settings()
    return replace(limits, memory_bytes=max(limits.memory_bytes, MEMORY_MB * 1024 * 1024))


def unread_pages(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those whose pictures are still to be read by this version, then those at which it was stopped and tries again."""
    may_try_again = Q(pictures_tries__gte=1, pictures_tries__lt=settings.OCR_TRIES)
    waiting = pages.exclude(pictures_wanted="").filter(~Q(pictures_read=OCR_VERSION) | may_try_again)
    return waiting.order_by("pictures_tries", "number")


def base_of(page: Page) -> PageText:
    """The text of the page without what OCR added."""
    return page.text.made_from or page.text


def find_earlier(page: Page) -> PageText | None:
    """What this version of OCR has made of the very same text before; a newer reading of the file may come back to it."""
    made = PageText.objects.filter(made_from=base_of(page), engine__endswith=f" {OCR_VERSION}")
    return made.order_by("-pk").first()


def read_page(pool: ExtractorPool, page: Page, earlier: PageText | None, path: Path, name: str):
    """The words of a page's pictures, read in a child process, or the text that was made of them before. Touches no table."""
    if earlier is not None:
        return earlier
    wanted = PicturesWanted(page.pictures_wanted)
    with pool.lend() as extractor:
        return extractor.read_pictures(path, name, page.number, wanted)


def keep_page(document: Document, page: Page, reading: PictureReading | PageText) -> str:
    """Make the words that OCR found part of the page's current text; return the text's hash.

    Where it failed, what an older version found stays.
    """
    base = base_of(page)
    text: PageText | None = reading if isinstance(reading, PageText) else _store(document, page, base, reading)
    failure = "" if isinstance(reading, PageText) else reading.failure[:200]
    page.text = text or (page.text if failure else base)
    page.pictures_tries = _count_tries(page, reading)
    page.pictures_read = OCR_VERSION
    page.pictures_failure = failure
    page.save(update_fields=["text", "pictures_read", "pictures_failure", "pictures_tries"])
    if page.text.picture_from is not None:
        carry_over(document, page.number, base.text_hash, page.text.text_hash)
    return page.text.text_hash


def _count_tries(page: Page, reading: PictureReading | PageText) -> int:
    if isinstance(reading, PageText) or not reading.was_stopped:
        return 0
    return 1 + (page.pictures_tries if page.pictures_read == OCR_VERSION else 0)


def _store(document: Document, page: Page, base: PageText, reading: PictureReading) -> PageText | None:
    composed = compose(base.text, base.read_by, PicturesWanted(page.pictures_wanted), reading)
    if composed is None:
        return None
    text, is_new = PageText.objects.get_or_create(
        document=document,
        number=page.number,
        text_hash=sealed_hash(composed.text) if base.is_sealed else text_hash(composed.text),
        defaults={
            "text": composed.text,
            "read_by": composed.read_by,
            # what was read in part is read again with the file, so that what was not read is told again
            "engine": f"{reading.engine} in part"[:80] if reading.failure else reading.engine[:80],
            "quality": known_share(composed.text[composed.picture_from or 0 :]),
            "confidence": composed.confidence,
            "picture_from": composed.picture_from,
            "made_from": base,
        },
    )
    if is_new and composed.boxes:
        WordBoxes.objects.create(page_text=text, boxes=composed.boxes)
    return text


def compose(base: str, read_by: str, wanted: PicturesWanted, reading: PictureReading) -> PictureText | None:
    """The page's text with what OCR found; None when that adds nothing. Pure.

    A whole page's words replace what stood there, unless that was only doubtful and OCR found nothing better. Words of
    pictures follow the page's own text, without lines that it has already; so do all words where the text has what notes say.
    """
    if wanted == PicturesWanted.PAGE and not read_by.endswith(NOTES):
        text, boxes = write_out(reading.lines)
        if not text or not _is_better(text, base):
            return None
        confidence = mean_confidence(reading.lines)
        return PictureText(text, "ocr", None, confidence, tuple(boxes) if reading.has_places else ())
    lines = without_known(reading.lines, base)
    words, boxes = write_out(lines)
    if not words:
        return None
    start = len(base) + 2 if base else 0
    moved = tuple((first + start, last + start, *place) for first, last, *place in boxes) if reading.has_places else ()
    text = f"{base}\n\n{words}" if base else words
    return PictureText(text, f"{read_by}+ocr" if base else "ocr", start, mean_confidence(lines), moved)  # type: ignore[arg-type]


def _is_better(text: str, base: str) -> bool:
    known = known_share(base)
    return known is None or (known_share(text) or 0.0) >= known + BETTER_BY


def describe_pictures(pages: Iterable[Page], is_wordless: bool) -> list[str]:
    """What of the pages' pictures is not read yet, and what could not be read, in sentences; none when all was read."""
    wanted = [page for page in pages if page.pictures_wanted]
    waiting = {page.number: page.pictures_wanted for page in wanted if not page.pictures_read}
    with_text = {page.number for page in wanted if page.text.text and page.text.read_by != NOTES}
    unread = describe_unread(waiting, is_wordless, with_text)
    failed: dict[str, list[int]] = {}
    for page in wanted:
        if page.pictures_failure:
            failed.setdefault(page.pictures_failure, []).append(page.number)
    sentences = [unread, *(f"OCR of {name_pages(numbers)} failed: {why}" for why, numbers in failed.items())]
    if wanted and is_wordless and not any(sentences):
        return [NO_WORDS]
    return [sentence for sentence in sentences if sentence]


def judge(rest: str, pictures: str, is_wordless: bool) -> tuple[str, str]:
    """Status and reason of a document: what else is to say of it, and what is to say of its pictures. Pure."""
    reason = f"{pictures} {rest}".strip()
    if is_wordless:
        return Document.Status.NO_TEXT, reason
    return (Document.Status.PARTIAL if reason else Document.Status.OK), reason
