"""Hidden words stay out of every outlet until a moderator releases them: one walk for each way of hiding, outlet by outlet."""

import io
import logging
import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from datascores.corpus.hidden import rule
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, Mention, PageText, WithheldSpan
from datascores.pipeline import behind, catch_up, submit
from search.engine.clauses import Everything
from search.index import open_engine
from tests.hidden_pages import HIDING, SECRET, WORDS, make_pdf, plain
from tests.letters import make_catalogue, open_collection
from tests.outlets import OUTLETS, fetched, printed

pytestmark = pytest.mark.django_db
SUM = "48,215"


@pytest.fixture(params=[*HIDING])
def document(request, caplog) -> Document:
    """A PDF of two pages, the second of which hides words in the way of the parameter, walked to the index."""
    caplog.set_level(logging.DEBUG)
    make_catalogue()
    draw, _ = HIDING[request.param]
    return take_in(make_pdf(plain, draw))


@pytest.fixture
def boxed() -> Document:
    make_catalogue()
    return take_in(make_pdf(plain, HIDING["box"][0]))


def take_in(content: bytes, name: str = "reply.pdf") -> Document:
    open_collection("files")
    receipt = submit(NewArrival(collection="files", file_name=name), io.BytesIO(content))
    catch_up()
    return Document.objects.get(sha256=receipt.sha256)


BRINGS_BACK = ["reader", "quote", "mentions of a profile", "document, one record", "record of the index", "api page"]


def found_by(query: str) -> list[str]:
    return re.findall(r'"sha256": ?"(\w+)"', printed("search", "--format", "ndjson", query))


def test_hidden_words_leave_by_no_outlet_until_they_are_released(document, caplog):
    assert {span.ruling for span in WithheldSpan.objects.all()} == {"waiting"}
    assert WORDS in document.pages.get(number=2).text.text
    for name, outlet in OUTLETS.items():
        said = outlet(document)
        assert SUM not in said and not re.match("[45]", said), name
    assert not Mention.objects.filter(record__slug="quillmark").exists()
    assert list(open_engine().iter_ids(Everything(), {"system": ["quillmark"]})) == []
    assert found_by("quillmark") == [] and found_by('"48,215"') == [] and found_by("lantern") == [document.sha256]
    assert fetched(reverse("original", args=[document.sha256])).startswith("403")
    assert SUM not in caplog.text and "Quillmark" not in caplog.text

    moderator = User.objects.create_superuser("moderator")
    rule(WithheldSpan.objects.all(), WithheldSpan.Ruling.RELEASED, moderator)
    catch_up()
    for name in BRINGS_BACK:
        assert SUM in OUTLETS[name](document), name
    assert found_by("quillmark") == [document.sha256] and found_by('"48,215"') == [document.sha256]
    assert fetched(reverse("original", args=[document.sha256])).startswith("200")


def test_the_document_page_says_how_many_words_are_withheld_where_and_why(boxed):
    said = fetched(reverse("document", args=[boxed.sha256]))
    assert "3 words on page 2 are withheld: under a black box; a moderator will rule" in said
    rule(WithheldSpan.objects.all(), WithheldSpan.Ruling.KEPT, User.objects.create_superuser("moderator"))
    assert "a moderator has ruled so" in fetched(reverse("document", args=[boxed.sha256]))


def test_kept_words_stay_withheld_and_need_no_further_round(boxed):
    rule(WithheldSpan.objects.all(), WithheldSpan.Ruling.KEPT, User.objects.create_superuser("moderator"))
    catch_up()
    assert set(behind().values()) == {0}
    assert all(SUM not in outlet(boxed) for outlet in OUTLETS.values())
    assert fetched(reverse("original", args=[boxed.sha256])).startswith("403")


def test_a_ruling_survives_reading_the_file_again(boxed):
    rule(WithheldSpan.objects.all(), WithheldSpan.Ruling.RELEASED, User.objects.create_superuser("moderator"))
    boxed.stamps.all().delete()
    catch_up()
    assert [span.ruling for span in WithheldSpan.objects.all()] == ["released"]
    assert SUM in OUTLETS["reader"](boxed)


def test_the_hash_in_addresses_cannot_be_had_by_trying_sums(boxed):
    import hashlib

    text = boxed.pages.get(number=2).text
    assert text.text_hash != hashlib.sha256(text.text.encode()).hexdigest()
    open_text = boxed.pages.get(number=1).text
    assert open_text.text_hash == hashlib.sha256(open_text.text.encode()).hexdigest()


def test_a_ruling_holds_for_the_same_words_in_other_texts_of_the_page(boxed):
    text, span = boxed.pages.get(number=2).text, WithheldSpan.objects.get()
    longer = PageText.objects.create(
        document=boxed, number=2, text=f"{text.text}\n\nread from a picture", text_hash="1" * 64, read_by="pdfium+ocr"
    )
    other = PageText.objects.create(document=boxed, number=2, text="x" * 900, text_hash="2" * 64, read_by="pdfium")
    for page_text in (longer, other):
        WithheldSpan.objects.create(document=boxed, page=2, start=span.start, end=span.end,
                                    text_hash=page_text.text_hash, reason=span.reason)  # fmt: skip
    rule([span], WithheldSpan.Ruling.RELEASED, User.objects.create_superuser("moderator"))
    rulings = dict(WithheldSpan.objects.values_list("text_hash", "ruling"))
    assert rulings == {span.text_hash: "released", "1" * 64: "released", "2" * 64: "waiting"}


@pytest.mark.parametrize("title", [f"Offer: {SECRET}", f"Contract at {SUM} pounds", "The deal with Quillmark"])
def test_a_title_that_says_a_hidden_word_is_not_kept(title):
    file = io.BytesIO(make_pdf(HIDING["box"][0]))
    import pikepdf

    titled = io.BytesIO()
    with pikepdf.open(file) as pdf:
        pdf.docinfo["/Title"] = title
        pdf.save(titled)
    assert take_in(titled.getvalue()).title == ""


def staff_with(*permissions: str) -> User:
    user = User.objects.create_user("clerk", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def test_staff_without_the_permission_see_that_words_wait_but_not_which(boxed):
    listed = fetched(reverse("admin:corpus_withheldspan_changelist"), staff_with("view_withheldspan"))
    assert "under a black box" in listed and SUM not in listed and "Release" not in listed


def test_a_moderator_sees_the_words_in_their_line_and_releases_them_in_the_admin(boxed):
    clerk = staff_with("rule_withheldspan")
    address = reverse("admin:corpus_withheldspan_changelist")
    assert f"<mark>{SECRET}</mark>" in fetched(address, clerk)
    client = Client()
    client.force_login(clerk)
    chosen = {"action": "release", "_selected_action": [str(WithheldSpan.objects.get().pk)]}
    assert client.post(address, chosen).status_code == 302
    span = WithheldSpan.objects.get()
    assert (span.ruling, span.ruled_by) == ("released", clerk) and span.ruled_at


def test_a_clerk_cannot_release_by_asking_for_the_action(boxed):
    client = Client()
    client.force_login(staff_with("view_withheldspan"))
    chosen = {"action": "release", "_selected_action": [str(WithheldSpan.objects.get().pk)]}
    client.post(reverse("admin:corpus_withheldspan_changelist"), chosen)
    assert WithheldSpan.objects.get().ruling == "waiting"
