"""A maker of letters of several pages, with a running head and page numbers, whose sentences run over page turns, and all
outlets that show a sentence of them. Invented."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator, Sequence

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from reportlab.pdfgen.canvas import Canvas

from datascores.catalogue.models import Authority, Company, System
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document
from datascores.corpus.permanent import quote_url
from datascores.curation.sentences import sentences_of
from datascores.curation.suggestions import Place, said_at
from datascores.findings.models import Relation
from datascores.pipeline import catch_up, submit
from tests.letters import open_collection

HEAD = "Saltmere County Council: reply to a request"
DENIAL = "The council does not use Tern Score for any decision on housing."
LETTER = (
    (
        "Dear requester, thank you for your letter about the software of the council.",
        "Officers decide on every claim by themselves. The council does not",
    ),
    (
        "use Tern Score for any decision on housing. Officers read each file.",
        "Saltmere County Council uses Redwing Compass to rank repairs.",
    ),
    ("Annex: list of contracts", "Redwing Ltd supplies the council with paper. Tern Score is a name from the press."),
)
DOUBTED = (
    (
        "Dear requester, thank you for your letter about the software of the council.",
        "Officers of the housing team look at every claim that the residents make",
    ),
    ("Tern Score is not used for any decision on housing. Officers read each file.", "We wish you well."),
)
DOUBT = "may begin on page 1"


def take_in(pages: Sequence[Sequence[str]] = LETTER) -> Document:
    """The letter as the pipeline takes it in, with all that it names in the catalogue."""
    open_collection("post")
    Authority.objects.create(slug="saltmere", name="Saltmere County Council")
    maker = Company.objects.create(slug="redwing", name="Redwing Ltd")
    System.objects.create(slug="compass", name="Redwing Compass", maker=maker)
    System.objects.create(slug="tern", name="Tern Score")
    arrival = NewArrival(collection="post", file_name="reply.pdf", stated_authority="saltmere")
    submit(arrival, io.BytesIO(letter_pdf(pages)))
    catch_up()
    return Document.objects.get()


def place_of_name(document: Document) -> tuple[int, int, int]:
    """Key of the text of page 2 and where it has Tern Score."""
    text = document.pages.get(number=2).text
    at = text.text.index("Tern Score")
    return text.pk, at, at + len("Tern Score")


def outlets(client: Client, admin: Client, document: Document) -> Iterator[tuple[str, str]]:
    """Every outlet that shows the sentence of Tern Score on page 2, with its name, as plain words on one line."""
    pk, start, end = place_of_name(document)
    words = quote_url(document.sha256, 2, start, end, document.pages.get(number=2).text.text_hash)
    why = f"{words}why/system/tern/"
    addresses = {
        "search": "/search/?q=tern",
        "search by name": "/search/?system=tern",
        "bodies": "/search/bodies/?q=tern",
        "concordance": "/search/concordance/?q=tern",
        "concordance file": "/search/concordance.csv?q=tern",
        "passages": "/search/export/passages.csv?q=tern",
        "passages by name": "/search/export/passages.csv?system=tern",
        "mentions": "/search/export/mentions.csv?q=tern",
        "API search": "/api/v1/search/?q=tern",
        "API mentions": "/api/v1/mentions/?slug=tern",
        "API relations": "/api/v1/relations/?system=tern",
        "quote": words,
        "citation": f"{words}cite.txt",
        "BibTeX": f"{words}cite.bib",
        "RIS": f"{words}cite.ris",
        "exhibit": f"{words}exhibit/",
        "exhibit file": f"{words}exhibit/?download=1",
        "document": reverse("document", args=[document.sha256]),
        "system": reverse("system", args=["tern"]),
        "system file": reverse("system-mentions-csv", args=["tern"]),
        "body": reverse("authority", args=["saltmere"]),
        "why": why,
        "quote check": "/quote-check/?quote=for any decision on housing",
        "quote check file": "/quote-check.json?quote=for any decision on housing",
    }
    for name, address in addresses.items():
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        yield name, _plain(body.decode().replace(" ,Tern, ", " Tern "))
    yield "findings admin", _plain(admin.get(reverse("admin:findings_relation_changelist")).content.decode())
    for relation in Relation.objects.filter(system__slug="tern"):
        address = reverse("admin:findings_relation_change", args=[relation.pk])
        yield "findings admin, one", _plain(admin.get(address).content.decode())
    out = io.StringIO()
    call_command("relations", "--format", "csv", stdout=out)
    yield "relations", _plain(out.getvalue())
    place = {
        "page_text": pk,
        "start": start,
        "end": end,
        "name": "Tern Score",
        "rule": "full name",
        "is_evidence": True,
    }
    yield from (("preview", f"{one.before}{one.words}{one.after}") for one in sentences_of([place]))
    yield from (("suggestion", one.sentence) for one in said_at([Place(pk, start, end)]))


def _plain(text: str) -> str:
    """Words without marks; of JSON its strings."""
    if text.startswith("{"):
        text = json.dumps(json.loads(text), ensure_ascii=False).replace("\\n", " ")
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", "", text)
    return " ".join(html.unescape(text).split())


def letter_pdf(pages: Sequence[Sequence[str]] = LETTER, head: str = HEAD) -> bytes:
    """A PDF with these lines on its pages, the head above and the number below each."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=True)
    for number, lines in enumerate(pages, 1):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, 790, head)
        for at, line in enumerate(lines):
            canvas.drawString(70, 740 - 15 * at, line)
        canvas.drawString(280, 40, f"Page {number} of {len(pages)}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()
