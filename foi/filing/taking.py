"""Taking files in: folders, zips, mails and mailboxes become documents; a mailbox of any size is read one mail at a time."""

from __future__ import annotations

import io
import mailbox
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from datascores.corpus.extract.sniff import sniff
from datascores.corpus.intake import NewArrival, Receipt
from datascores.corpus.models import Arrival
from datascores.ingestion import find_files
from datascores.pipeline import submit

MEGABYTE = 1_000_000


@dataclass
class Taken:
    """What came in, by the name under which a list may call it, and what did not, with the reason."""

    receipts: dict[str, Receipt] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def arrivals(self) -> dict[str, int]:
        return {name: receipt.arrival_id for name, receipt in self.receipts.items()}


def take_in(paths: Iterable[Path], collection: str, progress: Callable[[int], None] = lambda done: None) -> Taken:
    """Submit every file below the paths; to take the same files in again adds nothing."""
    taken = Taken()
    for found in find_files(list(paths)):
        if found.refusal:
            taken.refused.append((found.name, found.refusal))
            continue
        try:
            take_file(found.path, found.name, collection, taken)
            progress(len(taken.receipts))
        except OSError as error:
            taken.refused.append((found.name, f"cannot be read: {error.strerror or error}"))
    return taken


def take_file(path: Path, name: str, collection: str, taken: Taken) -> None:
    """Submit a file under a name, or each mail of a mailbox under one of its own. Raises OSError."""
    for piece, content in _pieces(path, name, taken.refused):
        with content:
            taken.receipts[piece] = submit(NewArrival(collection=collection, file_name=piece), content)


def names_of(arrivals: Mapping[str, int]) -> dict[str, Arrival]:
    """What came in and what lay inside it, by its name: the member of a zip is ``replies.zip/letter.pdf``.

    ``arrivals`` has the numbers of the outer ones by their names.
    """
    named: dict[str, Arrival] = {}
    outer = {number: name for name, number in arrivals.items()}
    layer = {row: outer[row.pk] for row in Arrival.objects.filter(pk__in=outer).select_related("document")}
    while layer:
        named |= {name: row for row, name in layer.items()}
        names = {row.pk: name for row, name in layer.items()}
        inside = Arrival.objects.filter(parent__in=list(names)).select_related("document")
        layer = {row: f"{names[row.parent_id]}/{row.file_name}" for row in inside}  # type: ignore[index]
    return named


def _pieces(path: Path, name: str, refused: list[tuple[str, str]]) -> Iterator[tuple[str, BinaryIO]]:
    """The file itself, or the mails of a mailbox, each under a name of its own."""
    if sniff(path, name) != "mbox":
        yield name, path.open("rb")
        return
    box = mailbox.mbox(str(path), create=False)
    try:
        for number, key in enumerate(box.iterkeys(), 1):
            mail = f"{name}/mail {number}.eml"
            with box.get_file(key) as file:
                content = file.read(settings.EXTRACT_FILE_MB * MEGABYTE + 1)
            if len(content) > settings.EXTRACT_FILE_MB * MEGABYTE:
                refused.append((mail, f"is larger than {settings.EXTRACT_FILE_MB} MB"))
                continue
            yield mail, io.BytesIO(content)
    finally:
        box.close()
