"""Mails: headers, body, attachments."""

from email.message import EmailMessage

from datascores.corpus.extract import Status


def make_mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "FOI Team <foi@saltmere.example>"
    message["To"] = "asker@example.org"
    message["Subject"] = "Your request – 4711"
    message["Date"] = "Tue, 29 May 2018 09:30:00 +0100"
    message.set_content("Please find our reply attached.\n")
    message.add_alternative("<p>Please find our reply <b>attached</b>.</p>", subtype="html")
    return message


def test_mail_keeps_headers_and_prefers_the_plain_body(read_bytes):
    reading = read_bytes("a.eml", make_mail().as_bytes())
    assert (reading.format, reading.status, reading.title) == ("eml", Status.OK, "Your request – 4711")
    assert reading.metadata["from"] == "FOI Team <foi@saltmere.example>"
    assert reading.metadata["date"] == "2018-05-29T09:30:00+01:00"
    assert reading.pages[0].text == "Please find our reply attached." and reading.members == ()


def test_attachments_are_members_with_their_bytes(read_bytes):
    message = make_mail()
    message.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="../../costs.csv")
    inner = make_mail()
    message.add_attachment(inner)
    members = read_bytes("a.eml", message.as_bytes()).members
    assert [member.name for member in members] == ["costs.csv", "mail 2.eml"]
    assert members[0].path.read_bytes() == b"a,b\n1,2\n"
    assert b"Please find our reply" in members[1].path.read_bytes()


def test_mail_of_too_many_parts_is_not_parsed(read_bytes):
    head = b"From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: multipart/mixed; boundary=q\n\n"
    reading = read_bytes("a.eml", head + b"--q\nContent-Type: text/plain\n\nhello\n" * 50, mail_parts=40)
    assert reading.status == Status.TOO_LARGE and "51 parts" in reading.reason


def test_attachments_nested_too_deeply_are_told(read_bytes):
    message = make_mail()
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    reading = read_bytes("a.eml", message.as_bytes(), depth=3)
    assert reading.status == Status.PARTIAL and "nested" in reading.reason and reading.members == ()


def test_mailbox_gives_its_mails_as_members(read_bytes):
    mail = make_mail().as_bytes()
    reading = read_bytes("box", b"From a Tue May 29 2018\n" + mail + b"\nFrom b Wed May 30 2018\n" + mail)
    assert (reading.format, len(reading.members)) == ("mbox", 2)
    assert read_bytes("m.eml", reading.members[1].path.read_bytes()).title == "Your request – 4711"


def test_parts_without_headers_are_counted_before_parsing(read_bytes):
    head = b'From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: multipart/mixed; boundary="edge"\n\n'
    reading = read_bytes("a.eml", head + b"--edge\n\nwords\n" * 12 + b"--edge--", mail_parts=10)
    assert reading.status == Status.TOO_LARGE and "12 parts" in reading.reason


def test_header_of_a_part_without_end_is_refused(read_bytes):
    endless = b"".join(b";\n name%d=x" % number for number in range(5_000))
    reading = read_bytes(
        "a.eml", b"From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: text/plain" + endless + b"\n\nw"
    )
    assert reading.status == Status.FAILED and "no end" in reading.reason
