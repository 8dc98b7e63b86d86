"""Text to words, the same way for every engine, for queries and for marks.

Words by Unicode's UAX #29, possessive 's off, lower case, Porter's stemmer with Lucene's two departures (bli→ble, logi→log),
as Elasticsearch's stock `english` analyser. It departs from that where people would miss what they look for: a full stop or
colon parts letters, so that a host is found by its parents (leeds.gov.uk in www.leeds.gov.uk); accents and the form of an
apostrophe do not count; "us" is no form of "use"; Lucene's 33 stop words keep a sign of their own, by which phrases hold
them; a word broken at a line end by a hyphen is read both ways (`Analysis.readings`).
Each word is compared in NFKC without invisible characters, but its offsets are code points of the original text, which is
never changed. Whoever changes a rule here changes `ANALYSIS_VERSION`: an index made with another version is refused.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex
from nltk.stem.porter import PorterStemmer

ANALYSIS_VERSION = "english-3"
LONGEST_WORD = 255  # code points, as Lucene's standard tokenizer; the rest of a longer run of letters is cut
AROUND_BREAK = 10  # words on either side of a broken word that its other reading repeats, so that phrases run over it
GAP = "\x02"  # stands for any word; no word can contain it
STOP_SIGN = "\x04"  # begins what stands for a stop word among stems; no word can contain it
EXCEPTIONS = {"us": "\x05us"}  # a word that is the stem of another: Porter's rules make "us" of "use"

# org.apache.lucene.analysis.en.EnglishAnalyzer.ENGLISH_STOP_WORDS_SET
STOP_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of"}
    | {"on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will"}
    | {"with"}
)

_LETTER = r"[\p{WB=ALetter}\p{WB=Hebrew_Letter}]"
_DIGIT = r"\p{WB=Numeric}"
_X = r"[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]*+"  # WB4: these never part what stands before them
_APOSTROPHE = r"\p{WB=Single_Quote}\p{WB=MidNumLet}"
_LETTERS = rf"(?:{_LETTER}{_X})++(?:[{_APOSTROPHE}\p{{WB=MidLetter}}]{_X}(?:{_LETTER}{_X})++)*+"  # WB5-7
_DIGITS = rf"(?:{_DIGIT}{_X})++(?:[{_APOSTROPHE}\p{{WB=MidNum}}]{_X}(?:{_DIGIT}{_X})++)*+"  # WB8, WB11-12
_KATAKANA = rf"(?:\p{{WB=Katakana}}{_X})++"  # WB13
_JOIN = rf"(?:\p{{WB=ExtendNumLet}}{_X})"  # WB13a-b: what is joined by an underscore
_PART = rf"(?:(?:{_LETTERS}|{_DIGITS})++|{_KATAKANA})"
WORD = regex.compile(
    rf"(?:(?<!\p{{WB=ExtendNumLet}}){_JOIN}++)?+{_PART}(?:{_JOIN}++{_PART})*+{_JOIN}*+|[\p{{Han}}\p{{Hiragana}}]{_X}|\p{{LineBreak=SA}}++"
)
_PARTING = regex.compile(r"[.:\u2024\uff0e\ufe52\uff1a\ufe55\ufe13](?!\p{Nd})")  # inside a word, not of a figure
_BREAK = regex.compile(r"(?<=\p{L}\p{M}*)[-\u2010\u00ad][^\S\n]*\n\s*(?=\p{L})")
_RUN = re.compile(r"\S+")
_LONGEST_KEPT = 60  # characters of a run that is worth remembering
_INVISIBLE = regex.compile(r"\p{Cf}+")
_ACCENTS = regex.compile(r"(?<=\p{Latin})[\u0300-\u036f]+")
# Latin letters that Unicode does not take apart, as Lucene's asciifolding writes them, and apostrophes
_ALIKE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
    | dict.fromkeys("’‘ʼ", "'")
)
_stemmer = PorterStemmer(mode=PorterStemmer.MARTIN_EXTENSIONS)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: code points `start` to `end`, its `position` among all words, the word as compared exactly,
    and its stem ("" for a stop word)."""

    start: int
    end: int
    position: int
    exact: str
    stem: str


@lru_cache(maxsize=200_000)
def stem_for(exact: str) -> str:
    """Porter's stem of a normalised word, unless it is an exception; "" for a stop word."""
    return "" if exact in STOP_WORDS else EXCEPTIONS.get(exact) or _stemmer.stem(exact, to_lowercase=False)


@lru_cache(maxsize=200_000)
def token_for(exact: str) -> str:
    """What an index of stems holds of a normalised word: its stem, or the sign of this stop word; "" of no word."""
    return stem_for(exact) or (exact and STOP_SIGN + exact)


def fold(text: str) -> str:
    """A text in NFKC without invisible characters, in lower case. Offsets of it mean nothing."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return text.lower()


def fold_words(text: str) -> str:
    """A text as its words are compared: folded, Latin letters without accents, every apostrophe the same."""
    text = fold(text)
    if not text.isascii():
        parted = unicodedata.normalize("NFD", text.translate(_ALIKE))
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", parted))
    return text


def ends_in_hyphen(text: str) -> bool:
    """Whether a text may break off inside a word, which goes on in the text that follows."""
    return text.rstrip()[-1:] in ("-", "\u2010", "\u00ad")


def without_breaks(text: str) -> str:
    """The text with the words whole that a hyphen breaks at a line end."""
    return _BREAK.sub("", text)


def exact_for(surface: str) -> str:
    """A word as written, made comparable: folded, no possessive 's, at most LONGEST_WORD long."""
    word = fold_words(surface).replace(" ", "")  # NFKC can make a blank of a letter
    return word.removesuffix("'s")[:LONGEST_WORD]


