"""The load test counts as an error whatever is not a whole, right answer; the long run is ``python -m tests.load``."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.kills import THINGS, embedded, write_letters
from tests.load import at, held_in, let_in, lines_of, load, main, missing_at
from tests.load_users import Held, Must, User, fault_of

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


def test_times_are_those_within_which_so_many_were_answered():
    seconds = [number / 100 for number in range(100, 0, -1)]
    assert [at(seconds, percent) for percent in (50, 95, 99)] == [0.5, 0.95, 0.99]
    assert at([0.25], 99) == 0.25
    assert at([], 50) == 0.0


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


def errors_of(answer: Callable[[BaseHTTPRequestHandler], None], ask: Callable[[User], None]) -> Counter[str]:
    with answering(answer) as address:
        user = User(address, HELD, (0, 0), threading.Event(), 1)
        ask(user)
        ask(user)
    [path] = user.paths.values()
    assert len(path.seconds) == 2
    return path.errors


def test_a_user_counts_answers_that_are_not_whole_and_goes_on():
    assert errors_of(lambda to: says(to, 200, results(25, 20)), User.search) == {}
    assert errors_of(lambda to: says(to, 200, results(24, 20)), User.filter) == {"a search found less than it must": 2}
    assert errors_of(lambda to: says(to, 500, "<html></html>"), User.read) == {"status 500": 2}
    assert errors_of(lambda to: says(to, 200, "<html></html>"), User.document) == {f"without “{HASHES[0]}”": 2}

    def breaks_off(to: BaseHTTPRequestHandler) -> None:
        says(to, 200, results(25, 20), length=1_000_000)
        to.close_connection = True

    assert errors_of(breaks_off, User.search) == {"no whole answer: IncompleteRead": 2}


def test_a_portal_that_is_not_there_is_an_error_of_each_request():
    with answering(lambda to: says(to, 200, "")) as address:
        pass
    lines = let_in(address, HELD, users=2, seconds=0.2, pause=(0.01, 0.02))
    assert lines[-1].name == "all" and lines[-1].requests == lines[-1].errors.total() > 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_user_who_breaks_off_is_no_user_who_met_no_error():
    with pytest.raises(RuntimeError, match="broke off, see above: user 0"):
        let_in("http://127.0.0.1:1", Held({}, ()), users=1, seconds=0.2, pause=(0, 0.01))


def test_lines_add_up_what_all_users_met_and_print_rate_times_and_errors():
    users = [User("http://127.0.0.1:1", HELD, (0, 0), threading.Event(), seed) for seed in range(2)]
    for user in users:
        user.search()
    users[0].read()
    lines = {line.name: line for line in lines_of(users, 2.0)}
    assert {name: (line.requests, line.rate) for name, line in lines.items()} == {
        "reader": (1, 0.5),
        "search": (2, 1.0),
        "all": (3, 1.5),
    }
    assert lines["all"].errors == {"no whole answer: ConnectionRefusedError": 3}
    for part in ("1.50 a second", "p50 ", "p95 ", "p99 ", "3 errors", "3 × no whole answer"):
        assert part in str(lines["all"])


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
