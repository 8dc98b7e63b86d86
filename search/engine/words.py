"""What every engine is handed of a record: its words, analysed here, and the texts by which it sorts.

Words are joined by blanks, every stop word as its own sign, so that every engine counts positions alike and none analyses
by itself. Beside the stemmed fields stand the words as written, for prefix and fuzzy.
"""

from __future__ import annotations

from search.engine.analysis import GAP, rows_of
from search.engine.clauses import WIDEST_SLOP
from search.engine.port import Record

_BETWEEN = f" {GAP} " * (2 * WIDEST_SLOP)  # keeps phrases inside of a stretch
_NO_WORD = "\x03"  # what an empty field holds: Lucene counts only records that have a field when it weighs a word
WORD_FIELDS = ("title", "text", "own", "questions")
_COMPLEMENT = str.maketrans("0123456789", "9876543210")
_LAST = "\U0010ffff"
NO_DAY = (1 << 22) - 1  # beyond every day of the calendar: the undated come last in both directions


def words_of(record: Record) -> dict[str, str]:
    """Each word field, and under NAME_exact the same words as written."""
    fields = {}
    texts_of = {
        "title": record.title.split("\n"),
        "text": (record.text,),
        "own": record.own,
        "questions": record.questions,
    }
    for name, texts in texts_of.items():
        rows = [row for text in texts for row in rows_of(text)]
        fields[name] = _BETWEEN.join(tokens for tokens, _ in rows)
        fields[f"{name}_exact"] = _BETWEEN.join(words for _, words in rows)
    return {name: words or _NO_WORD for name, words in fields.items()}


def sortable(text: str) -> str:
    """A text as it sorts, without regard to case; nothing comes last."""
    return " ".join(text.casefold().split())[:120].encode("utf-8", "replace").decode() or _LAST


def newest_first(received: str) -> str:
    """A moment as a text that sorts, ascending, the newest first; nothing comes last."""
    return received.encode("utf-8", "replace").decode().translate(_COMPLEMENT) or _LAST
