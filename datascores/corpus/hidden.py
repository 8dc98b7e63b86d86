"""Words that a person looking at a page does not see: found by the reader, withheld until a moderator rules.

A ruling belongs to words at a place of a page: a newer reading that finds the same words between the same neighbours keeps
it, whatever else of the page it reads otherwise; other words wait anew. What an inspection no longer finds and nobody has
ruled on is no longer withheld.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from datascores.corpus.extract.reading import HiddenSpan
from datascores.corpus.models import Document, PageText, WithheldSpan
from datascores.corpus.personal.hiding import retell_names, same_words

_NEAR = 100  # code points in which the neighbouring word is looked for


def withhold(document: Document, found: Mapping[tuple[int, str], Iterable[HiddenSpan]]) -> None:
    """Withhold the spans of a document's texts, by page and hash; runs in the transaction that keeps the texts."""
    spans = {(*key, span.start, span.end): span.reason for key, hidden in found.items() for span in hidden}
    held, gone = set(), []
    all_standing = list(document.withheld_spans.filter(kind=WithheldSpan.Kind.UNSEEN))
    spans |= _whole_pages(document, found, all_standing)
    for standing in all_standing:
        place = standing.page, standing.text_hash, standing.start, standing.end
        held.add(place)
        is_waiting = standing.ruling == WithheldSpan.Ruling.WAITING
        if is_waiting and place not in spans and place[:2] in found:
            gone.append(standing.pk)
    if gone:
        WithheldSpan.objects.filter(pk__in=gone).delete()
    new = [
        WithheldSpan(document=document, page=page, text_hash=text_hash, start=start, end=end, reason=reason[:200])
        for (page, text_hash, start, end), reason in spans.items()
        if (page, text_hash, start, end) not in held
    ]
    _take_over_rulings(document, new, all_standing)
    WithheldSpan.objects.bulk_create(new)


def _take_over_rulings(document: Document, new: list[WithheldSpan], standing: list[WithheldSpan]) -> None:
    """Give new spans the ruling on the same words in another text of their page, the latest where there are several.

    A ruling counts once: one released sum does not release the same sum in a second place.
    """
    pages = {span.page for span in new}
    ruled = [span for span in standing if span.page in pages and span.ruling != WithheldSpan.Ruling.WAITING]
    if not ruled:
        return
    rows = PageText.objects.filter(document=document, number__in=pages).values_list("number", "text_hash", "text")
    texts = {(number, text_hash): text for number, text_hash, text in rows}
    taken: set[tuple[str, int, int]] = set()  # an earlier text, and the new span to which one of its rulings went
    places = sorted(new, key=lambda span: span.start)
    for old in sorted(ruled, key=lambda span: (span.ruled_at or document.received_at, span.start)):
        for span in places:
            place = old.text_hash, span.page, span.start
            if span.page != old.page or span.text_hash == old.text_hash or place in taken:
                continue
            texts_of_both = texts.get((old.page, old.text_hash), ""), texts[span.page, span.text_hash]
            if _are_same_words(old, span, *texts_of_both):
                span.ruling, span.ruled_by_id, span.ruled_at = old.ruling, old.ruled_by_id, old.ruled_at
                taken.add(place)
                break


def _are_same_words(old: WithheldSpan, new: WithheldSpan, old_text: str, new_text: str) -> bool:
    """Whether two spans say the same, blanks apart, after the same word or before the same word."""
    old_before, old_words, old_after = _words_around(old_text, old)
    new_before, new_words, new_after = _words_around(new_text, new)
    if not old_words or old_words != new_words:
        return False
    has_same_sides = (old_before, old_after) == (new_before, new_after)
    return has_same_sides or bool((old_before and old_before == new_before) or (old_after and old_after == new_after))


def _words_around(text: str, span: WithheldSpan) -> tuple[list[str], list[str], list[str]]:
    """The word before a span, its own, and the word after it."""
    before, after = text[max(0, span.start - _NEAR) : span.start], text[span.end : span.end + _NEAR]
    return before.split()[-1:], text[span.start : span.end].split(), after.split()[:1]


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
    """A moderator's word on spans, and on the same words between the same neighbours in other texts; how many spans.

    On personal data it holds for the same words everywhere in the document.

    What is shown follows at once; index, segments and mentions with the next ``catch_up``, for which the documents are
    now due.
    """
    spans = list(spans)
    personal = [span for span in spans if span.kind == WithheldSpan.Kind.PERSONAL]
    ruled = {pk for span in spans for pk in (span.pk, *(same_words(span) if span in personal else _twins_of(span)))}
    count = WithheldSpan.objects.filter(pk__in=ruled).update(ruling=ruling, ruled_by=by, ruled_at=timezone.now())
    retell_names({span.document for span in personal})
    return count


def _twins_of(span: WithheldSpan) -> Iterator[int]:
    """The span of the same words in each other text of the page: at the same place, or else where there is only one."""
    text = _text_of(span)
    unseen = WithheldSpan.objects.filter(kind=WithheldSpan.Kind.UNSEEN)
    others = unseen.filter(document=span.document_id, page=span.page).exclude(text_hash=span.text_hash)
    alike: dict[str, list[WithheldSpan]] = defaultdict(list)
    for other in others:
        other_text = _text_of(other)
        if text and other_text and _are_same_words(span, other, text.text, other_text.text):
            alike[other.text_hash].append(other)
    for twins in alike.values():
        at_place = [twin for twin in twins if (twin.start, twin.end) == (span.start, span.end)]
        if len(at_place or twins) == 1:
            yield (at_place or twins)[0].pk


def line_around(span: WithheldSpan) -> tuple[str, str, str]:
    """The line or lines of a span for a moderator: what stands before, the hidden words, what stands after."""
    page_text = _text_of(span)
    text = page_text.text if page_text else ""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    return text[first : span.start], text[span.start : span.end], text[span.end : last if last >= 0 else len(text)]


def _text_of(span: WithheldSpan) -> PageText | None:
    found = PageText.objects.filter(document=span.document_id, number=span.page, text_hash=span.text_hash)
    return found.first()


def carry_over(document: Document, page: int, text_hash: str, new_text_hash: str) -> None:
    """Withhold the same spans in a text that begins with the words of another, with the rulings they have."""
    unseen = WithheldSpan.objects.filter(kind=WithheldSpan.Kind.UNSEEN)
    for span in unseen.filter(document=document, page=page, text_hash=text_hash):
        WithheldSpan.objects.get_or_create(
            document=document, page=page, text_hash=new_text_hash, start=span.start, end=span.end,
            defaults={"reason": span.reason, "ruling": span.ruling, "ruled_by": span.ruled_by, "ruled_at": span.ruled_at},
        )  # fmt: skip
