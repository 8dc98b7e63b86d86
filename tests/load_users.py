"""The users of the load test: each searches, filters, opens documents and pages and checks quotes, with a pause after each.

An answer counts as an error when it does not come, has another status than 200, ends before its end, or says less than it
must: a search must find at least the documents that were there before, and show as many as a page takes.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

PAGE = 20  # hits on a page of results
SAYING = "The council holds the information that you asked for and sends it with this letter."
_COUNT = re.compile(r'<h2 id="found">([\d,]+) documents? found')
_RESULTS = re.compile(r'<ol class="results".*?</ol>\n', re.DOTALL)
_HIT = re.compile(r'href="/documents/([0-9a-f]{64})/')


@dataclass(frozen=True, slots=True)
class Must:
    """What an answer must have: words, and of a search at least so many documents."""

    words: tuple[str, ...] = ()
    found: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What the portal holds before the users come: how many documents have each thing, and pages with one to read."""

    counts: Mapping[str, int]
    pages: tuple[tuple[str, str], ...]  # a document's hash, and a thing on its first page


@dataclass(slots=True)
class Path:
    """The requests of one kind: seconds of each, and how often there was which error."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


def fault_of(status: int, body: str, must: Must) -> str:
    """What is wrong with an answer; empty if nothing is."""
    if status != 200:
        return f"status {status}"
    if not body.rstrip().endswith("</html>"):
        return "the page ends before its end"
    if missing := [words for words in must.words if words not in body]:
        return f"without “{missing[0]}”"
    if must.found is None:
        return ""
    counted = _COUNT.search(body)
    found = int(counted[1].replace(",", "")) if counted else 0
    if found < must.found:
        return "a search found less than it must"
    results = _RESULTS.search(body)
    shown = len(set(_HIT.findall(results[0]))) if results else 0
    return "" if shown >= min(found, PAGE) else "a search shows less than a page"


class User(threading.Thread):
    """One user of a portal, on a connection of their own, until ``stopping`` is set."""

    def __init__(
        self, address: str, held: Held, pause: tuple[float, float], stopping: threading.Event, seed: int
    ) -> None:
        super().__init__(name=f"user {seed}")
        self.paths: dict[str, Path] = {}
        self.is_done = False  # until the end that was meant; one who breaks off before would go unseen
        self._held, self._pause, self._stopping = held, pause, stopping
        self._dice = random.Random(seed)
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=60)

    def run(self) -> None:
        clicks = [
            (self.search, 4),
            (self.filter, 2),
            (self.read, 4),
            (self.document, 2),
            (self.values, 1),
            (self.check, 1),
        ]
        while not self._stopping.wait(self._dice.uniform(*self._pause)):
            [click] = self._dice.choices([click for click, _ in clicks], [weight for _, weight in clicks])
            click()
        self._connection.close()
        self.is_done = True

    def search(self) -> None:
        thing = self._dice.choice(list(self._held.counts))
        self._ask("search", "/search/", {"q": f'"{thing}"'}, Must(found=self._held.counts[thing]))

    def filter(self) -> None:
        thing = self._dice.choice(list(self._held.counts))
        query = {"q": f'"{thing}"', "year": "2018"}
        self._ask("search, filtered", "/search/", query, Must(found=self._held.counts[thing]))

    def values(self) -> None:
        self._ask("values of a facet", "/search/facet/authority/", {"q": "council"}, Must(("City Council",)))

    def document(self) -> None:
        document, _ = self._dice.choice(self._held.pages)
        self._ask("document", f"/documents/{document}/", {}, Must((document,)))

    def read(self) -> None:
        document, thing = self._dice.choice(self._held.pages)
        marked = Must(("<mark", "holds the information that you asked for"))
        self._ask("reader", f"/documents/{document}/pages/1/", {"q": f'"{thing}"'}, marked)

    def check(self) -> None:
        self._ask("quote check", "/quote-check/", {"quote": SAYING}, Must(("/documents/",)))

    def _ask(self, name: str, path: str, query: dict[str, str], must: Must) -> None:
        told = self.paths.setdefault(name, Path())
        began = time.perf_counter()
        try:
            self._connection.request("GET", f"{path}?{urlencode(query)}" if query else path)
            answer = self._connection.getresponse()
            fault = fault_of(answer.status, answer.read().decode(errors="replace"), must)
        except (OSError, HTTPException) as error:
            self._connection.close()  # the next request connects anew
            fault = f"no whole answer: {type(error).__name__}"
        told.seconds.append(time.perf_counter() - began)
        if fault:
            told.errors[fault] += 1
