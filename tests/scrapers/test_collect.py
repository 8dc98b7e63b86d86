"""The collect command from end to end: a real site, real Scrapy, a real database."""
from __future__ import annotations

import json
from types import SimpleNamespace


def page(words: str, token: str = "1") -> bytes:
    """A web page whose main text is ``words``; ``token`` changes its bytes only."""
    text = f"<h1>Minutes</h1><p>{words} The panel met in the town hall and heard the report of the officers.</p>"
    return f"<!doctype html><html><body><!-- {token} --><main>{text}</main></body></html>".encode()


def answer(body: bytes = b"", status: int = 200, seconds: float = 0, **headers: str) -> SimpleNamespace:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return SimpleNamespace(body=body, status=status, seconds=seconds, headers=named)


def test_fetched_file_becomes_a_document_that_says_where_it_came_from(portal, site):
    site.pages["/go"] = answer(status=302, Location="/files/report.pdf")
    site.pages["/files/report.pdf"] = answer(
        b"%PDF-1.4 a report", Content_Type="application/pdf", ETag='"v1"', Last_Modified="Mon, 06 May 2024 09:00:00 GMT",
        Content_Disposition='attachment; filename="Annex A.pdf"',
    )
    done = portal.collect(f"href,search_category\n{site.url('/go')},risk score\n", name="list.csv")
    assert done.returncode == 0, done.stdout + done.stderr
    assert portal.counts() == {"document": 1, "original": 1, "arrival": 1, "address": 1, "addressversion": 1}
    [(name, declared, term, run, sender, url)] = portal.rows(
        "SELECT file_name, declared_type, search_term, run, sender, url FROM corpus_arrival a"
        " JOIN corpus_addressversion v ON v.id = a.address_version_id JOIN corpus_address d ON d.id = v.address_id"
    )
    assert (name, declared, term, url) == ("Annex A.pdf", "application/pdf", "risk score", site.url("/go"))
    assert run.startswith("urls 20")
    said = json.loads(sender)
    assert said["final_url"] == site.url("/files/report.pdf")
    assert said["redirects"] == [site.url("/go")]
    assert (said["status"], said["etag"], said["last_modified"]) == (200, '"v1"', "Mon, 06 May 2024 09:00:00 GMT")


def test_host_sees_who_we_are(portal, site):
    site.pages["/a"] = answer(b"a page of words")
    portal.collect(site.url("/a"))
    assert site.paths() == ["/robots.txt", "/a"]
    for asked in site.asked:
        assert asked.user_agent.startswith("DataScores/")
        assert asked.user_agent.endswith(" (+desk@portal.example)")


def test_second_run_adds_nothing_and_says_so(portal, site):
    site.pages["/a.txt"] = answer(b"a page of words")
    site.pages["/b"] = answer(page("Nothing was decided."), Content_Type="text/html")
    listing = f"{site.url('/a.txt')}\n{site.url('/b')}\n"
    assert "2 new documents, 2 new arrivals." in portal.collect(listing).stdout
    before = portal.counts()
    site.pages["/b"] = answer(page("Nothing was decided.", token="2"), Content_Type="text/html")  # other bytes, same words
    again = portal.collect(listing)
    assert again.returncode == 0, again.stdout + again.stderr
    assert portal.counts() == before
    assert "0 new documents, 0 new arrivals." in again.stdout
    assert "Nothing was added." in again.stdout
    assert portal.rows("SELECT count(*) FROM corpus_addressversion WHERE last_seen > first_seen") == [(2,)]


