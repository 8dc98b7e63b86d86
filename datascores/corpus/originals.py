"""The store of originals: the bytes of each document, once, under their SHA-256.

The store is a folder or an S3-compatible bucket. A file is written beside it first and moved or sent in whole, so that a kill
at any moment leaves either no original or the right one; where one is read, its bytes are held against its name. Nothing
here ever changes an original, and only one that is not what its name says is removed, for the right one to take its place.
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


class StoreUnavailable(OSError):
    """The bucket cannot be reached or refuses; nothing is wrong with the original."""


class DamagedOriginal(OSError):
    """The bytes in the store are not those of their name."""


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
    """Store the bytes once; the same bytes again are found, verified and left alone.

    Raises OSError if the disk refuses, StoreUnavailable if the bucket does.
    """
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
        with _bucket_errors():
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
    """A path on this machine at which the original can be read while the context lasts.

    Raises DamagedOriginal, FileNotFoundError if the store does not have it, and StoreUnavailable.
    """
    try:
        path = Path(originals().path(key))
    except NotImplementedError:  # a store that is no folder, such as a bucket
        path = None
    if path is not None:
        with path.open("rb") as file:
            _hold_against_name(key, hashlib.file_digest(file, "sha256").hexdigest())
        yield path
        return
    with tempfile.NamedTemporaryFile() as copy:
        digest = hashlib.sha256()
        with _bucket_errors(), originals().open(key) as file:
            for chunk in file.chunks(CHUNK):
                digest.update(chunk)
                copy.write(chunk)
        copy.flush()
        _hold_against_name(key, digest.hexdigest())
        yield Path(copy.name)


def _hold_against_name(key: str, sha256: str) -> None:
    if key != key_for(sha256):
        raise DamagedOriginal(f"The original {key} is damaged: its bytes have the hash {sha256}.")


@contextmanager
def _bucket_errors() -> Iterator[None]:
    """Whatever the bucket's library raises is StoreUnavailable, without the library where the store is a folder."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("botocore", "boto3", "s3transfer"):
            raise
        raise StoreUnavailable(f"The store of originals cannot be used: {error}") from error
