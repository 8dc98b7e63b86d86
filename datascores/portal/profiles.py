"""Lists and plain profiles of authorities, companies, systems and keywords.

A profile says what the record is and which documents name it: in the body's own words (evidence), or only elsewhere,
such as in the question. The two are never mixed, and neither is called a use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from datascores.catalogue.listing import MODELS, PLURALS
from datascores.catalogue.models import Authority, Company, Keyword, Record, System
from datascores.catalogue.models.record import lines_of
from datascores.corpus.labels import WEIGHT
from datascores.corpus.models import Document, Label
from datascores.corpus.visibility import shown_documents, shown_mentions
from datascores.portal.front import DocumentLine, lines_for
from datascores.portal.relations import RelationTable, relations_about
from datascores.portal.sayings import Saying, sayings_of
from search.facts import describe_date

FACET_NAMING = {"authority": "named", "company": "company", "system": "system", "keyword": "keyword"}
SAYINGS_EACH = 3
Standing = Label.Standing


@dataclass(frozen=True)
class RecordLine:
    """A record as lists show it."""

    name: str
    url: str
    about: str
    documents: int


@dataclass(frozen=True)
class ProfileFact:
    """One line about a record: values with an address where they have a page."""

    title: str
    values: list[tuple[str, str]]


@dataclass(frozen=True)
class NamingDocument:
    """A document with the first sentences in which it names the record; ``more`` counts the others."""

    line: DocumentLine
    sayings: list[Saying]
    more: int


@dataclass(frozen=True)
class Profile:
    """Everything the profile page of a record prints, but for the paged documents."""

    name: str
    kind: str
    kind_title: str
    facts: list[ProfileFact]
    relations: RelationTable
    evidence_count: int
    only_elsewhere: list[NamingDocument]
    only_elsewhere_count: int
    from_it: list[DocumentLine]
    from_it_count: int
    search_url: str
    asked_url: str
    from_url: str
    csv_url: str


def read_narrowing(params: Mapping[str, str]) -> tuple[str, bool]:
    """What an address narrows a list of records to: part of a name, and whether only those that documents name."""
    return " ".join(params.get("q", "").replace("\0", "").split())[:200], params.get("named") == "1"


def list_records(kind: str, text: str = "", only_named: bool = False) -> QuerySet[Record]:
    """Records of a kind whose name or alias holds ``text``, by name."""
    records = MODELS[kind].objects.order_by("name", "slug")
    if text:
        records = records.filter(
            Q(name__icontains=text) | Q(pk__in=Record.objects.filter(aliases__text__icontains=text))
        )
    if only_named:
        records = records.filter(Exists(shown_mentions().filter(record=OuterRef("pk"), is_evidence=True)))
    return records


def find_by_name(kind: str, text: str) -> Record | None:
    """The one record with exactly this name or alias, in any case."""
    same = Q(name__iexact=text) | Q(pk__in=Record.objects.filter(aliases__text__iexact=text))
    found = list(MODELS[kind].objects.filter(same)[:2]) if text else []
    return found[0] if len(found) == 1 else None


def record_lines(records: Sequence[Record]) -> list[RecordLine]:
    """Lines of a list, with the number of documents whose own words name each."""
    named = shown_mentions().filter(record__in=[record.pk for record in records], is_evidence=True)
    counts = dict(named.order_by().values_list("record").annotate(Count("document", distinct=True)))
    return [
        RecordLine(record.name, reverse(record.kind, args=[record.slug]), _about(record), counts.get(record.pk, 0))
        for record in records
    ]


def documents_naming(record: Record) -> QuerySet[Document]:
    """Shown documents in which a body's own words name the record, the latest arrival first."""
    named = shown_mentions().filter(record=record, is_evidence=True)
    return shown_documents().filter(pk__in=named.values("document")).order_by("-received_at", "-pk")


def documents_naming_elsewhere(record: Record) -> QuerySet[Document]:
    """Shown documents that name the record only in the question, standard wording or a header."""
    named = shown_mentions().filter(record=record)
    elsewhere = shown_documents().filter(pk__in=named.values("document"))
    return elsewhere.exclude(pk__in=named.filter(is_evidence=True).values("document")).order_by("-received_at", "-pk")


def documents_from(authority: Record) -> QuerySet[Document]:
    """Shown documents for which the label that holds says they come from this body (see ``corpus.labels``)."""
    refused = Label.objects.filter(
        document=OuterRef("document"), kind="authority", value=OuterRef("value"), standing=Standing.REJECTED
    )
    said = Label.objects.filter(~Exists(refused), document=OuterRef("pk"), kind="authority")
    held = Q(pk__in=[])
    for rank, standing in enumerate(WEIGHT):
        above = said.filter(standing__in=WEIGHT[:rank])
        held |= Q(Exists(said.filter(standing=standing, value=authority.slug))) & ~Q(Exists(above))
    return shown_documents().filter(held).order_by("-received_at", "-pk")


