"""Where a hand may have signed is known from the words around it."""

from datascores.corpus.extract.rendering.answers import PageLetters
from datascores.corpus.page_places import Box, Places
from datascores.corpus.signatures import signatures_on

SIZE = (595.0, 842.0)


def signed(*lines: tuple[float, float, str]) -> list[Box]:
    """The places on a page with words at (left, top), each letter six points wide and ten high."""
    signs, sides = "", []
    for left, top, words in lines:
        for number, sign in enumerate(words + "\n"):
            signs += sign
            blank = sign.isspace()
            sides += [0.0] * 4 if blank else [left + 6 * number, top, left + 6 * number + 6, top + 10]
    letters = PageLetters(signs, tuple(sides), *SIZE)
    written = [Box(*box) for at in range(len(signs)) if (box := letters.box(at))]
    return signatures_on(signs, Places(signs, letters), written, SIZE)


def test_between_a_formula_and_the_printed_name_a_hand_may_have_signed():
    (box,) = signed((60, 100, "Yours sincerely"), (60, 160, "Ruth Cade"), (60, 175, "Officer"))
    assert box.top > 110 and box.bottom < 160 and (box.left, box.right) == (0.0, 595.0)


def test_a_name_straight_under_the_formula_leaves_no_room():
    assert signed((60, 100, "Kind regards"), (60, 112, "Ruth Cade")) == []


def test_under_a_formula_at_the_end_of_the_words_the_room_is_a_signatures_height():
    (box,) = signed((60, 100, "Yours faithfully"))
    assert 200 < box.bottom < 260


def test_the_cell_under_the_head_of_a_column_is_covered_to_the_next_words():
    (box,) = signed(
        (60, 100, "Name"),
        (300, 100, "Signature"),
        (450, 100, "Date"),
        (60, 120, "Ruth Cade"),
        (300, 200, "Signature:x"),
    )[:1]
    assert box.left < 300 and 430 < box.right < 450 and box.top > 110 and 190 < box.bottom < 200


def test_the_room_beside_a_form_s_word_is_covered():
    beside, under = signed((60, 100, "Signed:"), (60, 140, "Date:"))
    assert beside.left > 100 and beside.right > 250 and beside.top < 100 < beside.bottom
    assert under.top > 110 and under.bottom < 140


def test_a_page_without_such_words_has_no_place_for_a_hand():
    assert (
        signed((60, 100, "The council assigned a score to each household."), (60, 130, "Thank you for asking us."))
        == []
    )
