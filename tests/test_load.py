"""The load test counts as an error whatever is not a whole, right answer; the long run is ``python -m tests.load``."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.kills import THINGS, embedded, write_letters
from tests.load import Line, held_in, let_in, lines_of, load, main, missing_at
from tests.load_answers import Held, Must, fault_of

HASHES = [f"{number:064x}" for number in range(30)]


def results(found: int, shown: int) -> str:
    """A page of results as the portal's template has it, as far as the users read it."""
    hits = "".join(
        f'<li><h3><a href="/documents/{one}/?q=x">x</a></h3><a href="/documents/{one}/pages/1/">1</a></li>\n'
        for one in HASHES[:shown]
    )
    return f'<html><h2 id="found">{found:,} documents found</h2><ol class="results" start="1">\n{hits}</ol>\n</html>\n'


@pytest.mark.parametrize(
    ("status", "body", "must", "fault"),
    [
        (200, results(25, 20), Must(found=25), ""),
        (200, results(26, 20), Must(found=25), ""),
        (200, results(1200, 20), Must(found=1100), ""),
        (200, results(7, 7), Must(found=7), ""),
        (200, results(24, 20), Must(found=25), "a search found less than it must"),
        (200, "<html><h2>No documents found</h2></html>", Must(found=1), "a search found less than it must"),
        (200, results(25, 19), Must(found=25), "a search shows less than a page"),
        (200, results(7, 6), Must(found=7), "a search shows less than a page"),
        (200, results(25, 20)[:-10], Must(found=25), "the page ends before its end"),
        (200, "", Must(), "the page ends before its end"),
        (200, "<html>one</html>", Must(("one", "two")), "without “two”"),
        (503, results(25, 20), Must(found=25), "status 503"),
        (404, "<html></html>", Must(), "status 404"),
        (302, "<html></html>", Must(), "status 302"),
        (204, "", Must(), "status 204"),
    ],
)
def test_an_answer_is_judged_by_status_end_words_and_count(status, body, must, fault):
    assert fault_of(status, body, must) == fault


def test_what_letters_hold_counts_the_same_bytes_once_and_members_of_mails(tmp_path):
    for name, thing in (("1.txt", "Mosaic"), ("2.txt", "Mosaic"), ("3.txt", "Capita One")):
        (tmp_path / name).write_text(f"We use {thing}.")
    held = held_in(tmp_path)
    assert held.counts == {"Mosaic": 1, "Capita One": 1}
    assert len(held.pages) == 2
    write_letters(tmp_path / "letters", 30)
    assert sum(held_in(tmp_path / "letters").counts.values()) <= 30
    assert held_in(tmp_path / "letters").counts.keys() <= set(THINGS)
    assert len(held_in(tmp_path / "letters").pages) <= 20  # a mail has no page with a thing


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A server that answers each request as a test wants; its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def says(handler: BaseHTTPRequestHandler, status: int, body: str, length: int | None = None) -> None:
    content = body.encode()
    handler.send_response(status)
    handler.send_header("content-length", str(len(content) if length is None else length))
    handler.end_headers()
    handler.wfile.write(content)


HELD = Held({"Mosaic": 25}, ((HASHES[0], "Mosaic"),))


def lines_with(answer: Callable[[BaseHTTPRequestHandler], None], folder: Path) -> dict[str, Line]:
    """What two users met at a server of such answers, by kind of request."""
    with answering(answer) as address:
        lines = let_in(address, HELD, users=2, seconds=4, pause=(0.01, 0.02), folder=folder)
    return {line.name: line for line in lines}


