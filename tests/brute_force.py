"""The search compared with brute force over the database: every count of every facet, and every page of results.

    python -m pytest tests/search/test_brute_force.py            a part of it, in every test run
    DATASCORES_COMBINATIONS=2000 python -m pytest tests/search/test_brute_force.py

Nothing of the search is used for the comparison but the words of a text: queries are made together with what they mean,
filters are looked up in the tables.
"""

from __future__ import annotations

import io
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from datascores.catalogue.models import Record
from datascores.corpus.intake import NewArrival, receive
from datascores.corpus.models import Arrival, Document, Label, Mention, Page, Segment
from search.engine.analysis import Analysis
from search.engine.port import UNDATED
from tests.letters import make_catalogue, make_letter, open_collection, state

WORDS = ["risk", "score", "scores", "scoring", "housing", "house", "claims", "families", "council", "tenants"]
WORDS += ["benefit", "fraud", "of", "the", "mosaic", "postcode"]
FACETS = ("authority", "named", "company", "system", "keyword", "asked", "source", "format", "kind", "nation", "region")
FACETS += ("year",)
OF_KIND = {"authority": "named", "company": "company", "system": "system", "keyword": "keyword"}
Meaning = Callable[["Row"], bool]


@dataclass(frozen=True)
class Row:
    """A document as the tables have it: its stems in order page by page, and the values of its facets."""

    sha256: str
    stems: tuple[str, ...]
    facets: dict[str, frozenset[str]]


def make_corpus(count: int, rnd: random.Random) -> None:
    """Letters of random words with random names, labels and collections; some copies and some taken in twice."""
    catalogue = make_catalogue()
    surfaces = {record.name: record for record in catalogue.values()}
    for collection in ("post", "press", "web"):
        open_collection(collection)
    for number in range(count):
        pages = []
        for _ in range(rnd.randint(1, 3)):
            own = rnd.choices(WORDS, k=rnd.randint(0, 12)) + rnd.sample(list(surfaces), rnd.randint(0, 3))
            rnd.shuffle(own)
            asked = ["You asked:", *rnd.choices(WORDS, k=4), *rnd.sample(list(surfaces), rnd.randint(0, 2))]
            pages.append(". ".join([" ".join(own), " ".join(asked) if rnd.random() < 0.5 else ""]))
        letter = make_letter(
            f"letter {number}.pdf",
            pages,
            [(record, name) for name, record in surfaces.items()],
            content=f"bytes {number}".encode(),
            source=rnd.choice(["post", "press"]),
            format=rnd.choice(["pdf", "docx", "eml"]),
            text_hash=f"{rnd.randint(0, count // 2):064x}",
        )
        if rnd.random() < 0.6:
            state(letter, authority=rnd.choice(["brackenford", "old-bracken"]))
        if rnd.random() < 0.5:
            state(letter, kind=rnd.choice(["guide", "evaluation"]))
        if rnd.random() < 0.7:
            state(letter, date=rnd.choice(["2017", "2018-05", "2018-05-03", "2019-01-01"]))
        if rnd.random() < 0.3:
            receive(
                NewArrival(collection="web", file_name=f"letter {number}.pdf"), io.BytesIO(f"bytes {number}".encode())
            )


def rows_of_the_database() -> list[Row]:
    """Every document with its words and facets, read from the tables alone."""
    words: dict[int, list[str]] = defaultdict(list)
    for page in Page.objects.select_related("text").order_by("document", "number"):
        words[page.document_id] += [*Analysis(page.text.text).stems]
    facets: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for mention in Mention.objects.select_related("record"):
        if mention.is_evidence:
            facets[mention.document_id][OF_KIND[mention.record.kind]].add(mention.record.slug)
    for mention in Mention.objects.select_related("record"):
        kind, slug = mention.record.kind, mention.record.slug
        if mention.segment == Segment.Kind.REQUEST and slug not in facets[mention.document_id][OF_KIND[kind]]:
            facets[mention.document_id]["asked"].add(f"{kind}:{slug}")
    for label in Label.objects.all():
        if label.kind in ("authority", "kind"):
            facets[label.document_id][label.kind].add(label.value)
        elif label.kind == "date":
            facets[label.document_id]["year"].add(label.value[:4])
    for pk, slug in Arrival.objects.values_list("document_id", "collection__slug"):
        facets[pk]["source"].add(slug)
    places = dict(
        (slug, (nation, region))
        for slug, nation, region in Record.objects.filter(kind="authority").values_list(
            "slug", "authority__nation", "authority__region"
        )
    )
    rows = []
    for document in Document.objects.all():
        of = facets[document.pk]
        of["format"].add(document.format)
        of["year"] = of["year"] or {UNDATED}
        for slug in of["authority"] | of["named"]:
            nation, region = places[slug]
            of["nation"] |= {nation} - {""}
            of["region"] |= {region} - {""}
        title = Analysis(document.name).stems
        stems = (*title, "", *words[document.pk])
        rows.append(Row(document.sha256, stems, {name: frozenset(of[name]) for name in FACETS}))
    return rows


def random_query(rnd: random.Random, depth: int = 2) -> tuple[str, Meaning]:
    """A query as typed, and what it means."""
    if depth and rnd.random() < 0.6:
        (one, means_one), (other, means_other) = random_query(rnd, depth - 1), random_query(rnd, depth - 1)
        return rnd.choice(
            [
                (f"({one}) ({other})", lambda row: means_one(row) and means_other(row)),
                (f"({one}) | ({other})", lambda row: means_one(row) or means_other(row)),
                (f"({one}) -({other})", lambda row: means_one(row) and not means_other(row)),
            ]
        )
    word, next_word = rnd.choice(WORDS[:10]), rnd.choice(WORDS[:10])
    stem, next_stem = Analysis(word).stems[0], Analysis(next_word).stems[0]
    system = rnd.choice(["lantern-score", "quillmark"])
    return rnd.choice(
        [
            (word, lambda row: stem in row.stems),
            (f'"{word} {next_word}"', lambda row: (stem, next_stem) in zip(row.stems, row.stems[1:], strict=False)),
            (f"system:{system}", lambda row: system in row.facets["system"]),
            ("year:undated", lambda row: UNDATED in row.facets["year"]),
        ]
    )


def random_filters(rnd: random.Random, rows: list[Row]) -> dict[str, list[str]]:
    """One to three facets, of each one to three values, one of them sometimes of no document."""
    filters = {}
    for facet in rnd.sample(FACETS, rnd.randint(0, 3)):
        values = sorted({value for row in rows for value in row.facets[facet]})
        wanted = rnd.sample(values, min(len(values), rnd.randint(1, 3))) + (["nosuch"] if rnd.random() < 0.1 else [])
        if wanted:
            filters[facet] = sorted(wanted)
    return filters


def passes(row: Row, filters: dict[str, list[str]], without: str = "") -> bool:
    return all(facet == without or row.facets[facet] & set(values) for facet, values in filters.items())


def counts_of(rows: list[Row], filters: dict[str, list[str]], facet: str) -> dict[str, int]:
    """How many rows have each value under the other facets' filters; what is selected counts 0 if it has none."""
    counts = Counter(value for row in rows if passes(row, filters, facet) for value in row.facets[facet])
    return {**dict.fromkeys(filters.get(facet, ()), 0), **counts}
