"""All that is known of one document, for its page: what it is, how it came in, how it was read, and what it names.

"Not known yet" stands where nobody has said it. What it names is shown by its sentences, each with page, speaker and
rule.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Count
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from datascores.catalogue.models import Record
from datascores.corpus.extract.inspected import describe_inspection
from datascores.corpus.extract.quality import name_pages
from datascores.corpus.labels import WEIGHT
from datascores.corpus.models import Document, Label
from datascores.corpus.permanent import quote_url
from datascores.corpus.visibility import Decision, Withheld, may_serve_original, shown_mentions, shown_text, withheld_of
from datascores.portal.addresses import page_url
from datascores.portal.mail_header import header_lines
from datascores.portal.pictures import describe_unread_pictures
from datascores.portal.provenance import Coming, Twins, comings_of, copies_of, members_of, near_copies_of
from datascores.portal.relations import RelationTable, relations_of
from datascores.portal.sayings import Saying, sayings_of
from search.facts import BY_MACHINE, UNKNOWN, describe_date, describe_format, facts_for

SAYINGS_EACH = 5
ORDER_OF_KINDS = ["system", "company", "authority", "keyword"]
OPEN_KINDS = {"system", "company"}
TITLES = {"system": "Systems", "company": "Companies", "authority": "Public bodies", "keyword": "Keywords"}


@dataclass(frozen=True)
class StatedFact:
    """A fact with who says so; ``says`` is empty where it is not known.

    ``sentence`` are the words it rests on, ``sentence_url`` their place; ``rule_url`` is where staff confirm or correct it.
    """

    title: str
    value: str
    url: str
    says: str
    sentence: str = ""
    sentence_url: str = ""
    rule_url: str = ""


@dataclass(frozen=True)
class NamedRecord:
    """A record that the document names, with its first sayings; ``more_url`` leads to the rest."""

    name: str
    url: str
    said: str
    count: int
    sayings: list[Saying]
    more_url: str


@dataclass(frozen=True)
class Group:
    """Named records of one kind; ``is_open`` where the sentences are shown at once."""

    title: str
    records: list[NamedRecord]
    is_open: bool


@dataclass(frozen=True)
class Dossier:
    """Everything the document page prints."""

    document: Document
    title: str
    file_name: str
    facts: list[StatedFact]
    mail_header: list[tuple[str, str]]
    format: str
    size: str
    status: str
    is_read: bool
    how: str
    pages: list[tuple[int, str, str]]
    comings: list[Coming]
    members: list[tuple[str, str]]
    copies: Twins
    near_copies: list[tuple[str, str, str]]
    groups: list[Group]
    relations: RelationTable
    only: NamedRecord | None
    withheld: list[Withheld]
    pages_with_people: str
    original: Decision
    original_url: str


def compile_dossier(
    document: Document, user: AbstractBaseUser | AnonymousUser, only: tuple[str, str] | None = None
) -> Dossier:
    """Gather the page of a shown document; with ``only`` (kind, slug) all mentions of that record and of no other."""
    groups = groups_of(document, only)
    records = [record for group in groups for record in group.records]
    withheld = withheld_of(document)
    people = {held.page for held in withheld if held.is_personal}
    return Dossier(
        document=document,
        title=str(document),
        file_name=document.covered(document.name),
        facts=stated_facts(document, getattr(user, "is_staff", False)),
        mail_header=header_lines(document),
        format=describe_format(document.format),
        size=filesizeformat(document.size),
        status=document.get_status_display(),
        is_read=document.status == Document.Status.OK,
        how=how_read(document),
        pages=pages_of(document),
        comings=comings_of(document),
        members=members_of(document),
        copies=copies_of(document),
        near_copies=near_copies_of(document),
        groups=groups,
        relations=relations_of(document),
        only=records[0] if only and records else None,
        withheld=[held for held in withheld if not held.is_personal],
        pages_with_people=name_pages(people) if people else "",
        original=may_serve_original(document, user),
        original_url=reverse("original", args=[document.sha256]),
    )


def stated_facts(document: Document, is_staff: bool = False) -> list[StatedFact]:
    """Body, kind and date, each with who says so and the sentence it rests on."""
    facts = facts_for([document.pk])[document.pk]
    held: dict[tuple[str, str], Label] = {}
    for label in document.labels.exclude(standing=Label.Standing.REJECTED).order_by("pk"):
        known = held.get((label.kind, label.value))
        if known is None or WEIGHT.index(Label.Standing(label.standing)) < WEIGHT.index(Label.Standing(known.standing)):
            held[label.kind, label.value] = label
    values = [("Comes from", "authority", body.slug, body.name, body.url) for body in facts.authorities]
    values += [("Kind", "kind", kind, kind, "") for kind in facts.kinds]
    values += [("Date", "date", facts.date, describe_date(facts.date), "")] if facts.date else []
    lines = []
    for title, kind in (("Comes from", "authority"), ("Kind", "kind"), ("Date", "date")):
        found = [value for value in values if value[1] == kind]
        lines += [
            _stated_fact(document, title, words, url, held.get((kind, value)), is_staff)
            for title, kind, value, words, url in found
        ] or [StatedFact(title, UNKNOWN, "", "")]
    return lines


def _stated_fact(
    document: Document, title: str, words: str, url: str, label: Label | None, is_staff: bool
) -> StatedFact:
    """A fact with its label; the sentence is shown only while it stands in the words of its page that may be shown."""
    if label is None:
        return StatedFact(title, words, url, "")
    is_proposed = label.standing == Label.Standing.PROPOSED
    says = BY_MACHINE if is_proposed else label.get_standing_display()
    says += f", {label.certainty}" if is_proposed and label.certainty else ""
    says += f": {label.how}" if label.how else ""
    sentence, place = _sentence_of(document, label)
    rule_url = reverse("admin:corpus_label_change", args=[label.pk]) if is_staff and is_proposed else ""
    return StatedFact(title, words, url, says, sentence, place, rule_url)


def _sentence_of(document: Document, label: Label) -> tuple[str, str]:
    page = document.pages.filter(number=label.page).select_related("text").first() if label.page else None
    if page is None or label.start is None or label.end is None or not label.sentence:
        return "", ""
    if label.sentence not in " ".join(shown_text(page.text).split()):
        return "", ""
    return label.sentence, quote_url(document.sha256, page.number, label.start, label.end, page.text.text_hash)


def how_read(document: Document) -> str:
    """How the text was obtained and what was looked at for hidden words, in some sentences."""
    if document.status == Document.Status.WAITING:
        return "The file has not been read yet."
    pages = [(read_by, number) for number, read_by in document.pages.values_list("number", "text__read_by") if read_by]
    unread = describe_unread_pictures(document)
    if not pages:
        return " ".join(["No text was obtained.", *unread])
    by_ocr = [number for read_by, number in pages if read_by == "ocr"]
    pictured = [number for read_by, number in pages if read_by.endswith("+ocr")]
    readers = sorted({reader for read_by, _ in pages for reader in read_by.split("+")} - {"ocr"})
    sentences = []
    if readers:
        by = ", ".join(dict.fromkeys([*readers, *([document.engine] if document.engine else [])]))
        taken = _count_pages(len(pages) - len(by_ocr))
        sentences.append(f"The text of {taken} was taken from the file itself by a machine ({by}).")
    if by_ocr:
        sentences.append(
            f"{name_pages(by_ocr).capitalize()} read by OCR from a picture of the page; mistakes are likely."
        )
    if pictured:
        sentences.append(f"Words of pictures on {name_pages(pictured)} read by OCR.")
    return " ".join(filter(None, [*sentences, *unread, describe_inspection(document.format)]))


def _count_pages(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"


def pages_of(document: Document) -> list[tuple[int, str, str]]:
    """Number, name (of a sheet or slide) and address of each page."""
    return [
        (number, label, page_url(document.sha256, number))
        for number, label in document.pages.values_list("number", "label")
    ]


def groups_of(document: Document, only: tuple[str, str] | None = None) -> list[Group]:
    """What the document names, by kind and record, the most named first."""
    mentions = shown_mentions().filter(document=document)
    if only:
        mentions = mentions.filter(record__kind=only[0], record__slug=only[1])
    counts = dict(mentions.order_by().values_list("record").annotate(Count("pk")))
    wanted: dict[int, list[int]] = defaultdict(list)
    for pk, record_id in mentions.order_by("-is_evidence", "page", "start").values_list("pk", "record_id"):
        if only or len(wanted[record_id]) < SAYINGS_EACH:
            wanted[record_id].append(pk)
    chosen = mentions.filter(pk__in=[pk for pks in wanted.values() for pk in pks]) if wanted else mentions.none()
    sayings: dict[int, list[Saying]] = defaultdict(list)
    chosen = chosen.select_related("document", "page_text", "record").order_by("-is_evidence", "page", "start")
    for mention, saying in zip(chosen, sayings_of(chosen), strict=True):
        sayings[mention.record_id].append(saying)
    records = Record.objects.filter(pk__in=counts)
    by_kind: dict[str, list[NamedRecord]] = defaultdict(list)
    for record in sorted(records, key=lambda record: (-counts[record.pk], record.name)):
        by_kind[record.kind].append(_named_record(document, record, counts[record.pk], sayings[record.pk]))
    return [Group(TITLES[kind], by_kind[kind], kind in OPEN_KINDS) for kind in ORDER_OF_KINDS if by_kind[kind]]


def _named_record(document: Document, record: Record, count: int, sayings: list[Saying]) -> NamedRecord:
    said = (
        "in the document’s own words"
        if any(saying.is_evidence for saying in sayings)
        else "not in the document’s own words"
    )
    more = (
        f"{reverse('document', args=[document.sha256])}?record={record.kind}:{record.slug}"
        if count > len(sayings)
        else ""
    )
    return NamedRecord(record.name, reverse(record.kind, args=[record.slug]), said, count, sayings, more)
