"""A label over covered words is seen and the words under it are not; words painted twice are seen."""

import pytest

from tests.hidden_pages import AFTER, SECRET, WORDS, make_pdf
from tests.labelled_pages import LABEL, LABELLED, TWICE, label_of_single_letters, labelled_note, labels_on_labels


def hidden_of(page):
    return [(page.text[span.start : span.end], span.reason) for span in page.hidden]


@pytest.mark.parametrize(("draw", "reason"), LABELLED.values(), ids=[*LABELLED])
def test_words_under_a_cover_are_hidden_though_others_stand_on_it(read_bytes, draw, reason):
    page = read_bytes("a.pdf", make_pdf(draw)).pages[0]
    assert hidden_of(page) == [(SECRET, reason)]
    assert WORDS in page.text and AFTER in page.text


def test_words_under_a_black_note_with_white_words_are_hidden(read_bytes):
    assert hidden_of(read_bytes("a.pdf", labelled_note()).pages[0]) == [(AFTER, "under a black box")]


def test_of_covers_on_covers_the_last_words_alone_are_seen(read_bytes):
    page = read_bytes("a.pdf", make_pdf(labels_on_labels)).pages[0]
    hidden = " ".join(words for words, _ in hidden_of(page))
    assert SECRET in hidden and "X" * 18 in hidden
    assert LABEL in page.text and LABEL not in hidden


def test_hidden_letters_between_those_of_a_label_are_not_left_one_by_one(read_bytes):
    page = read_bytes("a.pdf", make_pdf(label_of_single_letters)).pages[0]
    mixed = page.text.splitlines()[-1]
    assert " ".join(words for words, _ in hidden_of(page)).split() == mixed.split()


@pytest.mark.parametrize("draw", TWICE.values(), ids=[*TWICE])
def test_words_that_are_painted_twice_are_seen(read_bytes, draw):
    page = read_bytes("a.pdf", make_pdf(draw)).pages[0]
    assert SECRET.split()[0] in page.text and page.hidden == ()
