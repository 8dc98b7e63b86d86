"""Where the names stand that a search asks for by filters or fields: their mentions, as far as they may be shown.

A search without words has these as its places, as its page of results has them as its passages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Q

from datascores.corpus.models import Document
from datascores.corpus.visibility import shown_mentions
from search.marks import Span

Name = tuple[str, str, bool]  # kind and slug of a record, and whether it is named as evidence


def places_of_names(documents: Sequence[Document], names: Collection[Name]) -> dict[int, dict[int, list[Span]]]:
    """The places by document and page, ascending, in one query; two records of one name share a place."""
    wanted = Q(pk__in=[])
    for kind, slug, is_evidence in names:
        wanted |= Q(record__kind=kind, record__slug=slug, is_evidence=is_evidence)
    current = shown_mentions().filter(wanted, document__in=documents, page_text__current_for__isnull=False)
    found: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for pk, number, start, end in current.order_by("document", "page", "start", "end").values_list(
        "document_id", "page", "start", "end"
    ):
        of_page = found[pk][number]
        if not of_page or of_page[-1][1] <= start:
            of_page.append((start, end))
    return found
