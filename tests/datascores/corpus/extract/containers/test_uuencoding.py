"""Files written as letters into a mail become attachments; damaged ones stay text."""

import binascii

import pytest

from tests.containers import body_of

HEAD = "From: a@b.example\nTo: c@d.example\nSubject: x\n\n"


def uuencoded(data: bytes, name: str = "reply.txt", strip: bool = False) -> str:
    lines = [binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45)]
    return f"begin 644 {name}\n" + "".join(line.rstrip(" \n") + "\n" if strip else line for line in lines) + "`\nend\n"


@pytest.mark.parametrize("strip", [False, True])
def test_file_in_the_text_is_an_attachment_and_no_noise_in_the_text(read_bytes, strip: bool):
    content = b"Words of the attachment, \x00\x01 and more than one line of it; " * 3
    reading = read_bytes("a.eml", f"{HEAD}Our reply.\n\n{uuencoded(content, strip=strip)}\nRegards.\n".encode())
    assert [(member.name, member.path.read_bytes()) for member in reading.members] == [("reply.txt", content)]
    assert body_of(reading).split() == ["Our", "reply.", "Regards."]


def test_two_files_and_crlf_are_read(read_bytes):
    body = uuencoded(b"one", "one.txt") + "\n" + uuencoded(b"two", "two.txt")
    reading = read_bytes("a.eml", (HEAD + body).replace("\n", "\r\n").encode())
    assert [member.name for member in reading.members] == ["one.txt", "two.txt"]


@pytest.mark.parametrize("body", [
    "begin 644 the report\nwith a summary\nend\n", uuencoded(b"words " * 20).removesuffix("end\n"),
    "begin 644 a.txt\n#abc lower case is no code\nend\n",
])  # fmt: skip
def test_what_is_no_whole_file_stays_text(read_bytes, body: str):
    reading = read_bytes("a.eml", (HEAD + body).encode())
    assert reading.members == () and body_of(reading).startswith("begin 644")
