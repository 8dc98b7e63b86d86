"""One form for every text, whichever reader it comes from.

NFC, line ends \\n, no control characters, no lone surrogates, ligatures written out, bullets of symbol fonts as "•".
All offsets of the corpus count code points in the text that leaves here, so a change needs a new EXTRACT_VERSION.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from .tracing import Traced

HYPHEN_AT_LINE_END = "\ufffe"  # how pdfium marks a hyphen where it joined two lines

_REPLACED = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    # bullets of the Symbol and Wingdings fonts, which live in the private use area
    "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf076": "•", "\uf0fc": "•", "\uf02d": "-", "\uf020": " ",
    "\u00ad": "", "\u200b": "", "\ufeff": "", "\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
    "\x0b": "\n", "\x0c": "\n", HYPHEN_AT_LINE_END: "-",
}  # fmt: skip
# several times as fast as str.translate, since few characters of a text are among them
_REPLACEABLE = re.compile("[" + "".join(_REPLACED) + "]")
_LINE_ENDS = re.compile(r"\r\n?")
# looked at once only, from its beginning: a run of a million blanks would else be looked at from each of them
_BLANK_AT_LINE_END = re.compile(r"(?<![ \t])[ \t]++(?=\n|$)")
_MANY_BLANK_LINES = re.compile(r"\n{4,}")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\uffff]")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BROKEN_WORD = re.compile(rf"(\w+){HYPHEN_AT_LINE_END}(\w+)")
_WORD = re.compile(r"\w+(?:-\w+)*")
_MEANINGLESS_TITLES = {"untitled", "powerpoint presentation", "document", "slide 1", "word document", "print"}


def normalise(text: str) -> str:
    """The text in the form that the corpus stores. Idempotent."""
    text = _REPLACEABLE.sub(lambda match: _REPLACED[match[0]], _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text))
    return _MANY_BLANK_LINES.sub("\n\n\n", _BLANK_AT_LINE_END.sub("", text)).strip("\n ")


def normalise_traced(traced: Traced) -> Traced:
    """The same as `normalise`, for a text with marks; some twenty times slower."""
    traced = traced.sub(_LINE_ENDS, "\n").sub(_REPLACEABLE, lambda match: _REPLACED[match[0]]).sub(_UNWANTED, "")
    return traced.compose().sub(_BLANK_AT_LINE_END, "").sub(_MANY_BLANK_LINES, "\n\n\n").strip("\n ")


def one_line(text: str) -> str:
    """A title, name or header on one line, without the marks that turn the direction of writing ("xcod.exe")."""
    return " ".join(_DIRECTIONS.sub("", normalise(text)).split())


def clean_title(title: str) -> str:
    """A title from a file's properties without the marks that office programs leave; empty when it says nothing."""
    title = one_line(title).removeprefix("Microsoft Word - ").removeprefix("Microsoft PowerPoint - ")
    return "" if title.lower() in _MEANINGLESS_TITLES else title[:300]


def join_broken_words(texts: list[str]) -> list[str]:
    """Resolve hyphens at line ends (U+FFFE) by the document's own words.

    "infor￾mation" becomes "information" when the document writes the word in one piece elsewhere; otherwise the
    hyphen stays, as in "read-only".
    """
    if not any(HYPHEN_AT_LINE_END in text for text in texts):
        return texts
    join = joiner(texts)
    return [BROKEN_WORD.sub(join, text) for text in texts]


def joiner(texts: list[str]) -> Callable[[re.Match[str]], str]:
    """What to write for each `BROKEN_WORD` of these texts."""
    known = {word.lower() for text in texts for word in _WORD.findall(text)}

    def join(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        hyphened = f"{match[1]}-{match[2]}"
        return whole if whole.lower() in known and hyphened.lower() not in known else hyphened

    return join
