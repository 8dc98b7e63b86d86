"""Exports and batches as their pages show them: what may be had of a search, how far a job is, what it came to.

A job's page is found by its token, which nobody guesses; staff see all of them in a list. Data for templates; no words of
documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from datascores import jobs
from datascores.corpus.models import Job
from search.batch.closing import find_closing as find_batch_closing
from search.exports.closing import find_closing
from search.exports.formats import FORMATS
from search.exports.making import BUNDLE, MANIFEST, PACKAGE, README
from search.exports.tables import TABLES

FORMAT_WORDS = {"csv": "CSV, for spreadsheets", "ndjson": "NDJSON, for programs", "xlsx": "XLSX, for Excel"}
FILE_WORDS = {
    BUNDLE: "everything in one zip: the file, its manifest, its columns",
    MANIFEST: "the manifest: what was searched, when, in which versions",
    PACKAGE: "the columns and their types (Frictionless data package)",
    README: "the same in a few words",
}
WITH_FILES = ("export", "batch_search")  # the kinds of job that make some
LISTED = 100


@dataclass(frozen=True)
class Choice:
    """A table with the addresses of its formats."""

    name: str
    words: str
    formats: list[tuple[str, str]]


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    words: str
    url: str
    size: str


@dataclass(frozen=True)
class JobPage:
    """What the page of a job prints; ``closed`` says why its files may not be had any more, ``blank`` how many rows of a batch
    asked nothing."""

    title: str
    asked: str
    state: str
    is_waiting: bool
    progress: str
    error: str
    closed: str
    rows: str
    blank: str
    sha256: str
    reproduce: str
    files: list[File]
    search_url: str


def choices_for(querystring: str) -> list[Choice]:
    """All that a search can be downloaded as at once."""
    return [
        Choice(
            table.name,
            table.words,
            [
                (words, f"{reverse('search-export', args=[table.name, form])}?{querystring}")
                for form, words in FORMAT_WORDS.items()
            ],
        )
        for table in TABLES.values()
    ]


def find_job(token: str) -> Job | None:
    """The export or batch of that token."""
    return Job.objects.filter(kind__in=WITH_FILES, parameters__token=token).first()


def list_jobs() -> list[tuple[str, str, str]]:
    """The latest exports and batches: what, state, address."""
    latest = Job.objects.filter(kind__in=WITH_FILES, parameters__has_key="token").order_by("-pk")
    return [
        (_title_of(job), _state_of(job), reverse("export-job", args=[job.parameters["token"]]))
        for job in latest[:LISTED]
    ]


def read_job(job: Job) -> JobPage:
    """The job's page as data."""
    folder = jobs.folder_of(job)
    is_done = job.state == Job.State.DONE
    closed = ""
    if is_done and not (folder / job.result["file"]).exists():
        closed = f"Files are kept for {jobs.KEPT_FOR.days} days; these have been removed. Ask for them again."
    elif is_done and job.kind == "export":
        closed = find_closing(folder)
    elif is_done and job.kind == "batch_search":
        closed = find_batch_closing(folder / job.result["file"])
    query = job.parameters.get("query", "")
    return JobPage(
        title=_title_of(job),
        asked=describe_moment(job.asked_at),
        state=_state_of(job),
        is_waiting=job.state in (Job.State.WAITING, Job.State.RUNNING),
        progress=f"{job.done:,} of {job.total:,}" if job.total else "",
        error=job.error,
        closed=closed,
        rows=f"{job.result.get('rows', 0):,}" if is_done else "",
        blank=f"{blank:,}" if is_done and (blank := job.result.get("blank", 0)) else "",
        sha256=job.result.get("sha256", ""),
        reproduce=job.result.get("reproduce", ""),
        files=files_of(job) if is_done and not closed else [],
        search_url=f"{reverse('search')}?{query}" if job.kind == "export" else "",
    )


def files_of(job: Job) -> list[File]:
    """The files of a finished job, that of the rows first."""
    folder = jobs.folder_of(job)
    names = [job.result["file"], *(FILE_WORDS if job.kind == "export" else ())]
    first = "the rows" if job.kind == "export" else "the answers, one row a question"
    token = job.parameters["token"]
    return [
        File(name, FILE_WORDS.get(name, first), reverse("export-file", args=[token, name]), _size(folder / name))
        for name in names
        if (folder / name).exists()
    ]


def content_type_of(name: str) -> str:
    """The content type of a file of a job."""
    ending = name.rpartition(".")[2]
    others = {"zip": "application/zip", "json": "application/json", "txt": "text/plain; charset=utf-8"}
    return FORMATS[ending].content_type if ending in FORMATS else others[ending]


def describe_moment(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y, H:i")


def _title_of(job: Job) -> str:
    if job.kind == "batch_search":
        return f"Batch search of {job.parameters.get('name', 'a file')}"
    return f"Export of {job.parameters.get('table', 'documents')} as {job.parameters['format'].upper()}"


def _state_of(job: Job) -> str:
    said = {"waiting": "waits for its turn", "running": "is being made", "done": "finished", "failed": "failed"}
    return (said | {"cancelled": "been cancelled by the staff of this portal"})[job.state]


def _size(path: Path) -> str:
    size = path.stat().st_size
    return (
        f"{size:,} bytes"
        if size < 10_000
        else f"{size / 1000:,.0f} kB"
        if size < 10_000_000
        else f"{size / 1e6:,.1f} MB"
    )
