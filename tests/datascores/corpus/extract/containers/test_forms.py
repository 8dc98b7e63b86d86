"""Two forms of a mail: what only one says is not lost, and what both say is read once."""

from email.message import EmailMessage

import pytest

QUESTION = "Do you use a scoring tool for families in the borough?"


def read_forms(read_bytes, plain: str, rich: str):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.example", "c@d.example", "x"
    mail.set_content(plain)
    mail.add_alternative(f"<html><body>{rich}</body></html>", subtype="html")
    (page,) = read_bytes("a.eml", mail.as_bytes()).pages
    return page


def test_table_that_only_the_html_form_has_is_read_and_nothing_twice(read_bytes):
    said = "Please see our answer to your request in the text below. Thank you for your request and patience."
    table = f"<table><tr><td>{QUESTION}</td><td>Yes, since 2016 we use Lantern Score.</td></tr></table>"
    text = read_forms(read_bytes, said, f"<p>{said}</p>{table}<p>Regards</p>").text
    assert text.count("Lantern Score") == text.count(QUESTION) == text.count("Please see our answer") == 1


def test_short_answers_stand_beside_their_questions(read_bytes):
    plain = "Our answers are in red.\nDo you use a tool?\nHow much does it cost?\nDo you review it?\n"
    rich = (
        "<p>Our answers are in red.</p><p>Do you use a tool? <b>Yes.</b></p><p>How much does it cost? <b>40</b></p>"
        "<p>Do you review it? <b>No.</b></p>"
    )
    text = read_forms(read_bytes, plain, rich).text
    assert "Do you use a tool? Yes." in text and "cost? 40" in text and "review it? No." in text
    assert text.count("Our answers are in red.") == 1


def test_what_only_the_plain_form_says_follows(read_bytes):
    plain = "The cost is 40.\n\nSent by the list of Saltmere.\n"
    text = read_forms(read_bytes, plain, "<p>The cost is 40.</p><p>We use Lantern Score.</p>").text
    assert text.partition("\n\n")[2] == "The cost is 40.\n\nWe use Lantern Score.\n\nSent by the list of Saltmere."


@pytest.mark.parametrize(("plain", "rich"), [
    ("We have considered your request under the Act\nof 2000. See here<https://saltmere.example/foi?id=1>\nand there.\n"
     "[cid:image001.png@01D3]\nTel: 01 23<tel:0123>",
     "<p>We have considered your request under the <b>Act</b> of 2000. See <a href=x>here</a> and there.</p><p>Tel: 01 23</p>"),
    ("*Yes* we do.\n\n> Do you use _any_\n> tool?\n",
     "<p><b>Yes</b> we do.</p><blockquote>Do you use <i>any</i> tool?</blockquote>"),
    ("1. First answer of ours\n2. Second answer of ours", "<ol><li>First answer of ours</li><li>Second answer of ours</li></ol>"),
    ("o\tFirst answer of ours\n", "<ul><li>First answer of ours</li></ul>"),
    ("Name\nSaltmere\n\nCost\n40\n", "<table><tr><td>Name</td><td>Saltmere</td></tr><tr><td>Cost</td><td>40</td></tr></table>"),
])  # fmt: skip
def test_forms_that_say_the_same_are_read_as_the_plain_one_alone(read_bytes, plain: str, rich: str):
    assert read_forms(read_bytes, plain, rich).text.partition("\n\n")[2] == plain.strip()


def test_words_that_html_hides_stay_hidden_where_html_is_taken_and_where_plain_text_follows(read_bytes):
    rich = '<p>Seen first of all. <font color="white">Quillmark sum 48,215</font></p><p>We use Lantern Score.</p>'
    page = read_forms(read_bytes, "Seen first of all. Quillmark sum 48,215\n\nOnly plain words.", rich)
    shown = list(page.text)
    for span in page.hidden:
        shown[span.start : span.end] = "." * (span.end - span.start)
    assert "Lantern Score" in page.text and "Only plain words." in page.text
    assert page.hidden and "Quillmark" not in "".join(shown)
