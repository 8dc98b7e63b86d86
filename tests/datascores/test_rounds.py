"""What a round of the pipeline tells the log: documents of each step, and where the time went."""

from __future__ import annotations

import io
import json
import logging
import logging.config

import pytest
from django.core.management import call_command

from datascores.benchmark.measures_workers import seconds_of_steps
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, Stamp
from datascores.dispatching import work
from datascores.operations.logs import logging_in
from datascores.pipeline import Round, catch_up, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters():
    for number in range(3):
        submit(NewArrival("files", f"{number}.txt"), io.BytesIO(b"A letter of the council, number %d." % number))


def steps_told(caplog) -> dict[str, int]:
    return {record.step: record.documents for record in caplog.records if hasattr(record, "working")}


def test_each_step_that_had_something_to_do_has_a_line(letters, caplog):
    caplog.set_level(logging.INFO, "datascores.pipeline")
    outcome = catch_up()
    outcome.log()
    told = steps_told(caplog)
    assert {"extract", "segment", "match", "index"} <= told.keys()
    assert "ocr" not in told  # nothing was due
    assert set(told.values()) == {3}
    for record in caplog.records:
        if hasattr(record, "working"):
            assert record.working > 0 and record.looking > 0
            assert record.getMessage().startswith(f"{record.step}: 3 documents in ")


def test_time_at_documents_and_time_to_find_them_are_told_apart(letters):
    outcome = catch_up()
    assert outcome.working.keys() == outcome.looking.keys() == outcome.done.keys()
    assert outcome.working["extract"] > outcome.working["ocr"] == 0


def test_a_round_with_nothing_to_do_tells_nothing(letters, caplog):
    catch_up()
    caplog.set_level(logging.INFO, "datascores.pipeline")
    catch_up().log()
    Round().log()
    assert steps_told(caplog) == {}


def test_documents_that_fail_are_counted_in_their_step(letters, caplog, monkeypatch):
    def fail(self, documents):
        raise OSError("no room")

    caplog.set_level(logging.INFO, "datascores.pipeline")
    monkeypatch.setattr("datascores.corpus.segmenting.SegmentStep.make", fail)
    outcome = catch_up()
    outcome.log()
    assert (outcome.failed, steps_told(caplog)["segment"]) == (3, 3)


@pytest.mark.parametrize("worker", [lambda: work("extract"), lambda: call_command("work", "--once")])
def test_workers_of_both_kinds_tell_their_rounds(letters, caplog, worker):
    caplog.set_level(logging.INFO, "datascores.pipeline")
    worker()
    assert steps_told(caplog)["extract"] == 3


def test_the_benchmark_adds_up_what_workers_told(letters, caplog, tmp_path):
    caplog.set_level(logging.INFO, "datascores.pipeline")
    outcome = catch_up()
    outcome.log()
    form = logging.config.DictConfigurator(logging_in("json")).configure_formatter(
        logging_in("json")["formatters"]["json"]
    )
    lines = [form.format(record) for record in caplog.records]
    (tmp_path / "work0.log").write_text("\n".join(["Not JSON.", '{"message": "something else"}', *lines]))
    (tmp_path / "work1.log").write_text("\n".join(lines))
    seconds = seconds_of_steps(tmp_path)
    assert seconds["match"] == pytest.approx(2 * outcome.working["match"], abs=0.002)
    told = [json.loads(line) for line in lines if "working" in line]
    assert seconds["looking"] == pytest.approx(2 * sum(line["looking"] for line in told))


def test_a_worker_takes_what_it_found_through_all_steps(letters):
    done = catch_up(at_most=2).done
    assert {done[step] for step in ("extract", "segment", "match", "index")} == {2}
    done = catch_up(at_most=2).done
    assert {done[step] for step in ("extract", "segment", "match", "index")} == {1}
    assert catch_up(at_most=2).forward == 0


def test_a_worker_who_looks_on_comes_back_to_what_is_due_before(letters):
    for _ in range(2):
        catch_up(at_most=2)
    first = Document.objects.order_by("pk")[0]
    Stamp.objects.filter(document=first, step="segment").delete()
    outcome = catch_up(at_most=2)
    assert outcome.done["extract"] == 0 and outcome.done["segment"] == 1
    assert not Document.objects.filter(pk=first.pk).exclude(stamps__step="segment").exists()


def test_new_documents_without_end_do_not_hold_up_an_old_one(letters):
    catch_up()
    first = Document.objects.order_by("pk")[0]
    for number in range(25):
        submit(NewArrival("files", f"new {number}.txt"), io.BytesIO(b"A new letter, number %d." % number))
        if number == 2:
            Stamp.objects.filter(document=first, step="extract").delete()
        catch_up(at_most=1)
        submit(NewArrival("files", f"also new {number}.txt"), io.BytesIO(b"Another letter, number %d." % number))
    assert Stamp.objects.filter(document=first, step="extract").exists()
