"""The picture of a page with the personal data on it painted over, and the signature under a closing formula.

A name that stands on the page must be found on its picture, letter for letter; where one has no known place the picture is
closed. Where a hand may have signed is painted too.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from PIL import Image, ImageDraw

from datascores.corpus.extract.rendering.answers import RENDERING_VERSION
from datascores.corpus.models import Document, Page
from datascores.corpus.page_places import Box
from datascores.corpus.page_views import image_of, kept_views, letters_for, places_of
from datascores.corpus.signatures import signatures_on
from datascores.corpus.visibility import covered_spans, may_read_withheld

COVERS_VERSION = "1"
_AROUND = 1.0  # points beyond the letters
_A4 = (595.0, 842.0)  # points, where the file does not tell
_CLOSED = (
    "Names or contact details stand on this page whose places on the picture are not known, so the picture is closed."
)


class Uncovered(Exception):
    """The picture may not be shown, since something on it cannot be covered; says so in plain words."""


@dataclass(frozen=True)
class Covers:
    """What is painted over, in points from the top left of a page of this width and height."""

    boxes: tuple[Box, ...] = ()
    size: tuple[float, float] = _A4


def picture_version(document: Document, number: int, user: AbstractBaseUser | AnonymousUser) -> str:
    """What tells one picture of a page from another: how it was made and what is covered for this user.

    Raises Uncovered.
    """
    return _version_of(covers_of(document, number, user))


def _version_of(covers: Covers) -> str:
    if not covers.boxes:
        return RENDERING_VERSION
    told = hashlib.sha256(repr((COVERS_VERSION, covers)).encode()).hexdigest()[:12]
    return f"{RENDERING_VERSION}-{told}"


def covered_image(document: Document, number: int, user: AbstractBaseUser | AnonymousUser) -> bytes:
    """Page ``number`` as WebP with what this user may not see painted over.

    Raises Uncovered, and what ``page_views.image_of`` raises.
    """
    covers = covers_of(document, number, user)
    if not covers.boxes:
        return image_of(document, number)
    name = f"{document.sha256[:2]}/{document.sha256}/{number}-covered-{_version_of(covers)}"
    kept = kept_views().get(name)
    if kept is None:
        kept = paint(image_of(document, number), covers)
        kept_views().put(name, kept)
    return kept


def covers_of(document: Document, number: int, user: AbstractBaseUser | AnonymousUser) -> Covers:
    """What is painted over for this user; nothing for moderators. Raises Uncovered."""
    if getattr(user, "is_staff", False) and may_read_withheld(user):
        return Covers()
    page = Page.objects.select_related("text__document").filter(document=document, number=number).first()
    spans = covered_spans(page.text) if page else []
    if page is None or not spans:
        return Covers()
    letters = letters_for(page.text)
    places = places_of(page.text, letters)
    boxes: list[Box] = []
    for start, end in spans:
        if not places.holds(page.text.text, start, end):
            raise Uncovered(_CLOSED)
        boxes += places.boxes(start, end)
    size = (page.width or _A4[0], page.height or _A4[1])
    if letters is not None and letters.width and letters.height:
        size = (letters.width, letters.height)
    written = [Box(*box) for at in range(len(letters.signs)) if (box := letters.box(at))] if letters is not None else []
    return Covers((*boxes, *signatures_on(page.text.text, places, written, size)), size)


def paint(webp: bytes, covers: Covers) -> bytes:
    """A page's picture with black boxes. Pure."""
    with Image.open(io.BytesIO(webp)) as opened:
        picture = opened.convert("RGB")
    across, down = picture.width / covers.size[0], picture.height / covers.size[1]
    draw = ImageDraw.Draw(picture)
    for box in covers.boxes:
        corners = (box.left - _AROUND, box.top - _AROUND, box.right + _AROUND, box.bottom + _AROUND)
        draw.rectangle([side * (down if at % 2 else across) for at, side in enumerate(corners)], fill="black")
    file = io.BytesIO()
    picture.save(file, "WEBP", lossless=True, quality=20, method=1)
    return file.getvalue()
