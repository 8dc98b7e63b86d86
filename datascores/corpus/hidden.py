"""Words that a person looking at a page does not see: found by the reader, withheld until a moderator rules.

A ruling belongs to the words of one text. A newer reading of the same page with the same words keeps it; other words
wait anew. What an inspection no longer finds and nobody has ruled on is no longer withheld.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from datascores.corpus.extract.reading import HiddenSpan
from datascores.corpus.models import Document, PageText, WithheldSpan


def withhold(document: Document, found: Mapping[tuple[int, str], Iterable[HiddenSpan]]) -> None:
    """Withhold the spans of a document's texts, by page and hash; runs in the transaction that keeps the texts."""
    spans = {(*key, span.start, span.end): span.reason for key, hidden in found.items() for span in hidden}
    held, gone = set(), []
    all_standing = list(document.withheld_spans.all())
    spans |= _whole_pages(document, found, all_standing)
    for standing in all_standing:
        place = standing.page, standing.text_hash, standing.start, standing.end
        held.add(place)
        is_waiting = standing.ruling == WithheldSpan.Ruling.WAITING
        if is_waiting and place not in spans and place[:2] in found:
            gone.append(standing.pk)
    if gone:
        WithheldSpan.objects.filter(pk__in=gone).delete()
    WithheldSpan.objects.bulk_create(
        WithheldSpan(document=document, page=page, text_hash=text_hash, start=start, end=end, reason=reason[:200])
        for (page, text_hash, start, end), reason in spans.items()
        if (page, text_hash, start, end) not in held
    )


def _whole_pages(
    document: Document, found: Mapping[tuple[int, str], Iterable[HiddenSpan]], standing: Iterable[WithheldSpan]
) -> dict[tuple[int, str, int, int], str]:
    """A page of which a newer reading hides fewer spans than an unreleased one of another text did is withheld whole.

    The words may stand elsewhere in the new text, or may not have been seen as hidden again: a moderator looks.
    """
    earlier: dict[int, Counter[str]] = defaultdict(Counter)
    for span in standing:
        if span.ruling != WithheldSpan.Ruling.RELEASED:
            earlier[span.page][span.text_hash] += 1
    whole = {}
    for (page, text_hash), hidden in found.items():
        others = [count for other, count in earlier[page].items() if other != text_hash]
        if others and len(list(hidden)) < max(others):
            text = PageText.objects.filter(document=document, number=page, text_hash=text_hash).first()
            if text is not None and text.text:
                whole[page, text_hash, 0, len(text.text)] = "words of this page were withheld in an earlier reading"
    return whole


def sealed_hash(text: str) -> str:
    """The hash of a text with hidden words, made with the secret of this portal.

    Addresses of quotes show a piece of it; from a plain hash a hidden price could be found by trying all prices.
    """
    return salted_hmac("datascores.corpus.hidden", text, algorithm="sha256").hexdigest()


@transaction.atomic
def rule(spans: Iterable[WithheldSpan], ruling: WithheldSpan.Ruling, by: AbstractBaseUser) -> int:
    """A moderator's word on spans, and on the same words at the same place in other texts of the page; how many spans.

    What is shown follows at once; index, segments and mentions with the next ``catch_up``, for which the documents are
    now due.
    """
    ruled: set[int] = set()
    for span in spans:
        same = WithheldSpan.objects.filter(document=span.document, page=span.page, start=span.start, end=span.end)
        words = _words_of(span)
        ruled |= {twin.pk for twin in same if twin.pk == span.pk or _words_of(twin) == words}
    return WithheldSpan.objects.filter(pk__in=ruled).update(ruling=ruling, ruled_by=by, ruled_at=timezone.now())


def line_around(span: WithheldSpan) -> tuple[str, str, str]:
    """The line or lines of a span for a moderator: what stands before, the hidden words, what stands after."""
    page_text = _text_of(span)
    text = page_text.text if page_text else ""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    return text[first : span.start], text[span.start : span.end], text[span.end : last if last >= 0 else len(text)]


def _words_of(span: WithheldSpan) -> str | None:
    page_text = _text_of(span)
    return page_text.text[span.start : span.end] if page_text else None


def _text_of(span: WithheldSpan) -> PageText | None:
    found = PageText.objects.filter(document=span.document_id, number=span.page, text_hash=span.text_hash)
    return found.first()


def carry_over(document: Document, page: int, text_hash: str, new_text_hash: str) -> None:
    """Withhold the same spans in a text that begins with the words of another, with the rulings they have."""
    for span in WithheldSpan.objects.filter(document=document, page=page, text_hash=text_hash):
        WithheldSpan.objects.get_or_create(
            document=document, page=page, text_hash=new_text_hash, start=span.start, end=span.end,
            defaults={"reason": span.reason, "ruling": span.ruling, "ruled_by": span.ruled_by, "ruled_at": span.ruled_at},
        )  # fmt: skip
