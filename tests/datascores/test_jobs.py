from datetime import timedelta

import pytest
from django.utils import timezone

from datascores import jobs
from datascores.corpus.models import Job
from search.index import open_engine
from tests.letters import index_all, make_letter

pytestmark = pytest.mark.django_db


def test_a_job_is_taken_by_priority_and_only_once():
    jobs.ask("rebuild_index", priority=5)
    first = jobs.ask("rebuild_index", priority=1)
    assert jobs.take() == first
    assert jobs.take() != first
    assert jobs.take() is None


def test_a_job_nobody_does_is_refused():
    with pytest.raises(KeyError, match="rebuild_index"):
        jobs.ask("make_tea")


def test_a_done_job_says_what_it_did():
    jobs.ask("rebuild_index")
    job = jobs.take()
    jobs.do(job)
    job.refresh_from_db()
    assert (job.state, job.result["documents"]) == (Job.State.DONE, 0)
    assert open_engine().status().documents == 0


def test_a_failed_job_keeps_its_message(monkeypatch):
    def fail(job, beat):
        raise OSError("no space left on the disk")

    monkeypatch.setitem(jobs.KINDS, "rebuild_index", fail)
    jobs.ask("rebuild_index")
    job = jobs.take()
    jobs.do(job)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "no space left" in job.error


def test_a_job_whose_worker_died_is_taken_again_and_given_up_after_three_tries():
    jobs.ask("rebuild_index")
    for tries in (1, 2, 3):
        job = jobs.take()
        assert job.tries == tries
        assert jobs.take() is None  # it is running, as far as anybody knows
        Job.objects.update(beat_at=timezone.now() - jobs.BEAT_LOST - timedelta(seconds=1))
    assert jobs.take() is None
    assert Job.objects.get().state == Job.State.FAILED


def test_progress_is_a_sign_of_life():
    jobs.ask("rebuild_index")
    job = jobs.take()
    Job.objects.update(beat_at=timezone.now() - timedelta(days=1))
    jobs.do(job)
    assert Job.objects.get().state == Job.State.DONE


def test_an_export_job_writes_a_file_that_appears_only_when_it_is_whole(settings):
    for number in range(12):
        make_letter(f"{number}.txt", [f"Letter number {number}."])
    index_all()
    jobs.ask_search("export", {"query": "q=", "table": "documents", "format": "csv"})
    job = jobs.take()
    jobs.do(job)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    written = jobs.folder_of(job) / job.result["file"]
    assert (job.result["rows"], len(written.read_text().splitlines())) == (12, 13)
    assert (job.done, job.total) == (12, 12)
    assert not list(written.parent.glob("*.unfinished"))


def test_the_same_export_asked_for_twice_is_one_job():
    wanted = {"query": "q=x", "table": "documents", "format": "csv"}
    first = jobs.ask_search("export", wanted)
    assert jobs.ask_search("export", wanted) == first
    assert jobs.ask_search("export", {**wanted, "format": "xlsx"}) != first
    jobs.do(jobs.take())
    assert jobs.ask_search("export", wanted).pk > first.pk


def test_more_exports_than_may_wait_are_refused():
    for number in range(jobs.MOST_WAITING):
        jobs.ask_search("export", {"query": f"q={number}", "table": "documents", "format": "csv"})
    with pytest.raises(jobs.QueueFull):
        jobs.ask_search("export", {"query": "q=one+more", "table": "documents", "format": "csv"})


def test_an_export_of_an_index_that_fails_midway_is_a_failed_job_without_a_file(monkeypatch):
    for number in range(120):
        make_letter(f"{number}.txt", ["score"])
    index_all()
    job = jobs.ask_search("export", {"query": "q=score", "table": "passages", "format": "csv"})

    def fail_in_the_second_batch(ids, *rest, seen=[]):  # noqa: B006  # the list is what remembers
        seen.append(ids)
        if len(seen) == 2:
            raise OSError("the disk is gone")
        return iter(())

    monkeypatch.setattr("search.exports.making.rows_of", fail_in_the_second_batch)
    jobs.do(jobs.take())
    job.refresh_from_db()
    assert job.state == Job.State.FAILED and "the disk is gone" in job.error
    assert not list(jobs.folder_of(job).glob("passages.csv*"))
