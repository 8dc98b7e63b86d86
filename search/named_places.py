"""Where the names stand that a search asks for by filters or fields: their mentions, as far as they may be shown.

A search without words has these as its places, as its page of results has them as its passages; every hit of a filter by
a name can say where the name stands and why it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from datascores.corpus.models import Document, Mention, Page
from datascores.corpus.permanent import why_url
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_mentions
from search.engine.clauses import And, Clause, FieldIs, Or
from search.marks import Span

KIND_OF_FACET = {"named": "authority", "company": "company", "system": "system", "keyword": "keyword"}
Name = tuple[str, str, bool]  # kind and slug of a record, and whether it is named as evidence


@dataclass(frozen=True)
class Reason:
    """The first place at which a document names what a filter asks for: why the filter lets it through.

    ``why_url`` leads to the grounds on which the name counts.
    """

    name: str
    place: str
    url: str
    why_url: str


def names_asked_for(clause: Clause, filters: Mapping[str, Sequence[str]]) -> set[Name]:
    """Kind and slug of the records that filters and fields ask for, and whether as evidence; none that is excluded."""
    match clause:
        case And(parts) | Or(parts):
            fields = {name for part in parts for name in names_asked_for(part, {})}
        case FieldIs(facet, value):
            fields = names_asked_for(And(()), {facet: [value]})
        case _:
            fields = set()
    named = {(KIND_OF_FACET[facet], slug, True) for facet in KIND_OF_FACET for slug in filters.get(facet, ())}
    asked = {(*value.partition(":")[::2], False) for value in filters.get("asked", ())}
    return fields | named | asked


def mentions_of_names(documents: Sequence[Document], names: Collection[Name]) -> QuerySet[Mention]:
    """The mentions on the pages as they are read now, by document, page and place; none where no names are asked for."""
    if not names:
        return Mention.objects.none()
    wanted = Q(pk__in=[])
    for kind, slug, is_evidence in names:
        wanted |= Q(record__kind=kind, record__slug=slug, is_evidence=is_evidence)
    current = shown_mentions().filter(wanted, document__in=documents, page_text__current_for__isnull=False)
    return current.order_by("document", "page", "start", "end")


def places_of_names(documents: Sequence[Document], names: Collection[Name]) -> dict[int, dict[int, list[Span]]]:
    """The places by document and page, ascending, in one query; two records of one name share a place."""
    found: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    mentions = mentions_of_names(documents, names)
    for pk, number, start, end in mentions.values_list("document_id", "page", "start", "end"):
        of_page = found[pk][number]
        if not of_page or of_page[-1][1] <= start:
            of_page.append((start, end))
    return found


def reasons_for(
    documents: Sequence[Document], pages: Mapping[int, Sequence[tuple[Page, str]]], names: Collection[Name]
) -> dict[int, list[Reason]]:
    """Of each document and each name asked for that it has, the first place, in one query; names in the order of places."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in mentions_of_names(documents, names).select_related("record", "document", "page_text"):
        found.setdefault((mention.document_id, mention.record_id), mention)
    reasons: dict[int, list[Reason]] = {document.pk: [] for document in documents}
    for mention in found.values():
        of_document = pages[mention.document_id]
        page = next(page for page, _ in of_document if page.number == mention.page)
        reader = reverse("page", args=[mention.document.sha256, mention.page])
        reasons[mention.document_id].append(
            Reason(
                mention.record.name,
                place_of(page, mention.start, mention.document.format),
                f"{reader}?mark={mention.start}-{mention.end}#hit-1",
                why_url(mention),
            )
        )
    return reasons
