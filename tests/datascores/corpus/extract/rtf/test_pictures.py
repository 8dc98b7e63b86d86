"""Pictures in rich text are not read; where one may hold words that is said."""

import pytest

from datascores.corpus.extract import Status
from datascores.corpus.extract.office.blips import has_large_picture
from tests import scans


def rich_text(twips: int, words: str = "The council scores claims. ") -> bytes:
    picture = rf"{{\pict\pngblip\picwgoal{twips}\pichgoal{twips // 2} 89504e470d0a1a0a}}"
    return rf"{{\rtf1\ansi {words}{picture}\par}}".encode()


def test_large_picture_in_rich_text_is_told_and_an_icon_is_not(read_bytes):
    reading = read_bytes("a.rtf", rich_text(9000))
    assert (reading.status, "pictures in files of this kind are not read" in reading.reason) == (Status.PARTIAL, True)
    assert read_bytes("a.rtf", rich_text(900)).status == Status.OK
    only = read_bytes("a.rtf", rich_text(9000, words=""))
    assert only.status == Status.NO_TEXT and "pictures in files of this kind are not read" in only.reason


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF"])
def test_picture_is_found_among_other_bytes_by_its_size(kind: str):
    large, icon = scans.picture_of([], 800, 400, 40), scans.picture_of([], 64, 64, 8)
    assert has_large_picture(b"\0" * 777 + scans.bytes_of(large, kind) + b"rest")
    assert not has_large_picture(b"\0" * 777 + scans.bytes_of(icon, kind) + b"rest")


def drawing(width: int, height: int) -> bytes:
    """A record of Office with a drawing of vectors of so many EMU ([MS-ODRAW] 2.2.24)."""
    size = width.to_bytes(4, "little") + height.to_bytes(4, "little")
    body = bytes(16) + bytes(4) + bytes(16) + size + bytes(100)
    return (0x3D4 << 4).to_bytes(2, "little") + b"\x1a\xf0" + len(body).to_bytes(4, "little") + body


def test_drawing_is_found_by_its_size_on_paper():
    assert has_large_picture(b"\1" * 99 + drawing(5_000_000, 2_500_000))
    assert not has_large_picture(b"\1" * 99 + drawing(500_000, 250_000))
