"""Hostile zips: bombs of every shape, names that climb, lists that lie."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from datascores.corpus.extract import Status

from .hostile_file import SAMPLES, Hostile, made_of, mutated, pointed

MEGABYTE = 1 << 20
NOT_OPENED = frozenset({Status.TOO_LARGE})
TOLD = frozenset({Status.PARTIAL, Status.FAILED})


def zip_of(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, data in members:
            package.writestr(name, pointed(data), method)
    return file.getvalue()


def raw_zip(entries: Iterable[tuple[bytes, int, int]], body: bytes, count: int | None = None) -> bytes:
    """A zip whose list of (name, declared size, offset) need not fit the bytes in front of it."""
    listed, number = bytearray(), 0
    for name, size, offset in entries:
        listed += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(body), size, len(name),
                              0, 0, 0, 0, 0, offset) + name  # fmt: skip
        number += 1
    shown = min(number if count is None else count, 65535)
    return (
        body + bytes(listed) + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, shown, shown, len(listed), len(body), 0)
    )


def local(name: bytes, data: bytes, size: int) -> bytes:
    """One member as it stands in front of the list."""
    packed = zlib.compress(data, 9)[2:-4]
    return struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(data), len(packed), size, len(name),
                       0) + name + packed  # fmt: skip


def nested(data: bytes, levels: int) -> bytes:
    for level in range(levels):
        data = zip_of([(f"level-{level}.zip", data)])
    return data


def family_of_bombs(width: int, megabytes: int) -> bytes:
    """A zip of zips, each a little different (behind its end), each of which unpacks to so many megabytes."""
    inner = zip_of([("zeros.txt", b"word " * (megabytes * MEGABYTE // 5))])
    return zip_of((f"{number}.zip", inner + b"%06d" % number) for number in range(width))


def million_entries() -> bytes:
    body = local(b"a", b"", 0)
    head = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, 2, 0, 7, 0, 0, 0, 0, 0, 0)
    listed = b"".join(head + b"%07d" % number for number in range(1_000_000))
    at = len(body) + len(listed)
    end64 = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1_000_000, 1_000_000, len(listed), len(body))
    end64 += struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    return (
        body + listed + end64 + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65535, 65535, len(listed), len(body), 0)
    )


def hostile_archives() -> Iterator[Hostile]:
    yield from _bombs()
    yield from _names()
    yield from _lies()
    sample = (SAMPLES / "north-wexcombe-bundle.zip").read_bytes()
    for number in range(12):
        yield Hostile("mutated zip", f"{number}.zip", made_of(mutated(sample, f"zip {number}", 30)))


def _bombs() -> Iterator[Hostile]:
    def bomb(name: str, data: object, allowed: frozenset[Status] = frozenset()) -> Hostile:
        return Hostile("zip bomb", name, made_of(data), allowed, heavy=callable(data))

    yield bomb("flat-250mb.zip", lambda: zip_of([("zeros.txt", b"\0" * (250 * MEGABYTE))]), NOT_OPENED)
    yield bomb("flat-20mb.zip", lambda: zip_of([("zeros.txt", b"\0" * (20 * MEGABYTE))]), NOT_OPENED)
    yield bomb("many-small.zip", lambda: zip_of((f"{n}.txt", b"\0" * MEGABYTE) for n in range(60)), NOT_OPENED)
    yield bomb("bz2.zip", lambda: zip_of([("zeros.txt", b"\0" * (60 * MEGABYTE))], zipfile.ZIP_BZIP2), NOT_OPENED)
    yield bomb("lzma.zip", lambda: zip_of([("zeros.txt", b"\0" * (60 * MEGABYTE))], zipfile.ZIP_LZMA), NOT_OPENED)
    yield bomb("nested-10.zip", nested(b"words", 10))
    yield bomb("nested-bombs.zip", lambda: family_of_bombs(40, 9))
    kernel = local(b"kernel.txt", b"\0" * (5 * MEGABYTE), 5 * MEGABYTE)
    shared = raw_zip(((b"%d.txt" % n, 5 * MEGABYTE, 0) for n in range(1000)), kernel)
    yield bomb("overlapping-1000.zip", shared, NOT_OPENED)
    yield bomb("overlapping-9.zip", raw_zip(((b"%d.txt" % n, MEGABYTE, 0) for n in range(9)), kernel))
    yield bomb("overlapping-lies.zip", raw_zip(((b"%d.txt" % n, 10, 0) for n in range(1000)), kernel))
    yield bomb("million-entries.zip", million_entries, NOT_OPENED)
    yield bomb("million-entries.docx", million_entries, NOT_OPENED)
    yield bomb("too-many-members.zip", lambda: zip_of((f"{n}.txt", b"w") for n in range(2_001)), NOT_OPENED)


def _names() -> Iterator[Hostile]:
    long_name = "n" * 60_000 + ".txt"
    names = ["../climb.txt", "../../../../../../etc/cron.d/job", "/absolute.txt", "C:\\drive.txt", "..\\back.txt",
             "a/../../b.txt", "\\\\server\\share.txt", "~/home.txt", "line\nbreak.txt", "right\u202eto-left.txt",
             "🦊📄.txt", ".", "..", "con.txt", "a" * 300 + ".txt", long_name, "-rf", "$(id).txt",
             "x.txt;id", "tab\tname", " ", "a/" * 500 + "deep.txt"]  # fmt: skip
    for number, name in enumerate(names):
        yield Hostile("zip with odd name", f"{number}.zip", made_of(zip_of([(name, b"words"), ("fine.txt", b"more")])))
    raw = raw_zip([(b"bad\xff\xfe\x80.txt", 5, 0)], local(b"bad\xff\xfe\x80.txt", b"words", 5))
    yield Hostile("zip with odd name", "invalid-utf8.zip", made_of(raw))
    raw = raw_zip([(b"nul\0name.txt", 5, 0)], local(b"nul\0name.txt", b"words", 5))
    yield Hostile("zip with odd name", "nul.zip", made_of(raw))
    twice = zip_of([("same.txt", b"first"), ("other.txt", b"x")]).replace(b"other.txt", b"same.txt\0")
    yield Hostile("zip with odd name", "same-name-twice.zip", made_of(twice))
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    yield Hostile("zip with odd name", "link.zip", made_of(zip_of([(link, b"/etc/passwd")])))


def _lies() -> Iterator[Hostile]:
    big = local(b"a.txt", b"\0" * (30 * MEGABYTE), 10)
    good = zip_of([("a.txt", b"words " * 100), ("b.txt", b"more words " * 100)])
    at = good.rindex(b"PK\x01\x02")
    cases = {
        "size-too-small": raw_zip([(b"a.txt", 10, 0)], big),
        "size-too-large": raw_zip([(b"a.txt", 4_000_000_000, 0)], big),
        "offset-beyond": raw_zip([(b"a.txt", 10, 4_000_000_000)], big),
        "count-lies": raw_zip([(b"a.txt", 10, 0)], big, 65535),
        "list-only": raw_zip([(b"a.txt", 10, 0)], b""),
        "end-only": b"PK\x05\x06" + b"\0" * 18,
        "header-only": b"PK\x03\x04",
        "cut-in-half": good[: len(good) // 2],
        "without-list": good[:at],
        "encrypted": bytearray(good).replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0"),
        "method-unknown": bytearray(good).replace(
            b"PK\x01\x02\x14\x03\x14\0\0\0\x08", b"PK\x01\x02\x14\x03\x14\0\0\0\x63"
        ),
        "comment-long": good[:-2] + b"\xff\xff" + b"PK\x05\x06" * 16_000,
        "version-high": bytearray(good).replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
    }
    for name, data in cases.items():
        yield Hostile("zip that lies", f"{name}.zip", made_of(bytes(data)))
