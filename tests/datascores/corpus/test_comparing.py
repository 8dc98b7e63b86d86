"""Copies and near-same texts as the pipeline finds them: both ways, only within a body, never across a black box."""

import io
from dataclasses import replace

import pytest

from datascores.corpus import extraction, readings
from datascores.corpus.comparing import CompareStep
from datascores.corpus.copies import copies_for, near_same_of
from datascores.corpus.extract.reading import HiddenSpan, PageReading, Reading, Status
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Band, Document, Label, Signature, Stamp, Takedown, WithheldSpan
from datascores.pipeline import catch_up, submit
from search.engine.clauses import Everything
from search.index import open_engine

pytestmark = pytest.mark.django_db
LETTER = " ".join(f"Sentence {number} of the letter says what the council bought and why." for number in range(40))
SECRET = "and paid 12,000 pounds"


def take_in(text: str, name: str, authority: str = "saltmere") -> Document:
    receipt = submit(
        NewArrival(collection="post", file_name=name, stated_authority=authority), io.BytesIO(text.encode())
    )
    return Document.objects.get(pk=receipt.document_id)


def near(document: Document) -> set[str]:
    document.refresh_from_db()
    return {other.name for other, _ in near_same_of(document)}


def texts_counted() -> int:
    return open_engine().count_distinct("text", Everything())


@pytest.fixture
def boxes(monkeypatch):
    """A reader that finds the secret under a black box in files called so."""

    def read(pool, key, name, depth, seen=extraction.read_original):
        outcome = seen(pool, key, name, depth)
        if "boxed" not in name:
            return outcome
        pages = tuple(
            replace(page, hidden=(HiddenSpan(at, at + len(SECRET), "under a black box"),))
            for page in outcome.reading.pages
            if (at := page.text.index(SECRET)) >= 0
        )
        return replace(outcome, reading=replace(outcome.reading, pages=pages))

    monkeypatch.setattr(extraction, "read_original", read)


def test_files_with_the_same_words_are_copies_and_count_as_one_text():
    first, second = take_in(LETTER, "a.txt"), take_in(f"\n\n{LETTER}\n", "b.txt", authority="ardlinn")
    take_in("Other words.", "c.txt")
    catch_up()
    first.refresh_from_db()
    assert [twin.pk for twin in copies_for([first], 5)[first.pk].first] == [second.pk]
    assert texts_counted() == 2 and open_engine().count(Everything()) == 3


def test_documents_without_words_are_no_copies_of_each_other():
    blank, other = take_in(" ", "a.txt"), take_in("  ", "b.txt")
    catch_up()
    assert copies_for([Document.objects.get(pk=blank.pk)], 5)[blank.pk].count == 0
    assert Document.objects.get(pk=other.pk).text_hash == "" and texts_counted() == 0


def test_more_copies_than_are_named_are_still_counted():
    documents = [take_in(LETTER + "\n" * number, f"{number}.txt") for number in range(5)]
    catch_up()
    for document in Document.objects.all():
        copies = copies_for([document], 2)[document.pk]
        assert copies.count == 4 and len(copies.first) == 2 and document not in copies.first
    assert len(documents) == 5


def test_nearly_the_same_text_is_linked_both_ways_whichever_came_first():
    old = take_in(LETTER, "old.txt")
    catch_up()
    new = take_in(LETTER.replace("Sentence 7 of", "Paragraph 7 of"), "new.txt")
    take_in("Quite another letter, about the bins and the days on which they are emptied. " * 9, "bins.txt")
    catch_up()
    assert near(old) == {"new.txt"} and near(new) == {"old.txt"}
    assert 0.8 <= near_same_of(old)[0][1] < 1


