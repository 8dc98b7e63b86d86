"""What may be shown. Every outlet asks here: page text, original, index, export, log.

Two rules, both held at read time: a taken-down document is not shown at all, by its hash, so that neither a rebuild nor a
new arrival brings it back; a withheld span is covered by blocks of the same length, so that offsets go on counting.
A document with withheld spans has no public original until a moderator has ruled on each of them. The picture of a page is
closed where words that nobody sees on it are withheld; personal data is painted over (``corpus.page_covers``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from datascores.corpus.models import Collection, Document, Mention, PageText, Takedown, WithheldSpan
from datascores.corpus.models.document import COVER

CLOSED_FOR_WORDS = "Parts of this document are withheld, so the original file is closed until a moderator has ruled."
CLOSED_FOR_PEOPLE = (
    "Names or contact details of people are covered in this document, so the original file is closed until a moderator has"
    " ruled. Its words, and its pages where they can be shown, are open with these covered."
)
_BREAK = re.compile(r"[\s\-\u00ad\u2010\u2011]")  # what may come between the letters of a word in another reading


@dataclass(frozen=True)
class Decision:
    """Whether something may be served; ``reason`` says in plain words why not."""

    is_allowed: bool
    reason: str = ""


def shown_documents() -> QuerySet[Document]:
    """All documents that are not taken down."""
    return Document.objects.exclude(sha256__in=_standing_takedowns().values("sha256"))


def shown_mentions() -> QuerySet[Mention]:
    """All mentions in shown documents that do not touch a withheld span."""
    return Mention.objects.filter(outside_withheld(), document__in=shown_documents())


def outside_withheld() -> Combinable:
    """A condition on rows with document, page, page_text, start and end: they touch no withheld span."""
    held = WithheldSpan.objects.exclude(ruling=WithheldSpan.Ruling.RELEASED).filter(
        document=OuterRef("document"),
        page=OuterRef("page"),
        text_hash=OuterRef("page_text__text_hash"),
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    )
    return ~Exists(held)


def has_withheld_words(document: Document, number: int) -> bool:
    """Whether words that nobody sees on the page are withheld in any reading of it."""
    spans = document.withheld_spans.filter(page=number, kind=WithheldSpan.Kind.UNSEEN)
    return spans.exclude(ruling=WithheldSpan.Ruling.RELEASED).exists()


def find_takedown(document: Document) -> Takedown | None:
    return _standing_takedowns().filter(sha256=document.sha256).first()


def shown_text(page_text: PageText) -> str:
    """The words of a page with what is withheld covered, character for character."""
    return shown_texts([page_text])[page_text.pk]


def shown_texts(page_texts: Iterable[PageText]) -> dict[int, str]:
    """``shown_text`` of many pages by their primary key, in one query."""
    page_texts = list(page_texts)
    spans: dict[tuple[int, int, str], list[tuple[int, int]]] = defaultdict(list)
    held = WithheldSpan.objects.exclude(ruling=WithheldSpan.Ruling.RELEASED)
    for span in held.filter(document__in={page_text.document_id for page_text in page_texts}):
        spans[span.document_id, span.page, span.text_hash].append((span.start, span.end))
    return {
        page_text.pk: _covered(
            page_text.text, spans.get((page_text.document_id, page_text.number, page_text.text_hash), [])
        )
        for page_text in page_texts
    }


def shown_earlier_text(page_text: PageText) -> str | None:
    """The words of an earlier reading of a page, with what is withheld in any reading of it covered too.

    None where words that are withheld elsewhere cannot be found again: they may stand here in another form, and what cannot
    be covered is not shown at all. None too where the text's hash is a plain one: whoever guesses the hidden sum could try
    addresses until one answers.
    """
    held = WithheldSpan.objects.exclude(ruling=WithheldSpan.Ruling.RELEASED)
    elsewhere = held.filter(
        document=page_text.document_id, page=page_text.number, kind=WithheldSpan.Kind.UNSEEN
    ).exclude(text_hash=page_text.text_hash)  # personal data is looked for in every text
    if elsewhere and not page_text.is_sealed:
        return None
    text, spans = page_text.text, []
    others = {other.text_hash: other.text for other in PageText.objects.filter(
        document=page_text.document_id, number=page_text.number, text_hash__in=elsewhere.values("text_hash")
    )}  # fmt: skip
    for span in elsewhere:
        found = find_again(others.get(span.text_hash, ""), span.start, span.end, text)
        if not found:
            return None
        spans += found
    return _covered(shown_text(page_text), spans)


def find_again(of_text: str, start: int, end: int, text: str) -> list[tuple[int, int]]:
    """Where the words of a span of one text stand in another: at their own place where one text goes on from the other, else
    wherever they stand, however they are spaced or broken. Empty when they stand there less often. Pure.
    """
    if start < end <= len(text) and (text.startswith(of_text) or of_text.startswith(text)):
        return [(start, end)]
    signs = [re.escape(sign) for sign in of_text[start:end] if not _BREAK.fullmatch(sign)]
    if not signs:
        return []
    pattern = re.compile(f"{_BREAK.pattern}*".join(signs), re.IGNORECASE)
    found = [match.span() for match in pattern.finditer(text)]
    return found if len(found) >= len(pattern.findall(of_text)) else []


def covered_spans(page_text: PageText) -> list[tuple[int, int]]:
    """The personal data in a text that a picture of its page may not show either."""
    held = WithheldSpan.objects.exclude(ruling=WithheldSpan.Ruling.RELEASED).filter(
        kind=WithheldSpan.Kind.PERSONAL,
        document=page_text.document_id,
        page=page_text.number,
        text_hash=page_text.text_hash,
    )
    return list(held.order_by("start").values_list("start", "end"))


def covers_only_people(page_text: PageText, shown: str) -> bool:
    """Whether in the shown words of a text nothing but personal data is covered."""
    return shown == _covered(page_text.text, covered_spans(page_text))


def has_unseen_words(document: Document) -> bool:
    """Whether words that nobody sees on its pages are withheld."""
    held = document.withheld_spans.exclude(ruling=WithheldSpan.Ruling.RELEASED)
    return held.filter(kind=WithheldSpan.Kind.UNSEEN).exists()


@dataclass(frozen=True)
class Withheld:
    """How many words of a page are withheld, why, and whether a moderator has ruled that they stay so. Not the words."""

    page: int
    words: int
    reason: str
    is_ruled: bool
    is_personal: bool = False


def withheld_of(document: Document) -> list[Withheld]:
    """What of a document's current pages is withheld, by page and reason."""
    current = dict(document.pages.values_list("number", "text__text_hash"))
    counts: dict[tuple[int, str, bool, bool], int] = defaultdict(int)
    texts: dict[int, str] = {}
    for span in document.withheld_spans.exclude(ruling=WithheldSpan.Ruling.RELEASED).order_by("page", "start"):
        if current.get(span.page) != span.text_hash:
            continue
        if span.page not in texts:
            texts[span.page] = document.pages.values_list("text__text", flat=True).get(number=span.page)
        words = len(texts[span.page][span.start : span.end].split())
        is_ruled, is_personal = span.ruling == WithheldSpan.Ruling.KEPT, span.kind == WithheldSpan.Kind.PERSONAL
        counts[span.page, span.reason, is_ruled, is_personal] += words
    return [Withheld(page, words, *why) for (page, *why), words in counts.items()]  # type: ignore[arg-type]


