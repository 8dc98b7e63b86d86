"""All hostile files, family by family, in the same order every time."""

from __future__ import annotations

from collections.abc import Iterator

from .archives import hostile_archives
from .hostile_file import Hostile
from .mails import hostile_mails
from .oddities import hostile_oddities
from .offices import hostile_offices
from .pdfs import hostile_pdfs
from .pictures import hostile_pictures
from .texts import hostile_texts

MAKERS = (
    hostile_pdfs,
    hostile_archives,
    hostile_offices,
    hostile_mails,
    hostile_pictures,
    hostile_texts,
    hostile_oddities,
)


def all_hostile() -> Iterator[Hostile]:
    for make in MAKERS:
        yield from make()


# Each takes the reader seconds; the others show the same in less.
SLOW = frozenset({
    "paths-many.pdf", "forms-doubling.pdf", "marked-content.pdf", "images-many.pdf", "cells-300000.html",
    "attributes-200000.html", "columns-many.csv", "rows-many.csv", "blanks.rtf", "marks-unordered.txt",
    "attachments-1900.eml", "rows-repeated.ods", "repeated-thousands.ods", "multiparts-nested-1500.eml",
})  # fmt: skip


def quick_hostile() -> Iterator[Hostile]:
    """Those that are written and read quickly, for every run of the tests."""
    return (file for file in all_hostile() if not file.heavy and file.name not in SLOW)
