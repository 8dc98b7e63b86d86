"""Text to words, the same way for every engine, for queries and for marks.

Does what Elasticsearch's stock `english` analyser does: words by Unicode's UAX #29, possessive 's off, lower case,
Lucene's 33 stop words left out (their place stays, so that positions are right), Porter's stemmer with Lucene's two
departures (bli→ble, logi→log). Each word is compared in NFKC without invisible characters, but its offsets are code
points of the original text, which is never changed. Whoever changes a rule here changes `ANALYSIS_VERSION`: an index
made with another version is refused.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex
from nltk.stem.porter import PorterStemmer

ANALYSIS_VERSION = "english-1"
LONGEST_WORD = 255  # code points, as Lucene's standard tokenizer; the rest of a longer run of letters is cut

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
_RUN = re.compile(r"\S+")
_LONGEST_KEPT = 60  # characters of a run that is worth remembering
_INVISIBLE = regex.compile(r"\p{Cf}+")
_POSSESSIVE = ("'s", "’s", "＇s")
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
    """Porter's stem of a normalised word; "" for a stop word."""
    return "" if exact in STOP_WORDS else _stemmer.stem(exact, to_lowercase=False)


def fold(text: str) -> str:
    """A text as its words are compared: NFKC, no invisible characters, lower case. Offsets of it mean nothing."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return text.lower()


def exact_for(surface: str) -> str:
    """A word as written, made comparable: folded, no possessive 's, at most LONGEST_WORD long."""
    word = fold(surface).replace(" ", "")  # NFKC can make a blank of a letter
    if word.endswith(_POSSESSIVE):
        word = word[:-2]
    return word[:LONGEST_WORD]


@lru_cache(maxsize=100_000)
def _words_in(run: str) -> tuple[tuple[int, int, str], ...]:
    """The words in a run of characters without a blank. Runs repeat, so they are remembered: that makes the analysis
    three times as fast. No word goes over a blank (Unicode's one exception, U+202F in numbers, is a blank here)."""
    return tuple((*match.span(), exact_for(match[0])) for match in WORD.finditer(run))


class Analysis:
    """The words of one text, held as columns: `starts`, `ends` (code points), `exacts`, `stems` ("" for stop words).

    The index of a column is the word's position.
    """

    __slots__ = ("__dict__", "ends", "exacts", "starts")

    def __init__(self, text: str) -> None:
        self.starts, self.ends = array("L"), array("L")
        self.exacts: list[str] = []
        for run in _RUN.finditer(text):
            at, letters = run.start(), run[0]
            words = _words_in(letters) if len(letters) <= _LONGEST_KEPT else _words_in.__wrapped__(letters)
            for start, end, exact in words:
                self.starts.append(at + start)
                self.ends.append(at + end)
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
    def by_stem(self) -> dict[str, list[int]]:
        """The positions of each stem, ascending."""
        return _positions(self.stems)

    @cached_property
    def by_exact(self) -> dict[str, list[int]]:
        """The positions of each word as written, ascending."""
        return _positions(self.exacts)


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
