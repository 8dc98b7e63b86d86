"""What waits or is kept back, for staff: beside the public counts of what is covered, on the same page.

Steps that are due, words and takedowns that a person rules on, failures that somebody may ask to be tried again. Only
counts and ways to the admin; no words of documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from datascores.corpus.models import Document, Job, Page, Takedown, WithheldSpan
from datascores.pipeline import behind
from search.engine.port import EngineError


@dataclass(frozen=True)
class Waiting:
    """A sentence on something that waits; ``url`` leads to it in the admin, empty where there is nothing to click."""

    words: str
    url: str = ""


def read_backlog() -> list[Waiting]:
    """All that waits, the work of machines first; what there is nothing of is left out."""
    unruled = WithheldSpan.objects.filter(ruling=WithheldSpan.Ruling.WAITING, kind=WithheldSpan.Kind.UNSEEN)
    failed, stopped = Document.objects.filter(status=Document.Status.FAILED), Page.objects.exclude(pictures_failure="")
    down, jobs = Takedown.objects.filter(lifted_at=None), Job.objects.filter(state=Job.State.FAILED)
    counts = [
        (
            unruled,
            "place with hidden words",
            "waiting for a moderator",
            _list("withheldspan", ruling__exact="waiting", kind__exact="unseen"),
        ),
        (failed, "file", "could not be read", _list("document", status__exact="failed")),
        (stopped, "page", "could not be read by OCR", f"{reverse('document-list')}?wait=failed"),
        (down, "document", "taken down", _list("takedown")),
        (jobs, "job", "failed", _list("job", state__exact="failed")),
    ]
    lines = [(rows.count(), what, state, url) for rows, what, state, url in counts]
    return _due() + [Waiting(f"{_count(count, what)} {state}.", url) for count, what, state, url in lines if count]


def _due() -> list[Waiting]:
    try:
        due = behind()
    except EngineError as error:  # without an index nothing can be said of the step that fills it
        return [Waiting(str(error))]
    return [Waiting(f"{_count(count, 'document')} due at the step “{step}”.") for step, count in due.items() if count]


def _count(count: int, what: str) -> str:
    head, *rest = what.split(" ")
    return " ".join([f"{count:,}", head if count == 1 else f"{head}s", *rest])


def _list(model: str, **filters: str) -> str:
    return reverse(f"admin:corpus_{model}_changelist") + (f"?{urlencode(filters)}" if filters else "")
