"""A hit says when its words were read in a way that may have gone wrong."""

import pytest

from datascores.corpus.models import Page, PageText
from search.readings import describe_readings
from tests.letters import index_all, make_letter

OWN = {"read_by": "pdfium", "quality": 0.9}
OCR = {"read_by": "ocr", "confidence": 0.95, "quality": 0.9}


def pages(*texts: dict) -> list[Page]:
    return [Page(number=number, text=PageText(**{"text": "words", **of})) for number, of in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([OWN, OWN], ()),
        ([OCR], ("read by OCR",)),
        ([OCR, OCR, {"text": " ", "read_by": "pdfium"}], ("read by OCR",)),
        ([OWN, OCR, OCR], ("read by OCR: pages 2-3",)),
        ([OWN, {**OWN, "read_by": "pdfium+ocr", "picture_from": 5}], ("words of pictures read by OCR: page 2",)),
        ([{**OCR, "confidence": 0.5}], ("read by OCR", "doubtful text")),
        ([OWN, {**OWN, "quality": 0.2}], ("doubtful text: page 2",)),
        ([], ()),
    ],
)
def test_readings_are_named_with_their_pages(texts, said):
    assert describe_readings(pages(*texts)) == said


@pytest.mark.django_db
def test_results_show_them_beside_the_hit(client):
    letter = make_letter("scan.pdf", ["A risk score."])
    PageText.objects.filter(document=letter).update(read_by="ocr", confidence=0.6)
    make_letter("good.pdf", ["A risk score."])
    index_all()
    page = client.get("/search/?q=risk").content.decode()
    assert page.count("<strong>read by OCR</strong> · <strong>doubtful text</strong>") == 1
