"""Hostile pictures: sizes beyond any memory behind a few bytes, broken ends, folders of folders."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image, ImageDraw

from .archives import zip_of
from .hostile_file import Hostile, made_of, mutated
from .offices import PARAGRAPH, RELATIONS, TYPES, docx
from .pdfs import one_page, stream


def png(width: int, height: int, data: bytes = b"\0" * 1000, extra: bytes = b"") -> bytes:
    """A picture of one bit a point whose data may be far too short for its size."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + chunks[0] + extra + b"".join(chunks[1:])


def tiff(entries: list[tuple[int, int, int, int]], following: int = 0, data: bytes = b"") -> bytes:
    """A picture of one folder of (tag, type, count, value); `following` is where the next folder is said to be."""
    listed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return struct.pack("<2sHIH", b"II", 42, 8, len(entries)) + listed + struct.pack("<I", following) + data


def real(kind: str) -> bytes:
    picture = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(picture).text((40, 40), "The council scores families.", fill=0, font_size=48)
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def hostile_pictures() -> Iterator[Hostile]:
    size = [(256, 4, 1, 60_000), (257, 4, 1, 60_000), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
            (277, 3, 1, 1), (278, 4, 1, 60_000), (279, 4, 1, 4_000_000_000)]  # fmt: skip
    small = [(tag, kind, count, 9 if value == 60_000 else value) for tag, kind, count, value in size]
    text = zlib.compress(b"\0" * 50_000_000, 9)
    chunk = b"iTXt" + b"Comment\0\1\0\0\0" + text
    bomb = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    cases: dict[str, object] = {
        "50000-square.png": png(50_000, 50_000),
        "50000-square-full.png": lambda: png(50_000, 50_000, b"\0" * (50_000 * 6_251)),
        "12000-square-full.png": lambda: png(12_000, 12_000, b"\0" * (12_000 * 1_501)),
        "2-billion-wide.png": png(0x7FFFFFFF, 1),
        "2-billion-high.png": png(1, 0x7FFFFFFF),
        "no-size.png": png(0, 0),
        "one-point.png": png(1, 1),
        "text-bomb.png": png(9, 9, extra=bomb),
        "50000-square.tiff": tiff(size),
        "folder-loops.tiff": tiff(small, following=8),
        "folder-beyond.tiff": tiff(small, following=0xFFFFFFF0),
        "folders-many.tiff": tiff([(254, 4, 1, 0)], 26) + b"".join(
            struct.pack("<HHHIII", 1, 254, 4, 1, 0, 26 + 18 * (n + 1)) for n in range(60_000)),
        "strips-many.tiff": tiff([(256, 4, 1, 9), (257, 4, 1, 9), (273, 4, 0xFFFFFFFF, 8), (279, 4, 0xFFFFFFFF, 8)]),
        "no-entries.tiff": tiff([]),
        "head-only.tiff": b"II*\0",
        "head-only.jpg": b"\xff\xd8\xff",
        "65535-square.jpg": real("JPEG").replace(struct.pack(">HH", 300, 900), struct.pack(">HH", 65535, 65535)),
        "65535-square.gif": b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0) + b"," + bytes(9) + b"\x08\1\0\0;",
        "2-billion.bmp": b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 2**31 - 1, 2**31 - 1, 1, 24, 0, 0, 0, 0, 0, 0),
        "in-a.docx": docx(PARAGRAPH, **{"word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship'
                          f' Id="r1" Type="{TYPES}/image" Target="media/a.png"/></Relationships>'}),
        "in-a.zip": zip_of([("a.png", png(50_000, 50_000)), ("b.png", png(0x7FFFFFFF, 0x7FFFFFFF))]),
        "scan-of-50000.pdf": one_page(b"q 595 0 0 842 0 0 cm /X Do Q", o6=stream(zlib.compress(bytes(1000)),
            b"/Type /XObject /Subtype /Image /Width 50000 /Height 50000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
            b" /Filter /FlateDecode")),
        "scan-of-jbig2.pdf": one_page(b"q 595 0 0 842 0 0 cm /X Do Q", o6=stream(
            struct.pack(">IBBBIIIIIBH", 0, 48, 0, 1, 19, 60_000, 60_000, 0, 0, 0, 0),
            b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
            b" /Filter /JBIG2Decode")),
        "scan-200-inches.pdf": one_page(b"q 14400 0 0 14400 0 0 cm /X Do Q", box=b"[0 0 14400 14400]", o6=stream(
            zlib.compress(bytes(10_000)), b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8"
            b" /ColorSpace /DeviceGray /Filter /FlateDecode")),
    }  # fmt: skip
    media = zip_of([("[Content_Types].xml", b"<a/>"), ("word/media/a.png", png(50_000, 50_000))])
    cases["only-media.docx"] = media
    for name, data in cases.items():
        yield Hostile("hostile picture", name, made_of(data), heavy=callable(data))
    for kind, suffix in (("PNG", "png"), ("JPEG", "jpg"), ("TIFF", "tiff"), ("GIF", "gif"), ("BMP", "bmp")):
        whole = real(kind)
        for percent in (5, 50, 95):
            yield Hostile("truncated picture", f"{percent}.{suffix}", made_of(whole[: len(whole) * percent // 100]))
        for number in range(3):
            yield Hostile("mutated picture", f"{number}.{suffix}", made_of(mutated(whole, f"{kind} {number}", 40)))
