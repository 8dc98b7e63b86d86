"""The corpus's tables, one noun a module. Texts of pages are never changed; everything a step makes can be made again."""

from datascores.corpus.models.address import Address, AddressVersion
from datascores.corpus.models.arrival import Arrival
from datascores.corpus.models.claim import Claim, Turn
from datascores.corpus.models.collection import Collection
from datascores.corpus.models.document import Document, Original
from datascores.corpus.models.failure import Failure
from datascores.corpus.models.job import Job
from datascores.corpus.models.label import Label
from datascores.corpus.models.likeness import Band, Signature
from datascores.corpus.models.mention import Candidate, Mention, Refusal
from datascores.corpus.models.page import Page, PageText, Segment, WordBoxes
from datascores.corpus.models.stamp import Stamp
from datascores.corpus.models.withholding import Takedown, WithheldSpan

__all__ = [
    "Address",
    "AddressVersion",
    "Arrival",
    "Band",
    "Candidate",
    "Claim",
    "Collection",
    "Document",
    "Failure",
    "Job",
    "Label",
    "Mention",
    "Original",
    "Page",
    "PageText",
    "Refusal",
    "Segment",
    "Signature",
    "Stamp",
    "Takedown",
    "Turn",
    "WithheldSpan",
    "WordBoxes",
]
