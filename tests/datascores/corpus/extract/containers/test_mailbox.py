"""Mailboxes: a mail begins at a postmark, and at nothing else."""

import pytest

from tests.containers import body_of

MAIL = "From: FOI Team <foi@saltmere.example>\nTo: asker@example.org\nSubject: {}\n\n{}\n"
MARK = "From foi@saltmere.example Tue May 29 09:30:00 2018\n"


def mails(read_bytes, data: str) -> list[tuple[str, str]]:
    """The title and text of each mail in the mailbox."""
    reading = read_bytes("box", data.encode())
    assert reading.format == "mbox"
    contents = [member.path.read_bytes() for member in reading.members]
    inner = [read_bytes("m.eml", content) for content in contents]
    return [(each.title, body_of(each)) for each in inner]


@pytest.mark.parametrize("mark", [
    MARK, "From a Tue May 29 2018\n", "From - Tue May 29 09:30:00 2018\n", 'From "a b"@c.example Tue May  9 09:30:00 2018\n',
    "From 1600123@xxx Tue May 29 09:30:00 +0000 2018\n", "From MAILER-DAEMON Tue, 29 May 2018 09:30:00 +0100\n",
    "From foi@saltmere.example\n",
])  # fmt: skip
def test_mailbox_gives_its_mails_as_members(read_bytes, mark: str):
    data = mark + MAIL.format("one", "First.") + "\n" + mark + MAIL.format("two", "Second.")
    assert mails(read_bytes, data) == [("one", "First."), ("two", "Second.")]
    assert mails(read_bytes, data.replace("\n", "\r\n")) == [("one", "First."), ("two", "Second.")]


@pytest.mark.parametrize("line", [
    "From the beginning of the year we used Lantern Score.", "From May 2018 on, Tuesdays only:\nNote: Lantern Score.",
    "From us Tue May 29 2018 we used Lantern Score.", "said on\nFrom a@b.example Tue May 29 09:30:00 2018\nX-Note: Score",
])  # fmt: skip
def test_sentence_that_begins_with_from_is_no_postmark(read_bytes, line: str):
    text = f"Above.\n\n{line}\nBelow."
    data = MARK + MAIL.format("one", text) + "\n" + MARK + MAIL.format("two", "Second.")
    assert mails(read_bytes, data) == [("one", text), ("two", "Second.")]


def test_quoted_postmark_is_written_as_it_was(read_bytes):
    data = MARK + MAIL.format("one", f"Above.\n\n>{MARK}>>From here on.\n> From a reply.")
    assert mails(read_bytes, data) == [("one", f"Above.\n\n{MARK}>From here on.\n> From a reply.")]