def naming_documents(record: Record, documents: Iterable[Document], is_evidence: bool) -> list[NamingDocument]:
    """The documents with their first sentences about the record."""
    documents = list(documents)
    mentions = shown_mentions().filter(
        record=record, document__in=[document.pk for document in documents], is_evidence=is_evidence
    )
    chosen: dict[int, list[int]] = defaultdict(list)
    for pk, document_id in mentions.order_by("document", "page", "start").values_list("pk", "document_id"):
        chosen[document_id].append(pk)
    first = [pk for pks in chosen.values() for pk in pks[:SAYINGS_EACH]]
    rows = list(
        mentions.filter(pk__in=first)
        .select_related("document", "page_text", "record")
        .order_by("document", "page", "start")
    )
    sayings: dict[int, list[Saying]] = defaultdict(list)
    for mention, saying in zip(rows, sayings_of(rows), strict=True):
        sayings[mention.document_id].append(saying)
    return [
        NamingDocument(line, sayings[document.pk], len(chosen[document.pk]) - len(sayings[document.pk]))
        for document, line in zip(documents, lines_for(documents), strict=True)
    ]


def read_profile(record: Record, most: int = 20) -> Profile:
    """The profile of a record (of its own kind's model); lists beside the evidence hold at most ``most`` documents."""
    elsewhere, search = documents_naming_elsewhere(record), reverse("search")
    from_it = documents_from(record) if record.kind == Record.Kind.AUTHORITY else Document.objects.none()
    return Profile(
        name=record.name,
        kind=record.kind,
        kind_title=PLURALS[record.kind].capitalize(),
        facts=facts_about(record),
        relations=relations_about(record),
        evidence_count=documents_naming(record).count(),
        only_elsewhere=naming_documents(record, elsewhere[:most], is_evidence=False),
        only_elsewhere_count=elsewhere.count(),
        from_it=lines_for(from_it[:most]),
        from_it_count=from_it.count(),
        search_url=f"{search}?{FACET_NAMING[record.kind]}={record.slug}",
        asked_url=f"{search}?asked={record.kind}:{record.slug}",
        from_url=f"{search}?authority={record.slug}",
        csv_url=reverse(f"{record.kind}-mentions-csv", args=[record.slug]),
    )


def facts_about(record: Record) -> list[ProfileFact]:
    """What the catalogue says of a record; lines without a value are left out."""
    names = [alias.text for alias in record.aliases.all()]
    facts = [ProfileFact("Also written", _plain(names))]
    if isinstance(record, Authority):
        facts += _authority_facts(record)
    elif isinstance(record, Company):
        facts += [
            ProfileFact("Kind of company", _plain([record.company_kind])),
            ProfileFact("Former names", _plain(lines_of(record.former_names))),
            ProfileFact("Now part of", _linked([record.successor] if record.successor else [])),
            ProfileFact("Took over", _linked(record.predecessors.all())),
            ProfileFact("Systems", _linked(record.systems.all())),
        ]
    elif isinstance(record, System):
        facts += [
            ProfileFact("Made by", _linked([record.maker] if record.maker else [])),
            ProfileFact("Category", _plain([record.category])),
        ]
    elif isinstance(record, Keyword):
        lists = [part.strip() for part in record.keyword_list.split("|")]
        facts += [ProfileFact("Lists", _plain(lists)), ProfileFact("Category", _plain([record.category]))]
    return [fact for fact in facts if fact.values]


def _authority_facts(authority: Authority) -> list[ProfileFact]:
    until = describe_date(authority.end_date)
    return [
        ProfileFact("Kind of body", _plain([authority.body_detail or authority.body_kind])),
        ProfileFact("Nation and region", _plain(dict.fromkeys([authority.nation, authority.region]))),
        ProfileFact("Existed from", _plain([describe_date(authority.start_date)])),
        ProfileFact("Existed until", _plain([until])),
        ProfileFact("Followed by", _linked(authority.successors.all())),
        ProfileFact("Came after", _linked(authority.predecessors.all())),
        ProfileFact(
            "GSS code",
            _plain([authority.gss_code, *(f"formerly {code}" for code in lines_of(authority.former_gss_codes))]),
        ),
        ProfileFact("mySociety code", _plain([authority.mysociety_code])),
        ProfileFact("Domains", _plain(lines_of(authority.domains))),
    ]


def _plain(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(value, "") for value in values if value]


def _linked(records: Iterable[Record]) -> list[tuple[str, str]]:
    return [(record.name, reverse(record.kind, args=[record.slug])) for record in records]


def _about(record: Record) -> str:
    """A few words beside the name in a list."""
    if isinstance(record, Authority):
        existed = f"until {describe_date(record.end_date)}" if record.end_date else ""
        return ", ".join(part for part in (record.body_detail or record.body_kind, record.nation, existed) if part)
    for field in ("company_kind", "category"):
        if getattr(record, field, ""):
            return getattr(record, field)
    return ""
