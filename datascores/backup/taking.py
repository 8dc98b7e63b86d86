"""Take a backup: one state of the database, and every original that it names, checked byte by byte on the way.

Readers and writers go on meanwhile. The archive appears under its name only when it is whole.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.crypto import salted_hmac

from datascores.backup.archive import KEPT, MANIFEST, ORIGINALS, ROWS, SECRET, Manifest, Writer
from datascores.backup.tables import columns_of, kept_tables, rows_as_lines
from datascores.corpus.models import Original

Progress = Callable[[str, int, int], None]  # what, done, of how many


class Damaged(Exception):
    """The store of originals lacks or has changed what the database names; the message is fit to show."""


def take_backup(path: Path, progress: Progress = lambda what, done, total: None) -> Manifest:
    """Write the archive. Raises OSError where the disk refuses, Damaged where an original is not what it should be."""
    partial = path.with_name(path.name + ".partial")
    handle = os.open(
        partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
    )  # it holds hidden words and passwords' hashes
    try:
        with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar, one_state():
            manifest = Manifest(timezone.now().isoformat(), applied_migrations(), fingerprint())
            writer = Writer(tar, manifest)
            _add_rows(writer, progress)
            _add_originals(writer, progress)
            _add_kept(writer)
            said = manifest.as_bytes()
            info = tarfile.TarInfo(MANIFEST)
            info.size, info.mode = len(said), 0o600
            tar.addfile(info, BytesIO(said))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def applied_migrations() -> list[str]:
    """The state of the tables, by the names of what made it."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def fingerprint() -> str:
    """Tells one secret of a portal from another without telling it."""
    return salted_hmac("datascores.backup", "fingerprint", algorithm="sha256").hexdigest()[:16]


@contextmanager
def one_state() -> Iterator[None]:
    """What is read within is of one moment, and nobody who writes has to wait for it."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = mode  # type: ignore[attr-defined]
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _add_rows(writer: Writer, progress: Progress) -> None:
    models = kept_tables()
    for number, model in enumerate(models, 1):
        label, count = model._meta.label, 0
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as scratch:
            with gzip.open(scratch, "wt", encoding="utf-8", newline="\n", compresslevel=6) as lines:
                for line in rows_as_lines(model):
                    lines.write(line + "\n")
                    count += 1
            size = scratch.tell()
            scratch.seek(0)
            writer.add(f"{ROWS}{label}.jsonl.gz", scratch, size)
        writer.manifest.rows[label], writer.manifest.columns[label] = count, columns_of(model)
        progress("tables", number, len(models))


def _add_originals(writer: Writer, progress: Progress) -> None:
    rows = Original.objects.order_by("pk").values_list("key", "document__sha256")
    total = rows.count()
    for number, (key, sha256) in enumerate(rows.iterator(), 1):
        try:
            with storages["originals"].open(key) as file:
                found = writer.add(f"{ORIGINALS}{sha256}", file, file.size)  # type: ignore[arg-type]
        except FileNotFoundError as error:
            raise Damaged(f"The original of document {sha256} is missing from the store.") from error
        if found != sha256:
            raise Damaged(f"The original of document {sha256} is damaged in the store.")
        progress("originals", number, total)


def _add_kept(writer: Writer) -> None:
    folder = settings.DATA_DIR / "exports" / "kept"
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        data = path.read_bytes()
        writer.add(f"{KEPT}{path.name}", BytesIO(data), len(data))
    secret = settings.DATA_DIR / SECRET
    if secret.exists() and hashlib.sha256(secret.read_bytes()).digest() == _digest(settings.SECRET_KEY):
        writer.add(SECRET, BytesIO(secret.read_bytes()), secret.stat().st_size)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
