"""Zip archives: members, names, bombs."""

import io
import zipfile

from datascores.corpus.extract import Status


def make_zip(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return file.getvalue()


def test_members_are_written_under_the_scratch_folder(read_bytes, tmp_path):
    reading = read_bytes("a.zip", make_zip(**{"folder/reply.txt": b"hello", "__MACOSX/x": b"junk", "b.PDF": b"%PDF"}))
    assert reading.status == Status.OK
    assert [member.name for member in reading.members] == ["folder/reply.txt", "b.PDF"]
    assert reading.members[0].path.read_bytes() == b"hello"
    assert all(member.path.parent == tmp_path / "scratch" for member in reading.members)


def test_names_that_point_outside_are_left_out_and_told(read_bytes, tmp_path):
    reading = read_bytes("a.zip", make_zip(**dict.fromkeys(["../evil.txt", "/abs.txt", "C:\\z.txt", "ok.txt"], b"x")))
    assert reading.status == Status.PARTIAL and "../evil.txt" in reading.reason
    assert [member.name for member in reading.members] == ["ok.txt"]
    assert len(list(tmp_path.rglob("*.txt"))) == 1


def test_archive_that_grows_beyond_the_ratio_is_not_opened(read_bytes, tmp_path):
    reading = read_bytes("a.zip", make_zip(a=b"0" * 11_000_000))
    assert reading.status == Status.TOO_LARGE and not list((tmp_path / "scratch").iterdir())


def test_archive_nested_too_deeply_is_not_opened(read_bytes):
    assert read_bytes("a.zip", make_zip(a=b"x"), depth=3).status == Status.TOO_LARGE


def test_archive_with_too_many_members_is_too_large(read_bytes):
    assert read_bytes("a.zip", make_zip(a=b"1", b=b"2", c=b"3"), members=2).status == Status.TOO_LARGE


def test_empty_archive_is_empty(read_bytes):
    assert read_bytes("a.zip", make_zip()).status == Status.EMPTY


def test_member_packed_in_an_unknown_way_is_not_said_to_need_a_password(read_bytes):
    data = make_zip(a=b"words")
    deflate64 = data.replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x09\0")
    reading = read_bytes("a.zip", deflate64)
    assert deflate64 != data and reading.status == Status.FAILED
    assert "a (damaged)" in reading.reason and "password" not in reading.reason


def test_damaged_member_is_told_and_the_others_are_kept(read_bytes):
    data = make_zip(first=b"intact words", second=bytes(range(256)) * 10)
    at = data.index(b"second") + 20
    reading = read_bytes("a.zip", data[:at] + b"\xff" * 8 + data[at + 8 :])
    assert reading.status == Status.PARTIAL and "second (damaged)" in reading.reason
    assert [member.name for member in reading.members] == ["first"]
