"""Make an empty portal the one that a backup was taken of: the same rows, the same bytes, the same permanent addresses.

All rows come in one transaction and only into a portal without documents, so that a restore that fails leaves nothing
behind but originals, which the next one finds and verifies. The index is made anew from the rows.
"""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from datascores.backup.archive import (
    KEPT,
    ORIGINALS,
    SECRET,
    BadArchive,
    Manifest,
    check_members,
    content_of,
    lines_of,
    open_archive,
    read_manifest,
)
from datascores.backup.tables import columns_of, empty_tables, insert_lines, kept_tables, reset_sequences
from datascores.backup.taking import Progress, applied_migrations, fingerprint
from datascores.corpus.models import Arrival, Document
from datascores.corpus.originals import store


class CannotRestore(Exception):
    """This portal is not one that the backup can be put into; the message is fit to show."""


def check_archive(path: Path, progress: Progress = lambda what, done, total: None) -> Manifest:
    """Read the whole archive and compare every hash. Raises BadArchive."""
    with open_archive(path) as tar:
        manifest = read_manifest(tar)
        for number, _ in enumerate(check_members(tar, manifest), 1):
            progress("check", number, len(manifest.members))
    return manifest


def restore(path: Path, progress: Progress = lambda what, done, total: None) -> Manifest:
    """Put the backup into this portal. Raises BadArchive, CannotRestore, and OSError where the disk refuses."""
    manifest = check_archive(path, progress)
    refuse_unfit(manifest)
    with open_archive(path) as tar:
        _restore_originals(tar, manifest, progress)
        _restore_kept(tar, manifest)
        _restore_rows(tar, manifest, progress)
    return manifest


def refuse_unfit(manifest: Manifest) -> None:
    """Raises CannotRestore where the portal holds documents already, has other tables, or a secret of its own from outside."""
    if Document.objects.exists() or Arrival.objects.exists():
        raise CannotRestore("This portal holds documents already; a backup goes into an empty one only.")
    here = applied_migrations()
    if here != manifest.migrations:
        other = sorted(set(here) ^ set(manifest.migrations))
        raise CannotRestore(
            "The backup is of another version of the portal; restore it with that version, then upgrade. "
            f"The tables differ by: {', '.join(other[:5])}{' …' if len(other) > 5 else ''}."
        )
    if manifest.secret != fingerprint() and SECRET not in manifest.members:
        raise CannotRestore(
            "The portal of the backup had its DATASCORES_SECRET_KEY set from outside; set the same one here, "
            "or words that are hidden would get other addresses."
        )
    if manifest.secret != fingerprint() and not (settings.DATA_DIR / SECRET).exists():
        raise CannotRestore(
            "The backup brings the secret of its portal; take DATASCORES_SECRET_KEY away from the settings here."
        )


def _restore_originals(tar: tarfile.TarFile, manifest: Manifest, progress: Progress) -> None:
    names = manifest.originals
    for number, name in enumerate(names, 1):
        stored = store(content_of(tar, name))
        if stored.sha256 != name.removeprefix(ORIGINALS):
            raise BadArchive(f"Its {name} has other bytes than its name says.")
        progress("originals", number, len(names))


def _restore_kept(tar: tarfile.TarFile, manifest: Manifest) -> None:
    folder = settings.DATA_DIR / "exports" / "kept"
    for name in manifest.members:
        if name.startswith(KEPT):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / Path(name).name).write_bytes(content_of(tar, name).read())
        elif name == SECRET:
            secret = settings.DATA_DIR / SECRET
            secret.unlink(missing_ok=True)
            with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content_of(tar, name).read())


def _restore_rows(tar: tarfile.TarFile, manifest: Manifest, progress: Progress) -> None:
    models = kept_tables()
    with transaction.atomic():
        if connection.vendor == "sqlite":  # keys that point at rows still to come are looked at when all are there
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA defer_foreign_keys = ON")
        empty_tables()
        for number, model in enumerate(models, 1):
            label = model._meta.label
            if manifest.columns.get(label) != columns_of(model):
                raise BadArchive(f"The columns of {label} are not those of this version.")
            count = insert_lines(model, lines_of(tar, label))
            if count != manifest.rows[label]:
                raise BadArchive(f"{count} rows of {label}, where {manifest.rows[label]} should be.")
            progress("tables", number, len(models))
        reset_sequences()
