"""Which other documents have the same words as a document, or nearly the same.

Same words in other bytes are copies, whatever body they come from; showing them folded is a matter of display and counts
nothing away. Nearly the same words are looked up only among documents of one known body. Both are read through
``corpus.visibility`` and from the words that may be shown (see ``corpus.comparing``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from datascores.corpus.labels import settled_labels
from datascores.corpus.likeness import NEAR_SAME, likeness
from datascores.corpus.models import Band, Document, Signature
from datascores.corpus.visibility import shown_documents

CANDIDATES = 100  # documents with the most bands in common whose signatures are looked at
MOST_NEAR = 20


@dataclass(frozen=True)
class Copies:
    """Other documents with the same words: how many there are, and the first of them."""

    count: int = 0
    first: tuple[Document, ...] = ()


def copies_for(documents: Iterable[Document], most: int) -> dict[int, Copies]:
    """The copies of each document, by its primary key, at most ``most`` of them named; in two queries."""
    documents = list(documents)
    hashes = {document.text_hash for document in documents} - {""}
    same = shown_documents().filter(text_hash__in=hashes)
    counts = dict(same.order_by().values_list("text_hash").annotate(Count("pk")).filter(pk__count__gt=1))
    if not counts:
        return {document.pk: Copies() for document in documents}
    place = Window(RowNumber(), partition_by=F("text_hash"), order_by="pk")
    # One more than is named, since the document itself is among them.
    rows = shown_documents().filter(text_hash__in=counts).annotate(place=place).filter(place__lte=most + 1)
    groups: dict[str, list[Document]] = defaultdict(list)
    for row in rows.order_by("pk"):
        groups[row.text_hash].append(row)
    return {
        document.pk: Copies(
            max(0, counts.get(document.text_hash, 0) - 1),
            tuple(twin for twin in groups[document.text_hash] if twin.pk != document.pk)[:most],
        )
        for document in documents
    }


def near_same_of(document: Document) -> list[tuple[Document, float]]:
    """The ``MOST_NEAR`` documents with nearly, but not wholly, the same words, and how alike they are, the nearest first.

    That both come from the same known body is asked again here, since a person may have changed it a moment ago.
    """
    own = Signature.objects.filter(document=document).first()
    if own is None:
        return []
    keys = list(document.bands.values_list("key", flat=True))
    sharing = Band.objects.filter(key__in=keys, document__in=shown_documents())
    others = sharing.exclude(Q(document=document) | Q(document__text_hash=document.text_hash))
    most = others.order_by().values("document").annotate(shared=Count("pk")).order_by("-shared", "document__sha256")
    ids = [row["document"] for row in most[:CANDIDATES]]
    signatures = Signature.objects.filter(document__in=ids).values_list("document", "hashes")
    shares = {pk: likeness(bytes(own.hashes), bytes(hashes)) for pk, hashes in signatures}
    bodies = {pk: set(labels.all("authority")) for pk, labels in settled_labels([document.pk, *shares]).items()}
    near = [pk for pk, share in shares.items() if share >= NEAR_SAME and bodies[pk] & bodies[document.pk]]
    rows = Document.objects.filter(pk__in=near)
    return sorted(((row, shares[row.pk]) for row in rows), key=lambda pair: (-pair[1], pair[0].sha256))[:MOST_NEAR]
