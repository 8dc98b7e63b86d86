import io
import zipfile

import pytest

from datascores.catalogue.models import Alias, Authority, Company, System
from datascores.corpus.failures import retry
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Arrival, Document, Failure, Label, Mention, PageText, Takedown
from datascores.corpus.segmenting import SegmentStep
from datascores.pipeline import behind, catch_up, submit
from search.engine.clauses import Everything
from search.engine.port import EngineUnavailable, EngineUnreachable
from search.index import open_engine
from search.indexing import IndexStep

pytestmark = pytest.mark.django_db

REPLY = b"""Saltmere County Council can confirm that it uses Redwing Compass for planning.
The council does not use anything else.
"""


@pytest.fixture
def catalogue():
    Authority.objects.create(slug="saltmere", name="Saltmere County Council", nation="England", region="South West")
    maker = Company.objects.create(slug="redwing", name="Redwing Analytics")
    system = System.objects.create(slug="compass", name="Compass Planner", maker=maker)
    Alias.objects.create(record=system, text="Redwing Compass")
    return system


def take_in(content: bytes = REPLY, name: str = "reply.txt", **about):
    return submit(NewArrival(collection="files", file_name=name, **about), io.BytesIO(content))


def rows():
    return list(
        Mention.objects.order_by("page", "start").values_list(
            "record__slug", "start", "end", "rule", "segment", "is_evidence"
        )
    )


def ids(**filters):
    return list(open_engine().iter_ids(Everything(), {name: [value] for name, value in filters.items()}))


def test_a_document_walks_from_bytes_to_a_search_hit(catalogue):
    receipt = take_in()
    catch_up()
    document = Document.objects.get()
    assert (document.status, document.page_count) == ("ok", 1)
    assert {row[0] for row in rows()} == {"saltmere", "compass"}
    assert ids(system="compass", named="saltmere", nation="England") == [receipt.sha256]


def test_a_second_round_does_nothing(catalogue):
    take_in()
    catch_up()
    assert catch_up().forward == 0
    assert set(behind().values()) == {0}


def test_removing_an_alias_removes_its_mentions_and_adding_it_back_restores_them(catalogue):
    take_in()
    catch_up()
    before = rows()
    Alias.objects.get(text="Redwing Compass").delete()
    catch_up()
    assert "compass" not in {row[0] for row in rows()}
    assert ids(system="compass") == []
    Alias.objects.create(record=catalogue, text="Redwing Compass")
    catch_up()
    assert rows() == before
    assert len(ids(system="compass")) == 1


def test_an_edited_rule_rewrites_only_documents_with_a_candidate(catalogue):
    take_in()
    take_in(b"Nothing of the kind is held here.", "other.txt")
    catch_up()
    catalogue.context_words = "planning"
    catalogue.save()
    assert behind()["match"] == 1


def test_a_deleted_record_leaves_the_index(catalogue):
    take_in()
    catch_up()
    catalogue.delete()
    catch_up()
    assert "compass" not in {row[0] for row in rows()}
    assert ids(system="compass") == []


def test_a_persons_label_reaches_the_index(catalogue):
    receipt = take_in()
    catch_up()
    assert ids(authority="saltmere") == []
    Label.objects.create(
        document_id=receipt.document_id, kind="authority", value="saltmere", standing=Label.Standing.CONFIRMED
    )
    catch_up()
    assert ids(authority="saltmere") == [receipt.sha256]


def test_a_new_arrival_adds_its_collection_to_the_index(catalogue):
    receipt = take_in()
    catch_up()
    submit(NewArrival(collection="mail", file_name="again.txt"), io.BytesIO(REPLY))
    catch_up()
    assert ids(source="mail") == [receipt.sha256]


def test_a_taken_down_document_leaves_the_index_and_a_rebuild_does_not_bring_it_back(catalogue):
    from search.indexing import rebuild_index

    receipt = take_in()
    catch_up()
    Takedown.objects.create(sha256=receipt.sha256, reason="Personal data.")
    catch_up()
    assert ids() == []
    rebuild_index()
    assert ids() == []


