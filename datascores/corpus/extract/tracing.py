"""A text that carries a mark at each code point through changes, so that spans found before normalising hold after it.

A replaced stretch keeps the marks of the beginning and end that it has in common with its replacement; what is new in
between takes a mark of what it replaces. So a mark may widen, it is never lost while a letter it stood on remains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

Mark = int  # 0: none
_BETWEEN_BLANKS = re.compile(r"[^ \n]+")


class Traced:
    """A text and its marks, changed together."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self.text, self.marks = text, list(marks)

    @classmethod
    def with_spans(cls, text: str, spans: Sequence[tuple[int, int]]) -> Traced:
        """Span number n (from 1) marked as n."""
        marks = [0] * len(text)
        for number, (start, end) in enumerate(spans, 1):
            marks[start:end] = [number] * (min(end, len(text)) - start)
        return cls(text, marks)

    def sub(self, pattern: re.Pattern[str], replace: str | Callable[[re.Match[str]], str]) -> Traced:
        """`pattern.sub(replace, text)`; a `replace` that is a str is taken literally."""
        pieces, marks, at = [], [], 0
        for match in pattern.finditer(self.text):
            new = replace if isinstance(replace, str) else replace(match)
            pieces += [self.text[at : match.start()], new]
            marks += self.marks[at : match.start()]
            marks += _carried(match[0], new, self.marks[match.start() : match.end()])
            at = match.end()
        return Traced("".join([*pieces, self.text[at:]]), [*marks, *self.marks[at:]])

    def compose(self) -> Traced:
        """The text in NFC. No composition reaches over a blank or a line end."""
        return self.sub(_BETWEEN_BLANKS, lambda match: unicodedata.normalize("NFC", match[0]))

    def strip(self, signs: str) -> Traced:
        start = len(self.text) - len(self.text.lstrip(signs))
        end = max(start, len(self.text.rstrip(signs)))
        return Traced(self.text[start:end], self.marks[start:end])

    def spans(self) -> list[tuple[int, int, Mark]]:
        """Stretches of one mark, without blanks at their ends."""
        found: list[tuple[int, int, Mark]] = []
        for index, mark in enumerate(self.marks):
            if mark and not self.text[index].isspace():
                joins = (
                    found and found[-1][2] == mark and all(self.marks[at] == mark for at in range(found[-1][1], index))
                )
                if joins:
                    found[-1] = (found[-1][0], index + 1, mark)
                else:
                    found.append((index, index + 1, mark))
        return found


def _carried(old: str, new: str, marks: list[Mark]) -> list[Mark]:
    """The marks of a replacement."""
    least = min(len(old), len(new))
    head = next((index for index in range(least) if old[index] != new[index]), least)
    tail = next((index for index in range(least - head) if old[-1 - index] != new[-1 - index]), least - head)
    middle = max(marks[head : len(old) - tail] or [0])
    return marks[:head] + [middle] * (len(new) - head - tail) + marks[len(old) - tail :]
