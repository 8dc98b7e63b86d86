"""What is found is withheld: rows for every text of a document, and the names that its title and file name may not tell.

Done in the transaction that keeps new texts, so that no outlet sees them uncovered; again by the step when the rules
change. A moderator's ruling is on words of a document: it holds wherever they stand there, in this reading and the next.
Words hidden by hand are looked for again in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from datascores.catalogue.models import Alias, Record
from datascores.corpus.models import Document, PageText, WithheldSpan
from datascores.corpus.personal import NAME, PERSONAL_VERSION
from datascores.corpus.personal.finding import PersonalSpan, find_personal

BY_HAND = "hidden by a moderator"
_TELLING = 4  # signs: what is shorter stands in many a file name by chance
Ruling = WithheldSpan.Ruling


class NotThere(ValueError):
    """The words stand on no page of the document."""


def hide_personal(document: Document) -> int:
    """Withhold the personal data in all texts of a document, and take back what is no longer found and nobody has ruled on.

    Returns how many places are withheld. Runs in the caller's transaction.
    """
    texts = list(document.page_texts.order_by("number", "pk"))
    standing = list(personal_spans(document))
    by_key = {(text.number, text.text_hash): text.text for text in texts}
    rulings = _rulings_of(standing, by_key)
    kept_words = {_plain(_words_of(span, by_key)) for span in standing if span.reason == BY_HAND}
    lines = [line.replace("_", " ") for line in (document.name, document.title)]
    *found, of_name, of_title = find_personal([*(text.text for text in texts), *lines], _entries_among)
    wanted: dict[tuple[int, str, int, int], str] = {}
    for text, spans in zip(texts, found, strict=True):
        own = [*spans, *_hand_spans(text.text, kept_words)]
        wanted |= {(text.number, text.text_hash, span.start, span.end): span.what for span in own}
    held = {(span.page, span.text_hash, span.start, span.end): span for span in standing}
    gone = [span.pk for key, span in held.items() if key not in wanted and span.ruling == Ruling.WAITING]
    if gone:
        WithheldSpan.objects.filter(pk__in=gone).delete()
    new = [_row(document, key, what, by_key, rulings) for key, what in wanted.items() if key not in held]
    if new:
        WithheldSpan.objects.bulk_create(new, batch_size=500)
    said = [
        (line[span.start : span.end], span.what)
        for line, spans in zip(lines, (of_name, of_title), strict=True)
        for span in spans
    ]
    _tell_names(document, by_key, [words for words, what in said if what == NAME])
    return len(wanted)


@transaction.atomic
def hide_by_hand(document: Document, words: str, by: User) -> int:
    """Withhold words of a document wherever they stand in it; how many places.

    Raises NotThere where they stand on no page: nothing is written then.
    """
    plain, rows = _plain(words), []
    for text in document.page_texts.all():
        for span in _hand_spans(text.text, {plain}):
            rows.append(
                WithheldSpan(
                    document=document, page=text.number, text_hash=text.text_hash, start=span.start, end=span.end,
                    kind=WithheldSpan.Kind.PERSONAL, reason=BY_HAND, ruling=Ruling.KEPT, ruled_by=by, ruled_at=timezone.now(),
                )
            )  # fmt: skip
    if not rows:
        raise NotThere(f"“{words.strip()}” stands on no page of this document.")
    WithheldSpan.objects.bulk_create(rows, batch_size=500)
    hide_personal(document)
    return len(rows)


def same_words(span: WithheldSpan) -> list[int]:
    """The keys of all personal spans of the same words in the same document."""
    texts = _texts_of([span.document_id])
    words = _plain(_words_of(span, texts[span.document_id]))
    spans = personal_spans(span.document)
    return [other.pk for other in spans if _plain(_words_of(other, texts[span.document_id])) == words]


def retell_names(documents: Iterable[Document]) -> None:
    """After a ruling: what titles and file names may tell."""
    for document in documents:
        document.refresh_from_db(fields=["hidden_names"])
        by_key = _texts_of([document.pk])[document.pk]
        _tell_names(document, by_key, [name for name in document.hidden_names if len(name.split()) > 1])


def personal_spans(document: Document):
    """All spans of personal data of a document, whatever was ruled."""
    return WithheldSpan.objects.filter(document=document, kind=WithheldSpan.Kind.PERSONAL)


def _row(document, key, what, by_key, rulings) -> WithheldSpan:
    number, text_hash, start, end = key
    row = WithheldSpan(
        document=document,
        page=number,
        text_hash=text_hash,
        start=start,
        end=end,
        kind=WithheldSpan.Kind.PERSONAL,
        reason=what,
    )
    ruled = rulings.get(_plain(_words_of(row, by_key)))
    if ruled:
        row.ruling, row.ruled_by_id, row.ruled_at = ruled.ruling, ruled.ruled_by_id, ruled.ruled_at
    return row


def _rulings_of(standing: Iterable[WithheldSpan], by_key) -> dict[str, WithheldSpan]:
    """The latest ruling on each sequence of words."""
    ruled = [span for span in standing if span.ruling != Ruling.WAITING]
    ruled.sort(key=lambda span: (span.ruled_at is not None, span.ruled_at))
    return {_plain(_words_of(span, by_key)): span for span in ruled}


def _hand_spans(text: str, all_words: Iterable[str]) -> list[PersonalSpan]:
    spans = []
    for words in all_words:
        if not words:
            continue
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
        spans += [PersonalSpan(*match.span(), BY_HAND) for match in found]
    return spans


def _tell_names(document: Document, by_key: dict[tuple[int, str], str], in_titles: Iterable[str] = ()) -> None:
    """Titles and file names may not tell what is hidden, nor the fuller name that only they have."""
    held = personal_spans(document).exclude(ruling=Ruling.RELEASED).filter(reason__in=(NAME, BY_HAND))
    names = {" ".join(_words_of(span, by_key).split()) for span in held}
    fuller = {words for words in in_titles if any(name.split()[-1].casefold() in words.casefold() for name in names)}
    document.hidden_names = sorted((name for name in names | fuller if len(name) >= _TELLING), key=len, reverse=True)
    document.personal_version = PERSONAL_VERSION
    document.save(update_fields=["hidden_names", "personal_version"])


def _texts_of(documents: Iterable[int]) -> dict[int, dict[tuple[int, str], str]]:
    found: dict[int, dict[tuple[int, str], str]] = {pk: {} for pk in documents}
    for text in PageText.objects.filter(document__in=list(found)):
        found[text.document_id][text.number, text.text_hash] = text.text
    return found


def _words_of(span: WithheldSpan, by_key: dict[tuple[int, str], str]) -> str:
    return by_key.get((span.page, span.text_hash), "")[span.start : span.end]


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _entries_among(names: set[str]) -> set[str]:
    """Which of the names, in small letters, are a record's name or one of its further names."""
    records = Record.objects.annotate(lower=Lower("name")).filter(lower__in=names).values_list("lower", flat=True)
    aliases = Alias.objects.annotate(lower=Lower("text")).filter(lower__in=names).values_list("lower", flat=True)
    return {*records, *aliases}
