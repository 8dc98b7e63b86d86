"""Long texts without sense, walked through every step after extraction: `python -m tests.long_texts [NAME…]`.

Some files hold a megabyte of one sign, a table in one line, or letters that are no words. A rule that tries each place
from each other place takes hours for them and holds up every other document. The makers are seeded; each text walks in
a process of its own under a limit of processor time, at three sizes, and the table shows how the time grows.
Ends with code 1 when a text was not done within its limit or a step's time grew with the square of the length.
"""

from __future__ import annotations

import base64
import io
import json
import os
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import pairwise

SIZES = (64, 256, 1024)  # thousands of code points
SECONDS_PER_MEGABYTE = 60  # of processor time, for all steps together; many times what they take
LEAST = 0.5  # seconds below which growth is not looked at
GROWTH = 8  # most by which the time may grow when the text is four times as long: 4 is linear, 16 is quadratic
_TEXT = (
    "council uses system for the scoring of claims and has no record policy data request information under act section "
    "which you asked we do not hold people risk model supplied by company trust police force officer dear yours"
)
_WORDS = _TEXT.split()


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _noise(size: int) -> bytes:
    return random.Random(2018).randbytes(size)


def _words(end: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        chosen = random.Random(2018).choices(_WORDS, k=size // 4)
        return end.join(" ".join(chosen[at : at + 12]) for at in range(0, len(chosen), 12))[:size]

    return make


def _below_greeting(make: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: ("Dear Sir,\n\nFreedom of Information Act 2000\n\n" + make(size))[:size]


_UNITS = {
    "zeros": "0", "letters": "a", "capitals": "A", "dotted": "a.", "hyphened": "a-", "ats": "a@", "spaced": "a ",
    "spaced capitals": "A ", "stops": ". ", "lines": "\n", "lettered lines": "a\n", "blanks": " ", "quotes": '"',
    "apostrophes": "a'", "brackets": "(", "bracketed": "(a", "letters and digits": "a1", "sums": "£1,", "questions": "?",
    "question marks": "a? ", "labels": "Q1 ", "items": "1. ", "lined items": "1. a\n", "greetings": "Dear ",
    "lined greetings": "Dear a\n", "tabs": "\t", "cells": "a\t", "colons": "a: ", "mail fields": "From: a\n", "slashes": "/a",
    "under": "_", "commas": "a, ", "and": "and ", "the": "the ", "not": "not ", "we do not use": "we do not use ",
    "does it": "do you use ", "names": "Council ", "capitalised": "Ab ", "dates": "1 May 2018 ", "years": "2018 ",
    "right to left": "\u05d0\u200f", "combining": "a\u0301\u0302", "marks": "\u0301", "soft hyphens": "a\u00ad",
    "hosts": "a.gov.uk ", "host in one": "gov.uk.", "addresses": "foi@a.gov.uk,", "bullets": "• ", "dashes": "– ",
}  # fmt: skip
TEXTS: dict[str, Callable[[int], str]] = {
    **{name: _repeated(unit) for name, unit in _UNITS.items()},
    "base64": lambda size: base64.b64encode(_noise(size)).decode()[:size],
    "base64 lines": lambda size: base64.encodebytes(_noise(size)).decode()[:size],
    "hex dump": lambda size: _noise(size).hex(" ")[:size],
    "one line of words": _words(" "),
    "words in sentences": _words(". "),
    "words in lines": _words("\n"),
    "a letter": _below_greeting(_words(".\n")),
    "a letter of one line": _below_greeting(_words(" ")),
    "a letter of questions": _below_greeting(_repeated("1. Do you use it?\nNo.\n")),
}


def walk(text: str, tell: Callable[[str, float], None] = lambda step, seconds: None) -> None:
    """Take in a text and run every step, and what pages and commands do with it; ``tell`` gets the seconds of each.

    Django is set up and the tables are there. Raises AssertionError when a step fails.
    """
    from datascores.corpus.intake import NewArrival
    from datascores.pipeline import steps, submit

    def timed(name: str, do: Callable[[], object]) -> None:
        started = time.process_time()
        tell(f"> {name}", 0.0)
        do()
        tell(name, time.process_time() - started)

    receipt = submit(NewArrival(collection="files", file_name="long.txt"), io.BytesIO(text.encode()))
    for step in steps():
        step.prepare()
        timed(step.name, lambda step=step: step.run(list(step.due())))
    for name, do in _outlets(receipt.sha256):
        timed(name, do)


def _outlets(sha256: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """What pages and commands do with the words of a document."""
    from datascores.corpus.models import Document
    from datascores.corpus.places import place_of
    from datascores.curation.suggestions import suggest_names
    from datascores.portal.reader import read_page, read_quote
    from search.asking import ask
    from search.hits import items_for
    from search.index import open_engine
    from search.query import SearchQuery

    document = Document.objects.get(sha256=sha256)
    page = document.pages.select_related("text").first()
    assert document.status in ("ok", "no_text"), document.reason
    yield "suggest_names", suggest_names
    for words in ("a", "council system", '"council uses"'):
        asked = ask(SearchQuery(text=words), open_engine())
        yield f"search {words}", lambda asked=asked: items_for([sha256], asked)
    if page is not None and page.text.text:
        middle = len(page.text.text) // 2
        yield "reader", lambda: read_page(page, [], is_telling_speakers=True)
        yield "quote", lambda: read_quote(page.text, middle, middle + 10, page)
        yield "place", lambda: place_of(page, middle, document.format)


def walk_apart(text: str, seconds: int) -> tuple[dict[str, float], str]:
    """Walk in a process of its own: seconds by step, and what was wrong, empty when it was done within the seconds."""
    from django.db import connections

    from datascores.corpus.models import Document, Page

    connections.close_all()
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        _walk_in_child(text, seconds, write)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    _, status = os.waitpid(child, 0)
    Page.objects.all().delete()
    Document.objects.all().delete()
    times = {step: spent for step, spent in told if not step.startswith(">")}
    code = os.waitstatus_to_exitcode(status)
    last = told[-1][0] if told else "the beginning"
    return times, (f"stopped by signal {-code} in {last}" if code < 0 else f"failed in {last}" if code else "")


def _walk_in_child(text: str, seconds: int, write: int) -> None:
    code = 1
    try:
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))  # the reader sets its own
        with os.fdopen(write, "w", encoding="utf-8") as lines:
            walk(text, lambda step, took: print(json.dumps([step, round(took, 3)]), file=lines, flush=True))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def faults_in(times: dict[int, dict[str, float]]) -> Iterator[str]:
    """The steps whose time grew like the square of the length, from seconds by step by size."""
    for less, more in pairwise(sorted(times)):
        for step, seconds in times[more].items():
            before = max(times[less].get(step, 0.0), LEAST / GROWTH)
            if seconds > LEAST and seconds > before * GROWTH:
                yield f"{step} took {before:.2f} s for {less} and {seconds:.2f} s for {more} thousand"


def main(names: list[str]) -> int:
    _set_up()
    wrong = 0
    for name, make in TEXTS.items():
        if names and name not in names:
            continue
        times: dict[int, dict[str, float]] = {}
        faults = []
        for size in SIZES:
            times[size], fault = walk_apart(make(size * 1000), 10 + SECONDS_PER_MEGABYTE * size // 1000)
            if fault:
                faults.append(f"{size} thousand: {fault}")
                break
        faults += faults_in(times)
        slowest = max(times[max(times)].items(), key=lambda pair: pair[1], default=("-", 0.0))
        sums = "  ".join(f"{sum(steps.values()):6.2f}" for steps in times.values())
        print(
            f"{name:22} {sums}   slowest: {slowest[0]} {slowest[1]:.2f} s",
            *(f"\n    WRONG {f}" for f in faults),
            flush=True,
        )
        wrong += len(faults)
    return 1 if wrong else 0


def _set_up() -> None:
    """A portal of its own with the catalogue that is shipped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_catalogue", write=True, confirm=True, stdout=io.StringIO())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
