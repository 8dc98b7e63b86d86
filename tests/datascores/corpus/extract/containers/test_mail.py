"""Mails: headers, body, attachments."""

from email.encoders import encode_base64
from email.message import EmailMessage, Message
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from datascores.corpus.extract import Status
from tests.containers import body_of


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
    assert body_of(reading) == "Please find our reply attached." and reading.members == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Date: 5 May 2019", "2019-05-05"),
        ("Sent: 18 June 2019 14:22", "2019-06-18"),
        ("Sent: Tuesday, June 18, 2019 2:22 PM", "2019-06-18"),
        ("Date: 18/06/2019", "2019-06-18"),
        ("Sent: yesterday", ""),
    ],
)
def test_a_header_copied_as_text_tells_its_day_as_people_write_it(read_bytes, line, day):
    mail = f"From: FOI Team <foi@saltmere.example>\nTo: A Pell\n{line}\nSubject: RE: FOI\n\nDear A Pell\n"
    assert read_bytes("a.eml", mail.encode()).metadata.get("date", "")[:10] == day


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


def mixed(*parts: MIMEBase, kind: str = "mixed") -> MIMEMultipart:
    message = MIMEMultipart(kind)
    for part in parts:
        message.attach(part)
    return message


def as_mail(message: MIMEBase) -> bytes:
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "x"
    return message.as_bytes()


def named(part: MIMEBase, name: str, disposition: str = "inline") -> MIMEBase:
    part.add_header("Content-Disposition", disposition, filename=name)
    return part


def test_texts_between_and_below_attachments_are_read_in_order(read_bytes):
    parts = (
        MIMEText("First above."), named(MIMEApplication(b"%PDF", "pdf"), "a.pdf"), MIMEText("Second between."),
        named(MIMEText("a note of its own"), "note.txt"), MIMEText("<p>Third <b>below</b>.</p>", "html"),
    )  # fmt: skip
    reading = read_bytes("a.eml", as_mail(mixed(*parts)))
    assert body_of(reading) == "First above.\n\nSecond between.\n\nThird below."
    assert [member.name for member in reading.members] == ["a.pdf", "note.txt"]


def test_of_two_forms_of_a_text_one_is_read_and_the_files_of_both_are_kept(read_bytes):
    rich = mixed(MIMEText("<p>Above.</p>", "html"), named(MIMEApplication(b"%PDF", "pdf"), "a.pdf"),
                 MIMEText("<p>Below.</p>", "html"))  # fmt: skip
    reading = read_bytes("a.eml", as_mail(mixed(MIMEText("Above.\n\nBelow."), rich, kind="alternative")))
    assert body_of(reading) == "Above.\n\nBelow." and [member.name for member in reading.members] == ["a.pdf"]
    reading = read_bytes("b.eml", as_mail(mixed(MIMEText(" \n"), rich, kind="alternative")))
    assert body_of(reading) == "Above.\n\nBelow."


def test_plain_form_that_only_points_to_the_other_gives_way_to_it(read_bytes):
    html = "<p>" + "The council uses Lantern Score to sort its claims by risk. " * 3 + "</p>"
    forms = mixed(MIMEText("Please see the html form."), MIMEText(html, "html"), kind="alternative")
    assert body_of(read_bytes("a.eml", as_mail(forms))).startswith("The council uses Lantern Score")


def test_footer_that_a_list_adds_is_read_and_a_text_sent_twice_only_once(read_bytes):
    forms = mixed(MIMEText("Our reply."), MIMEText("<p>Our reply.</p>", "html"), kind="alternative")
    text = body_of(read_bytes("a.eml", as_mail(mixed(forms, MIMEText("Sent to the list.")))))
    assert text == "Our reply.\n\nSent to the list."
    both = mixed(MIMEText("Our reply."), MIMEText("<p>Our reply.</p>", "html"))
    assert body_of(read_bytes("b.eml", as_mail(both))) == "Our reply."


def test_head_foot_and_side_of_an_html_mail_are_text_of_it(read_bytes):
    article = "<p>The committee noted that the score is reviewed by officers each month and by members.</p>" * 5
    html = f"<header>Saltmere</header><nav>Case 4711</nav><main>{article}</main><footer>Uses Lantern Score</footer>"
    text = body_of(read_bytes("a.eml", as_mail(MIMEText(html, "html"))))
    assert text.startswith("Saltmere") and "Case 4711" in text and text.endswith("Uses Lantern Score")


def test_html_is_read_in_the_charset_that_the_mail_states(read_bytes):
    part = MIMEText("<p>Адміністрація відповідає на запит.</p>", "html", "windows-1251")
    assert body_of(read_bytes("a.eml", as_mail(part))) == "Адміністрація відповідає на запит."


