"""The second step: each page's text is cut into segments by who speaks."""

from __future__ import annotations

from django.db.models import OuterRef

from datascores.corpus.models import Document, Page, Segment, WithheldSpan
from datascores.corpus.segments import SEGMENT_VERSION, cut_segments
from datascores.corpus.steps import Step, counted, digest
from datascores.corpus.visibility import shown_texts


class SegmentStep(Step):
    """Works on the words that may be shown, so that a ruling of a moderator makes it due."""

    name = "segment"
    after = ("extract",)

    def version(self) -> str:
        return SEGMENT_VERSION

    def other_inputs(self):
        held = WithheldSpan.objects.filter(document=OuterRef("pk"))
        pages = Page.objects.filter(document=OuterRef("pk"))  # OCR moves a page's pointer to another text
        return (counted(held, "pk", "ruling", "ruled_at"), counted(pages, "text"))

    def make(self, document: Document) -> list[tuple[Page, str, list]]:
        pages = list(document.pages.select_related("text"))
        shown = shown_texts(page.text for page in pages)
        texts = [shown[page.text_id] for page in pages]
        borders = [page.text.picture_from for page in pages]
        return list(zip(pages, texts, cut_segments(texts, document.format, borders), strict=True))

    def keep(self, document: Document, result: list[tuple[Page, str, list]]) -> str:
        Segment.objects.filter(page_text__document=document).delete()
        rows = [
            Segment(page_text_id=page.text_id, start=span.start, end=span.end, kind=span.kind, pair=span.pair)
            for page, _, spans in result
            for span in spans
        ]
        Segment.objects.bulk_create(rows)
        return digest(
            part
            for page, text, spans in result
            for part in (page.number, text, *((span.start, span.end, str(span.kind), span.pair or 0) for span in spans))
        )
