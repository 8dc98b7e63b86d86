"""What has changed since an export: versions of catalogue and index, and rows added, removed and changed.

Small exports are compared while the page is made, large ones by a job that somebody starts from the page. The row digests of
an export are kept under its name; where they are not, the address still says what was asked, and the page says what it can.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from datascores import jobs
from datascores.corpus.models import Job
from datascores.portal.exporting import describe_moment
from search.asking import ask
from search.engine.port import EngineRefused
from search.exports.digests import Changes, compare
from search.exports.found import hit_rows
from search.exports.manifest import versions_now
from search.exports.tables import TABLES
from search.exports.wanted import find_problem
from search.index import open_engine
from search.query import SearchQuery

MOST_AT_ONCE = 1000  # rows, and documents, compared while somebody waits
VERSION_WORDS = {
    "catalogue": "Catalogue",
    "index": "Index, its way of reading",
    "index_generation": "Index, its build",
}


@dataclass(frozen=True)
class Version:
    """A version then and now."""

    words: str
    then: str
    now: str

    @property
    def is_same(self) -> bool:
        return self.then == self.now


@dataclass(frozen=True)
class Reproduction:
    """What the page prints; without ``changes`` nothing has been compared, and ``job`` says whether it is being."""

    table: str
    querystring: str
    search_url: str
    rows: str
    made: str
    versions: list[Version]
    documents_now: str
    is_kept: bool
    changes: Changes | None = None
    compared: str = ""
    job: str = ""
    error: str = ""


def read_kept(export: str) -> dict[str, Any] | None:
    """The manifest of an export that is kept for comparing; None where there is none."""
    path = jobs.kept_folder() / f"{export}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def reproduce(export: str, kept: dict[str, Any] | None, told: dict[str, str]) -> Reproduction:
    """The page of an export: by its kept manifest, else by what its address says. Raises EngineError."""
    said = _said(kept, told)
    engine = open_engine()
    query = SearchQuery.from_querystring(QueryDict(said["search"]))
    if kept is None and (problem := find_problem(query)):
        raise EngineRefused(problem)
    documents = engine.count(ask(query, engine).clause, query.filters)
    now = versions_now(engine)
    versions = [
        Version(words, said.get(name, ""), now[name]) for name, words in VERSION_WORDS.items() if said.get(name)
    ]
    changes, compared, job, error = None, "", "", ""
    if kept and kept["rows"] <= MOST_AT_ONCE and documents <= MOST_AT_ONCE:
        table = TABLES[said["table"]]
        changes = compare(
            jobs.kept_folder() / f"{export}.digests", hit_rows(query, engine, table), table, kept["manifest_version"]
        )
        compared = "just now"
    elif kept:
        changes, compared, job, error = _by_job(export)
    return Reproduction(
        table=said["table"],
        querystring=said["search"],
        search_url=f"{reverse('search')}?{said['search']}",
        rows=said.get("rows", ""),
        made=describe_moment(datetime.fromisoformat(kept["time"]["begun"])) if kept else "",
        versions=versions,
        documents_now=f"{documents:,}",
        is_kept=kept is not None,
        changes=changes,
        compared=compared,
        job=job,
        error=error,
    )


def ask_comparison(export: str, kept: dict[str, Any], user: Any) -> Job:
    """Let the rows be compared in the background. Raises QueueFull."""
    wanted = {"export": export, "table": kept["table"], "query": kept["search"]["querystring"]}
    wanted["version"] = kept["manifest_version"]
    return jobs.ask_search("compare_export", wanted, user)


def _by_job(export: str) -> tuple[Changes | None, str, str, str]:
    latest = Job.objects.filter(kind="compare_export", parameters__export=export).order_by("-pk")
    done = latest.filter(state=Job.State.DONE).first()
    changes = Changes(**done.result) if done else None
    compared = describe_moment(done.finished_at) if done and done.finished_at else ""
    last = latest.first()
    is_under_way = last is not None and last.state in (Job.State.WAITING, Job.State.RUNNING)
    job = (f"{last.done:,} rows compared" if last.done else "waits for its turn") if last and is_under_way else ""
    error = last.error if last and last.state == Job.State.FAILED else ""
    return changes, compared, job, error


def _said(kept: dict[str, Any] | None, told: dict[str, str]) -> dict[str, str]:
    if kept is None:
        table = told.get("table", "")
        return {**told, "table": table if table in TABLES else "documents", "search": told.get("search", "")}
    return {
        "table": kept["table"],
        "search": kept["search"]["querystring"],
        "rows": f"{kept['rows']:,}",
        **kept["versions"],
    }
