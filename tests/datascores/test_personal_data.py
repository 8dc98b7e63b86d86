"""Names, addresses and numbers of people stand in no outlet until a moderator shows them; the letter itself stays open."""

import io
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from PIL import Image

from datascores.corpus.extraction import ExtractStep
from datascores.corpus.hidden import rule
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, PageText, WithheldSpan
from datascores.corpus.personal import hiding
from datascores.pipeline import behind, catch_up, submit
from tests.hidden_pages import WORDS, make_pdf
from tests.letters import make_catalogue, open_collection
from tests.outlets import OUTLETS, fetched, printed

pytestmark = pytest.mark.django_db
HIDDEN = ("Pellworth", "PELLWORTH", "thomasin.p", "01904 551550")
NAME_AT, SIGNED_AT = 640, 700  # points from the foot of the page: the printed name, the written one


def first_page(canvas):
    canvas.drawString(60, 760, "Dear Ms Wetherell")
    canvas.drawString(60, 730, WORDS + " sum 48,215")


def second_page(canvas):
    canvas.drawString(60, 790, "The council scores claims with Quillmark too. 48,215 were scored.")
    canvas.drawString(60, 740, "Yours sincerely")
    canvas.setLineWidth(3)
    canvas.line(70, SIGNED_AT, 160, SIGNED_AT + 12)  # by hand
    canvas.drawString(60, NAME_AT, "Thomasin Pellworth")
    canvas.drawString(60, NAME_AT - 20, "Information Officer, thomasin.pellworth@brackenford.gov.uk")
    canvas.drawString(60, NAME_AT - 40, "Tel: 01904 551550")


@pytest.fixture
def letter() -> Document:
    make_catalogue()
    open_collection("files")
    content = io.BytesIO(make_pdf(first_page, second_page))
    receipt = submit(NewArrival(collection="files", file_name="Reply of Thomasin_Pellworth.pdf"), content)
    catch_up()
    return Document.objects.get(sha256=receipt.sha256)


@pytest.fixture
def moderator() -> User:
    return User.objects.create_superuser("moderator")


def found_by(query: str) -> int:
    return printed("search", "--format", "ndjson", query).count('"sha256"')


def picture(document: Document, number: int, user: User | None = None) -> Image.Image:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(reverse("page-image", args=[document.sha256, number]))
    assert response.status_code == 200
    return Image.open(io.BytesIO(response.content)).convert("L")


def is_black(picture: Image.Image, x: float, y: float) -> bool:
    """Whether the picture of an A4 page is black all around a point, given in points from the foot."""
    scale = picture.width / 595
    left, top = int(x * scale), int((842 - y) * scale)
    return max(picture.getpixel((left + dx, top + dy)) for dx in range(-4, 5) for dy in range(-2, 3)) < 40


def test_people_leave_by_no_outlet_while_the_letter_does(letter):
    for name, outlet in OUTLETS.items():
        said = outlet(letter)
        assert (
            not any(word in said for word in HIDDEN) and "Wetherell" not in said and not said.startswith(("4", "5"))
        ), name
    assert "Quillmark" in OUTLETS["reader"](letter) and "@brackenford.gov.uk" in OUTLETS["reader"](letter)
    assert found_by("pellworth") == found_by("wetherell") == found_by('"Thomasin Pellworth"') == found_by("01904") == 0
    assert found_by("quillmark") == found_by("brackenford.gov.uk") == 1


def test_the_original_is_closed_and_says_why_and_the_page_says_what_is_covered(letter):
    assert fetched(reverse("original", args=[letter.sha256])).startswith("403")
    said = fetched(reverse("document", args=[letter.sha256]))
    assert "Names or contact details of people are covered on pages 1-2" in said
    assert "so the original file is closed until a moderator has ruled" in said
    assert "Names or contact details of people on this page are covered" in fetched(
        reverse("page", args=[letter.sha256, 2])
    )


def test_the_picture_of_a_page_is_shown_with_name_signature_and_number_painted_over(letter, moderator):
    public, whole = picture(letter, 2), picture(letter, 2, moderator)
    for x, y in ((100, NAME_AT + 4), (90, NAME_AT - 36), (110, SIGNED_AT + 6)):
        assert is_black(public, x, y) and not is_black(whole, x, y), (x, y)
    assert not is_black(public, 100, 794) and not is_black(public, 300, NAME_AT - 16)  # sentence and domain stay


def test_addresses_of_pictures_differ_by_what_is_covered(letter, moderator):
    before = fetched(reverse("page", args=[letter.sha256, 2]))
    rule(WithheldSpan.objects.all(), WithheldSpan.Ruling.RELEASED, moderator)
    after = fetched(reverse("page", args=[letter.sha256, 2]))
    versions = [re.findall(r"\?v=([\w.-]+)", said)[0] for said in (before, after)]
    assert versions[0].startswith(versions[1]) and versions[0] != versions[1]


def test_a_name_whose_place_is_not_known_closes_the_picture(letter):
    text = letter.pages.get(number=1).text
    PageText.objects.filter(pk=text.pk).update(text=text.text + "\nYours sincerely\nOlive Trask\n")
    hiding.hide_personal(letter)
    said = fetched(reverse("page-image", args=[letter.sha256, 1]))
    assert said.startswith("403") and "whose places on the picture are not known" in said
    assert "so the picture is closed" in fetched(reverse("page", args=[letter.sha256, 1]))


