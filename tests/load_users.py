"""The users of the load test, for locust: each searches, filters, opens documents and pages and checks quotes, with a pause
after each. tests/load.py tells by the environment what the portal holds and how long they pause.
"""

from __future__ import annotations

import os
import random
from itertools import count
from pathlib import Path

from locust import HttpUser, between, task

from tests.load_answers import SAYING, Held, Must, fault_of

HELD = Held.read(Path(os.environ["LOAD_HELD"]))
_seeds = count()


class Reader(HttpUser):
    """One user of a portal, on connections of their own."""

    wait_time = between(*(float(seconds) for seconds in os.environ["LOAD_PAUSE"].split()))
    network_timeout = connection_timeout = 60.0

    def on_start(self) -> None:
        self.dice = random.Random(next(_seeds))

    @task(4)
    def search(self) -> None:
        thing = self.dice.choice(list(HELD.counts))
        self.ask("search", "/search/", {"q": f'"{thing}"'}, Must(found=HELD.counts[thing]))

    @task(2)
    def filter(self) -> None:
        thing = self.dice.choice(list(HELD.counts))
        query = {"q": f'"{thing}"', "year": "2018"}
        self.ask("search, filtered", "/search/", query, Must(found=HELD.counts[thing]))

    @task(1)
    def values(self) -> None:
        self.ask("values of a facet", "/search/facet/authority/", {"q": "council"}, Must(("City Council",)))

    @task(2)
    def document(self) -> None:
        document, _ = self.dice.choice(HELD.pages)
        self.ask("document", f"/documents/{document}/", {}, Must((document,)))

    @task(4)
    def read(self) -> None:
        document, thing = self.dice.choice(HELD.pages)
        marked = Must(("<mark", "holds the information that you asked for"))
        self.ask("reader", f"/documents/{document}/pages/1/", {"q": f'"{thing}"'}, marked)

    @task(1)
    def check(self) -> None:
        self.ask("quote check", "/quote-check/", {"quote": SAYING}, Must(("/documents/",)))

    def ask(self, name: str, path: str, query: dict[str, str], must: Must) -> None:
        """One request; a redirect is not followed, as none of these is to have one."""
        with self.client.get(path, params=query, name=name, allow_redirects=False, catch_response=True) as answer:
            if answer.status_code == 0:
                answer.failure(f"no whole answer: {type(answer.error).__name__}")
            elif fault := fault_of(answer.status_code, answer.text or "", must):
                answer.failure(fault)
