"""Results of web searches as rows: each address once for a term, and what their snippets name, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from datascores.catalogue.rules import read_catalogue
from datascores.corpus.matcher import Matcher, PageInput
from scrapers.models import Hit
from scrapers.results import SearchResult
from scrapers.targets import BadLine

_AT_ONCE = 500


@dataclass
class Imported:
    """What a file of results came to."""

    rows: int = 0
    new: int = 0
    bad: list[BadLine] = field(default_factory=list)


def keep_hits(provider: str, results: Iterable[SearchResult | BadLine]) -> Imported:
    """Write results down; one that is held for its term is not written again."""
    told, waiting = Imported(), iter(results)
    while some := list(islice(waiting, _AT_ONCE)):
        told.rows += len(some)
        told.bad += [row for row in some if isinstance(row, BadLine)]
        rows = [
            Hit(provider=provider, term=row.term, site=row.site, rank=row.rank, url=row.url, key=row.key,
                title=row.title, snippet=row.snippet)
            for row in some
            if isinstance(row, SearchResult)
        ]  # fmt: skip
        before = Hit.objects.count()
        Hit.objects.bulk_create(rows, ignore_conflicts=True)
        told.new += Hit.objects.count() - before
    return told


@dataclass(frozen=True)
class NamedInSnippets:
    """How many snippets name anything of the catalogue, and how many name a record of each kind."""

    snippets: int
    naming: int
    by_kind: Counter[str]
    by_record: Counter[str]


def count_named(provider: str) -> NamedInSnippets:
    """What titles and snippets of a provider's results name, each address counted once. Nothing is kept of it."""
    catalogue = read_catalogue()
    matcher = Matcher(catalogue)
    snippets = naming = 0
    by_kind: Counter[str] = Counter()
    by_record: Counter[str] = Counter()
    for title, snippet in _texts(provider):
        snippets += 1
        records = {
            catalogue.by_id[match.record_id]
            for match in matcher.match([PageInput(1, f"{title}\n\n{snippet}")])
            if match.is_evidence and match.record_id in catalogue.by_id
        }
        naming += bool(records)
        by_kind.update({str(record.kind) for record in records})
        by_record.update(f"{record.kind}:{record.slug}" for record in records)
    return NamedInSnippets(snippets, naming, by_kind, by_record)


def _texts(provider: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for url, title, snippet in Hit.objects.filter(provider=provider).values_list("url", "title", "snippet").iterator():
        if url not in seen:
            seen.add(url)
            yield title, snippet