@lru_cache(maxsize=100_000)
def _words_in(run: str) -> tuple[tuple[int, int, str], ...]:
    """The words in a run of characters without a blank. Runs repeat, so they are remembered: that makes the analysis
    three times as fast. No word goes over a blank (Unicode's one exception, U+202F in numbers, is a blank here)."""
    found = []
    for word in WORD.finditer(run):
        start = word.start()
        for parting in _PARTING.finditer(run, start, word.end()):
            found.append((start, parting.start(), exact_for(run[start : parting.start()])))
            start = parting.end()
        found.append((start, word.end(), exact_for(run[start : word.end()])))
    return tuple(found)


@lru_cache(maxsize=100_000)
def _rows_in(run: str) -> tuple[str, str]:
    words = [exact for _, _, exact in _words_in(run)]
    return " ".join(token_for(word) or GAP for word in words), " ".join(word or GAP for word in words)


def rows_of(text: str) -> list[tuple[str, str]]:
    """What an index holds of a text: of each of its `readings` the tokens, and the words as written, joined by blanks.

    A text without a word broken at a line end has one reading, for which no word's place is wanted: that is the usual case
    and several times as fast.
    """
    if _BREAK.search(text):
        readings = Analysis(text).readings
        return [
            (" ".join(token or GAP for token in row.tokens), " ".join(word or GAP for word in row.exacts))
            for row in readings
        ]
    rows = [_rows_in(run) if len(run) <= _LONGEST_KEPT else _rows_in.__wrapped__(run) for run in text.split()]
    return [(" ".join([tokens for tokens, _ in rows if tokens]), " ".join([words for _, words in rows if words]))]


class Words:
    """Words in a row, held as columns: `starts`, `ends` (code points), `exacts`, `stems` ("" for stop words).

    The index of a column is the word's position.
    """

    __slots__ = ("__dict__", "ends", "exacts", "starts")

    def __init__(self) -> None:
        self.starts, self.ends = array("L"), array("L")
        self.exacts: list[str] = []

    def _add(self, start: int, end: int, exact: str) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.exacts.append(exact)

    def __len__(self) -> int:
        return len(self.exacts)

    def __iter__(self) -> Iterator[Token]:
        columns = zip(self.starts, self.ends, range(len(self)), self.exacts, self.stems, strict=True)
        return (Token(*values) for values in columns)

    @cached_property
    def stems(self) -> list[str]:
        return [stem_for(exact) for exact in self.exacts]

    @cached_property
    def tokens(self) -> list[str]:
        """What an index of stems holds, stop words too."""
        return [token_for(exact) for exact in self.exacts]

    @cached_property
    def by_stem(self) -> dict[str, list[int]]:
        """The positions of each stem, ascending."""
        return _positions(self.stems)

    @cached_property
    def by_exact(self) -> dict[str, list[int]]:
        """The positions of each word as written, ascending."""
        return _positions(self.exacts)


class Analysis(Words):
    """The words of one text as they stand there; of a word broken at a line end, "pro-" and "filing", the two halves."""

    def __init__(self, text: str) -> None:
        super().__init__()
        for run in _RUN.finditer(text):
            at, letters = run.start(), run[0]
            words = _words_in(letters) if len(letters) <= _LONGEST_KEPT else _words_in.__wrapped__(letters)
            for start, end, exact in words:  # what _add does, without a call for each word
                self.starts.append(at + start)
                self.ends.append(at + end)
                self.exacts.append(exact)
        halved = (self._halved_at(found) for found in _BREAK.finditer(text))
        self._broken = [position for position in halved if position is not None]

    def _halved_at(self, found: regex.Match[str]) -> int | None:
        """The word before a break, if one begins right after it."""
        at = bisect_right(self.starts, found.start() - 1) - 1
        return at if at >= 0 and at + 1 < len(self) and self.starts[at + 1] == found.end() else None

    @cached_property
    def readings(self) -> Sequence[Words]:
        """These words, and around each break at a line end some of them once more with the broken word whole.

        A hyphen there may be part of the word ("data-", "driven") or not ("pro-", "filing"), and nobody knows: so both are
        found. Each reading is a row of its own; no phrase goes from one to another.
        """
        return (self, *(self._whole(first, end) for first, end in _around(self._broken, len(self))))

    def _whole(self, first: int, end: int) -> Words:
        """The words from `first` to before `end`, the broken ones whole."""
        whole, broken = Words(), {*self._broken}
        for at in range(first, end):
            if at - 1 in broken and at > first:
                whole.ends[-1] = self.ends[at]
                whole.exacts[-1] = (whole.exacts[-1] + self.exacts[at])[:LONGEST_WORD]
            else:
                whole._add(self.starts[at], self.ends[at], self.exacts[at])
        return whole


def _around(broken: list[int], count: int) -> list[tuple[int, int]]:
    """The stretches that lie around broken words, those joined that meet."""
    stretches: list[tuple[int, int]] = []
    for at in broken:
        first, end = max(at - AROUND_BREAK, 0), min(at + 2 + AROUND_BREAK, count)
        if stretches and first <= stretches[-1][1]:
            first = stretches.pop()[0]
        stretches.append((first, end))
    return stretches


def _positions(words: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        if word:
            found.setdefault(word, []).append(position)
    return found


@lru_cache(maxsize=256)
def analyse(text: str) -> Analysis:
    """The words of a text; remembered, because pages are looked at again and again. Share it, do not change it."""
    return Analysis(text)
