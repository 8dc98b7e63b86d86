"""The step that compares texts: which documents have the same words, and which nearly the same.

It works on the words that may be shown: two files whose words differ only under a black box are no copies of each
other, or the open one would tell what the box hides. For the same reason a document with withheld words is not linked
as nearly the same as any other. Near-same texts are looked for only among documents of the same known body.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, OuterRef, Q

from datascores.corpus.claims import alone
from datascores.corpus.labels import settled_labels
from datascores.corpus.likeness import LIKENESS_VERSION, NEAR_SAME, bands_of, likeness, sign
from datascores.corpus.models import Band, Document, Label, NearSame, Signature
from datascores.corpus.readings import text_hash
from datascores.corpus.steps import Step, counted, digest
from datascores.corpus.visibility import shown_texts

COMPARE_VERSION = "1"
CANDIDATES = 100  # documents with the most bands in common whose signatures are looked at
LINKS = 20  # the nearest that a document is linked to; later ones add theirs


@dataclass(frozen=True)
class Compared:
    """The hash of the shown words (empty without words), the signature and band keys (empty: not compared), and the links,
    which are found last."""

    text_hash: str
    signature: bytes = b""
    bands: tuple[int, ...] = ()
    links: tuple[tuple[int, float], ...] = ()


class CompareStep(Step):
    """Keeps the hash of the words, a signature with its bands, and links to documents compared before.

    A document compared later makes the links to this one, so each pair is found once whichever came first. Links are
    looked for when it is kept, one worker at a time, or of two documents neither would see the other.
    """

    name = "compare"
    after = ("segment", "read")

    def version(self) -> str:
        return f"{COMPARE_VERSION} {LIKENESS_VERSION}"

    def other_inputs(self):
        bodies = Label.objects.filter(document=OuterRef("pk"), kind="authority")
        return (counted(bodies, "pk", "changed_at"),)

    def make(self, document: Document) -> Compared:
        pages = list(document.pages.select_related("text"))
        shown = shown_texts(page.text for page in pages)
        text = " ".join(shown[page.text_id] for page in pages)
        found = text_hash(" ".join(text.split()))
        bodies = settled_labels([document.pk])[document.pk].all("authority")
        is_whole = all(shown[page.text_id] == page.text.text for page in pages)
        signature = sign(text) if bodies and is_whole else b""
        bands = tuple(key for body in bodies for key in bands_of(signature, body))
        return Compared(found, signature, bands)

    def finish(self, document: Document, result: Compared, version: str) -> None:
        with alone(self.name):
            links = nearest(document, result.text_hash, result.signature, result.bands)
            super().finish(document, replace(result, links=links), version)

    def keep(self, document: Document, result: Compared) -> str:
        Document.objects.filter(pk=document.pk).update(text_hash=result.text_hash)
        for rows in (Signature.objects.filter(document=document), Band.objects.filter(document=document)):
            rows.delete()
        if result.signature:
            Signature.objects.create(document=document, hashes=result.signature)
            Band.objects.bulk_create(Band(document=document, key=key) for key in result.bands)
        NearSame.objects.filter(Q(one=document) | Q(other=document)).delete()
        NearSame.objects.bulk_create(
            NearSame(one_id=min(document.pk, pk), other_id=max(document.pk, pk), likeness=share)
            for pk, share in result.links
        )
        return digest([result.text_hash])


def nearest(
    document: Document, text_hash: str, signature: bytes, bands: Iterable[int]
) -> tuple[tuple[int, float], ...]:
    """Documents of the same body with nearly, but not wholly, the same words, and how alike they are, nearest first."""
    if not signature:
        return ()
    sharing = Band.objects.filter(key__in=list(bands)).exclude(Q(document=document) | Q(document__text_hash=text_hash))
    most = sharing.order_by().values("document").annotate(shared=Count("pk")).order_by("-shared", "document")
    ids = [row["document"] for row in most[:CANDIDATES]]
    signatures = Signature.objects.filter(document__in=ids).values_list("document_id", "hashes")
    shares = [(pk, likeness(signature, bytes(hashes))) for pk, hashes in signatures]
    near = [(pk, share) for pk, share in shares if share >= NEAR_SAME]
    return tuple(sorted(near, key=lambda pair: (-pair[1], pair[0]))[:LINKS])
