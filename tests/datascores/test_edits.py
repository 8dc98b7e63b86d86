"""What an edit of catalogue, labels or rulings changes in the corpus, and what it leaves alone."""

import csv
import io

import pytest
from django.core.management import call_command

from datascores.catalogue.models import Alias, Authority, System
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, Label, Mention, PageText, Stamp, WithheldSpan
from datascores.pipeline import behind, catch_up, submit
from search.engine.clauses import Everything, Term
from search.index import open_engine

pytestmark = pytest.mark.django_db

REPLY = b"Saltmere County Council uses Redwing Compass."


@pytest.fixture
def council():
    return Authority.objects.create(slug="saltmere", name="Saltmere County Council", nation="England", region="West")


@pytest.fixture
def system():
    return System.objects.create(slug="compass", name="Redwing Compass")


def take_in(content: bytes = REPLY, **about):
    return submit(NewArrival(collection="files", file_name="reply.txt", **about), io.BytesIO(content))


def count(**filters) -> int:
    return open_engine().count(Everything(), {name: [value] for name, value in filters.items()})


def test_an_edit_of_another_record_leaves_the_rows_of_a_document_untouched(council, system):
    take_in()
    catch_up()
    rows = set(Mention.objects.values_list("pk", flat=True))
    Alias.objects.create(record=System.objects.create(slug="tern", name="Tern Score"), text="Tern Index")
    catch_up()
    assert set(Mention.objects.values_list("pk", flat=True)) == rows


def test_a_deleted_record_gives_back_the_words_that_it_overlaid(council, system):
    take_in()
    catch_up()
    longer = System.objects.create(slug="compass-plus", name="uses Redwing Compass")
    catch_up()
    assert not Mention.objects.filter(record=system).exists()
    longer.delete()
    catch_up()
    assert Mention.objects.filter(record=system).count() == 1
    assert count(system="compass") == 1


def exported() -> str:
    """The mentions export without the version of the catalogue."""
    out = io.StringIO()
    call_command("mentions", "--format", "csv", stdout=out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    return "\n".join(str({key: value for key, value in row.items() if key != "catalogue_version"}) for row in rows)


def test_a_name_added_and_removed_leaves_the_export_byte_for_byte_as_it_was(council, system):
    take_in(REPLY + b" Compass Reach (CR) is ours. The Tern sees CR and Redwing Compass Reach.")
    take_in(b"Saltmere is a place; Compass is a word.")
    catch_up()
    before = exported()
    name = Alias.objects.create(record=system, text="Compass Reach")
    catch_up()
    assert exported() != before
    name.delete()
    catch_up()
    assert exported() == before


def test_a_rule_of_a_record_that_changes_is_followed(council, system):
    take_in(b"The compasses: two Redwing Compasses.")
    catch_up()
    assert not Mention.objects.exists()
    System.objects.filter(pk=system.pk).update(allows_plural=True)
    catch_up()
    assert [mention.surface for mention in Mention.objects.all()] == ["Redwing Compasses"]


def test_a_moved_region_reaches_the_index(council, system):
    take_in()
    catch_up()
    council.region = "North"
    council.save()
    catch_up()
    assert (count(region="West"), count(region="North")) == (0, 1)


def test_the_region_of_a_body_that_only_a_label_names_reaches_the_index_and_follows(council):
    take_in(b"Nothing is held.", stated_authority="saltmere")
    catch_up()
    assert count(region="West") == 1
    council.region = "North"
    council.save()
    catch_up()
    assert (count(region="West"), count(region="North")) == (0, 1)


def test_the_date_of_a_document_decides_between_bodies_that_followed_each_other():
    old = Authority.objects.create(slug="old", name="Fenwick Council", end_date="2009-03-31")
    new = Authority.objects.create(slug="new", name="Fenwick Unitary Council", start_date="2009-04-01")
    Alias.objects.create(record=new, text="Fenwick Council")
    old.successors.add(new)
    receipt = take_in(b"Fenwick Council uses no such thing.", stated_date="2005")
    catch_up()
    named = set(Mention.objects.values_list("record__slug", flat=True))
    Label.objects.create(document_id=receipt.document_id, kind="date", value="2018", standing=Label.Standing.CONFIRMED)
    catch_up()
    assert (named, set(Mention.objects.values_list("record__slug", flat=True))) == ({"old"}, {"new"})


def withhold(words: str) -> WithheldSpan:
    text = PageText.objects.get()
    start = text.text.index(words)
    return WithheldSpan.objects.create(
        document=text.document, page=1, start=start, end=start + len(words), text_hash=text.text_hash, reason="box"
    )


def test_withheld_words_leave_index_and_mentions_and_come_back_when_released(council, system):
    take_in()
    catch_up()
    span = withhold("Redwing Compass")
    catch_up()
    assert not Mention.objects.filter(record=system).exists()
    assert open_engine().count(Term("redwing")) == 0
    span.ruling = WithheldSpan.Ruling.RELEASED
    span.save()
    catch_up()
    assert open_engine().count(Term("redwing")) == 1
    assert Mention.objects.filter(record=system).count() == 1


def test_fifty_documents_at_which_a_step_fails_do_not_hold_up_the_others(monkeypatch):
    from datascores.corpus.segmenting import SegmentStep

    for number in range(5):
        take_in(b"bad %d" % number)
    good = take_in(b"good words")
    make = SegmentStep.make

    def failing(self, document):
        if document.sha256 != good.sha256:
            raise ValueError("cannot cut this")
        return make(self, document)

    monkeypatch.setattr(SegmentStep, "make", failing)
    catch_up(at_most=2)
    catch_up(at_most=2)
    catch_up(at_most=2)
    assert open_engine().count(Term("good")) == 1
    assert behind()["segment"] == 5


def test_a_raised_limit_reads_again_what_was_too_large(settings):
    settings.EXTRACT_FILE_MB = 1
    take_in(b"word " * 300_000)
    catch_up()
    assert Document.objects.get().status == "too_large"
    settings.EXTRACT_FILE_MB = 3
    catch_up()
    assert Document.objects.get().status == "ok"
    assert behind()["extract"] == 0


def test_a_name_that_is_no_longer_ambiguous_is_found_in_its_other_spellings():
    plain = System.objects.create(slug="gauge", name="Twirl Gauge", name_is_ambiguous=True, context_words="housing")
    take_in(b"Staff use TwirlGauge and twirl-gauge daily.")
    catch_up()
    assert not Mention.objects.exists()
    plain.name_is_ambiguous = False
    plain.save()
    catch_up()
    assert [mention.surface for mention in Mention.objects.order_by("start")] == ["TwirlGauge", "twirl-gauge"]
    before = exported()
    Stamp.objects.filter(step="match").delete()
    catch_up()
    assert exported() == before, "looking afresh finds nothing that the edit should have found"
