"""Rows of mentions: every name of the catalogue in the documents found, with its sentence and who speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from datascores.corpus.models import Mention, Page
from datascores.corpus.page_turns import Volume
from datascores.corpus.permanent import quote_url
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_mentions
from datascores.corpus.volumes import volume_of
from search.exports.batches import Batch
from search.sentences import sentence_at


def mention_rows(batch: Batch) -> Iterator[dict[str, Any]]:
    """One row a mention in the current text of a page, in the order of documents, pages and places."""
    rows = shown_mentions().filter(document__in=batch.documents, page_text__current_for__isnull=False)
    by_document: dict[int, list[Mention]] = defaultdict(list)
    for mention in rows.select_related("record").order_by("page", "start", "end", "record__kind", "record__slug"):
        by_document[mention.document_id].append(mention)
    for document in batch.documents:
        pages = {page.number: (page, text) for page, text in batch.pages.get(document.pk, [])}
        volume = volume_of(pages.values())
        base = {"sha256": document.sha256, "title": str(document)}
        ends = {"authority": batch.authorities_of(document), "date": batch.facts[document.pk].date}
        for mention in by_document[document.pk]:
            page, text = pages[mention.page]
            url = quote_url(document.sha256, mention.page, mention.start, mention.end, page.text.text_hash)
            yield {**base, **_said(mention, page, text, document.format, volume), **ends, "url": url}


def _said(mention: Mention, page: Page, text: str, format_name: str, volume: Volume) -> dict[str, Any]:
    whole = sentence_at(volume, (mention.page, mention.start, mention.end))
    return {
        "page": mention.page,
        "place": place_of(page, mention.start, format_name),
        "start": mention.start,
        "end": mention.end,
        "kind": mention.record.kind,
        "slug": mention.record.slug,
        "name": mention.record.name,
        "surface": text[mention.start : mention.end],
        "sentence": whole.line,
        "note": whole.note,
        "segment": mention.segment,
        "evidence": "yes" if mention.is_evidence else "no",
        "stance": mention.stance,
        "rule": mention.rule,
        "catalogue_version": mention.catalogue_version,
    }
