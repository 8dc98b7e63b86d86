"""Plain texts: which characters their bytes stand for."""

import pytest

from datascores.corpus.extract import Status
from datascores.corpus.extract.text import decode

WORDS = "The Council’s contract cost £12,500 – see “Annex A” for Ynys Môn. "


@pytest.mark.parametrize("wrong", [b"\x92", b"\xe9", b"\xa3", b"\x80"])
def test_one_wrong_byte_leaves_the_rest_of_a_text_in_utf8_as_it_was_written(wrong: bytes):
    data = (WORDS * 20).encode()
    assert decode(data + b"it" + wrong + b"s " + data) == f"{WORDS * 20}it{wrong.decode('cp1252')}s {WORDS * 20}"


def test_a_wrong_byte_beside_a_single_sign_in_utf8_does_not_spoil_it():
    assert decode("costs £5, caf".encode() + b"\xe9 as well") == "costs £5, café as well"


@pytest.mark.parametrize("missing", [1, 2])
def test_a_text_cut_inside_a_character_keeps_the_others(missing: int):
    data = (WORDS + "’").encode()
    assert decode(data[:-missing]) == WORDS + "\ufffd"
    assert decode(b"caf\xe9 " + data[:-missing]) == "café " + WORDS + "\ufffd"


def test_a_text_of_plain_letters_cut_inside_its_only_sign_keeps_them():
    assert decode("The Council’".encode()[:-1]) == "The Council\ufffd"


@pytest.mark.parametrize("words", ["The Council’s café – £5", "café", "£5", "Ynys Môn, Gwŷr"[:8], "Straße À"])
def test_a_text_of_an_old_office_machine_is_read_as_it_was_written(words: str):
    assert decode(words.encode("cp1252")) == words


def test_bytes_that_stand_for_nothing_are_shown_as_such():
    assert decode(b"a\x81b") == "a\ufffdb"


@pytest.mark.parametrize("name", ["reply.txt", "reply.csv"])
def test_a_file_with_one_wrong_byte_is_read(read_bytes, name: str):
    reading = read_bytes(name, WORDS.encode() + b"\x92")
    assert reading.status == Status.OK and "The Council’s contract cost £12" in reading.pages[0].text
