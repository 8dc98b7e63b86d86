"""Names of members, however odd, are legible and lead nowhere."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from datascores.corpus.extract import Status


def zip_with_raw_name(name: bytes, is_utf8: bool) -> bytes:
    """A zip of one member whose name is these bytes."""
    file = io.BytesIO()
    stand_in = "n" * len(name) if not is_utf8 else "é" + "n" * (len(name) - 2)
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(stand_in, b"hello")
    return file.getvalue().replace(stand_in.encode(), name)


@pytest.mark.parametrize(
    ("raw", "is_utf8", "shown"),
    [
        (b"reply \xff\xfe.txt", True, "reply \u00a0■.txt"),  # says UTF-8, is not: code page 437
        ("Cyngor Ŵyneb.txt".encode(), False, "Cyngor Ŵyneb.txt"),  # is UTF-8 and does not say so
        ("prices 😀.txt".encode(), True, "prices 😀.txt"),
        ("cod\u202etxt.exe".encode(), True, "cod\ufffdtxt.exe"),  # turned round, it would read "codexe.txt"
        (b"two\nlines\r.txt", False, "two lines .txt"),
        (b"..\\..\\up.txt", False, None),
        (b"folder/../../up.txt", False, None),
    ],
)
def test_name_of_a_member_is_legible_and_harmless(read_bytes, tmp_path, raw, is_utf8, shown):
    reading = read_bytes("a.zip", zip_with_raw_name(raw, is_utf8))
    names = [member.name for member in reading.members]
    assert names == ([] if shown is None else [" ".join(shown.split())])
    assert reading.status == (Status.FAILED if shown is None else Status.OK)
    assert all(member.path.parent == tmp_path / "scratch" for member in reading.members)
    assert {path.name for path in tmp_path.rglob("*.txt")} <= {"00001.txt"}


def test_attachment_keeps_only_the_last_part_of_its_name(read_bytes, tmp_path):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "x"
    message.set_content("See attached.")
    for name in ("/etc/passwd", "..\\..\\boot.ini", "a\u202eb 😀.txt", ".."):
        message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    members = read_bytes("a.eml", message.as_bytes()).members
    assert [member.name for member in members] == ["passwd", "boot.ini", "a\ufffdb 😀.txt", ".."]
    assert all(member.path.parent == tmp_path / "scratch" for member in members)
