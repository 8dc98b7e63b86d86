"""What pages look like, kept once made: the picture of a page and the places of its letters.

Files are hostile, so both are made in the confined child process that reads files, under limits of their own, and kept
under the document's hash, the page and the version of what made them. A failure is remembered for a while, so that
asking again costs nothing. Whether a page may be shown is asked before (``corpus.visibility``).
"""

from __future__ import annotations

import json
import logging
import threading
import time
from functools import cache
from pathlib import Path

from django.conf import settings

from datascores.corpus import originals
from datascores.corpus.extract.isolation.process import NotStarted
from datascores.corpus.extract.limits import MEGABYTE, Limits
from datascores.corpus.extract.rendering.answers import (
    RENDERING_VERSION,
    PageImage,
    PageLetters,
    Rendering,
)
from datascores.corpus.extract.sniff import PICTURES
from datascores.corpus.kept_files import KeptFiles
from datascores.corpus.models import Document, PageText, WordBoxes
from datascores.corpus.page_places import Places
from datascores.corpus.pool import pool_for

logger = logging.getLogger(__name__)
FORMATS_WITH_PAGES = frozenset({"pdf", *PICTURES})
SECONDS, SECONDS_PER_MEGABYTE = 15.0, 0.5  # for one page
WAIT_SECONDS = 20.0  # for a free reading process
FAILURE_HOLDS = 24 * 3600.0  # seconds
_locks = [threading.Lock() for _ in range(64)]


class NoView(Exception):
    """The page cannot be shown; says why in plain words."""


class Busy(Exception):
    """All reading processes are taken; the same page may be had a little later."""


def has_views(document: Document) -> bool:
    """Whether files of this format have pages that look the same everywhere."""
    return document.format in FORMATS_WITH_PAGES


def image_of(document: Document, number: int) -> bytes:
    """Page ``number`` as WebP. Raises NoView, Busy, and FileNotFoundError where the store has no original."""
    return _view(document, number, PageImage).webp


def letters_of(document: Document, number: int) -> PageLetters:
    """The letters of page ``number`` with their places. Raises as ``image_of`` does."""
    return _view(document, number, PageLetters)


def letters_for(page_text: PageText) -> PageLetters | None:
    """The letters of a born-digital page; None where OCR read the whole page, or where they cannot be had now."""
    if page_text.read_by == "ocr" or page_text.document.format != "pdf":
        return None
    try:
        return letters_of(page_text.document, page_text.number)
    except (NoView, Busy, OSError):
        return None  # the words are marked all the same, and the picture says for itself what is wrong


def places_of(page_text: PageText, letters: PageLetters | None) -> Places:
    """Where the words of a text stand: the letters of the file for what it says itself, for the rest what OCR told."""
    text = page_text.text if page_text.picture_from is None else page_text.text[: page_text.picture_from]
    read = WordBoxes.objects.filter(page_text=page_text).values_list("boxes", flat=True).first() or []
    return Places(text, letters, [tuple(place) for place in read])


def remembered_failure(document: Document, number: int) -> str:
    """Why no picture of the page could be made when it was last tried; "" where it has not failed of late."""
    data = kept_views().get(_name(document, number, "no-" + PageImage.wanted), time.time() - FAILURE_HOLDS)
    return "" if data is None else data.decode()


def _view(document: Document, number: int, shape: type[Rendering]) -> Rendering:
    name = _name(document, number, shape.wanted)
    kept = _find(document, number, shape)
    if kept is None:
        with _locks[hash(name) % len(_locks)]:  # the same page asked for twice at once is made once
            kept = _find(document, number, shape)
            if kept is None:
                kept = _make(document, number, shape)
                if kept.failure:
                    kept_views().put(_name(document, number, "no-" + shape.wanted), kept.failure.encode())
                else:
                    kept_views().put(name, _written(kept))
    if kept.failure:
        raise NoView(kept.failure)
    return kept


def _find(document: Document, number: int, shape: type[Rendering]) -> Rendering | None:
    data = kept_views().get(_name(document, number, shape.wanted))
    if data is not None:
        try:
            return shape.from_json(json.loads(data)) if shape is PageLetters else shape(webp=data)  # type: ignore[call-arg]
        except (ValueError, KeyError, TypeError):
            return None  # damaged on disk: it is made again
    failure = kept_views().get(_name(document, number, "no-" + shape.wanted), time.time() - FAILURE_HOLDS)
    return None if failure is None else shape(failure=failure.decode())


def _written(view: PageImage | PageLetters) -> bytes:
    return view.webp if isinstance(view, PageImage) else json.dumps(view.as_json(), separators=(",", ":")).encode()


def _make(document: Document, number: int, shape: type[Rendering]) -> Rendering:
    pool = pool_for(_limits())
    try:
        with originals.local_path(document.original.key) as path:
            if not path.exists():
                raise FileNotFoundError(path.name)
            with pool.lend(WAIT_SECONDS) as extractor:
                return extractor.render(path, document.name, number, shape)
    except TimeoutError as error:
        raise Busy from error
    except NotStarted as error:
        logger.warning("%s", error)
        raise Busy from error


def _limits() -> Limits:
    return Limits(
        seconds=SECONDS,
        seconds_per_megabyte=SECONDS_PER_MEGABYTE,
        memory_bytes=settings.EXTRACT_MEMORY_MB * MEGABYTE,
        file_bytes=settings.EXTRACT_FILE_MB * MEGABYTE,
    )


def _name(document: Document, number: int, kind: str) -> str:
    sha256 = document.sha256
    return f"{sha256[:2]}/{sha256}/{number}-{kind}-{RENDERING_VERSION}"


def kept_views() -> KeptFiles:
    """Where pictures of pages are kept once made."""
    return _kept_under(settings.DATA_DIR / "page-views", settings.PAGE_VIEWS_MB * MEGABYTE)


@cache
def _kept_under(folder: Path, most_bytes: int) -> KeptFiles:
    return KeptFiles(folder, most_bytes)
