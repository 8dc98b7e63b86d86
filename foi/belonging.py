"""The step that says on a document to which campaign's request it belongs, under which law that was made, and where it stands.

Labels that are stated, so that the search has them as facets. A campaign that is shown to staff only gives none.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from datascores.corpus.models import Document, Label
from datascores.corpus.steps import Step, counted, digest
from foi.histories import history_of, with_histories
from foi.models import Attachment, Entry, Message, Request

BELONG_VERSION = "1"
RULE = f"belong {BELONG_VERSION}"
CAMPAIGN, LAW, STATE = "campaign", "law", "request state"


class BelongStep(Step):
    """Replaces its own labels; of documents that no request has there is nothing to do."""

    name = "belong"
    after = ("reply",)

    def version(self) -> str:
        return BELONG_VERSION

    def documents(self) -> QuerySet[Document]:
        own, rows = OuterRef("pk"), super().documents()
        held = Exists(Message.objects.filter(document=own)) | Exists(Attachment.objects.filter(document=own))
        labelled = Exists(Label.objects.filter(document=own, rule_version__startswith="belong "))
        return rows.filter(held | labelled)

    def other_inputs(self):
        """The requests that have the document, and what happened to them."""
        own = OuterRef("pk")
        of_request = ("request__changed_at", "request__campaign__changed_at")
        beside, noted = "request__messages__document", "request__messages__document"
        return (
            counted(Message.objects.filter(document=own), "pk", *of_request),
            counted(Attachment.objects.filter(document=own), "pk", *(f"message__{name}" for name in of_request)),
            counted(Message.objects.filter(**{beside: own}), "pk", by=beside),
            counted(Entry.objects.filter(**{noted: own}, is_void=False), "pk", by=noted),
        )

    def make(self, document: Document) -> list[tuple[str, str]]:
        holding = Q(messages__document=document) | Q(messages__attachments__document=document)
        requests = Request.objects.filter(holding, campaign__is_shown=True).distinct()
        return sorted(set(_told(with_histories(requests))))

    def keep(self, document: Document, result: list[tuple[str, str]]) -> str:
        held = document.labels.filter(rule_version__startswith="belong ")
        if sorted(held.values_list("kind", "value")) != result or held.exclude(rule_version=RULE).exists():
            held.delete()
            Label.objects.bulk_create(
                Label(document=document, kind=kind, value=value, standing=Label.Standing.STATED, rule_version=RULE)
                for kind, value in result
            )
        return digest(result)


def _told(requests: Iterable[Request]) -> Iterable[tuple[str, str]]:
    for request in requests:
        yield CAMPAIGN, request.campaign.slug
        if request.law:
            yield LAW, request.law
        yield STATE, str(history_of(request, timezone.localdate()).state)
