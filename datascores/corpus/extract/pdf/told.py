"""Words that a PDF tells reading programs to take in place of others that its pages show (`/ActualText`).

Meant for ligatures and the like, and obeyed by pdfium whatever it says. What is seen is the text of the page; what the file
only tells stands behind it and counts as hidden, for it is searched and copied by every program without being seen. Where
the signs as they are seen make no sense, what the file tells is all that can be read.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Sequence
from ctypes import c_int, c_void_p

import pypdfium2

from ..quality import is_doubtful, is_garbled
from .hidden_objects import Drawing
from .hidden_places import direct
from .hidden_spans import RawSpan

UNSEEN = "told to reading programs in place of words that are seen"
_forget = direct("FPDFPageObjMark_RemoveParam", c_int, c_void_p, c_void_p, ctypes.c_char_p)
_UNREADABLE = frozenset({"Cc", "Co", "Cn", "Cs"})  # categories of signs without a meaning


def read_seen(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, text: str, drawing: Drawing
) -> tuple[pypdfium2.PdfTextPage, str, list[str]]:
    """The text page and the text of what is seen, and what is only told; the given ones where nothing speaks against them."""
    told = [mark for mark in drawing.told if any(map(str.isalnum, mark.text))]
    if not told:
        return textpage, text, []
    for mark in told:
        _forget(mark.item, mark.address, b"ActualText")
    seen_page = page.get_textpage()
    seen = seen_page.get_text_range(errors="surrogatepass")
    if _unreadable(seen) > _unreadable(text) or (_is_nonsense(seen) and not _is_nonsense(text)):
        seen_page.close()
        return textpage, text, []
    textpage.close()
    letters = _letters(seen)
    return seen_page, seen, [mark.text for mark in told if _letters(mark.text) not in letters]


def add_told(text: str, hidden: Sequence[RawSpan], told: Sequence[str]) -> tuple[str, tuple[RawSpan, ...]]:
    """The text with what is only told behind it, a line each, all hidden. Pure."""
    spans = [*hidden]
    for words in dict.fromkeys(told):
        start = len(text) + 2
        text = f"{text}\n\n{words}"
        spans.append(RawSpan(start, len(text), UNSEEN))
    return text, tuple(spans)


def _is_nonsense(text: str) -> bool:
    return is_garbled(text) or is_doubtful(text)


def _unreadable(text: str) -> int:
    return sum(sign == "\ufffd" or (unicodedata.category(sign) in _UNREADABLE and not sign.isspace()) for sign in text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