def test_changed_page_gets_a_second_version_and_the_old_one_stays(portal, site):
    site.pages["/b"] = answer(page("Nothing was decided."), Content_Type="text/html")
    portal.collect(site.url("/b"))
    site.pages["/b"] = answer(page("The contract was awarded."), Content_Type="text/html")
    done = portal.collect(site.url("/b"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert portal.counts() == {"document": 2, "original": 2, "arrival": 2, "address": 1, "addressversion": 2}
    assert portal.rows("SELECT count(DISTINCT document_id) FROM corpus_addressversion") == [(2,)]


def test_address_under_another_term_is_an_arrival_of_the_same_document(portal, site):
    site.pages["/b"] = answer(page("Nothing was decided."), Content_Type="text/html")
    portal.collect(f"url,term\n{site.url('/b')},risk\n{site.url('/b#top')},score\n", name="list.csv")
    assert site.paths().count("/b") == 1
    site.pages["/b"] = answer(page("Nothing was decided.", token="2"), Content_Type="text/html")
    done = portal.collect(f"url,term\n{site.url('/b')},profile\n", name="list.csv")
    assert portal.counts() == {"document": 1, "original": 1, "arrival": 3, "address": 1, "addressversion": 1}
    assert portal.rows("SELECT search_term FROM corpus_arrival ORDER BY id") == [("risk",), ("score",), ("profile",)]
    assert "0 new documents, 1 new arrivals." in done.stdout


def test_each_address_that_brings_nothing_is_named_with_its_reason(portal, site):
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /closed/*.pdf\n")
    site.pages["localhost/robots.txt"] = answer(b"", status=503)
    site.pages["/good.txt"] = answer(b"good words")
    site.pages["/slow"] = answer(b"late", seconds=30)
    site.pages["/loop"] = answer(status=302, Location="/loop")
    site.pages["/to-file"] = answer(status=302, Location="file:///etc/hostname")
    site.pages["/huge"] = answer(b"", Content_Length=str(60 * 1024 * 1024))
    site.pages["/inward"] = answer(status=302, Location=f"http://127.0.0.2:{site.server_port}/good.txt")
    paths = ("/good.txt", "/gone", "/slow", "/closed/x.pdf", "/loop", "/to-file", "/huge", "/inward")
    listing = [site.url(path) for path in paths] + [site.url("/good.txt", host="localhost"), "ftp://127.0.0.1/x"]
    done = portal.collect("\n".join(listing), "--timeout", "1")
    assert done.returncode == 1
    failed = dict(
        line.removeprefix("  failed: ").split(": ", 1) for line in done.stdout.splitlines() if line.startswith("  failed")
    )
    assert failed == {
        site.url("/gone"): "status 404",
        site.url("/slow"): "no answer in time",
        site.url("/closed/x.pdf"): "its robots.txt does not allow it",
        site.url("/loop"): "max redirections reached",
        site.url("/to-file"): "status 302",
        site.url("/huge"): "larger than the limit",
        site.url("/inward"): "its robots.txt could not be read (its name cannot be resolved, or leads to an address "
        "that is not public), so nothing was asked",
        site.url("/good.txt", host="localhost"): "its robots.txt could not be read (status 503), so nothing was asked",
    }
    assert "line 10: not an http or https address: 'ftp://127.0.0.1/x'" in done.stdout
    assert "/closed/x.pdf" not in site.paths()
    assert [asked.path for asked in site.asked if asked.host == "localhost"].count("/good.txt") == 0
    assert not [asked for asked in site.asked if asked.host == "127.0.0.2"]
    assert portal.counts()["document"] == 1


def test_host_is_asked_one_thing_at_a_time_with_the_delay_between(portal, site):
    for number in range(4):
        site.pages[f"/{number}"] = answer(b"words %d" % number, seconds=0.05)
    portal.collect("\n".join(site.url(f"/{number}") for number in range(4)), "--delay", "0.2")
    asked = sorted(site.asked, key=lambda one: one.at)
    assert len(asked) == 5
    for earlier, later in zip(asked, asked[1:], strict=False):
        assert later.at >= earlier.until
        assert later.at - earlier.at >= 0.19


def test_host_that_asks_us_to_wait_is_left_alone_that_long(portal, site):
    site.pages["/busy"] = [answer(status=503, Retry_After="1"), answer(b"now we have time")]
    site.pages["/other"] = answer(b"other words")
    done = portal.collect(f"{site.url('/busy')}\n{site.url('/other')}")
    assert done.returncode == 0, done.stdout + done.stderr
    refused = next(asked for asked in site.asked if asked.path == "/busy")
    later = [asked.at for asked in site.asked if asked.at > refused.until]
    assert len(later) == 2
    assert min(later) - refused.until >= 0.9


def test_host_that_asks_us_to_wait_for_a_year_is_not_asked_again(portal, site):
    site.pages["/busy"] = answer(status=429, Retry_After="31536000")
    site.pages["/other"] = answer(b"other words")
    done = portal.collect(f"{site.url('/busy')}\n{site.url('/other')}")
    assert done.returncode == 1
    assert site.paths() == ["/robots.txt", "/busy"]
    assert done.stdout.count("its host asked us to wait 31536000 seconds") == 2


def test_own_network_is_closed_unless_a_host_is_named(portal, site):
    site.pages["/a"] = answer(b"secret words")
    forms = [site.url("/a", host) for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]")]
    done = portal.collect("\n".join(forms), "--delay", "1", COLLECT_PRIVATE_HOSTS="")
    assert done.returncode == 1
    assert done.stdout.count("  failed: ") == len(forms)
    assert site.asked == []
    assert portal.counts()["arrival"] == 0


def test_without_a_contact_nothing_is_sent(portal, site):
    done = portal.collect(site.url("/a"), CONTACT="")
    assert done.returncode == 1
    assert "DATASCORES_CONTACT" in done.stderr
    assert site.asked == []


def test_dry_run_counts_and_sends_nothing(portal, site):
    listing = "\n".join([site.url("/a"), site.url("/b"), site.url("/a", "localhost"), "nonsense"])
    done = portal.collect(listing, "--dry-run", "--delay", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Would send 5 requests to 2 hosts: 3 addresses" in done.stdout
    assert "0:00:06 or longer" in done.stdout
    assert "line 4: not an http or https address: 'nonsense'" in done.stdout
    assert site.asked == []
    assert portal.counts()["address"] == 0


def test_limit_is_kept_and_said(portal, site):
    for name in "ab":
        site.pages[f"/{name}"] = answer(name.encode() * 50)
    done = portal.collect(f"{site.url('/a')}\n{site.url('/b')}", "--limit", "1")
    assert "the first 1 of them" in done.stdout
    assert site.paths() == ["/robots.txt", "/a"]


def test_hosts_of_others_are_not_asked_in_haste(portal):
    done = portal.collect("https://www.example.org/a", "--dry-run", "--delay", "0.5")
    assert done.returncode == 1
    assert "--delay must be 1.0 to 3600" in done.stderr


def test_new_collection_from_the_web_is_quoted_only(portal, site):
    site.pages["/a"] = answer(b"words of others")
    portal.collect(site.url("/a"))
    assert portal.rows("SELECT slug, rights FROM corpus_collection") == [("web", "quoted")]
