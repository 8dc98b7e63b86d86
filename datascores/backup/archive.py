"""The form of a backup: one tar, its members and the manifest that says what must be in it.

``rows/LABEL.jsonl.gz`` are the rows of a table, ``originals/SHA-256`` the stored bytes, ``kept/NAME`` the row digests of
exports (for ``reproduce``), ``secret_key`` the portal's own secret where it made one itself: hashes of hidden words depend
on it. ``manifest.json`` comes last; without it an archive is not whole. Members can be read by any program.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

FORMAT = 1
MANIFEST = "manifest.json"
SECRET = "secret_key"
ROWS, ORIGINALS, KEPT = "rows/", "originals/", "kept/"
CHUNK = 1024 * 1024


class BadArchive(Exception):
    """A file that is no whole backup, or not one that this portal can take; the message is fit to show."""


@dataclass
class Manifest:
    """What a backup holds: rows by table with their columns, hashes of members, the state of the database's tables.

    ``secret`` is a fingerprint of the secret that hashes of hidden words were made with.
    """

    made_at: str
    migrations: list[str]
    secret: str
    rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)  # name to SHA-256
    format: int = FORMAT

    @property
    def originals(self) -> list[str]:
        return [name for name in self.members if name.startswith(ORIGINALS)]

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()


class Writer:
    """Adds members to a new archive and notes their hashes."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar, self.manifest = tar, manifest

    def add(self, name: str, content: BinaryIO, size: int) -> str:
        """One member of exactly that size; its SHA-256. Raises OSError where the content is shorter or the disk full."""
        hashed = _Hashed(content)
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, hashed)
        self.manifest.members[name] = hashed.digest.hexdigest()
        return self.manifest.members[name]


class _Hashed:
    """A file whose bytes are hashed as they are read."""

    def __init__(self, content: BinaryIO) -> None:
        self._content, self.digest = content, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._content.read(size)
        self.digest.update(data)
        return data


def open_archive(path: Path) -> tarfile.TarFile:
    """Raises BadArchive."""
    try:
        return tarfile.open(path, "r:")
    except (OSError, tarfile.TarError) as error:
        raise BadArchive(f"{path} is no backup that can be read: {error}.") from error


def read_manifest(tar: tarfile.TarFile) -> Manifest:
    """Raises BadArchive where there is none, since an archive without is not whole, or one of another form."""
    try:
        said: dict[str, Any] = json.loads(_member(tar, MANIFEST).read())
        manifest = Manifest(**said)
    except (ValueError, TypeError) as error:
        raise BadArchive(f"Its {MANIFEST} cannot be read: {error}.") from error
    if manifest.format != FORMAT:
        raise BadArchive(f"It has form {manifest.format}; this version of the portal reads form {FORMAT}.")
    return manifest


def check_members(tar: tarfile.TarFile, manifest: Manifest) -> Iterator[str]:
    """Read every member and compare its hash; yields the names as they are found right. Raises BadArchive."""
    for name, expected in manifest.members.items():
        digest, content = hashlib.sha256(), _member(tar, name)
        try:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
        except (OSError, tarfile.TarError) as error:
            raise BadArchive(f"Its member {name} cannot be read: {error}.") from error
        if digest.hexdigest() != expected:
            raise BadArchive(f"Its member {name} is damaged.")
        yield name


def lines_of(tar: tarfile.TarFile, label: str) -> Iterator[str]:
    """The rows of a table, a line each. Raises BadArchive."""
    with gzip.open(_member(tar, f"{ROWS}{label}.jsonl.gz"), "rt", encoding="utf-8", newline="\n") as rows:
        yield from rows


def content_of(tar: tarfile.TarFile, name: str) -> BinaryIO:
    """The bytes of a member. Raises BadArchive."""
    return _member(tar, name)


def _member(tar: tarfile.TarFile, name: str) -> BinaryIO:
    try:
        file = tar.extractfile(name)
    except (KeyError, OSError, tarfile.TarError) as error:
        raise BadArchive(f"It has no {name}: the backup was broken off, or the file is cut or damaged.") from error
    if file is None:
        raise BadArchive(f"Its {name} is no file.")
    return file  # type: ignore[return-value]
