"""Words of web pages and html mails that nobody sees by their own colour or size are told; all others are not."""

from email.message import EmailMessage

import pytest

SECRET = "Quillmark sum 48,215"
SAME, TINY = "in the colour of its background", "in letters too small to see"
CLEAR = "in letters that are see-through"


def told(reading) -> list[tuple[str, str]]:
    text = "\n".join(page.text for page in reading.pages)
    assert SECRET in text
    return [(page.text[span.start : span.end], span.reason) for page in reading.pages for span in page.hidden]


def make_page(piece: str, head: str = "") -> bytes:
    words = "Seen first, and enough of it to be the main text of this page."
    return f"<html><head>{head}</head><body><p>{words}</p>{piece}<p>And last.</p></body></html>".encode()


@pytest.mark.parametrize(("piece", "reason"), [
    (f'<p><span style="color:#fff">{SECRET}</span></p>', SAME),
    (f"<p><span style='color: White !important'>{SECRET}</span></p>", SAME),
    (f"<p><font color=#ffffff>{SECRET}</font></p>", SAME),
    (f'<p><font color="FFFFFF"><b>{SECRET}</b></font></p>', SAME),
    (f'<p style="background:#ff0"><span style="color:rgb(255,255,0)">{SECRET}</span></p>', SAME),
    (f'<table><tr><td bgcolor="#000000">{SECRET}</td></tr></table>', SAME),
    (f'<p style="font-size:0">{SECRET}</p>', TINY), (f'<p style="FONT-SIZE: 1px">{SECRET}</p>', TINY),
    (f'<p style="font:1pt/1 Arial">{SECRET}</p>', TINY),
    (f'<p style="opacity:0">{SECRET}</p>', CLEAR), (f'<div style="opacity: 0%"><p style="opacity:1">{SECRET}</p></div>', CLEAR),
    (f'<p style="color:transparent">{SECRET}</p>', CLEAR), (f'<p style="color:rgba(0,0,0,0)">{SECRET}</p>', CLEAR),
    (f'<p style="color:rgb(0 0 0 / 1%)"><b>{SECRET}</b></p>', CLEAR), (f'<p style="color:#00000000">{SECRET}</p>', CLEAR),
    (f'<p style="color:hsla(0,0%,0%,.01)">{SECRET}</p>', CLEAR), (f'<p style="color:#0000">{SECRET}</p>', CLEAR),
    (f'<p style="-webkit-text-stroke:0;color:transparent">{SECRET}</p>', CLEAR),
    (f'<noscript><p style="color:#fff">{SECRET}</p></noscript>', SAME),
])  # fmt: skip
def test_words_that_nobody_sees_are_told(read_bytes, piece: str, reason: str):
    assert told(read_bytes("a.html", make_page(piece))) == [(SECRET, reason)]


@pytest.mark.parametrize("piece", [
    f'<table><tr><td bgcolor="#1f497d"><font color="white">{SECRET}</font></td></tr></table>',
    f'<div style="background-color:navy"><p><span style="color:#fff">{SECRET}</span></p></div>',
    f'<div style="background:url(x.png)"><span style="color:#fff">{SECRET}</span></div>',
    f'<div style="background:linear-gradient(red,blue)"><span style="color:#fff">{SECRET}</span></div>',
    f'<p style="color:#fff;text-shadow:1px 1px #000">{SECRET}</p>', f'<p style="color:#808080">{SECRET}</p>',
    f'<p style="font-size:10px">{SECRET}</p>', f'<p style="font-size:0.9em">{SECRET}</p>',
    f'<div style="font-size:0"><p style="font-size:12px">{SECRET}</p></div>', f'<p style="color:var(--ink)">{SECRET}</p>',
    f'<p style="color:#fff"><span style="color:#000">{SECRET}</span></p>',
    f'<p style="opacity:0.6">{SECRET}</p>', f'<p style="color:rgba(0,0,0,.6)">{SECRET}</p>',
    f'<p style="color:#000000cc">{SECRET}</p>', f'<p style="color:transparent"><font color=black>{SECRET}</font></p>',
    f'<p style="color:transparent;text-shadow:0 0 0 #000">{SECRET}</p>',
    f'<p style="color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text">{SECRET}</p>',
    f'<p style="color:transparent;-webkit-text-stroke:1px black">{SECRET}</p>',
    f'<p style="opacity:0">.</p><p>{SECRET}</p>',
])  # fmt: skip
def test_words_that_can_be_seen_are_not_called_hidden(read_bytes, piece: str):
    assert told(read_bytes("a.html", make_page(piece))) == []


def test_what_a_style_sheet_may_paint_counts_as_unknown(read_bytes):
    piece = f'<p class="band"><span style="color:#fff">{SECRET}</span></p>'
    assert told(read_bytes("a.html", make_page(piece, "<style>.band { background: navy }</style>"))) == []
    assert told(read_bytes("a.html", make_page(piece, '<link rel="stylesheet" href="x.css">'))) == []
    assert told(read_bytes("a.html", make_page(piece, "<style>.band { margin: 0 }</style>"))) == [(SECRET, SAME)]


@pytest.mark.parametrize("head", [
    "<script src=x.js></script>", "<style>p { animation: show 1s }</style>", '<link rel="stylesheet" href="x.css">',
])  # fmt: skip
def test_what_may_fade_in_is_not_called_hidden(read_bytes, head: str):
    assert told(read_bytes("a.html", make_page(f'<p style="opacity:0">{SECRET}</p>', head))) == []
    plain = make_page(f'<p style="opacity:0">{SECRET}</p>', "<style>p { margin: 0 }</style>")
    assert told(read_bytes("b.html", plain)) == [(SECRET, CLEAR)]


def test_what_the_page_says_not_to_show_is_left_out(read_bytes):
    data = make_page(f"<p>{SECRET}</p><p hidden>gone</p><p style='display:none'><font color=white>gone</font></p>")
    reading = read_bytes("a.html", data)
    assert told(reading) == [] and "gone" not in reading.pages[0].text


@pytest.mark.parametrize("mark", ["\ufdd2", "&#xFDD2;", "&#64978;", "\ufddf"])
def test_page_cannot_write_the_marks_itself(read_bytes, mark: str):
    assert told(read_bytes("a.html", make_page(f"<p>{mark}{SECRET}</p>"))) == []


def test_hidden_words_of_an_html_mail_are_told(read_bytes):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Reply"
    mail.set_content(make_page(f'<p><span style="color:#fff">{SECRET}</span></p>').decode(), subtype="html")
    assert told(read_bytes("a.eml", mail.as_bytes())) == [(SECRET, SAME)]


@pytest.mark.parametrize(("plain", "found"), [(f"Seen first. {SECRET}", 1), ("Seen first.", 0)])
def test_words_that_the_html_form_hides_are_told_in_the_plain_form_as_well(read_bytes, plain: str, found: int):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Reply"
    mail.set_content(plain)
    mail.add_alternative(f'<p>Seen first. <span style="color:#fff">{SECRET}</span></p>', subtype="html")
    (page,) = read_bytes("a.eml", mail.as_bytes()).pages
    assert [page.text[span.start : span.end] for span in page.hidden] == [SECRET] * found
