"""Old Word files: the reader, the rough reader behind it, passwords."""

import pytest

from datascores.corpus.extract import Status
from datascores.samples import FILES


@pytest.fixture(scope="module")
def letter() -> bytes:
    return (FILES / "saltmere-follow-up.doc").read_bytes()


def test_old_word_file_is_read(read_bytes, letter):
    reading = read_bytes("a.doc", letter)
    assert (reading.format, reading.status, reading.engine) == ("doc", Status.OK, "legacy-doc")
    assert "It does not rank pupils by any prediction." in reading.pages[0].text


def test_damaged_word_file_gives_its_readable_runs_and_says_so(read_bytes, letter):
    reading = read_bytes("a.doc", letter[:0x4C] + b"\xee" * 4 + letter[0x50:])
    assert (reading.format, reading.status) == ("doc", Status.PARTIAL) and "damaged" in reading.reason
    assert "It does not rank pupils by any prediction." in reading.pages[0].text


def test_word_file_with_a_password_is_encrypted(read_bytes, letter):
    at = letter.index(b"\xec\xa5") + 11  # the flags of the file information block
    locked = letter[:at] + bytes([letter[at] | 1]) + letter[at + 1 :]
    assert read_bytes("a.doc", locked).status == Status.ENCRYPTED
