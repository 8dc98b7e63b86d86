"""Words that a person looking at a page does not see: found by the reader, withheld until a moderator rules.

A ruling belongs to the words of one text. A newer reading of the same page with the same words keeps it; other words
wait anew. What an inspection no longer finds and nobody has ruled on is no longer withheld.
"""

from __future__ import annotations

from collections.abc import Iterable

from datascores.corpus.extract.reading import HiddenSpan
from datascores.corpus.models import Document, WithheldSpan


def withhold(document: Document, page: int, text_hash: str, spans: Iterable[HiddenSpan]) -> None:
    """Withhold the spans of one text of a page; runs in the transaction that keeps the text."""
    found = {(span.start, span.end): span.reason for span in spans}
    standing = WithheldSpan.objects.filter(document=document, page=page, text_hash=text_hash)
    held = set(standing.values_list("start", "end"))
    for span in standing.filter(ruling=WithheldSpan.Ruling.WAITING):
        if (span.start, span.end) not in found:
            span.delete()
    WithheldSpan.objects.bulk_create(
        WithheldSpan(document=document, page=page, text_hash=text_hash, start=start, end=end, reason=reason[:200])
        for (start, end), reason in found.items()
        if (start, end) not in held
    )


def carry_over(document: Document, page: int, text_hash: str, new_text_hash: str) -> None:
    """Withhold the same spans in a text that begins with the words of another, with the rulings they have."""
    for span in WithheldSpan.objects.filter(document=document, page=page, text_hash=text_hash):
        WithheldSpan.objects.get_or_create(
            document=document, page=page, text_hash=new_text_hash, start=span.start, end=span.end,
            defaults={"reason": span.reason, "ruling": span.ruling, "ruled_by": span.ruled_by, "ruled_at": span.ruled_at},
        )  # fmt: skip
