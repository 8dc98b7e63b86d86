"""Whether the text of a page is worth having, and how to name pages in a sentence.

Pure functions over texts. "Has a text layer" is not the test: one real file has thousands of characters of nonsense.
Rules and figures: few non-space characters means no text; control, private-use or replacement characters above 5 %
mean unreadable; so does a long page without any of the commonest English or Welsh words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

FEW_CHARACTERS = 30
_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_COMMON_WORDS = (
    "the of and to in a is for on be by with as are or this that from not at it was which have has we you will your"
    " y yr a ac i o yn ar am mae wedi eu gan ei na un fod"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_FEWEST_WORDS = 150  # below, a table of names or codes may well have no common word


def count_characters(text: str) -> int:
    """Characters that are not white space."""
    return len("".join(text.split()))


def is_garbled(text: str) -> bool:
    """Whether a text layer is nonsense, as from fonts that do not say which letters they draw."""
    solid = "".join(text.split())
    if len(solid) < FEW_CHARACTERS:
        return False
    if len(_ODD.findall(solid)) > len(solid) * 0.05:
        return True
    words = _WORD.findall(text)
    return len(words) >= _FEWEST_WORDS and sum(word.lower() in _COMMON for word in words) * 100 < len(words)


def name_pages(numbers: Iterable[int]) -> str:
    """Page numbers as words: "page 3", "pages 1-4 and 7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in runs]
    plural = "page" if len(runs) == 1 and runs[0][0] == runs[0][1] else "pages"
    return f"{plural} {', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else f"{plural} {shown[0]}"