def test_invitation_and_report_on_delivery_are_kept_as_files_with_their_words(read_bytes):
    report = MIMEBase("message", "delivery-status")
    report.set_payload([Message(), Message()])
    report.get_payload(0)["Final-Recipient"] = "rfc822; gone@saltmere.example"
    invitation = MIMEText("BEGIN:VCALENDAR\nSUMMARY:Lantern Score review\nEND:VCALENDAR", "calendar")
    forms = mixed(MIMEText("You are invited."), invitation, kind="alternative")
    reading = read_bytes("a.eml", as_mail(mixed(forms, report)))
    assert body_of(reading) == "You are invited."
    kept = b"".join(member.path.read_bytes() for member in reading.members)
    assert b"Lantern Score review" in kept and b"gone@saltmere.example" in kept


def test_mail_whose_parts_have_no_bounds_is_read_as_text(read_bytes):
    head = b"From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: multipart/mixed\n\n"
    reading = read_bytes("a.eml", head + b"The council uses Lantern Score.\n")
    assert (reading.status, body_of(reading)) == (Status.OK, "The council uses Lantern Score.")


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\xef\xbb\xbf\n", b"Received: by x\r\n with y\r\n" * 60]
)
def test_attachments_are_kept_whatever_stands_before_the_first_header(read_bytes, before: bytes):
    message = make_mail()
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    reading = read_bytes("a.eml", before + message.as_bytes())
    assert (reading.format, [member.name for member in reading.members]) == ("eml", ["a.pdf"])
    assert reading.title == "Your request – 4711" and body_of(reading) == "Please find our reply attached."


def make_saved_page(*parts: tuple[str, str, bytes]) -> bytes:
    """A web page saved in one file: type, address and bytes of each part."""
    message = MIMEMultipart("related")
    for kind, place, data in parts:
        part = MIMEBase(*kind.split("/"))
        part.set_payload(data)
        encode_base64(part)
        part["Content-Location"] = place
        message.attach(part)
    return message.as_bytes()


@pytest.mark.parametrize("name", ["reply.doc", "page.mht", "costs.xls"])
def test_web_page_saved_in_one_file_is_read_with_its_pictures_and_without_what_shapes_it(read_bytes, name: str):
    data = make_saved_page(
        ("text/html", "file:///C:/x.htm", b"<html><body><p>Uses Lantern Score.</p></body></html>"),
        ("text/css", "file:///C:/x_files/a.css", b"p{}"), ("image/png", "file:///C:/x_files/image%201.png", b"\x89PNG"),
        ("text/xml", "file:///C:/x_files/filelist.xml", b"<xml/>"),
        ("text/xml", "file:///C:/x_files/figures.xml", b"<a>words</a>"),
    )  # fmt: skip
    reading = read_bytes(name, data)
    assert (reading.format, reading.status, reading.pages[0].text) == ("eml", Status.OK, "Uses Lantern Score.")
    assert [member.name for member in reading.members] == ["image%201.png", "figures.xml"]


def cut_off(mail: EmailMessage, letters: int) -> bytes:
    """A mail whose last part, in base64, lacks so many letters at its end."""
    return mail.as_bytes().rstrip(b"\n=")[:-letters]


@pytest.mark.parametrize("letters", [1, 3, 5, 40])
def test_a_body_that_is_cut_off_is_read_as_far_as_it_goes_and_says_so(read_bytes, letters: int):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "x"
    message.set_content("The council’s system is Lantern Score.\n" * 20, cte="base64")
    reading = read_bytes("a.eml", cut_off(message, letters))
    assert (reading.status, reading.reason) == (
        Status.PARTIAL, "The mail is cut off: the end of one of its parts is missing."
    )  # fmt: skip
    assert body_of(reading).startswith("The council’s system is Lantern Score.\nThe council’s")
    assert body_of(reading).count("Lantern Score") >= 18


def test_an_attachment_that_is_cut_off_is_kept_as_far_as_it_goes(read_bytes):
    message = make_mail()
    message.add_attachment(b"row,1\n" * 100, maintype="text", subtype="csv", filename="a.csv")
    whole, boundary = message.as_bytes().rstrip(b"\n").rpartition(b"\n--")[::2]
    reading = read_bytes("a.eml", whole.rstrip(b"\n=")[:-9])
    assert reading.status == Status.PARTIAL and boundary.endswith(b"--")
    assert reading.members[0].path.read_bytes().startswith(b"row,1\n" * 95)


def test_a_whole_body_in_base64_is_read_whole(read_bytes):
    for words in ("One.", "Two..", "Three...", "The council’s system is Lantern Score.\n" * 20):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "x"
        message.set_content(words, cte="base64")
        reading = read_bytes("a.eml", message.as_bytes())
        assert (reading.status, body_of(reading)) == (Status.OK, words.strip())


def test_the_head_tells_who_wrote_to_whom_and_when_and_about_what(read_bytes):
    text = read_bytes("a.eml", make_mail().as_bytes()).pages[0].text
    assert text == (
        "From: FOI Team (foi@saltmere.example)\nTo: somebody at example.org\nDate: 2018-05-29 09:30\n"
        "Subject: Your request – 4711\n\nPlease find our reply attached."
    )


def test_a_mail_that_has_only_a_head_has_no_text(read_bytes):
    reading = read_bytes("a.eml", b"From: a@b.example\nTo: c@d.example\nSubject: x\nMessage-ID: 1\n\n")
    assert reading.status == Status.NO_TEXT
