"""What the step keeps: segments with their pairs, words of pictures apart from the letter."""

from __future__ import annotations

import io

import pytest

from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, Mention, PageText, Segment
from datascores.corpus.places import place_of
from datascores.corpus.segmenting import SegmentStep
from datascores.pipeline import catch_up, submit
from tests.letters import ANSWER, make_catalogue, make_letter

pytestmark = pytest.mark.django_db

LETTER = (
    "Dear A. Quill\n\nThank you for your Freedom of Information request.\n\n"
    "Q1. Is Lantern Score in use?\nA1. Bramble Index is.\n\nQ2. Who sold it?\nA2. Thatch and Daughters.\n\n"
    "Yours sincerely\nP. Thatch\n"
)
PICTURED = "Hornbeam Model\nscored 300"


def cut(*pages: str, picture_from: int | None = None) -> list[tuple[str, int | None, str]]:
    document = make_letter("reply.pdf", list(pages))
    PageText.objects.filter(document=document).update(picture_from=picture_from)
    step = SegmentStep()
    step.keep(document, step.make(document))
    rows = Segment.objects.filter(page_text__document=document).select_related("page_text")
    return [(row.kind, row.pair, row.page_text.text[row.start : row.end]) for row in rows]


def test_questions_and_their_answers_are_kept_with_their_number():
    kept = {words.split()[0]: (kind, pair) for kind, pair, words in cut(LETTER) if pair}
    assert kept == {"Q1.": ("request", 1), "A1.": ("own", 1), "Q2.": ("request", 2), "A2.": ("own", 2)}


def test_words_of_pictures_are_the_documents_own_and_no_signature():
    assert cut(LETTER + PICTURED, picture_from=len(LETTER))[-1] == ("own", None, PICTURED)


def test_cutting_again_replaces_and_adds_nothing():
    document = make_letter("reply.pdf", [LETTER])
    step = SegmentStep()
    first, second = (step.keep(document, step.make(document)) for _ in range(2))
    assert first == second
    assert Segment.objects.filter(page_text__document=document).count() == len(cut_rows(document))


def cut_rows(document) -> list:
    (page,) = SegmentStep().make(document)
    return page[2]


def test_menu_of_a_web_page_is_no_evidence_and_a_sentence_beside_the_main_text_is():
    make_catalogue()
    article = "<p>The committee noted that the risk score is reviewed by officers each month and by members.</p>" * 5
    beside = "<nav><ul><li>Home<li>Quillmark<li>News</ul></nav>"
    foot = f"<footer><p>{ANSWER}</p></footer>"
    page = f"<!doctype html><body>{beside}<main><article>{article}</article></main>{foot}</body>"
    submit(NewArrival(collection="web", file_name="page.html"), io.BytesIO(page.encode()))
    catch_up()
    evidence = dict(Mention.objects.values_list("record__slug", "is_evidence"))
    assert evidence["quillmark"] is False and evidence["risk-score"] is True and evidence["lantern-score"] is True
    mention = Mention.objects.get(record__slug="quillmark")
    assert (mention.segment, mention.page) == ("standard", 2)
    place = place_of(Document.objects.get().pages.get(number=2), mention.start, "html")
    assert place.startswith("Around the main text, paragraph ")
