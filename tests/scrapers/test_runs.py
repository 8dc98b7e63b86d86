"""A run that is killed goes on where it stopped; a second run asks only whether anything has changed."""

from __future__ import annotations

import shutil
from collections import Counter
from random import Random
from time import monotonic, sleep

import pytest

from scrapers.models import Asked, Result, Run
from scrapers.runs import RunBusy, alone, begin, finish, plan_of, still_to_ask
from scrapers.targets import Target

ADDRESSES, KILLS = 120, 3
UNDER_WAY = 16  # requests that Scrapy has under way at once (CONCURRENT_REQUESTS): asked, and not written down yet


def held(portal) -> dict[str, list[tuple]]:
    """All that a run leaves but its times and names."""
    return {
        "documents": portal.rows("SELECT sha256, size, name FROM corpus_document ORDER BY sha256"),
        "versions": portal.rows(
            "SELECT url, content_hash, sha256 FROM corpus_addressversion v JOIN corpus_address a ON a.id = v.address_id"
            " JOIN corpus_document d ON d.id = v.document_id ORDER BY url"
        ),
        "arrivals": portal.rows(
            "SELECT file_name, search_term, fingerprint <> '' FROM corpus_arrival ORDER BY file_name"
        ),
        "asked": portal.rows("SELECT url, result, status, arrivals, documents FROM scrapers_asked ORDER BY url"),
    }


def test_killed_run_goes_on_and_leaves_what_an_unbroken_one_leaves(portal, site, empty_data, tmp_path):
    for number in range(ADDRESSES):
        site.say(f"/{number}", f"words of page {number}".encode(), ETag=f'"{number}"')
    path = portal.data / "list.txt"
    path.write_text("\n".join(site.url(f"/{number}") for number in range(ADDRESSES + 5)))  # five are not there
    chance = Random(7)
    for _ in range(KILLS):
        before = len(site.asked)
        with portal.collecting(path) as process:
            end = monotonic() + 60
            while len(site.asked) < before + chance.randrange(5, 30) and process.poll() is None and monotonic() < end:
                sleep(0.02)
    last = portal.manage(
        *("collect", "urls", str(path), "--source", "web", "--delay", "0.01"),
        CONTACT="desk@portal.example", COLLECT_PRIVATE_HOSTS="127.0.0.1",
    )  # fmt: skip
    assert "Taking up the run" in last.stdout and "addresses are done" in last.stdout
    assert "120 new documents, 120 new arrivals." in last.stdout
    twice = [count for path, count in Counter(site.paths()).items() if path != "/robots.txt" and count > 1]
    assert len(twice) <= KILLS * UNDER_WAY
    unbroken = type(portal)(tmp_path / "unbroken")
    shutil.copytree(empty_data, unbroken.data)
    unbroken.collect(path.read_text())
    assert held(portal) == held(unbroken)
    assert portal.rows("SELECT state, starts FROM scrapers_run") == [("done", KILLS + 1)]


def test_second_run_asks_with_what_validates_and_is_answered_without_content(portal, site):
    for number in range(20):
        validators = (
            {"ETag": f'"{number}"'} if number % 2 else {"Last_Modified": f"Mon, 06 May 2024 09:00:{number:02} GMT"}
        )
        site.say(f"/{number}", f"words of page {number}".encode(), **validators)
    listing = "\n".join(site.url(f"/{number}") for number in range(20))
    portal.collect(listing)
    before, first = portal.counts(), len(site.asked)
    again = portal.collect(listing)
    assert again.returncode == 0 and "Nothing was added." in again.stdout
    assert portal.counts() == before
    assert [asked.status for asked in site.asked[first:] if asked.path != "/robots.txt"] == [304] * 20
    assert portal.rows("SELECT count(*) FROM scrapers_asked WHERE is_conditional") == [(20,)]


@pytest.mark.django_db
class TestRows:
    targets = [Target("https://a.example/"), Target("https://b.example/", ("risk",))]

    def test_an_unfinished_run_of_the_same_list_is_taken_up(self):
        run = begin("urls", "web", self.targets)
        Asked.objects.create(run=run, url="https://a.example/", result=Result.NEW)
        again = begin("urls", "web", self.targets)
        assert again == run and again.starts == 2
        assert still_to_ask(again, self.targets) == self.targets[1:]

    def test_a_finished_one_or_another_list_or_collection_begins_anew(self):
        run = begin("urls", "web", self.targets)
        assert begin("urls", "other", self.targets) != run != begin("urls", "web", self.targets[:1])
        assert begin("urls", "web", self.targets, anew=True) != run
        finish(run)
        assert begin("urls", "web", self.targets).name != run.name

    def test_terms_are_part_of_the_plan(self):
        other = [self.targets[0], Target("https://b.example/", ("score",))]
        assert plan_of("urls", "web", self.targets) != plan_of("urls", "web", other)

    def test_a_run_that_brings_much_less_than_the_last_is_to_be_looked_at(self):
        for brought in (2, 2, 0):
            run = Run.objects.create(
                name=f"run {Run.objects.count()}", spider="urls", collection="web", plan="x", targets=2
            )
            for number in range(2):
                result = Result.UNCHANGED if number < brought else Result.FAILED
                Asked.objects.create(run=run, url=f"https://a.example/{number}", result=result)
            finish(run)
        alarms = list(Run.objects.order_by("pk").values_list("alarm", flat=True))
        assert alarms == ["", "", "0 of 2 addresses brought something; the last time it was 2."]

    def test_two_processes_are_not_at_the_same_run(self):
        run = begin("urls", "web", self.targets)
        with alone(run), pytest.raises(RunBusy, match="Another process is at the run"), alone(run):
            pass
        with alone(run):
            pass
