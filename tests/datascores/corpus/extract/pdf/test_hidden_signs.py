"""A single sign that is covered in a number or a code is withheld; one in a word, or one that is only touched, is not."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.hidden_pages import make_pdf

LINE = "The sum is 48215 pounds, the post code CF103AT and the contact Xanturabel."


def covered(before: str, sign: str, low: float = 726, high: float = 741):
    """The line with a box over the sign that follows these words."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 730, LINE)
        assert LINE.startswith(before + sign)
        left = 60 + canvas.stringWidth(before, "Helvetica", 11)
        canvas.rect(left - 0.3, low, canvas.stringWidth(sign, "Helvetica", 11) + 0.5, high - low, stroke=0, fill=1)

    return draw


def hidden_of(page):
    return [page.text[span.start : span.end] for span in page.hidden]


@pytest.mark.parametrize(
    ("before", "sign"),
    [("The sum is ", "4"), ("The sum is 48", "2"), ("The sum is 48215 pounds, the post code CF103", "A"),
     ("The sum is 48215 pounds, the post code CF103A", "T")],
)  # fmt: skip
def test_a_digit_or_a_letter_of_a_code_is_hidden_alone(read_bytes, before, sign):
    assert hidden_of(read_bytes("a.pdf", make_pdf(covered(before, sign))).pages[0]) == [sign]


@pytest.mark.parametrize(
    "draw",
    [covered("The sum is ", "4", low=726, high=731.5), covered("The sum is ", "4", low=728, high=729.5),
     covered("The sum is 48215 pounds, the post code CF103AT and the contact X", "a")],
)  # fmt: skip
def test_a_touched_digit_and_a_covered_letter_of_a_word_are_not(read_bytes, draw):
    assert hidden_of(read_bytes("a.pdf", make_pdf(draw)).pages[0]) == []