def may_serve_original(document: Document, user: AbstractBaseUser | AnonymousUser) -> Decision:
    """Whether ``user`` may have the bytes of the document."""
    takedown = find_takedown(document)
    if takedown:
        return Decision(False, f"This document has been taken down: {takedown.reason}")
    is_staff, is_moderator = getattr(user, "is_staff", False), may_read_withheld(user)
    if is_staff and is_moderator:
        return Decision(True)
    inside = _members_of(document)
    if not is_staff and _standing_takedowns().filter(sha256__in=inside.values("sha256")).exists():
        return Decision(False, "Something inside this file has been taken down, so the file as a whole is closed.")
    if WithheldSpan.objects.exclude(ruling=WithheldSpan.Ruling.RELEASED).filter(document__in=inside).exists():
        return Decision(
            False,
            "Parts of a document inside this file are withheld, so the file is closed until a moderator has ruled.",
        )
    if own := set(document.withheld_spans.exclude(ruling=WithheldSpan.Ruling.RELEASED).values_list("kind", flat=True)):
        return Decision(False, CLOSED_FOR_WORDS if WithheldSpan.Kind.UNSEEN in own else CLOSED_FOR_PEOPLE)
    if not is_staff and not _is_open(document):
        return Decision(False, "The rights of its source allow us to quote this document but not to hand out the file.")
    return Decision(True)


def may_read_withheld(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether ``user`` may see withheld words: moderators only; a log-in for the admin alone is not enough."""
    has_perm = getattr(user, "has_perm", None)  # a bare user model may have none
    return bool(user.is_active and has_perm and has_perm("corpus.rule_withheldspan"))


def may_show_page(document: Document, number: int, user: AbstractBaseUser | AnonymousUser) -> Decision:
    """Whether ``user`` may see what a page looks like: its picture shows words that its text may withhold."""
    takedown = find_takedown(document)
    if takedown:
        return Decision(False, f"This document has been taken down: {takedown.reason}")
    is_staff = getattr(user, "is_staff", False)
    if has_withheld_words(document, number) and not (is_staff and may_read_withheld(user)):
        return Decision(False, "Words of this page are withheld, so its picture is closed until a moderator has ruled.")
    if not is_staff and not _is_open(document):
        return Decision(False, "The rights of its source allow us to quote this document but not to show its pages.")
    return Decision(True)


def _is_open(document: Document) -> bool:
    return document.arrivals.filter(collection__rights=Collection.Rights.OPEN).exists()


def _members_of(document: Document) -> QuerySet[Document]:
    """What lies inside a mail or an archive, at whatever depth."""
    found: set[int] = set()
    frontier = {document.pk}
    while frontier:
        inside = Document.objects.filter(arrivals__parent__document__in=frontier).values_list("pk", flat=True)
        frontier = set(inside) - found
        found |= frontier
    return Document.objects.filter(pk__in=found)


def _standing_takedowns() -> QuerySet[Takedown]:
    return Takedown.objects.filter(lifted_at__isnull=True)


def _covered(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        end = min(end, len(text))
        text = text[:start] + COVER * max(0, end - start) + text[end:]
    return text
