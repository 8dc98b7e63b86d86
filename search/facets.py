"""What the facets are called and how their values read: titles, hints, and the names of values.

The meaning of facets stands in ``search.engine.port``; here are only words for people. Names are looked up with one
query a facet, never one a value. A value without a record is shown as it is, so that an old link still reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from datascores.catalogue.models import Record
from datascores.corpus.models import Collection
from datascores.corpus.visibility import shown_documents
from search.engine.port import UNDATED
from search.facts import UNKNOWN, describe_date, describe_format

NO_DATE = "Date not known yet"


@dataclass(frozen=True)
class FacetWords:
    """How a facet is presented; ``record_kinds`` are the kinds of record whose slugs its values are."""

    title: str
    hint: str = ""
    record_kinds: tuple[str, ...] = ()


WORDS = {
    "authority": FacetWords(
        "Comes from", "The public body a document comes from, where that is known.", ("authority",)
    ),
    "named": FacetWords("Public bodies named", "Named in a document’s own words.", ("authority",)),
    "company": FacetWords("Companies", "Named in a document’s own words.", ("company",)),
    "system": FacetWords("Systems", "Named in a document’s own words.", ("system",)),
    "keyword": FacetWords("Keywords", "Said in a document’s own words.", ("keyword",)),
    "asked": FacetWords(
        "Only asked about", "Named in the question, not in the answer.", ("authority", "company", "system", "keyword")
    ),
    "source": FacetWords("Source", "The collection a document came in with."),
    "format": FacetWords("Format"),
    "kind": FacetWords("Kind of document"),
    "outcome": FacetWords(
        "What the reply says",
        "Read by rules or judged by people. A denial answers the words of a request, which may have missed a system.",
    ),
    "exemption": FacetWords("Sections relied on", "In the body’s own words, each with its law."),
    "response": FacetWords("Types of response", "What complicated the reply; it may have several."),
    "campaign": FacetWords("Campaign of requests", "Of the requests to which a document belongs."),
    "law": FacetWords("Law of the request"),
    "state": FacetWords("State of the request", "As it stood when its last letter came in."),
    "nation": FacetWords("Nation", "Of the bodies it comes from or names."),
    "region": FacetWords("Region", "Of the bodies it comes from or names."),
    "year": FacetWords("Year", "Of the document itself, not of when it came in."),
    "month": FacetWords("Month", "Of the document itself, as far as it is known."),
    "document": FacetWords("Only in the document"),
}


def words_for(facet: str) -> FacetWords:
    """Title and hint of a facet; a facet that a later room adds is called by its own name."""
    return WORDS.get(facet, FacetWords(facet.replace("_", " ").capitalize()))


def labels_for(facet: str, values: Iterable[str]) -> dict[str, str]:
    """The names of a facet's values."""
    wanted = list(values)
    kinds = words_for(facet).record_kinds
    if not wanted:
        return {}
    if kinds:
        slugs = {value.rpartition(":")[2] for value in wanted}  # "asked" mixes kinds and writes kind:slug
        rows = Record.objects.filter(kind__in=kinds, slug__in=slugs).values_list("kind", "slug", "name")
        names = {key: name for kind, slug, name in rows for key in (slug, f"{kind}:{slug}")}
        return {value: names.get(value, value) for value in wanted}
    if facet == "source":
        names = dict(Collection.objects.filter(slug__in=wanted).values_list("slug", "name"))
        return {value: names.get(value, value) for value in wanted}
    if facet == "format":
        return {value: describe_format(value) for value in wanted}
    if facet == "document":
        titles = {document.sha256: str(document) for document in shown_documents().filter(sha256__in=wanted)}
        return {value: titles.get(value, f"{value[:12]} (not held here)") for value in wanted}
    if facet == "month":
        wanted_months = [value for value in wanted if value != UNDATED]
        return {UNDATED: NO_DATE, **{value: describe_date(value) for value in wanted_months}}
    return {value: {UNDATED: NO_DATE, "": UNKNOWN}.get(value, value) for value in wanted}
