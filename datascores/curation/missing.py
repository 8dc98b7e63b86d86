"""The list of missing names as a page needs it: looked for in the background, kept as places, shown with today's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from datascores.corpus.models import Job
from datascores.curation.models import Dismissal
from datascores.curation.suggestions import Place, Said, said_at, suggest_names

KIND = "suggest_names"
SENTENCES_EACH = 3


@dataclass(frozen=True)
class Missing:
    """A suggestion with sentences that may be shown now."""

    key: str
    name: str
    abbreviation: str
    sightings: int
    documents: int
    authorities: int
    sayings: list[Said]


def look_for_names(job: Job, beat: Callable[[int], None]) -> dict:
    """The job: all suggestions as plain values."""
    found = suggest_names(progress=lambda what, done, total: beat(done))
    return {"suggestions": [asdict(suggestion) for suggestion in found]}


def last_look() -> Job | None:
    """The latest job that looked or will look for names."""
    return Job.objects.filter(kind=KIND).order_by("-pk").first()


def missing_names(at_most: int = 50) -> list[Missing]:
    """The suggestions of the latest look that ended, less those dismissed since; best first."""
    job = Job.objects.filter(kind=KIND, state=Job.State.DONE).order_by("-pk").first()
    dismissed = set(Dismissal.objects.values_list("key", flat=True))
    rows = [row for row in (job.result if job else {}).get("suggestions", []) if row["key"] not in dismissed]
    return [
        Missing(
            row["key"],
            row["name"],
            row["abbreviation"],
            row["sightings"],
            row["documents"],
            len(row["authorities"]),
            said_at(Place(**place) for place in row["places"][:SENTENCES_EACH]),
        )
        for row in rows[:at_most]
    ]
