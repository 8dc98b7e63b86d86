"""The collect command from end to end: a real site, real Scrapy, a real database."""

from __future__ import annotations

import itertools
import json

import pytest
from django.core.management import CommandError, call_command

CLOSED = "its robots.txt does not allow it"
NOT_PUBLIC = "its name cannot be resolved, or leads to an address that is not public"


def page(words: str, token: str = "1") -> bytes:
    """A web page whose main text holds ``words``; ``token`` changes its bytes only."""
    text = f"<h1>Minutes</h1><p>{words} The panel met in the town hall and heard the report of the officers.</p>"
    return f"<!doctype html><html><body><!-- {token} --><main>{text}</main></body></html>".encode()


def test_fetched_file_becomes_a_document_that_says_where_it_came_from(collected):
    url = collected.site.url("/go")
    [(name, declared, term, run, sender)] = collected.portal.rows(
        "SELECT file_name, declared_type, search_term, run, sender FROM corpus_arrival a"
        " JOIN corpus_addressversion v ON v.id = a.address_version_id"
        f" JOIN corpus_address d ON d.id = v.address_id WHERE url = '{url}'"
    )
    assert (name, declared, term) == ("Annex A.pdf", "application/pdf", "risk score")
    assert run.startswith("urls 20")
    said = json.loads(sender)
    assert said["final_url"] == collected.site.url("/files/report.pdf")
    assert said["redirects"] == [url]
    assert (said["status"], said["etag"], said["last_modified"]) == (200, '"v1"', "Mon, 06 May 2024 09:00:00 GMT")


def test_each_address_that_brings_nothing_is_named_with_its_reason(collected):
    url = collected.site.url
    assert collected.failed == {
        url("/gone"): "status 404",
        url("/slow"): "no answer in time",
        url("/closed/x.pdf"): CLOSED,
        url("/closed/y.pdf"): CLOSED,
        url("/loop"): "max redirections reached",
        url("/to-file"): "status 302",
        url("/huge"): "larger than the limit",
        url("/inward"): f"its robots.txt could not be read ({NOT_PUBLIC}), so nothing was asked",
        url("/busy", "localhost"): "its robots.txt could not be read (status 503), so nothing was asked",
    }
    assert "line 13: not an http or https address: 'ftp://127.0.0.1/x'" in collected.done.stdout
    assert collected.done.returncode == 1
    assert collected.portal.counts() == {"document": 2, "original": 2, "arrival": 2, "address": 2, "addressversion": 2}


def test_what_robots_txt_closes_is_not_asked_for(collected):
    assert not [path for path in collected.site.paths() if path.startswith("/closed/")]
    assert {asked.path for asked in collected.site.asked if asked.host == "localhost"} == {"/robots.txt"}


def test_host_sees_who_we_are(collected):
    agents = {asked.user_agent for asked in collected.site.asked}
    assert len(agents) == 1
    [agent] = agents
    assert agent.startswith("DataScores/")
    assert agent.endswith(" (+desk@portal.example)")


def test_host_that_asks_us_to_wait_is_left_alone_that_long(collected):
    ours = [asked for asked in collected.site.asked if asked.host == "127.0.0.1"]
    refused = min((asked for asked in ours if asked.path == "/busy"), key=lambda asked: asked.at)
    later = [asked for asked in ours if asked.at > refused.at]
    assert "/busy" in [asked.path for asked in later]
    assert min(asked.at for asked in later) - refused.at >= 1


def test_new_collection_from_the_web_is_quoted_only(collected):
    assert collected.portal.rows("SELECT slug, rights FROM corpus_collection") == [("web", "quoted")]


def test_host_that_asks_us_to_wait_for_a_year_is_not_asked_again(portal, site):
    site.say("/busy", status=429, Retry_After="31536000")
    site.say("/other", b"other words")
    done = portal.collect(f"{site.url('/busy')}\n{site.url('/other')}")
    assert done.returncode == 1
    assert site.paths() == ["/robots.txt", "/busy"]
    assert done.stdout.count("its host asked us to wait 31536000 seconds") == 2


