"""The picture of a page beside its words, with a box around each mark; or, in words, why there is none.

Boxes are only looked for where the picture may be seen. They are drawn over it as SVG, since the portal's policy allows no
styles within a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse

from datascores.corpus.extract.rendering.pages import NO_LOOK
from datascores.corpus.models import Document, Page, PageText
from datascores.corpus.page_covers import Uncovered, picture_version
from datascores.corpus.page_places import Places
from datascores.corpus.page_views import has_views, letters_for, places_of, remembered_failure
from datascores.corpus.visibility import may_show_page
from search.pieces import Span

MOST_BOXED = 1_000  # marks of one page that get boxes
_AROUND = 1.5  # points between letters and the edge of their box
_WIDTH, _HEIGHT = 595.0, 842.0  # A4, where the file does not tell


@dataclass(frozen=True)
class MarkBox:
    """A box around a mark or a line of it, in points from the top left of the page."""

    number: int
    x: float
    y: float
    width: float
    height: float
    is_first: bool


@dataclass(frozen=True)
class PagePicture:
    """Where the picture is, its size in points and the boxes; ``reason`` says why there is none and ``url`` is empty then."""

    url: str = ""
    width: float = _WIDTH
    height: float = _HEIGHT
    boxes: tuple[MarkBox, ...] = ()
    reason: str = ""
    is_closed: bool = False

    @property
    def boxed(self) -> frozenset[int]:
        """The numbers of the marks that have a box."""
        return frozenset(box.number for box in self.boxes)


def picture_of(
    page_text: PageText, page: Page | None, marks: list[Span], user: AbstractBaseUser | AnonymousUser
) -> PagePicture:
    """The picture of the page on which a text stands; ``page`` is that page as it is read today."""
    document, number = page_text.document, page_text.number
    if not has_views(document):
        return PagePicture(reason=NO_LOOK)
    decision = may_show_page(document, number, user)
    if not decision.is_allowed:
        return PagePicture(reason=decision.reason, is_closed=True)
    failure = remembered_failure(document, number)
    if failure:
        return PagePicture(reason=failure)
    try:
        version = picture_version(document, number, user)
    except Uncovered as error:
        return PagePicture(reason=str(error), is_closed=True)
    width, height = (page.width or _WIDTH, page.height or _HEIGHT) if page else (_WIDTH, _HEIGHT)
    boxes: tuple[MarkBox, ...] = ()
    if marks:
        letters = letters_for(page_text)
        if letters is not None and letters.width and letters.height:
            width, height = letters.width, letters.height
        boxes = boxes_for(marks[:MOST_BOXED], places_of(page_text, letters))
    return PagePicture(image_url(document, number, version), width, height, boxes)


def image_url(document: Document, number: int, version: str) -> str:
    """The address of a page's picture; it changes when pictures are made or covered in another way."""
    return f"{reverse('page-image', args=[document.sha256, number])}?v={version}"


def boxes_for(marks: list[Span], places: Places) -> tuple[MarkBox, ...]:
    """A box for each line of each mark; marks whose place is not known have none."""
    return tuple(
        MarkBox(
            number,
            round(box.left - _AROUND, 1),
            round(box.top - _AROUND, 1),
            round(box.width + 2 * _AROUND, 1),
            round(box.height + 2 * _AROUND, 1),
            line == 0,
        )
        for number, (start, end) in enumerate(marks, 1)
        for line, box in enumerate(places.boxes(start, end))
    )
