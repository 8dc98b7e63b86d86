"""Marks in a running text: every reason has one, and what they enclose can be left out or known again elsewhere."""

from datascores.corpus.extract import marks


def test_every_reason_has_a_mark_that_comes_back():
    for reason in marks._REASONS:
        text, (span,) = marks.take_marks(f"Seen {marks.mark('words', reason)} last")
        assert (text, text[span.start : span.end], span.reason) == ("Seen words last", "words", reason)


def test_signs_alone_are_no_hidden_words():
    assert marks.take_marks(f"Seen {marks.mark(' . – ', marks.TINY)}") == ("Seen  . – ", ())


def test_hidden_words_can_be_left_out():
    assert (
        marks.leave_out(f"Seen {marks.mark('one', marks.TINY)} and {marks.mark('two', marks.DELETED)}.")
        == "Seen  and ."
    )


def test_words_hidden_in_one_form_are_known_in_another_unless_shown_there_too():
    plain = "We pay 48,215\npounds. Lantern."
    html = f"We pay {marks.mark('48,215 pounds', marks.TINY)}. {marks.mark('Lantern', marks.TINY)} Lantern"
    text, spans = marks.take_marks(marks.mark_same(plain, html))
    assert text == plain and [text[span.start : span.end] for span in spans] == ["48,215\npounds"]


def test_one_hidden_piece_inside_another_stays_hidden_to_its_end():
    html = f"{marks.mark('Lantern Score costs', marks.TINY)} x {marks.mark('Score', marks.DELETED)} y"
    text, spans = marks.take_marks(marks.mark_same("The Lantern Score costs money.", html))
    assert [text[span.start : span.end] for span in spans] == ["Lantern Score costs"]