def test_second_run_adds_what_has_changed_and_nothing_else(portal, site):
    site.say("/a.txt", b"a page of words")
    site.say("/b", page("Nothing was decided."), Content_Type="text/html")
    site.say("/b", page("Nothing was decided.", token="2"), Content_Type="text/html")
    site.say("/b", page("The contract was awarded."), Content_Type="text/html")
    listing = f"{site.url('/a.txt')}\n{site.url('/b')}\n"
    first = portal.collect(listing)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "2 new documents, 2 new arrivals." in first.stdout
    before = portal.counts()
    second = portal.collect(listing)
    assert second.returncode == 0, second.stdout + second.stderr
    assert portal.counts() == before
    assert "0 new documents, 0 new arrivals.\nNothing was added." in second.stdout
    third = portal.collect(listing)
    assert "1 new documents, 1 new arrivals." in third.stdout
    assert portal.counts() == {"document": 3, "original": 3, "arrival": 3, "address": 2, "addressversion": 3}


def test_host_is_asked_one_thing_at_a_time_with_the_delay_between(portal, site):
    for number in range(4):
        site.say(f"/{number}", b"words %d" % number, seconds=0.05)
    portal.collect("\n".join(site.url(f"/{number}") for number in range(4)), "--delay", "0.3")
    asked = sorted(site.asked, key=lambda one: one.at)
    assert len(asked) == 5
    assert all(later.at >= earlier.until for earlier, later in itertools.pairwise(asked))
    assert asked[-1].at - asked[0].at >= 0.9  # four delays, less what the first request came late


def test_own_network_is_closed_unless_a_host_is_named(portal, site):
    site.say("/a", b"words not meant for others")
    hosts = ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]")
    listing = "\n".join(site.url("/a", host) for host in hosts)
    done = portal.collect(listing, "--delay", "1", COLLECT_PRIVATE_HOSTS="")
    assert done.returncode == 1
    assert done.stdout.count(f"its robots.txt could not be read ({NOT_PUBLIC})") == len(hosts), done.stdout
    assert site.asked == []
    assert portal.counts()["arrival"] == 0


@pytest.fixture
def listing(tmp_path, site):
    path = tmp_path / "list.txt"
    path.write_text(f"{site.url('/a')}\n{site.url('/b')}\n{site.url('/a', 'localhost')}\nnonsense\n")
    return path


def test_without_a_contact_nothing_is_sent(db, settings, site, listing):
    settings.CONTACT, settings.COLLECT_PRIVATE_HOSTS = "", ["127.0.0.1", "localhost"]
    with pytest.raises(CommandError, match="Set DATASCORES_CONTACT; nothing was sent"):
        call_command("collect", "urls", str(listing), "--source", "web")
    assert site.asked == []


def test_dry_run_counts_and_sends_nothing(db, settings, site, listing, capsys):
    call_command("collect", "urls", str(listing), "--source", "web", "--delay", "3", "--dry-run")
    said = capsys.readouterr().out
    assert "Would send 5 requests to 2 hosts: 3 addresses" in said
    assert "0:00:06 or longer" in said
    assert "line 4: not an http or https address: 'nonsense'" in said
    assert site.asked == []


def test_limit_is_kept_and_said(db, listing, capsys):
    call_command("collect", "urls", str(listing), "--source", "web", "--limit", "1", "--dry-run")
    said = capsys.readouterr().out
    assert "first 1 of them" in said
    assert "Would send 2 requests to 1 hosts: 1 addresses" in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--source", "web", "--delay", "0.5"], "--delay must be 1.0 to 3600"),
        (["--source", "web", "--delay", "nan"], "--delay must be"),
        (["--source", "web", "--timeout", "0"], "--timeout must be"),
        (["--source", "web", "--limit", "0"], "--limit must be"),
        (["--source", "no slug"], "is no slug"),
    ],
)
def test_nonsense_is_refused_before_anything_is_sent(db, listing, site, options, words):
    with pytest.raises(CommandError, match=words):
        call_command("collect", "urls", str(listing), *options)
    assert site.asked == []