def test_a_user_counts_answers_that_are_not_whole_and_goes_on(tmp_path):
    def answer(to: BaseHTTPRequestHandler) -> None:
        if to.path.startswith("/search/?q=%22Mosaic%22&"):
            says(to, 200, results(24, 20))
        elif to.path.startswith("/search/?"):
            says(to, 200, results(25, 20))
        elif "/pages/" in to.path:
            says(to, 500, "<html></html>")
        elif to.path.startswith("/documents/"):
            says(to, 200, "<html></html>")
        elif to.path.startswith("/quote-check/"):
            says(to, 200, results(25, 20), length=1_000_000)  # breaks off
            to.close_connection = True
        else:
            to.send_response(302)
            to.send_header("location", "/quote-check/")
            to.send_header("content-length", "0")
            to.end_headers()

    lines = lines_with(answer, tmp_path)
    faults = {name: (set(line.errors), line.errors.total() == line.requests) for name, line in lines.items()}
    every = faults.pop("all")[0]
    assert faults.pop("search") == (set(), False)
    broken = faults.pop("quote check")
    assert broken[1] and all(fault.startswith("no whole answer: ") for fault in broken[0])
    assert faults == {
        "search, filtered": ({"a search found less than it must"}, True),
        "reader": ({"status 500"}, True),
        "document": ({f"without “{HASHES[0]}”"}, True),
        "values of a facet": ({"status 302"}, True),
    }
    assert every > {"status 500", "status 302", "a search found less than it must"}
    assert lines["all"].requests == sum(line.requests for name, line in lines.items() if name != "all")


def test_a_portal_that_is_not_there_is_an_error_of_each_request(tmp_path):
    with answering(lambda to: says(to, 200, "")) as address:
        pass
    lines = let_in(address, HELD, users=2, seconds=5, pause=(0.01, 0.02), folder=tmp_path)
    assert lines[-1].name == "all" and lines[-1].requests == lines[-1].errors.total() > 0


def test_a_user_who_breaks_off_is_no_user_who_met_no_error(tmp_path):
    with pytest.raises(RuntimeError, match="Users broke off: "):
        let_in("http://127.0.0.1:1", Held({}, ()), users=1, seconds=3, pause=(0, 0.01), folder=tmp_path)


STATS = "Type,Name,Request Count,Failure Count,Requests/s,50%,95%,99%\n"


def test_lines_have_rate_times_and_errors_and_all_comes_last(tmp_path):
    rows = "GET,search,2,1,1.0,120,300,310\nGET,reader,1,1,0.5,40,40,40\n,Aggregated,3,2,1.5,40,300,310\n"
    (tmp_path / "told_stats.csv").write_text(STATS + rows)
    failures = "GET,reader,CatchResponseError('status 500'),1\nGET,search,CatchResponseError('status 500'),1\n"
    (tmp_path / "told_failures.csv").write_text("Method,Name,Error,Occurrences\n" + failures)
    lines = lines_of(tmp_path / "told")
    assert [(line.name, line.requests, line.rate, line.errors) for line in lines] == [
        ("reader", 1, 0.5, {"status 500": 1}),
        ("search", 2, 1.0, {"status 500": 1}),
        ("all", 3, 1.5, {"status 500": 2}),
    ]
    for part in ("1.50 a second", "p50 40", "p95 300", "p99 310 ms", "2 errors", "2 × status 500"):
        assert part in str(lines[-1])


def test_errors_that_are_counted_and_not_named_are_refused(tmp_path):
    (tmp_path / "told_stats.csv").write_text(f"{STATS}GET,search,2,1,1.0,120,300,310\n")
    (tmp_path / "told_failures.csv").write_text("Method,Name,Error,Occurrences\n")
    with pytest.raises(RuntimeError, match="counts 1 errors of search and names 0"):
        lines_of(tmp_path / "told")


def test_a_thing_that_a_search_does_not_find_often_enough_is_told():
    with answering(lambda to: says(to, 200, results(24, 20))) as address:
        assert missing_at(address, HELD) == ["“Mosaic” is in 25 documents: a search found less than it must"]
    with answering(lambda to: says(to, 200, results(25, 20))) as address:
        assert missing_at(address, HELD) == []


@pytest.mark.parametrize("option", ["--users", "--seconds", "--before"])
def test_numbers_of_the_load_test_are_from_one_on(option, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["load", option, "0"])
    with pytest.raises(SystemExit):
        main()
    assert f"{option} must be 1 or more" in capsys.readouterr().err


@pytest.mark.servers
def test_a_few_users_meet_no_error_while_letters_come_in(tmp_path):
    """The portal is the embedded one; only the time it takes makes this one of the slow tests."""
    with embedded(tmp_path / "portal") as (portal, _):
        lines, wrong = load(portal, tmp_path, users=5, seconds=8, before=30, every=1.0, pause=(0.2, 0.6))
    assert wrong == []
    assert [line.errors for line in lines if line.errors] == []
    assert {"search", "reader"} <= {line.name for line in lines}
    assert len(list((tmp_path / "written").iterdir())) > 0
