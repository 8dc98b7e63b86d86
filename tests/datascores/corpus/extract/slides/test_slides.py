"""Old PowerPoint files: slides in order, comments and notes with their slide, damage told."""

import io

import olefile

from datascores.corpus.extract import Status
from tests.containers import write_ole
from tests.known_sentence import FIXTURES, SENTENCE, THIRD


def streams_of(name: str) -> dict[tuple[str, ...], bytes]:
    with olefile.OleFileIO(FIXTURES / name) as container:
        return {tuple(entry): container.openstream(entry).read() for entry in container.listdir()}


def test_slides_stand_in_the_order_of_the_list(read_bytes):
    reading = read_bytes("a.ppt", (FIXTURES / "sentence.ppt").read_bytes())
    assert (reading.format, reading.status, reading.reason) == ("ppt", Status.OK, "")
    assert [page.text for page in reading.pages] == THIRD
    assert [page.label for page in reading.pages] == ["Slide 1", "Slide 2", "Slide 3", "Slide 4"]


def test_comments_and_speaker_notes_belong_to_their_slide(read_bytes):
    reading = read_bytes("a.ppt", (FIXTURES / "spoken.ppt").read_bytes())
    assert [page.text.split("\n") for page in reading.pages] == [
        [f"Words on slide {n}.", f"Comment on slide {n}.", f"Spoken words for slide {n}."] for n in (1, 2)
    ]


def test_slides_are_found_when_their_list_is_damaged(read_bytes):
    streams = streams_of("sentence.ppt")
    streams["Current User",] = streams["Current User",][:16] + b"\xff\xff\xff\x7f" + streams["Current User",][20:]
    reading = read_bytes("a.ppt", write_ole(streams))
    assert reading.status == Status.PARTIAL and "list of slides is damaged" in reading.reason
    assert SENTENCE in [page.text for page in reading.pages]


def test_all_words_of_a_hidden_slide_are_told(read_bytes):
    streams = streams_of("spoken.ppt")
    data = bytearray(streams["PowerPoint Document",])
    shown = b"\xf9\x03\x10\x00\x00\x00"  # how a show treats a slide: kind and length; flags stand 10 bytes on
    second = data.index(shown, data.index(shown) + 1)
    data[second + len(shown) + 10] |= 0x04
    streams["PowerPoint Document",] = bytes(data)
    first, second_page = read_bytes("a.ppt", write_ole(streams)).pages
    assert first.hidden == ()
    assert [(span.start, span.end, span.reason) for span in second_page.hidden] == [
        (0, len(second_page.text), "on a hidden slide")
    ]


def test_encrypted_presentation_is_told(read_bytes):
    streams = streams_of("sentence.ppt")
    current = streams["Current User",]
    streams["Current User",] = current[:12] + b"\xdf\xc4\xd1\xf3" + current[16:]
    assert read_bytes("a.ppt", write_ole(streams)).status == Status.ENCRYPTED


def test_presentation_without_slides_is_damaged(read_bytes):
    reading = read_bytes("a.ppt", write_ole({("PowerPoint Document",): b"\0" * 5000, ("Current User",): b""}))
    assert reading.status == Status.FAILED and "no slides" in reading.reason


def test_container_written_by_the_tests_is_what_olefile_reads():
    contents = {("small",): b"x" * 70, ("a", "b", "large"): b"y" * 9000, ("a", "empty"): b""}
    with olefile.OleFileIO(io.BytesIO(write_ole(contents))) as container:
        found = {tuple(entry): container.openstream(entry).read() for entry in container.listdir()}
    assert found == contents
