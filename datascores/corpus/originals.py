"""The store of originals: the bytes of each document, once, under their SHA-256.

A file is written beside the store first and moved in whole, so that a kill at any moment leaves either no original or the
right one. Nothing here ever changes or deletes an original.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class StoredOriginal:
    """What the store says of one sequence of bytes: hash in hex, size in bytes, name in the store."""

    sha256: str
    size: int
    key: str


class _IncomingFile(File):
    """A finished temporary file; the file storage moves it into place in one step."""

    def temporary_file_path(self) -> str:
        assert self.name is not None
        return self.name


def originals() -> Storage:
    return storages["originals"]


def key_for(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def store(content: BinaryIO) -> StoredOriginal:
    """Store the bytes once; the same bytes again are found, verified and left alone. Raises OSError if the disk refuses."""
    incoming = Path(settings.DATA_DIR) / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(handle, "wb") as file:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        sha256 = digest.hexdigest()
        key = key_for(sha256)
        if not _is_whole(key, sha256):
            with Path(name).open("rb") as finished:
                originals().save(key, _IncomingFile(finished, name=name))
        return StoredOriginal(sha256, size, key)
    finally:
        Path(name).unlink(missing_ok=True)


def _is_whole(key: str, sha256: str) -> bool:
    """Whether the store has the bytes; a damaged file under the key is removed so that the good bytes can take its place."""
    if not originals().exists(key):
        return False
    with originals().open(key) as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        originals().delete(key)
    return found == sha256


@contextmanager
def local_path(key: str) -> Iterator[Path]:
    """A path on this machine at which the original can be read while the context lasts."""
    try:
        yield Path(originals().path(key))
        return
    except NotImplementedError:  # a store that is no folder, such as a bucket
        pass
    with tempfile.NamedTemporaryFile() as copy:
        with originals().open(key) as file:
            for chunk in file.chunks():
                copy.write(chunk)
        copy.flush()
        yield Path(copy.name)
