"""The page that says what is covered: every file counted with its source, status and reason, nothing hidden or leaked."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from datascores.corpus.extract.pictures.ocr import OCR_VERSION
from datascores.corpus.intake import NewArrival, receive
from datascores.corpus.models import PageText, Stamp, Takedown, WithheldSpan
from datascores.corpus.ocr import OcrStep
from datascores.portal.backlog import read_backlog
from datascores.portal.coverage import describe_share, groups, read_coverage
from tests.letters import add_reading, index_all, make_letter

pytestmark = pytest.mark.django_db
BROKEN = "The file is broken: its table of objects is missing."


@pytest.fixture
def corpus():
    letters = [make_letter(f"letter {number}.pdf", ["One page.", "Another."]) for number in range(3)]
    make_letter("scan.pdf", [], status="no_text", reason="A scan, not read.")
    make_letter("broken one.pdf", [], status="failed", reason=BROKEN)
    make_letter("broken two.pdf", [], status="failed", reason=BROKEN, source="web")
    return letters


def page_of(client, name: str = "coverage", **query) -> str:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def rows_of(client) -> list[dict[str, str]]:
    response = client.get(reverse("coverage-csv"))
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_files_pages_and_arrivals_are_counted_by_source_and_status(client, corpus):
    rows = {(row["source"], row["status"]): row for row in rows_of(client)}
    assert set(rows) == {("post", "ok"), ("post", "no_text"), ("post", "failed"), ("web", "failed")}
    assert (rows["post", "ok"]["files"], rows["post", "ok"]["pages"], rows["post", "ok"]["arrivals"]) == ("3", "6", "3")
    assert rows["web", "failed"]["reason"] == BROKEN
    lines = {lines[0].source: lines for lines in read_coverage().sources}
    assert [(line.status, line.files) for line in lines["post"]] == [
        ("read", 3),
        ("no text: a scan, a picture or blank", 1),
        ("could not be read", 1),
        ("all", 5),
    ]
    assert len(lines["web"]) == 1


def test_document_that_came_twice_is_one_file_with_two_arrivals_and_its_pages_once(client, corpus):
    receive(NewArrival(collection="post", file_name="again.pdf"), io.BytesIO(b"letter 0.pdf"))
    receive(NewArrival(collection="web", file_name="again.pdf"), io.BytesIO(b"letter 0.pdf"))
    found = {(group.source, group.status): group for group in groups()}
    post, web = found["post", "ok"], found["web", "ok"]
    assert (post.files, post.pages, post.arrivals) == (3, 6, 4) and (web.files, web.pages, web.arrivals) == (1, 2, 1)
    assert read_coverage().files == 6


def test_arrivals_inside_mails_and_zips_are_told_from_those_that_came_alone(client):
    mail = make_letter("mail.eml", ["See attached."], format="eml")
    receive(NewArrival(collection="post", file_name="in.csv", parent=mail.arrivals.get()), io.BytesIO(b"a,b"))
    assert sum(group.arrivals_inside for group in groups()) == 1 and sum(group.arrivals for group in groups()) == 2


def test_share_of_pages_read_by_ocr_is_given(client, corpus):
    corpus[0].pages.filter(number=1).update(text=add_reading(corpus[0], 1, "From the scan.", "ocr"))
    corpus[0].pages.filter(number=2).update(text=add_reading(corpus[0], 2, "Text and picture.", "pdfium+ocr"))
    assert next(group for group in groups() if group.status == "ok").pages_by_ocr == 2
    assert "33 %" in page_of(client)


def test_share_is_never_rounded_to_none_or_all():
    shares = [describe_share(part, whole) for part, whole in [(0, 0), (0, 9), (1, 900), (1, 2), (899, 900), (9, 9)]]
    assert shares == ["–", "0 %", "under 1 %", "50 %", "over 99 %", "100 %"]


def test_each_reason_is_counted_and_leads_to_its_documents(client, corpus):
    reasons = read_coverage().reasons
    assert [(reason.reason, reason.files) for reason in reasons] == [(BROKEN, 2), ("A scan, not read.", 1)]
    listed = client.get(reasons[0].url).content.decode()
    assert "broken one.pdf" in listed and "broken two.pdf" in listed and "scan.pdf" not in listed
    assert "2</span> documents" in listed


def test_reasons_that_differ_only_in_numbers_are_one_and_lead_to_all_of_its_documents(client):
    for number, pages in enumerate(["page 1", "page 3 and 1,204", "page 2, 4–6 and 9"]):
        make_letter(f"part {number}.pdf", [], status="partial", reason=f"Not read: {pages}.")
    make_letter("big.pdf", [], status="too_large", reason="The file has 250.5 MB; the limit is 200.0 MB.")
    many, one = read_coverage().reasons
    assert (many.reason, many.files) == ("Not read: page ….", 3)
    assert (one.reason, one.files) == ("The file has 250.5 MB; the limit is 200.0 MB.", 1)
    listed = client.get(many.url).content.decode()
    assert "3</span> documents" in listed and "part 2.pdf" in listed and "big.pdf" not in listed
    assert "big.pdf" in client.get(one.url).content.decode()


def test_line_of_a_source_and_status_leads_to_its_documents(client, corpus):
    web = next(lines for lines in read_coverage().sources if lines[0].source == "web")
    listed = client.get(web[0].url).content.decode()
    assert "broken two.pdf" in listed and "broken one.pdf" not in listed


def test_documents_waiting_for_ocr_are_counted_as_its_step_counts_them(client, corpus, settings):
    Stamp.objects.create(document=corpus[0], step="extract", version="x", inputs="", output="x")
    corpus[0].pages.filter(number=1).update(pictures_wanted="pictures")
    assert "1 document has pages or pictures that wait for OCR." in page_of(client)
    assert "letter 0.pdf" in page_of(client, "document-list", wait="ocr")
    corpus[0].pages.filter(number=1).update(pictures_read="older")
    assert OcrStep().due().count() == 1
    assert "1 document has pages or pictures that wait for OCR." in page_of(client)
    corpus[0].pages.filter(number=1).update(pictures_read=OCR_VERSION)
    assert OcrStep().due().count() == 0
    assert "No document has pages or pictures that wait for OCR." in page_of(client)


def test_with_ocr_off_documents_are_counted_that_it_has_never_looked_at(client, corpus, settings):
    settings.OCR = False
    corpus[0].pages.filter(number=1).update(pictures_wanted="pictures")
    corpus[1].pages.filter(number=1).update(pictures_wanted="pictures", pictures_read="older")
    assert "1 document has pages or pictures whose words are not read (OCR is turned off here)." in page_of(client)
    assert "letter 0.pdf" in page_of(client, "document-list", wait="ocr")


def test_pages_of_pictures_that_gave_no_words_are_counted_and_failures_lead_to_their_documents(client, corpus):
    PageText.objects.filter(document__in=corpus).update(read_by="")
    corpus[0].pages.update(pictures_wanted="page")
    corpus[1].pages.update(pictures_wanted="page", pictures_read=OCR_VERSION)
    corpus[2].pages.update(pictures_wanted="page", pictures_read=OCR_VERSION, pictures_failure="it took too long.")
    assert [group.pages_unread for group in groups() if group.status == "ok"] == [4]
    assert '<th scope="col" class="number">Not read</th>' in page_of(client)
    assert "1 document has pages or pictures at which OCR failed." in page_of(client)
    listed = page_of(client, "document-list", wait="failed")
    assert "letter 2.pdf" in listed and "letter 0.pdf" not in listed


def test_staff_see_what_waits_and_nobody_else_does(client, admin_client, corpus):
    text = corpus[0].pages.get(number=1).text
    WithheldSpan.objects.create(document=corpus[0], page=1, start=0, end=3, text_hash=text.text_hash, reason="hidden")
    Takedown.objects.create(sha256=corpus[1].sha256, reason="x")
    corpus[2].pages.filter(number=1).update(pictures_failure="it took too long.")
    assert "For staff" not in page_of(client)
    assert "There is no search index." in page_of(admin_client)
    index_all()
    page = page_of(admin_client)
    for line in ("6 documents due at the step “extract”.", "1 place with hidden words waiting for a moderator.",
                 "2 files could not be read.", "1 page could not be read by OCR.", "1 document taken down."):  # fmt: skip
        assert line in page, line
    for waiting in read_backlog():
        assert not waiting.url or admin_client.get(waiting.url).status_code == 200


def test_documents_with_withheld_words_are_counted_and_the_words_are_not_shown(client, corpus):
    text = corpus[0].pages.get(number=1).text
    span = WithheldSpan.objects.create(
        document=corpus[0], page=1, start=0, end=3, text_hash=text.text_hash, reason="under a black box"
    )
    assert "1 document has words that are withheld." in page_of(client)
    assert "letter 0.pdf" in page_of(client, "document-list", withheld="yes")
    span.ruling = WithheldSpan.Ruling.RELEASED
    span.save()
    assert "No document has words that are withheld." in page_of(client)


def test_taken_down_document_is_not_counted_for_anybody(client, corpus):
    Takedown.objects.create(sha256=corpus[0].sha256, reason="x")
    client.force_login(User.objects.create(username="staff", is_staff=True))
    assert read_coverage().files == 5 and sum(group.files for group in groups()) == 5
    assert "letter 0.pdf" not in page_of(client, "document-list", source="post")


def test_page_says_that_no_hit_is_no_proof_and_is_linked_from_front_page_and_footer(client, corpus):
    assert "no proof that there is nothing" in page_of(client)
    assert page_of(client, "front").count(f'href="{reverse("coverage")}"') == 2
    assert page_of(client, "about").count(f'href="{reverse("coverage")}"') == 2


def test_empty_portal_has_a_page_and_a_csv_with_a_head_line(client):
    assert "There are no documents yet" in page_of(client)
    assert rows_of(client) == []


def test_reasons_are_never_taken_for_html_or_formulas(client):
    make_letter("evil.pdf", [], status="failed", reason='=<script>alert(1)</script>"')
    assert "<script" not in page_of(client)
    assert rows_of(client)[0]["reason"].startswith("'=")


@pytest.mark.parametrize("query", [{"source": "nobody"}, {"reason": "\0"}, {"wait": "x"}, {"withheld": "no"}])
def test_silly_filters_of_the_list_are_answered(client, corpus, query):
    page_of(client, "document-list", **query)


def test_more_documents_take_no_more_queries(client, corpus, django_assert_max_num_queries):
    for number in range(20):
        make_letter(
            f"more {number}.pdf", ["x"], source=f"source {number % 4}", reason=f"reason {number}", status="partial"
        )
    with django_assert_max_num_queries(9):
        page_of(client)
