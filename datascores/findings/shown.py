"""Relations that may be shown, and as plain rows for the command: nothing of a taken-down document or a withheld word.

A sentence that touches withheld words is shown with these covered, as long as the name it speaks of is not among them; one
that runs over a page turn is shown whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from datascores.corpus.page_turns import Volume, doubt_in_words
from datascores.corpus.permanent import short_hash
from datascores.corpus.stance import sentence_around
from datascores.corpus.visibility import outside_withheld, shown_documents, shown_mentions
from datascores.corpus.volumes import volumes_around
from datascores.findings.models import Relation

BATCH = 200
RELATION_COLUMNS = (
    "sha256",
    "page",
    "authority",
    "system",
    "company",
    "status",
    "speaker",
    "sentence",
    "class",
    "purpose",
    "time",
    "standing",
    "start",
    "end",
    "text_hash",
    "rule",
    "note",
)


@dataclass(frozen=True)
class ShownWords:
    """What a relation says in words, without what is withheld; ``note`` tells the page beside on which the sentence may begin or
    go on."""

    sentence: str
    purpose: str
    time: str
    rule: str
    note: str = ""


def shown_relations() -> QuerySet[Relation]:
    """Relations in shown documents whose name, or denied class, is not withheld; rejected ones too, which say so."""
    named = shown_mentions().filter(
        page_text=OuterRef("page_text"),
        start__gte=OuterRef("start"),
        end__lte=OuterRef("end"),
        record=Coalesce(OuterRef("system"), OuterRef("company")),
    )
    is_named = Q(class_words="") & Exists(named)
    may = Q(outside_withheld()) | is_named | Q(pk__in=_classes_shown())
    return Relation.objects.filter(may, document__in=shown_documents())


def shown_words(relation: Relation, volume: Volume) -> ShownWords:
    """The words of a relation, ``volume`` holding the shown text of its page.

    Purpose and time are kept as they were when the row was made; what has been withheld since is left out of them.
    """
    text = volume.text(relation.page)
    sentence, note = whole_words(volume, relation.page, relation.start, relation.end)
    purpose, time = (words if words in sentence else "" for words in (relation.purpose, relation.time))
    rule = relation.rule
    if "“" in rule and rule.partition("“")[2].partition("”")[0] not in text:
        rule = rule.partition("“")[0].strip()
    return ShownWords(sentence, purpose, time, rule, note)


def whole_words(volume: Volume, number: int, start: int, end: int) -> tuple[str, str]:
    """Words of a page on one line, whole where a page turn cuts their first or last sentence; where it only may they have "…",
    and what comes second says so."""
    page = volume.holding(number, start, end)
    begin, finish = page.inward(start) or 0, page.inward(end) or 0
    first, last = page.inward(page.own.start) or 0, page.inward(page.own.end) or 0
    is_first, is_last = not page.text[first:begin].strip(), not page.text[finish:last].strip()
    if is_first and first:
        low, high = page.bounds_at(begin, begin + 1)
        begin = low + min(sentence_around(page.text[low:high], begin - low, begin - low + 1).bounds[0], begin - low)
    if is_last and last < len(page.text):
        low, high = page.bounds_at(finish - 1, finish)
        finish = low + max(sentence_around(page.text[low:high], finish - low - 1, finish - low).end, finish - low)
    words = " ".join(page.text[begin:finish].split())
    before, after = page.begins_on if is_first else 0, page.goes_on_on if is_last else 0
    return f"{'… ' if before else ''}{words}{' …' if after else ''}", doubt_in_words(before, after)


def _classes_shown() -> list[int]:
    """Denials of a class whose sentence touches withheld words, while the words for the class are none of them."""
    touched = Relation.objects.filter(~Q(class_words=""), ~Q(outside_withheld())).select_related("page_text")
    volumes = volumes_around({row.page_text_id: row.page_text for row in touched}.values())
    return [
        row.pk
        for row in touched
        if all(part in shown_words(row, volumes[row.page_text_id]).sentence for part in row.class_words.split(" … "))
    ]


def standing_relations() -> QuerySet[Relation]:
    """Those that no person has rejected."""
    return shown_relations().exclude(standing=Relation.Standing.REJECTED)


def relation_rows() -> Iterator[dict[str, object]]:
    """Every relation that stands, in the order of the documents' hashes and of their pages."""
    rows = standing_relations().select_related("document", "page_text", "authority", "system", "company")
    ordered = rows.order_by("document__sha256", "page", "start", "authority__slug", "system__slug", "status", "pk")
    stream = ordered.iterator(BATCH)
    while batch := list(islice(stream, BATCH)):
        volumes = volumes_around({relation.page_text_id: relation.page_text for relation in batch}.values())
        yield from (relation_row(relation, volumes[relation.page_text_id]) for relation in batch)


def relation_row(relation: Relation, volume: Volume) -> dict[str, object]:
    """A relation as a row, ``volume`` holding the shown text of its page."""
    words = shown_words(relation, volume)
    return {
        "sha256": relation.document.sha256,
        "page": relation.page,
        "authority": relation.authority.slug,
        "system": relation.system.slug if relation.system else "",
        "company": relation.company.slug if relation.company else "",
        "status": relation.status,
        "speaker": relation.speaker,
        "sentence": words.sentence,
        "class": relation.class_words,
        "purpose": words.purpose,
        "time": words.time,
        "standing": relation.standing,
        "start": relation.start,
        "end": relation.end,
        "text_hash": short_hash(relation.page_text.text_hash),
        "rule": words.rule,
        "note": words.note,
    }
