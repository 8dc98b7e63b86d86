"""Why a tag is a tag: everything that a mention rests on, and a person's word that it is wrong.

The address names document, page, characters and record, so that it outlives the row: after a re-reading or an edit of
the catalogue it shows the tag of today, or says that there is none and why.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.core.paginator import Paginator
from django.db import transaction
from django.urls import reverse

from datascores.catalogue.models import Record
from datascores.corpus.models import Document, Mention, Page, Refusal
from datascores.corpus.permanent import why_url
from datascores.corpus.refusing import refuse
from datascores.corpus.visibility import shown_mentions
from datascores.findings.relating import RelateStep
from datascores.portal.sayings import Saying, sayings_of

MAY_REFUSE = "corpus.add_refusal"
TAGS_AT_ONCE = 200  # listed below a page; the rest is on further pages of the list
OF_ONE_RULE = 5  # refusals of the same record shown beside a tag


@dataclass(frozen=True)
class Why:
    """A tag with its grounds; ``hints`` are refusals of other tags of the same record, for whoever curates its rule."""

    record: Record
    record_url: str
    saying: Saying
    catalogue_version: str
    matcher_version: str
    names: list[tuple[str, bool]]
    context_words: list[str]
    reject_words: list[str]
    hints: list[Refusal]
    may_refuse: bool


@dataclass(frozen=True)
class Tag:
    """A tag of a page in short: what it names, its words there, and the address of its grounds."""

    kind: str
    name: str
    surface: str
    why_url: str


@dataclass(frozen=True)
class TagList:
    """The tags ``first`` to ``last`` (from 1) of the ``total`` of a page; ``before`` and ``after`` are neighbouring lists."""

    tags: list[Tag]
    total: int
    first: int
    before: int | None
    after: int | None

    @property
    def last(self) -> int:
        return self.first + len(self.tags) - 1


@dataclass(frozen=True)
class Gone:
    """There is no such tag; ``refusal`` if a person said that it is wrong."""

    record: Record
    record_url: str
    refusal: Refusal | None


def explain(
    document: Document, number: int, place: tuple[int, int, str], record: Record, user: User | AnonymousUser
) -> Why | Gone:
    """The grounds of a tag, or that it is gone; ``place`` is start, end and the first digits of the text's hash."""
    mention = find_mention(document, number, place, record)
    url = reverse(record.kind, args=[record.slug])
    if mention is None:
        start, end, text_hash = place
        refusal = Refusal.objects.filter(
            document=document,
            kind=record.kind,
            slug=record.slug,
            start=start,
            end=end,
            page_text__text_hash__startswith=text_hash,
        ).first()
        return Gone(record, url, refusal)
    stamp = document.stamps.filter(step="match").first()
    names = [(record.name, record.name_is_ambiguous), *record.aliases.values_list("text", "is_ambiguous")]
    return Why(
        record=record,
        record_url=url,
        saying=sayings_of([mention])[0],
        catalogue_version=mention.catalogue_version,
        matcher_version=stamp.version.split()[0] if stamp else "",
        names=names,
        context_words=record.context_words.split("\n") if record.context_words else [],
        reject_words=record.reject_words.split("\n") if record.reject_words else [],
        hints=list(Refusal.objects.filter(kind=record.kind, slug=record.slug).select_related("document")[:OF_ONE_RULE]),
        may_refuse=user.has_perm(MAY_REFUSE),
    )


@transaction.atomic
def call_wrong(mention: Mention, reason: str, user: User) -> None:
    """Take a tag away, and at once what was proposed from it. Raises ValueError without a reason."""
    document = mention.document
    refuse(mention, reason, user)
    step = RelateStep()  # the next catch-up does it once more and stamps it; nobody should read the row until then
    step.keep(document, step.make(document))


def tags_on(page: Page, number: str = "") -> TagList | None:
    """The tags of a page as it is read now, in order of place, each with the way to its grounds; None where it has none.

    ``number`` tells which list of ``TAGS_AT_ONCE``, from 1, as an address gives it; beyond the last it is the last.
    """
    rows = shown_mentions().filter(page_text=page.text_id).select_related("document", "page_text", "record")
    ordered = rows.order_by("start", "end", "record__kind", "record__slug")
    lists = Paginator(ordered, TAGS_AT_ONCE).get_page(number)
    tags = [
        Tag(mention.record.kind, mention.record.name, mention.surface, why_url(mention))
        for mention in lists.object_list
    ]
    if not tags:
        return None
    before = lists.previous_page_number() if lists.has_previous() else None
    after = lists.next_page_number() if lists.has_next() else None
    return TagList(tags, lists.paginator.count, lists.start_index(), before, after)


def find_mention(document: Document, number: int, place: tuple[int, int, str], record: Record) -> Mention | None:
    """The shown mention at a place, in the present reading of its page."""
    start, end, text_hash = place
    mentions = shown_mentions().filter(
        document=document,
        page=number,
        start=start,
        end=end,
        record=record,
        page_text__text_hash__startswith=text_hash,
    )
    return mentions.select_related("document", "page_text", "record").first()
