"""The step that compares texts: which documents have the same words, and which nearly the same.

It works on the words that may be shown: two files whose words differ only under a black box are no copies of each
other, or the open one would tell what the box hides. For the same reason a document with such words has no
signature and is nearly the same as no other. Which documents are nearly the same is looked up when it is
asked (``corpus.copies``), so that it does not depend on which of them came first.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef

from datascores.corpus.labels import settled_labels
from datascores.corpus.likeness import LIKENESS_VERSION, bands_of, sign
from datascores.corpus.models import Band, Document, Label, Signature
from datascores.corpus.readings import text_hash
from datascores.corpus.steps import Step, counted, digest
from datascores.corpus.visibility import has_unseen_words, shown_texts

COMPARE_VERSION = "1"


@dataclass(frozen=True)
class Compared:
    """The hash of the shown words (empty without words), the signature and band keys (empty: not compared)."""

    text_hash: str
    signature: bytes = b""
    bands: tuple[int, ...] = ()


class CompareStep(Step):
    """Keeps the hash of the words, and a signature with its bands."""

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
        is_whole = not has_unseen_words(document)
        signature = sign(text) if bodies and is_whole else b""
        bands = tuple(key for body in bodies for key in bands_of(signature, body))
        return Compared(found, signature, bands)

    def keep(self, document: Document, result: Compared) -> str:
        Document.objects.filter(pk=document.pk).update(text_hash=result.text_hash)
        for rows in (Signature.objects.filter(document=document), Band.objects.filter(document=document)):
            rows.delete()
        if result.signature:
            Signature.objects.create(document=document, hashes=result.signature)
            Band.objects.bulk_create(Band(document=document, key=key) for key in result.bands)
        return digest([result.text_hash])
