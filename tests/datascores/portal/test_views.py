"""What the portal's pages promise: they show what is known, say what is not, and show nothing that is withheld."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from datascores.corpus.intake import NewArrival, receive
from datascores.corpus.models import Collection, Document, Page, Takedown, WithheldSpan
from datascores.corpus.originals import originals
from datascores.corpus.permanent import quote_url
from tests.letters import ANSWER, QUESTION, add_reading, index_all, make_catalogue, make_letter, state

PAGE = f"Reply.\n\n{ANSWER}\n\nYou asked: {QUESTION}"
pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    return make_catalogue()


@pytest.fixture
def letter(records) -> Document:
    named = [
        (records["brackenford"], "Brackenford Borough Council"),
        (records["lantern-score"], "Lantern Score"),
        (records["quillmark"], "Quillmark"),
    ]
    return make_letter("reply.pdf", [PAGE, "Nothing of note."], named, content=b"%PDF-1.4 invented")


def body_of(response) -> str:
    return response.content.decode()


def get(client, name: str, *args, expect: int = 200, **query) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == expect, body_of(response)[:2000]
    return body_of(response)


def test_front_page_counts_what_is_held_and_links_what_could_not_be_read(client, letter):
    make_letter("scan.pdf", [], status="no_text", reason="A scan.")
    page = get(client, "front")
    assert f'<dd><a href="{reverse("document-list")}">2</a></dd>' in page
    assert f"{reverse('document-list')}?status=no_text" in page


def test_front_page_of_an_empty_portal_says_what_to_do(client):
    assert "manage.py ingest" in get(client, "front")


def test_documents_of_one_status_are_listed_and_others_are_not(client, letter):
    make_letter("scan.pdf", [], status="no_text", reason="Only a picture.")
    page = get(client, "document-list", status="no_text")
    assert "scan.pdf" in page and "Only a picture." in page and "reply.pdf" not in page


@pytest.mark.parametrize("query", [{"status": "nonsense"}, {"page": "99"}, {"page": "-1"}, {"page": "x"}])
def test_silly_queries_of_the_document_list_are_answered(client, letter, query):
    get(client, "document-list", **query)


def test_document_page_reads_not_known_yet_until_somebody_states_it(client, letter):
    assert get(client, "document", letter.sha256).count("not known yet") == 3
    state(letter, authority="brackenford", date="2018-05", kind="guide")
    page = get(client, "document", letter.sha256)
    assert "not known yet" not in page and "May 2018" in page and "on the envelope" in page


def test_document_page_shows_each_name_with_sentence_page_and_rule(client, letter):
    page = get(client, "document", letter.sha256)
    assert "<mark>Lantern Score</mark> to sort housing claims." in page
    assert ">why this tag</a>: full name" in page and "said in: the request, quoted" in page
    assert letter.sha256 in page and "box/reply.pdf" in page


def test_document_page_shows_all_places_of_one_record_when_asked(client, records):
    long = make_letter(
        "long.pdf", [" ".join(["Lantern Score was run."] * 9)], [(records["lantern-score"], "Lantern Score")]
    )
    few, all_of_it = (
        get(client, "document", long.sha256),
        get(client, "document", long.sha256, record="system:lantern-score"),
    )
    assert few.count("<mark>") == 5 and all_of_it.count("<mark>") == 9


def test_reader_marks_the_words_of_a_query_and_names_the_speaker(client, letter):
    page = get(client, "page", letter.sha256, 1, q="housing claim")
    assert '<mark id="hit-1">housing</mark> <mark id="hit-2">claims</mark>' in page
    assert "The request, quoted" in page and "own words" in page


def test_reader_names_all_pages_with_hits_and_the_next_one(client, records):
    book = make_letter("book.pdf", ["one", "a score", "none", "a score and a score"])
    page = get(client, "page", book.sha256, 2, q="score")
    assert f"{reverse('page', args=[book.sha256, 4])}?q=score#hit-1" in page and "(2)" in page


def test_reader_marks_the_place_it_is_asked_for(client, letter):
    start = PAGE.index("Quillmark")
    assert '<mark id="hit-1">Quillmark</mark>' in get(client, "page", letter.sha256, 1, mark=f"{start}-{start + 9}")
    get(client, "page", letter.sha256, 1, mark="9999-99999999")


@pytest.mark.parametrize(
    "path",
    [
        f"/documents/{'0' * 64}/",
        f"/documents/{'0' * 64}/pages/1/",
        "/documents/zz/",
        "/authorities/nobody/",
        "/nonsense/",
    ],
)
def test_unknown_addresses_answer_a_page_that_helps(client, path):
    response = client.get(path)
    assert response.status_code == 404 and 'name="q"' in body_of(response)


def test_page_that_the_document_does_not_have_answers_404_and_says_so(client, letter):
    assert "there is no page 7" in get(client, "page", letter.sha256, 7, expect=404)


def test_words_of_a_document_are_never_taken_for_html(client, records):
    evil = "<script>alert(1)</script> Lantern Score <img src=x onerror=alert(2)>"
    document = make_letter(
        "evil.html",
        [evil],
        [(records["lantern-score"], "Lantern Score")],
        title="<b>bold</b>",
        format="html",
        reason="<i>why</i>",
    )
    for page in (
        get(client, "document", document.sha256),
        get(client, "page", document.sha256, 1, q="alert"),
        get(client, "system", "lantern-score"),
        get(client, "front"),
    ):
        assert "<script" not in page and "<img" not in page and "<b>" not in page and "<i>" not in page
    assert "&lt;script&gt;" in get(client, "page", document.sha256, 1)


def test_quote_shows_the_words_it_was_made_for_after_the_page_was_read_again(client, letter):
    old = letter.pages.get(number=1).text
    start = PAGE.index("Lantern")
    address = quote_url(letter.sha256, 1, start, start + 13, old.text_hash)
    assert "read anew" not in body_of(client.get(address))
    letter.pages.filter(number=1).update(text=add_reading(letter, 1, "Something else entirely.", "ocr"))
    page = body_of(client.get(address))
    assert '<mark id="hit-1">Lantern Score</mark>' in page and "read anew" in page


def test_quote_with_another_hash_or_beyond_the_text_answers_404(client, letter):
    good = letter.pages.get(number=1).text.text_hash
    for start, end, sha in [(0, 5, "0" * 64), (0, 99_999, good), (5, 5, good)]:
        assert client.get(quote_url(letter.sha256, 1, start, end, sha)).status_code == 404


def test_quote_of_an_older_reading_is_closed_when_the_page_has_withheld_words(client, letter):
    old = letter.pages.get(number=1).text
    new = add_reading(letter, 1, "Mr Example lives here.", "ocr")
    letter.pages.filter(number=1).update(text=new)
    WithheldSpan.objects.create(document=letter, page=1, start=0, end=10, text_hash=new.text_hash, reason="a name")
    assert client.get(quote_url(letter.sha256, 1, 0, 5, old.text_hash)).status_code == 404


def test_taken_down_document_answers_410_everywhere_and_is_listed_nowhere(client, letter):
    index_all()
    quote = quote_url(letter.sha256, 1, 0, 5, letter.pages.get(number=1).text.text_hash)
    Takedown.objects.create(sha256=letter.sha256, reason="A court said so.")
    for address in [
        reverse("document", args=[letter.sha256]),
        reverse("page", args=[letter.sha256, 1]),
        reverse("original", args=[letter.sha256]),
        quote,
    ]:
        response = client.get(address)
        assert response.status_code == 410 and "A court said so." in body_of(response)
        assert "Lantern" not in body_of(response) and "reply.pdf" not in body_of(response)
    for name, args in [
        ("front", []),
        ("document-list", []),
        ("system", ["lantern-score"]),
        ("authority", ["brackenford"]),
        ("search", []),
        ("system", ["quillmark"]),
    ]:
        assert letter.sha256 not in get(client, name, *args) and "reply.pdf" not in get(client, name, *args)
    exported = b"".join(client.get(reverse("search-csv")).streaming_content)
    assert letter.sha256 not in exported.decode()


def test_withheld_words_are_covered_on_every_page(client, letter):
    text = letter.pages.get(number=1).text
    start = PAGE.index("Lantern Score")
    WithheldSpan.objects.create(
        document=letter, page=1, start=start, end=start + 13, text_hash=text.text_hash, reason="private"
    )
    index_all()
    for page in (
        get(client, "document", letter.sha256),
        get(client, "page", letter.sha256, 1),
        get(client, "page", letter.sha256, 1, q="lantern"),
        get(client, "authority", "brackenford"),
        get(client, "search", q="housing"),
    ):
        assert "uses Lantern" not in page and "<mark>Lantern" not in page
    assert "█" * 13 in get(client, "page", letter.sha256, 1)
    assert "No document held here names it" in get(client, "system", "lantern-score")


def test_original_opens_in_a_sandbox_when_it_is_a_pdf_and_is_a_download_else(client, letter):
    response = client.get(reverse("original", args=[letter.sha256]))
    assert b"".join(response.streaming_content) == b"%PDF-1.4 invented"
    assert "sandbox" in response["Content-Security-Policy"] and response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf" and response["Content-Disposition"].startswith("inline")
    page = make_letter("page.html", ["x"], format="html")
    response = client.get(reverse("original", args=[page.sha256]))
    assert (
        response["Content-Disposition"].startswith("attachment")
        and response["Content-Type"] == "application/octet-stream"
    )


def test_original_of_a_quoted_collection_is_refused_with_the_reason(client, letter):
    Collection.objects.update(rights=Collection.Rights.QUOTED)
    assert "quote this document" in get(client, "original", letter.sha256, expect=403)


def test_original_whose_file_is_missing_says_so(client, letter, settings):
    originals().delete(letter.original.key)
    assert "missing" in get(client, "original", letter.sha256, expect=503)


def test_arrivals_of_the_same_bytes_are_all_shown(client, letter):
    receive(NewArrival(collection="second-post", file_name="other/name.pdf"), io.BytesIO(b"%PDF-1.4 invented"))
    page = get(client, "document", letter.sha256)
    assert "second-post: other/name.pdf" in page and "post: box/reply.pdf" in page


def test_profile_parts_what_the_body_says_from_what_was_only_asked(client, letter):
    said, asked = get(client, "system", "lantern-score"), get(client, "system", "quillmark")
    assert "1 document names it in its own words" in said and "Named only in the question" not in said
    assert "No document held here names it in its own words; 1 only in the question" in asked
    assert "<mark>Quillmark</mark>" in asked


def test_profile_shows_predecessors_makers_and_codes(client, letter):
    council = get(client, "authority", "brackenford")
    assert "Old Bracken District Council" in council and "E07000999" in council and "Brackenford Council" in council
    assert reverse("company", args=["lantern-analytics"]) in get(client, "system", "lantern-score")
    assert "Lamp Data" in get(client, "company", "lantern-analytics")
    assert "31 March 2009" in get(client, "authority", "old-bracken")


def test_profile_lists_the_documents_that_come_from_the_body(client, letter):
    assert "None is known to come from it" in get(client, "authority", "brackenford")
    state(letter, authority="brackenford")
    assert "None is known to come from it" not in get(client, "authority", "brackenford")


def test_exact_name_or_alias_leads_straight_to_the_profile(client, records):
    for text in ("Brackenford Borough Council", "brackenford council"):
        response = client.get(reverse("authority-list"), {"q": text})
        assert response.status_code == 302 and response["Location"] == reverse("authority", args=["brackenford"])


def test_list_is_narrowed_by_text_and_by_what_is_named(client, letter):
    assert "Old Bracken" in get(client, "authority-list", q="bracken")
    named = get(client, "authority-list", named="1")
    assert "Old Bracken" not in named and "Brackenford Borough Council" in named
    assert "Nothing is on this page" in get(client, "authority-list", q="zzz\0zzz")


def test_mentions_csv_has_every_place_and_defuses_formulas(client, records):
    make_letter(
        "sum.csv", ["=Lantern Score was used. Lantern Score again."], [(records["lantern-score"], "Lantern Score")]
    )
    response = client.get(reverse("system-mentions-csv", args=["lantern-score"]))
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert len(rows) == 2 and rows[0]["evidence"] == "yes"
    assert rows[0]["sentence"].startswith("'=Lantern") and client.get(rows[0]["url"]).status_code == 200


def test_about_page_gives_the_credits_and_the_warning(client):
    page = get(client, "about")
    for credit in (
        "mySociety",
        "Open Government Licence",
        "Data Scores as Governance",
        "CC BY 4.0",
        "Apache License 2.0",
    ):
        assert credit in page
    assert "no rules for personal data" in page


def test_every_page_carries_the_strict_policy(client, letter):
    for name, args in [("front", []), ("document", [letter.sha256]), ("page", [letter.sha256, 1]), ("about", [])]:
        policy = client.get(reverse(name, args=args))["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy


def test_pages_take_a_bounded_number_of_queries(client, records, django_assert_max_num_queries):
    for number in range(15):
        make_letter(f"{number}.pdf", [f"{PAGE} {number}"] * 1, [(record, record.name) for record in records.values()])
    document = Document.objects.first()
    for name, args, most in [
        ("front", [], 14),
        ("document", [document.sha256], 26),
        ("system", ["lantern-score"], 22),
        ("authority", ["brackenford"], 26),
        ("authority-list", [], 8),
        ("document-list", [], 8),
    ]:
        with django_assert_max_num_queries(most):
            client.get(reverse(name, args=args))


def test_only_safe_methods_are_answered(client, letter):
    assert client.post(reverse("document", args=[letter.sha256])).status_code == 405
    assert Page.objects.count() == 2


def test_attachment_names_its_mail_and_the_mail_its_attachment(client, records):
    mail = make_letter("mail.eml", ["See attached."], format="eml")
    outer = mail.arrivals.get()
    inner = receive(NewArrival(collection="post", file_name="table.csv", parent=outer), io.BytesIO(b"a,b"))
    assert reverse("document", args=[inner.sha256]) in get(client, "document", mail.sha256)
    assert "inside" in get(client, "document", inner.sha256) and "box/mail.eml" in get(client, "document", inner.sha256)
    Takedown.objects.create(sha256=mail.sha256, reason="x")
    assert "box/mail.eml" not in get(client, "document", inner.sha256)


def test_copies_with_the_same_words_are_linked(client, letter):
    twin = make_letter("twin.docx", ["x"], text_hash=letter.text_hash, format="docx")
    assert reverse("document", args=[twin.sha256]) in get(client, "document", letter.sha256)


def test_the_reader_marks_only_the_words_of_the_scope_and_keeps_it_in_every_link(client):
    letter = make_letter("scope.pdf", ["We use no scores.\n\nYou asked: which scores?", "Our scores end."])
    address = reverse("page", args=[letter.sha256, 1])
    assert client.get(address, {"q": "scores"}).content.decode().count('id="hit-') == 2
    page = client.get(address, {"q": "scores", "scope": "own"}).content.decode()
    assert page.count('id="hit-') == 1
    assert f"{reverse('page', args=[letter.sha256, 2])}?q=scores&amp;scope=own#hit-1" in page


def test_a_phrase_over_two_pages_is_marked_on_both(client):
    letter = make_letter("over.pdf", ["It is a data", "warehouse of ours. A data mart."])
    for number, word in ((1, "data"), (2, "warehouse")):
        page = client.get(reverse("page", args=[letter.sha256, number]), {"q": '"data warehouse"'}).content.decode()
        assert page.count('id="hit-') == 1 and f">{word}</mark>" in page
