"""Two forms of one mail's text, plain and html: which is taken, and what the other says beyond it.

Programs make the plain form from the html, mostly without loss; but tables, and answers written into a form, may be left
out of it. Nothing that either form says is lost, and what both say is read once. Forms are compared by runs of three words,
so that wrapped lines, bullets, marks of quotation and addresses of links make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..marks import CLOSE, leave_out, mark_same
from ..quality import count_characters

_LEAST_SHARE = 0.25  # a plain text with less than this of the letters of its other form says "see the other form"
_WORD = re.compile(r"[^\W_]+")
# what programs write into the plain form only: addresses of links and pictures, numbers of a list
_ADDED = re.compile(
    r"<(?:https?|mailto|tel|file|ftp)[^<>]*>|\[(?:cid|https?):[^\[\]]*\]|^[>\s]*(?:\d{1,3}[.)]|o)(?=\s)", re.M | re.I
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*\s*|[.!?]+\s*")
_MARK = re.compile("[\ufdd0-\ufdef]")


def join_forms(plain: str, rich: str) -> str:
    """The text of both forms, with `marks`: the better of them, and below it what only the other says."""
    if not plain or not rich:
        return plain or rich
    if is_rich_better(plain, rich):
        return with_rest(rich, mark_same(plain, rich))
    return with_rest(mark_same(plain, rich), rich)


def is_rich_better(plain: str, rich: str) -> bool:
    """Whether the html form is to be taken: it says something more, or the plain one is a mere note.

    What it says more, an answer beside a question perhaps, is understood only in its place.
    """
    is_note = count_characters(plain) < _LEAST_SHARE * count_characters(rich)
    return is_note or any(_unknown(_words(rich), _words(plain)))


def with_rest(text: str, other: str) -> str:
    """A text with `marks`, and below it the lines of its other form that say something else."""
    lines = [(line, _words(line)) for line in _balanced_lines(other)]
    unknown = iter(_unknown([word for _, words in lines for word in words], _words(text)))
    rest = []
    for line, words in lines:
        if any(flags := [next(unknown) for _ in words]):
            rest.append(_without_known_ends(line, flags))
    return "\n\n".join([text, "\n".join(rest)]) if rest else text


def _words(text: str) -> list[str]:
    """The words that are seen: those that one form hides need not follow the other."""
    return _WORD.findall(_ADDED.sub(" ", leave_out(text)).casefold())


def _unknown(words: list[str], others: list[str]) -> list[bool]:
    """For each word whether it stands in no run of three words that the other text has as well."""
    known = set(_runs(others))
    flags = [True] * (len(words) + 4)
    for at, run in enumerate(_runs(words)):
        if run in known:
            flags[at : at + 3] = [False] * 3
    return flags[2:-2]


def _runs(words: list[str]) -> Iterator[int]:
    """Hashes of each three neighbouring words, of which there may be a million; the ends count as words."""
    padded = ["", "", *words, "", ""]
    return (hash(run) for run in zip(padded, padded[1:], padded[2:], strict=False))


def _balanced_lines(marked: str) -> Iterator[str]:
    """The lines of a text with marks; where hidden words run over the end of a line, each line has marks of its own."""
    opened = ""
    for line in marked.split("\n"):
        marks = _MARK.findall(line)
        line, before = opened + line, opened
        opened = (marks[-1] if marks[-1] != CLOSE else "") if marks else before
        yield line + CLOSE if opened else line


def _without_known_ends(line: str, unknown: list[bool]) -> str:
    """The line without the sentences at its ends that are known; the row of a table, and hidden words, stay whole."""
    if "\t" in line or _MARK.search(line) or _ADDED.search(line):
        return line
    flags = iter(unknown)
    news = [(piece, any([next(flags) for _ in _WORD.findall(piece)])) for piece in _SENTENCE.findall(line)]
    places = [at for at, (_, is_new) in enumerate(news) if is_new]
    return "".join(piece for piece, _ in news[places[0] : places[-1] + 1]).strip() if places else line
