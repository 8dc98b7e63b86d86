"""A posting on its way: whether its files are read, the list by which they would be filed, and the filing."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from datascores.corpus.models import Stamp
from foi.filing.manifest import COLUMNS, read_manifest
from foi.filing.planning import Plan, plan_filing
from foi.filing.proposing import Proposer
from foi.filing.taking import Taken, names_of, take_file
from foi.filing.writing import write_plan
from foi.models import Campaign, Posting
from foi.replies.steps import ReplyStep
from search.exports.cells import defuse


def post(campaign: Campaign, files: Iterable[UploadedFile], manifest: str, user: User) -> Posting:
    """Take uploaded files in. What cannot be kept is named in the posting, the rest is held."""
    taken = Taken()
    for file in files:
        name = _free(str(file.name), taken)
        try:
            with tempfile.NamedTemporaryFile() as copy:
                for chunk in file.chunks():
                    copy.write(chunk)
                copy.flush()
                take_file(Path(copy.name), name, campaign.slug, taken)
        except OSError as error:
            taken.refused.append((name, f"cannot be kept: {error.strerror or error}"))
    return Posting.objects.create(
        campaign=campaign, by=user, arrivals=taken.arrivals, refused=taken.refused, manifest=manifest
    )


def _free(name: str, taken: Taken) -> str:
    """A browser sends names without their folders: the second of a name gets a number."""
    path, number = Path(name), 2
    while name in taken.receipts:
        name, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return name


def count_unread(posting: Posting) -> int:
    """How many of its files, and of those inside them, no worker has read yet, down to what they say as a reply."""
    held = {arrival.document_id for arrival in names_of(posting.arrivals).values()}
    return len(held) - Stamp.objects.filter(document__in=held, step=ReplyStep.name).count()


def rows_of(posting: Posting) -> list[dict[str, str]]:
    """The list as it was handed in or confirmed, else as it is proposed."""
    if posting.manifest:
        return list(csv.DictReader(io.StringIO(posting.manifest)))
    return [proposed.row() for proposed in Proposer(posting.campaign).propose(names_of(posting.arrivals))]


def written(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as the CSV that is handed in."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: defuse(row.get(name, "")) for name in COLUMNS} for row in rows)
    return file.getvalue()


def plan_posting(posting: Posting, manifest: str) -> Plan:
    """What a list would file of a posting; the faults of both, by row."""
    lines, faults = read_manifest(manifest.encode())
    plan = plan_filing(posting.campaign, lines, names_of(posting.arrivals))
    plan.faults = sorted([*faults, *plan.faults], key=lambda fault: fault.row)
    return plan


def file_posting(posting: Posting, manifest: str) -> Plan:
    """File what can be filed; the list is kept with the posting, so that what was wrong can be corrected in it."""
    plan = plan_posting(posting, manifest)
    for _ in write_plan(plan):
        pass
    posting.manifest = manifest
    if not plan.faults:
        posting.filed_at = timezone.now()
    posting.save(update_fields=["manifest", "filed_at"])
    return plan
