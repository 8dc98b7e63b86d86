"""From a search to rows: documents are fetched batch by batch in the engine's order, and a table makes rows of each batch.

What may be shown is decided by ``corpus.visibility`` when a batch is made; a document taken down after the index was
written is left out. Memory holds one batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from datascores.corpus.models import Arrival, Document
from datascores.corpus.visibility import shown_documents
from search.asking import Asked, ask
from search.engine.clauses import word_leaves
from search.engine.port import Engine, EngineRefused
from search.exports.batches import Batch
from search.exports.documents import document_rows
from search.exports.mentions import mention_rows
from search.exports.passages import passage_rows
from search.exports.tables import DOCUMENTS, MENTIONS, PASSAGES, Table
from search.facts import facts_for
from search.named_places import names_asked_for
from search.query import SearchQuery
from search.shown_pages import pages_for

BATCH = 50
Row = dict[str, Any]
MAKERS: dict[str, Callable[[Batch], Iterator[Row]]] = {
    DOCUMENTS.name: document_rows,
    PASSAGES.name: passage_rows,
    MENTIONS.name: mention_rows,
}


def hit_rows(query: SearchQuery, engine: Engine, table: Table = DOCUMENTS) -> Iterator[Row]:
    """One dict a row, in the order of the search, all of them; lists stay lists.

    Raises EngineUnavailable before or while iterating, EngineRefused for passages of a search that asks for no words and no
    names.
    """
    asked = ask(query, engine)
    refuse_empty_passages(asked, table)
    ids = engine.iter_ids(asked.clause, query.filters, query.sort)
    while batch := list(islice(ids, BATCH)):
        yield from rows_of(batch, asked, table)


def refuse_empty_passages(asked: Asked, table: Table) -> None:
    """Raise EngineRefused where a table of passages could only be empty."""
    names = names_asked_for(asked.clause, asked.query.filters)
    if table is PASSAGES and not word_leaves(asked.clause) and not names:
        raise EngineRefused(
            "Passages need something to stand in them: this search has no words and asks for no name. "
            "Add words, or export its documents or mentions."
        )


def rows_of(ids: Sequence[str], asked: Asked, table: Table) -> Iterator[Row]:
    """The rows of those documents, in their order; addresses begin with a slash."""
    found = {document.sha256: document for document in shown_documents().filter(sha256__in=ids)}
    documents = [found[sha256] for sha256 in ids if sha256 in found]
    needs_texts = table is not DOCUMENTS or bool(word_leaves(asked.clause))
    batch = Batch(
        asked,
        documents,
        facts_for(document.pk for document in documents),
        pages_for(documents) if needs_texts else {},
        _sources_of(documents) if table is DOCUMENTS else {},
    )
    return MAKERS[table.name](batch)


def _sources_of(documents: Iterable[Document]) -> dict[int, list[str]]:
    sources: dict[int, set[str]] = defaultdict(set)
    arrivals = Arrival.objects.filter(document__in=documents).order_by()
    for pk, slug in arrivals.values_list("document_id", "collection__slug").distinct():
        sources[pk].add(slug)
    return {pk: sorted(slugs) for pk, slugs in sources.items()}
