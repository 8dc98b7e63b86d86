"""Places in words: pages, slides, rows and paragraphs."""

import pytest

from datascores.corpus.models import Page, PageText
from datascores.corpus.places import place_of, place_of_page


def page(text: str, **fields) -> Page:
    return Page(number=2, text=PageText(text=text), **fields)


def test_row_counts_from_the_first_row_of_the_sheet():
    sheet = page("Year\n\n2018\tused", label="Licences", first_row=3)
    assert place_of(sheet, 0, "xlsx") == "Licences, row 3"
    assert place_of(sheet, sheet.text.text.index("used"), "xlsx") == "Licences, row 5"
    assert place_of(page("a\nb", first_row=1), 2, "csv") == "row 2"


@pytest.mark.parametrize("format_name", ["docx", "doc", "odt", "rtf"])
def test_each_line_of_a_word_processor_is_a_paragraph(format_name):
    text = "First\n\nSecond\nThird"
    assert [place_of(page(text), at, format_name) for at in (0, text.index("Second") + 3, text.index("Third"))] == [
        "paragraph 1", "paragraph 2", "paragraph 3"
    ]  # fmt: skip


@pytest.mark.parametrize("format_name", ["txt", "html", "eml", "msg"])
def test_a_paragraph_of_wrapped_text_ends_at_an_empty_line(format_name):
    text = "First line\nof the first\n \n\nSecond"
    assert place_of(page(text), text.index("of the"), format_name) == "paragraph 1"
    assert place_of(page(text), text.index("Second"), format_name) == "paragraph 2"


def test_pages_slides_and_sheets_are_named_as_such():
    assert place_of(page("x"), 0, "pdf") == "page 2" and place_of(page("x"), 0, "") == "page 2"
    assert {place_of(page("x", label="Slide 2"), 0, name) for name in ("pptx", "ppt", "odp")} == {"slide 2"}
    assert place_of_page(page("x", label="Costs (hidden)", first_row=1), "xls") == "sheet Costs (hidden)"
    assert place_of_page(page("x"), "docx") == "page 2"
