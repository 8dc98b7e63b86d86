"""Files embedded in a PDF become members."""

import io

import pikepdf

from datascores.corpus.extract import Status
from tests.known_sentence import make_pdf


def portfolio(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf())) as document:
        for name, data in files:
            document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)
        document.save(out)
    return out.getvalue()


def test_embedded_files_are_members_with_their_bytes(read_bytes, tmp_path):
    reading = read_bytes("a.pdf", portfolio(("../costs.csv", b"a,b\n1,2\n"), ("reply.txt", b"hello")))
    assert {member.name: member.path.read_bytes() for member in reading.members} == {
        "costs.csv": b"a,b\n1,2\n", "reply.txt": b"hello"
    }  # fmt: skip
    assert reading.status == Status.OK and len(reading.pages) == 4
    assert all(member.path.parent == tmp_path / "scratch" for member in reading.members)


def pinned(name: str, data: bytes) -> bytes:
    """A portfolio with one file, and another one pinned to a page that holds these bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(portfolio(("reply.txt", b"hello")))) as document:
        file = pikepdf.AttachedFileSpec(document, data, filename=name)
        document.pages[1].obj.Annots = pikepdf.Array([
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[9, 9, 29, 29], FS=file.obj)
        ])  # fmt: skip
        document.save(out)
    return out.getvalue()


def test_files_pinned_to_a_page_are_members_and_count_once(read_bytes):
    def members(data: bytes) -> dict[str, bytes]:
        return {member.name: member.path.read_bytes() for member in read_bytes("a.pdf", data).members}

    assert members(pinned("../costs.csv", b"a,b\n")) == {"reply.txt": b"hello", "costs.csv": b"a,b\n"}
    assert members(pinned("again.txt", b"hello")) == {"reply.txt": b"hello"}


def test_embedded_files_nested_too_deeply_are_named(read_bytes):
    reading = read_bytes("a.pdf", portfolio(("reply.txt", b"hello")), depth=3)
    assert reading.status == Status.PARTIAL and "reply.txt" in reading.reason and reading.members == ()


def test_embedded_files_beyond_the_size_limit_are_named(read_bytes):
    reading = read_bytes("a.pdf", portfolio(("big.bin", b"x" * 5000), ("huge.bin", b"y" * 9000)), expanded_bytes=8000)
    assert [member.name for member in reading.members] == ["big.bin"]
    assert reading.status == Status.PARTIAL and "huge.bin" in reading.reason
