"""What an answer of the portal must have under load, for the users of the load test and for whoever checks afterwards.

An answer counts as an error when it does not come, has another status than 200, ends before its end, or says less than it
must: a search must find at least the documents that were there before, and show as many as a page takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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

    def write(self, path: Path) -> None:
        path.write_text(json.dumps({"counts": dict(self.counts), "pages": self.pages}))

    @classmethod
    def read(cls, path: Path) -> Held:
        told = json.loads(path.read_text())
        return cls(told["counts"], tuple((document, thing) for document, thing in told["pages"]))


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
