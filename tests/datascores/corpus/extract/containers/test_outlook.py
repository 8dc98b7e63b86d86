"""Outlook messages: headers, body in its three forms, attachments, messages in messages."""

from datascores.corpus.extract import Status
from datascores.corpus.extract.rtf.compressed import decompress
from tests.containers import body_of, write_msg

SENT = 131_720_526_000_000_000  # 29 May 2018, 07:30 UTC, in units of 100 ns since 1601
MESSAGE = {0x37: "Your request – 4711", 0x1000: "Please find our reply.\r\n", 0x0C1A: "FOI Team",
           0x5D01: "foi@saltmere.example", 0x0E04: "A. Requester", 0x0E03: "Legal", 0x39: SENT}  # fmt: skip
# the example of [MS-OXRTFCP] 3.1.1.2
COMPRESSED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)


def test_message_keeps_its_headers_and_body(read_bytes):
    reading = read_bytes("a.msg", write_msg(MESSAGE))
    assert (reading.format, reading.status, reading.title) == ("msg", Status.OK, "Your request – 4711")
    assert reading.metadata == {
        "from": "FOI Team <foi@saltmere.example>", "to": "A. Requester", "cc": "Legal",
        "subject": "Your request – 4711", "date": "2018-05-29T07:30:00+00:00",
    }  # fmt: skip
    assert body_of(reading) == "Please find our reply."


def test_transport_headers_say_who_wrote_to_whom(read_bytes):
    headers = "From: Real Sender <real@saltmere.example>\r\nTo: b@c.example\r\n\r\n"
    metadata = read_bytes("a.msg", write_msg({**MESSAGE, 0x7D: headers})).metadata
    assert (metadata["from"], metadata["to"]) == ("Real Sender <real@saltmere.example>", "b@c.example")


def test_html_and_rich_text_serve_where_there_is_no_plain_body(read_bytes):
    html = b"<html><body><p>Only in <b>html</b>.</p></body></html>"
    assert body_of(read_bytes("a.msg", write_msg({0x37: "x", 0x1013: html}))) == "Only in html."
    assert body_of(read_bytes("a.msg", write_msg({0x37: "x", 0x1009: COMPRESSED}))) == "hello world"


def test_attachments_are_members_and_an_attached_message_a_mail(read_bytes):
    inner = {0x37: "Inner", 0x1000: "Inner words.", 0x0C1A: "B", 0x5D01: "b@c.example", 0x39: SENT}
    data = write_msg(MESSAGE, ({0x3707: "..\\costs.csv", 0x3701: b"a,b\n1,2\n", 0x370E: "text/csv"}, {0x3701: inner}))
    first, second = read_bytes("a.msg", data).members
    assert (first.name, first.path.read_bytes()) == ("costs.csv", b"a,b\n1,2\n")
    assert second.name == "Inner.eml"
    kept = second.path.read_bytes()
    assert read_bytes("a.msg", data).members[1].path.read_bytes() == kept  # or it would be another document each time
    mail = read_bytes("b.eml", kept)
    assert (mail.format, mail.title, body_of(mail)) == ("eml", "Inner", "Inner words.")
    assert mail.metadata["date"].startswith("2018-05-29T07:30:00")


def test_attachments_nested_too_deeply_are_named(read_bytes):
    reading = read_bytes("a.msg", write_msg(MESSAGE, ({0x3707: "costs.csv", 0x3701: b"x"},)), depth=3)
    assert reading.status == Status.PARTIAL and "costs.csv" in reading.reason and reading.members == ()


def test_rich_text_is_unpacked_to_its_limit():
    assert decompress(COMPRESSED, 1000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert decompress(COMPRESSED, 9) == b"{\\rtf1\\an"
    repeating = bytes.fromhex(
        "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"
    )  # 3.1.2.2: runs into itself
    assert decompress(repeating, 1000) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_damaged_message_is_told(read_bytes):
    whole = write_msg(MESSAGE)
    assert read_bytes("a.msg", whole[: len(whole) // 2]).status == Status.FAILED


def test_plain_body_that_only_points_to_the_html_gives_way_to_it(read_bytes):
    html = ("<p>" + "The council uses Lantern Score to sort its claims by risk. " * 3 + "</p>").encode()
    text = body_of(read_bytes("a.msg", write_msg({**MESSAGE, 0x1000: "See the html form.", 0x1013: html})))
    assert text.startswith("The council uses Lantern Score")


def test_html_body_is_read_in_the_code_page_of_the_message(read_bytes):
    html = "<p>Адміністрація відповідає на запит.</p>".encode("cp1251")
    assert body_of(read_bytes("a.msg", write_msg({0x37: "x", 0x1013: html, 0x3FDE: 1251}))).startswith("Адмін")


HIDING = b"<html><body><p>Our reply. <span style='color:#fff'>Quillmark sum 48,215</span></p></body></html>"


def test_words_that_the_html_hides_are_told_in_the_plain_body_too(read_bytes):
    for properties in (
        {0x37: "x", 0x1013: HIDING},
        {0x37: "x", 0x1000: "Our reply. Quillmark sum\r\n48,215", 0x1013: HIDING},
    ):
        (page,) = read_bytes("a.msg", write_msg(properties)).pages
        (span,) = page.hidden
        assert page.text[span.start : span.end].split() == ["Quillmark", "sum", "48,215"]


def test_attached_message_leaves_its_hidden_words_behind(read_bytes):
    data = write_msg(MESSAGE, ({0x3701: {0x37: "Inner", 0x1013: HIDING}},))
    kept = read_bytes("a.msg", data).members[0].path.read_bytes()
    assert b"Our reply." in kept and b"Quillmark" not in kept