def test_what_a_moderator_releases_is_shown_found_and_told_by_the_file_name(letter, moderator):
    names = WithheldSpan.objects.filter(document=letter, page=2, reason="the name of a person")
    assert names.count() == 1
    rule(names, WithheldSpan.Ruling.RELEASED, moderator)
    catch_up()
    assert "Thomasin Pellworth" in OUTLETS["reader"](letter) and found_by("pellworth") == 1
    assert "Reply of Thomasin_Pellworth.pdf" in fetched(reverse("document", args=[letter.sha256]))
    assert "01904" not in OUTLETS["reader"](letter) and found_by("wetherell") == 0
    rule(WithheldSpan.objects.all(), WithheldSpan.Ruling.RELEASED, moderator)
    assert fetched(reverse("original", args=[letter.sha256])).startswith("200")


def test_a_ruling_holds_for_the_same_words_on_every_page_and_in_a_newer_reading(letter, moderator):
    rule(WithheldSpan.objects.filter(page=1), WithheldSpan.Ruling.RELEASED, moderator)
    page = letter.pages.get(number=2)
    newer = PageText.objects.create(
        document=letter, number=2, text_hash="f" * 64, text="As Ms Wetherell knows.\n\n" + page.text.text, read_by="ocr"
    )
    page.text = newer
    page.save()
    hiding.hide_personal(letter)
    rulings = dict(WithheldSpan.objects.filter(text_hash="f" * 64).order_by("start").values_list("start", "ruling"))
    assert [*rulings.values()] == ["released", *["waiting"] * 3]  # beside name, address and number
    assert "Wetherell" in OUTLETS["reader"](letter) and "Pellworth" not in OUTLETS["reader"](letter)


def test_an_address_of_an_earlier_reading_stays_open_with_its_people_covered(letter):
    page = letter.pages.get(number=2)
    text = page.text
    newer = PageText.objects.create(
        document=letter, number=2, text_hash="e" * 64, text=text.text + "\n.", read_by="ocr"
    )
    page.text = newer
    page.save()
    hiding.hide_personal(letter)
    said = fetched(reverse("quote", args=[letter.sha256, 2, 0, len(text.text), text.text_hash[:8]]))
    assert said.startswith("200") and "Quillmark" in said and "Pellworth" not in said


def test_new_texts_are_covered_in_the_transaction_that_keeps_them(monkeypatch):
    make_catalogue()
    open_collection("files")
    receipt = submit(
        NewArrival(collection="files", file_name="reply.pdf"), io.BytesIO(make_pdf(first_page, second_page))
    )
    step = ExtractStep()
    step.run(step.due())
    document = Document.objects.get(sha256=receipt.sha256)
    assert "Pellworth" not in fetched(reverse("page", args=[document.sha256, 2]))
    assert "Quillmark" in fetched(reverse("page", args=[document.sha256, 2]))


def test_newer_rules_hide_anew_and_take_back_what_they_no_longer_find(letter, moderator, monkeypatch):
    rule(WithheldSpan.objects.filter(page=1), WithheldSpan.Ruling.KEPT, moderator)
    monkeypatch.setattr("datascores.corpus.personal.step.PERSONAL_VERSION", "0")
    monkeypatch.setattr(hiding, "PERSONAL_VERSION", "0")
    monkeypatch.setattr(hiding, "find_personal", lambda texts, entries: [[] for _ in texts])
    assert behind()["personal"] == 1
    catch_up()
    assert set(WithheldSpan.objects.values_list("page", "ruling")) == {(1, "kept")}
    assert "Pellworth" in OUTLETS["reader"](letter) and found_by("pellworth") == 1
    assert set(behind().values()) == {0}


def test_a_moderator_hides_what_no_rule_has_found(letter, moderator, client):
    client.force_login(moderator)
    address = reverse("admin:corpus_withheldspan_hide")
    said = client.post(address, {"document": letter.sha256, "words": "scores  CLAIMS"}, follow=True).content.decode()
    assert "Hidden at 2 places" in said
    catch_up()
    assert "scores claims" not in OUTLETS["reader"](letter) and found_by('"scores claims"') == 0
    assert "48,215 were scored" in OUTLETS["reader"](letter)


@pytest.mark.parametrize(
    ("sha256", "words", "fault"),
    [("f" * 64, "claims", "No document with this hash"), ("", "zebra", "stands on no page")],
)
def test_hiding_words_that_are_not_there_says_so_and_writes_nothing(letter, moderator, client, sha256, words, fault):
    client.force_login(moderator)
    before = WithheldSpan.objects.count()
    answer = client.post(
        reverse("admin:corpus_withheldspan_hide"), {"document": sha256 or letter.sha256, "words": words}
    )
    assert fault in answer.content.decode() and WithheldSpan.objects.count() == before


def test_a_file_name_may_not_tell_the_fuller_name_of_whom_the_letter_greets():
    make_catalogue()
    open_collection("files")
    content = io.BytesIO(make_pdf(first_page))
    receipt = submit(NewArrival(collection="files", file_name="Letter to Olive_Wetherell.pdf"), content)
    catch_up()
    document = Document.objects.get(sha256=receipt.sha256)
    assert str(document) == f"Letter to {'█' * 15}.pdf"


def test_staff_who_may_not_rule_see_no_names_and_hide_nothing(letter, client):
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get(reverse("admin:corpus_withheldspan_hide")).status_code == 403
    assert "Pellworth" not in client.get(reverse("page", args=[letter.sha256, 2])).content.decode()