def test_members_of_a_zip_are_documents_with_their_container_as_parent(catalogue):
    take_in(zipped({"in/reply.txt": REPLY, "note.txt": b"A note on Redwing Compass."}), "both.zip")
    catch_up()
    members = Arrival.objects.filter(parent__document__name="both.zip")
    assert {member.document.name for member in members} == {"reply.txt", "note.txt"}
    assert len(ids(system="compass")) == 2


def test_a_container_that_comes_again_brings_its_members_again():
    content = zipped({"note.txt": b"A note."})
    take_in(content, "first.zip")
    catch_up()
    take_in(content, "second.zip")
    catch_up()
    note = Document.objects.get(name="note.txt")
    assert {arrival.parent.file_name for arrival in note.arrivals.all()} == {"first.zip", "second.zip"}


def test_a_lost_index_is_made_again_from_the_database(catalogue, settings):
    import shutil

    receipt = take_in()
    catch_up()
    shutil.rmtree(settings.INDEX_DIR)
    with pytest.raises(EngineUnavailable):
        ids()
    catch_up()
    assert ids() == [receipt.sha256]


def test_reading_again_with_other_words_keeps_the_old_text_and_moves_the_pointer(catalogue, monkeypatch):
    from datascores.corpus import readings
    from datascores.corpus.extract.reading import PageReading, Reading, Status

    take_in()
    catch_up()
    old = PageText.objects.get()
    document = Document.objects.get()
    page = PageReading(number=1, text="Other words.", read_by="text")
    newer = Reading("txt", Status.OK, pages=(page,), engine="newer engine")
    readings.keep_pages({document: newer})
    assert PageText.objects.count() == 2
    assert document.pages.get().text.text == "Other words."
    assert PageText.objects.get(pk=old.pk).text == old.text


def test_a_document_at_which_a_step_fails_is_named_and_does_not_hold_up_the_others(catalogue, monkeypatch):
    bad, good = take_in(b"bad words", "bad.txt"), take_in()
    make = SegmentStep.make

    def failing(self, document):
        if document.sha256 == bad.sha256:
            raise ValueError("cannot cut this")
        return make(self, document)

    monkeypatch.setattr(SegmentStep, "make", failing)
    outcome = catch_up()
    assert len(outcome.failures) == 1
    assert bad.sha256 in outcome.failures[0]
    assert ids() == [good.sha256]
    monkeypatch.undo()
    catch_up()
    assert set(ids()) == {bad.sha256, good.sha256}


def test_a_failing_document_is_left_alone_for_longer_each_time_and_forgotten_when_it_goes_through(monkeypatch):
    bad = fail_at_cutting(monkeypatch)
    assert catch_up(at_most=10).failed == 1
    failure = Failure.objects.get()
    assert (failure.document.sha256, failure.step, failure.reason) == (bad, "segment", "ValueError: cannot cut this")
    assert catch_up(at_most=10).failed == 0 and behind()["segment"] == 1
    retry(Failure.objects.all())
    assert catch_up(at_most=10).failed == 1
    again = Failure.objects.get()
    assert again.tries == 2
    assert again.again_at - again.at == 2 * (failure.again_at - failure.at)
    monkeypatch.undo()
    assert catch_up().failures == []  # who asks by hand does not wait
    assert not Failure.objects.exists() and behind()["segment"] == 0


def test_a_step_that_cannot_begin_is_told_and_the_others_go_on(monkeypatch):
    def unreachable(self):
        raise EngineUnreachable("The search engine cannot be reached.")

    take_in()
    monkeypatch.setattr(IndexStep, "prepare", unreachable)
    outcome = catch_up()
    assert outcome.failures == ["index cannot begin: The search engine cannot be reached."]
    assert outcome.done["match"] == 1 and outcome.failed == 0
    monkeypatch.undo()
    assert catch_up().failures == []
    assert len(ids()) == 1


def fail_at_cutting(monkeypatch) -> str:
    def failing(self, document):
        raise ValueError("cannot cut this\nsecond line")

    monkeypatch.setattr(SegmentStep, "make", failing)
    return take_in().sha256


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()
