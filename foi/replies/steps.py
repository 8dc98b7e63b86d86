"""The step that reads a reply: its proposals become labels, for a person to confirm, reject or correct."""

from __future__ import annotations

from django.db.models import OuterRef

from datascores.catalogue.models import Authority
from datascores.corpus.describing.paper import Proposal
from datascores.corpus.describing.steps import digest_of, keep_proposals, read_paper
from datascores.corpus.labels import settle
from datascores.corpus.models import Document, Label
from datascores.corpus.steps import Step, counted
from foi.replies import REPLY_VERSION
from foi.replies.reading import read_reply

KINDS = ("outcome", "exemption", "response type", "answer")
_READS = ("kind", "authority")


class ReplyStep(Step):
    """Outcome, sections and types of response; the kind of the document and the nation of its body come from earlier steps."""

    name = "reply"
    after = ("segment", "describe", "attribute", "inherit")

    def version(self) -> str:
        return REPLY_VERSION

    def other_inputs(self):
        """What a person or a source has said of kind or body."""
        read = Label.objects.filter(document=OuterRef("pk"), kind__in=_READS)
        return (counted(read, "pk", "changed_at"),)

    def make(self, document: Document) -> list[Proposal]:
        settled = settle(document.labels.filter(kind__in=_READS))
        body = Authority.objects.filter(slug=settled.first("authority")).first()
        return read_reply(read_paper(document), settled.first("kind"), body.nation if body else "")

    def keep(self, document: Document, result: list[Proposal]) -> str:
        keep_proposals(document, KINDS, result, rule=self.name, rules=REPLY_VERSION)
        return digest_of(result)