def test_the_nearest_are_the_same_whichever_document_was_compared_first(monkeypatch):
    monkeypatch.setattr("datascores.corpus.copies.MOST_NEAR", 2)
    texts = {f"{number}.txt": LETTER + " An end." * number for number in range(5)}
    for name, text in texts.items():
        take_in(text, name)
    catch_up()
    found = {document.name: near(document) for document in Document.objects.all()}
    Stamp.objects.filter(step="compare").delete()
    for name in reversed(texts):
        CompareStep().run(CompareStep().due().filter(name=name))
    assert {document.name: near(document) for document in Document.objects.all()} == found
    assert all(len(names) == 2 for names in found.values())


def test_copies_are_not_called_nearly_the_same():
    document = take_in(LETTER, "a.txt")
    take_in(LETTER + "\n", "b.txt")
    catch_up()
    assert not near(document)


def test_nearly_the_same_text_of_another_or_of_no_known_body_is_not_linked():
    take_in(LETTER, "saltmere.txt")
    take_in(LETTER.replace("bought", "buys"), "ardlinn.txt", authority="ardlinn")
    take_in(LETTER.replace("bought", "had"), "nobody.txt", authority="")
    catch_up()
    assert [near(document) for document in Document.objects.all()] == [set(), set(), set()]


def test_link_follows_what_a_person_says_about_the_body():
    one, other = take_in(LETTER, "one.txt"), take_in(LETTER + " An end.", "other.txt", authority="")
    catch_up()
    label = Label.objects.create(document=other, kind="authority", value="saltmere", standing="confirmed")
    catch_up()
    assert near(one) == {"other.txt"}
    label.standing = "rejected"
    label.save()
    assert not near(one)  # at once, before the step has run again
    catch_up()
    assert not near(one) and not Signature.objects.filter(document=other).exists()


def test_second_run_changes_nothing_and_a_changed_text_loses_its_links():
    one = take_in(LETTER, "one.txt")
    take_in(LETTER + " An end.", "other.txt")
    catch_up()
    before = (len(near(one)), Band.objects.count(), Signature.objects.count())
    Document.objects.get(pk=one.pk).stamps.filter(step="compare").delete()
    assert catch_up().done["compare"] == 1
    assert (len(near(one)), Band.objects.count(), Signature.objects.count()) == before == (1, 40, 2)
    text = PageReading(number=1, text="Read anew.", read_by="text")
    newer = Reading("txt", Status.OK, pages=(text,), engine="newer")
    readings.keep_pages({Document.objects.get(pk=one.pk): newer})
    catch_up()
    assert not near(one) and Signature.objects.count() == 1


def test_taken_down_document_is_neither_copy_nor_near():
    one, copy = take_in(LETTER, "one.txt"), take_in(LETTER + "\n", "copy.txt")
    alike = take_in(LETTER + " An end.", "alike.txt")
    catch_up()
    for document in (copy, alike):
        Takedown.objects.create(sha256=document.sha256, reason="x")
    one.refresh_from_db()
    assert copies_for([one], 5)[one.pk].count == 0 and not near(one)


def test_open_file_does_not_tell_what_a_black_box_hides(boxes):
    text = f"{LETTER} We bought it {SECRET} for it."
    boxed, plain = take_in(text + "\n", "boxed.txt"), take_in(text, "plain.txt")
    catch_up()
    boxed.refresh_from_db()
    plain.refresh_from_db()
    assert WithheldSpan.objects.get().document == boxed
    assert boxed.text_hash != plain.text_hash and texts_counted() == 2
    assert not near(boxed) and not near(plain) and not Signature.objects.filter(document=boxed).exists()


def test_released_words_make_a_copy_again(boxes):
    text = f"{LETTER} We bought it {SECRET} for it."
    boxed, plain = take_in(text + "\n", "boxed.txt"), take_in(text, "plain.txt")
    catch_up()
    WithheldSpan.objects.update(ruling=WithheldSpan.Ruling.RELEASED)
    catch_up()
    boxed.refresh_from_db()
    assert [twin.pk for twin in copies_for([boxed], 5)[boxed.pk].first] == [plain.pk]
    assert texts_counted() == 1
