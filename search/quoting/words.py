"""A text as the quote check compares it: words and figures, each whole. Pure; quote and document go the same way.

- A word has its apostrophes and the hyphens, strokes and "&" between its letters: "re-signed" is one word, neither "resigned"
  nor "re signed", and "yes/no" is not "yes".
  Only a hyphen at a line end, or a soft one, may be nothing but a break: "pro-", "filing" is "profiling" or "pro-filing".
- A figure has its sign (-5, +5, ≤5, ±5, ~5, £5, #5, .5), its fraction, power and unit (3½, 10², 5%, 5 °C, 5+, £3 million, 5 per
  cent), its range or ratio (1-2, 5 – 7, 1/2, 1:30) and brackets that hold nothing else, which are a minus in accounts: (5).
  Blanks inside it do not count. So no quote takes a part of it.
- Signs that mean something are words: £ % & + = < > @ # § / № × → ☐ ☒, and a star between blanks, which keeps a figure back.
  Any other punctuation, quotation marks, bullets, ™ and ®, and dashes that join neither letters nor figures, are nothing.
- Letters that Unicode holds for the same in another form are the same ("ﬁnd", "CO₂", "½" is "1/2"), but never a power after a
  figure: 10² is not 102. What is not merely a ligature or a width is told (``told_differences``).
- Capitals do not count; where they may make an abbreviation of a word ("US", "us") it is told.
- What is covered is a word of its own, so that no quote runs over it. Offsets are code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from datascores.corpus.visibility import COVER
from search.engine.analysis import WORD, Analysis, fold

_GAP = re.compile(
    r"\[\s*(?:[…⋯]|\.{3}|\. \. \.)\s*\]|\(\s*(?:[…⋯]|\.{3}|\. \. \.)\s*\)|[…⋯]|\.{3,}|\.(?:[ \u00a0]\.){2,}"
)
# one character for another, so that offsets stay
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("\u2010\u2011\ufe63", "-"),
        **dict.fromkeys("\u2012\u2212", "–"),
        **dict.fromkeys("\u2015\u2e3a\u2e3b\ufe58", "—"),
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # the wide forms of ASCII
        "\u200b": "\u2060",
    }
)
# a full stop or colon without its blank, which UAX #29 takes for a part of the word
_NO_BLANK = regex.compile(r"(?<=\p{L}\p{Ll})\.(?=\p{Lu})|(?<=\p{L}):(?=\p{L})")

_IN_LINE = r"[^\S\t\n]"
_BLANKS = rf"{_IN_LINE}{{0,3}}+(?:\n{_IN_LINE}{{0,3}}+)?+"  # may be none
_FRACTION = "[\u00bc-\u00be\u2150-\u215f\u2189]"
_RAISED = "[\u00b2\u00b3\u00b9\u2070-\u207e]"
_LOWERED = "[\u2080-\u208e]"
_SIGN = r"[\p{Sc}<>≤≥≦≧≪≫⩽⩾±∓~∼≈≃≅≠#+]"
_MINUS = rf"(?<![\w%])[-–](?=[\p{{Sc}}<>≤≥±~.]?{_IN_LINE}?(?:\p{{Nd}}|{_FRACTION}))"
_BEFORE = rf"(?:(?:(?<!\w)\p{{Lu}}{{1,3}}(?=\p{{Sc}}))?{_SIGN}{_BLANKS}|{_MINUS}){{0,4}}(?:(?<![\w.])\.)?"
_TIMES = (
    r"(?i:per\s?cent|percent(?:age)?|hundred|thousand|million|billion|trillion|dozen|m|mn|bn|tn|k)(?!\w|['’.]\w)(?!-\w)"
)
_AFTER = (
    rf"(?:{_BLANKS}{_FRACTION}|(?:{_RAISED}|{_LOWERED})++|{_BLANKS}(?:[%‰‱′″℃℉]|°(?:{_IN_LINE}?[CF](?!\w))?)"
    rf"|{_BLANKS}\p{{Sc}}(?!{_BLANKS}[\p{{Nd}}.])|\+(?!\p{{Nd}})|{_BLANKS}{_TIMES})*+"
)
_NUMBER = (
    rf"(?:(?=\p{{Nd}})(?:{WORD.pattern})(?:[\u2007-\u2009\u202f]\p{{Nd}}{{3}}(?!\p{{Nd}}))*+|{_FRACTION})"  # 1 500
)
_FIGURE = rf"{_BEFORE}{_NUMBER}{_AFTER}"
_RANGE = rf"(?:[-–—]{_BLANKS}|{_IN_LINE}{{1,3}}[-–—](?=\s){_BLANKS}|{_IN_LINE}?[/×÷⁄]{_BLANKS}|[:^·])"
_TERM = rf"(?:{WORD.pattern})(?:(?:{_RAISED}|{_LOWERED})++(?:{WORD.pattern})?)*+"
_UNIT = rf"(?:{_FIGURE}(?:{_RANGE}{_FIGURE})*+|{_TERM})"
_LINE_END = rf"{_IN_LINE}*+\n\s{{0,6}}+(?=\w)"
_STROKE = rf"[/&](?:{_IN_LINE}*+\n{_IN_LINE}*+)?(?=\w)"
_HYPHEN = rf"(?:(?<=[\w%]|{_FRACTION})(?:[-–](?=\w)|{_STROKE})|(?<=\w)-{_LINE_END}|(?<=\u00ad){_LINE_END})"
_STAR = r"(?<=[^\s*][ \t]{1,9})\*(?=[ \t]+\S)"  # one between blanks stands for a figure kept back
_MEANING = rf"(?![|~¬∙⋅\u2212])[\p{{Sc}}\p{{Sm}}%‰&@#§/№☐☑☒✓✔✕✖✗✘✅❌❎°\ufffd]|{_STAR}"
_TOKEN = regex.compile(
    rf"{COVER}+|\({_IN_LINE}?{_FIGURE}{_IN_LINE}?\)|{_UNIT}(?:{_HYPHEN}{_UNIT})*+|{_MEANING}|{_RAISED}++|{_LOWERED}++"
)
_BROKEN = regex.compile(r"(?<=\w)(?:-[^\S\n]*\n\s*|\u00ad[^\S\n]*\n\s*)(?=\w)")
_BROKEN_LETTERS = regex.compile(r"(?<=\p{L}\p{M}*)-[^\S\n]*\n\s*(?=\p{L})")
_BROKEN_OFF = re.compile(r"\w[-\u2010\u2011\u00ad]$")
_SOFT = regex.compile(r"\u00ad[^\S\n]*\n\s*")
_WHITE = re.compile(r"\s+")
_DASHES = re.compile("[-–—\u2212]")
_INVISIBLE = regex.compile(r"\p{Cf}+")
_SAME_LETTERS = re.compile("[\ufb00-\ufb06]")
_POWER, _INDEX = re.compile(rf"(?<=\d)({_RAISED}+)"), re.compile(rf"(?<=\d)({_LOWERED}+)")
_AND_A_PART = re.compile(rf"(?<=\d)\s*({_FRACTION})")
_MIXED = regex.compile(r"\p{L}\p{Nd}|\p{Nd}\p{L}")
_PLAIN = re.compile(r"[a-z]{2,}")
_BROKEN_ANYWHERE = re.compile(r"[-\u2010\u2011\u00ad][^\S\n]*+(?:\n\s*+|$)")

LINE_BREAK = "broken at a line end, where a hyphen may or may not be part of the word"
OTHER_CAPITALS = "in capitals in only one of them, which can be another word"
OTHER_LETTERS = "the same letters or figures in another form"


@dataclass(frozen=True)
class Token:
    """A word, figure or sign, where it stands, and the ``keys`` by which it is compared: two if broken at a line end."""

    keys: tuple[str, ...]
    start: int
    end: int
    surface: str

    @property
    def is_broken(self) -> bool:
        return "\n" in self.surface and bool(_BROKEN.search(self.surface))

    def is_same(self, other: Token) -> bool:
        return self.keys == other.keys or not set(self.keys).isdisjoint(other.keys)


@dataclass(frozen=True)
class Words:
    """A text made comparable: its tokens, and these in a row without hyphens, to look for others quickly."""

    tokens: tuple[Token, ...]
    row: str
    keys: tuple[tuple[str, ...], ...]
    at: dict[int, int] = field(hash=False)  # place in the row, of the blank before it → number of the token
    is_plain: bool  # whether no token has a hyphen, so that the row says all


@dataclass(frozen=True)
class Told:
    """A word that is the same by the rules but written otherwise in the document than in the quote, and how."""

    there: str
    quoted: str
    why: str


def words_of(text: str) -> Words:
    """A text made comparable."""
    alike = _NO_BLANK.sub(";", text.translate(_ALIKE))
    tokens = tuple(Token(_keys_of(match[0]), match.start(), match.end(), match[0]) for match in _TOKEN.finditer(alike))
    at: dict[int, int] = {}
    row, place = [], 0
    for number, token in enumerate(tokens):
        at[place] = number
        row.append(token.keys[-1].replace("-", ""))
        place += len(row[-1]) + 1
    at[place] = len(tokens)
    keys = tuple(token.keys for token in tokens)
    is_plain = all(len(some) == 1 and "-" not in some[0] for some in keys)
    return Words(tokens, f" {' '.join(row)} " if row else "", keys, at, is_plain)


def pieces_of(quote: str) -> list[Words]:
    """The pieces of a quote between its gaps, those without a word left out."""
    return [words for words in map(words_of, _GAP.split(quote)) if words.tokens]


def has_words(text: str) -> bool:
    """Whether anything that counts stands in a stretch."""
    return bool(_TOKEN.search(text.translate(_ALIKE)))


def plain_parts(pieces: Sequence[Words]) -> set[str]:
    """Runs of letters that stand in ``plain_letters`` of every text that has these pieces; none of figures and their units."""
    keys = {token.keys[0] for piece in pieces for token in piece.tokens}
    return {part for key in keys if not any(map(str.isdigit, key)) for part in _PLAIN.findall(key)}


def plain_letters(text: str) -> str:
    """A text for a quick look whether it can hold a quote; words broken at a line end are whole."""
    return fold(_BROKEN_ANYWHERE.sub("", text))


def told_differences(pieces: Sequence[Words], words: Words, found: Sequence[tuple[int, int]]) -> tuple[Told, ...]:
    """What is written otherwise in the places that were found for the pieces; each only once."""
    told: dict[Told, None] = {}
    for piece, (first, end) in zip(pieces, found, strict=True):
        pairs = [*zip(piece.tokens, words.tokens[first:end], strict=True)]
        is_loud = any(not any(map(_has_small, side)) for side in zip(*pairs, strict=True))
        for asked, token in pairs:
            if asked.is_broken != token.is_broken or asked.keys != token.keys:
                told[Told(_shown(token), _shown(asked), LINE_BREAK)] = None
            elif _writing(asked.surface) != _writing(token.surface):
                told[Told(_shown(token), _shown(asked), OTHER_LETTERS)] = None
            elif not is_loud and _is_short_in_capitals(asked) != _is_short_in_capitals(token):
                told[Told(_shown(token), _shown(asked), OTHER_CAPITALS)] = None
    return tuple(told)


def ends_in_a_hyphen(text: str) -> bool:
    """Whether a text breaks off inside a word, which goes on in the text that follows."""
    return bool(_BROKEN_OFF.search(text.rstrip()[-2:]))


def runs_for_index(pieces: Sequence[Words]) -> Iterator[tuple[str, ...]]:
    """The words of the pieces as an index may hold them in a row, cut where a document may write a word otherwise."""
    for piece in pieces:
        run: list[str] = []
        for number, token in enumerate(piece.tokens):
            following = piece.tokens[number + 1].keys[0] if number + 1 < len(piece.tokens) else ""
            if _may_be_written_otherwise(token, following):
                yield tuple(run)
                run = []
            else:
                run += Analysis(token.surface).exacts
        yield tuple(run)


def exacts_of(pieces: Sequence[Words]) -> list[str]:
    """All words of the pieces as the index knows them."""
    return [word for piece in pieces for token in piece.tokens for word in Analysis(token.surface).exacts]


def _keys_of(surface: str) -> tuple[str, ...]:
    if surface[0] == COVER:
        return (COVER,)
    if "\n" not in surface:
        return (_key_of(surface),)
    surface = _SOFT.sub("", surface)
    kept = _key_of(surface)
    whole = _key_of(_BROKEN_LETTERS.sub("", surface))
    return (kept,) if whole == kept else (kept, whole)


def _key_of(surface: str) -> str:
    if not surface.isascii():
        surface = _AND_A_PART.sub(r"¦\1", _INDEX.sub(r"_\1", _POWER.sub(r"^\1", surface)))
        surface = fold(surface).replace("⁄", "/")
    return _DASHES.sub("-", _WHITE.sub("", surface.lower())).strip("_")


def _writing(surface: str) -> str:
    """A word as written, without regard to what is not even told: ligatures, capitals, blanks, dashes, what is invisible."""
    if not surface.isascii():
        surface = _SAME_LETTERS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), surface)
        surface = unicodedata.normalize("NFC", _INVISIBLE.sub("", surface))
    return _DASHES.sub("-", _WHITE.sub("", surface.lower())).strip("_")


def _may_be_written_otherwise(token: Token, following: str) -> bool:
    key = token.keys[0]
    return (
        token.is_broken
        or key != _writing(token.surface)
        or bool(_MIXED.search(key))
        or (key == "no" and following[:1].isdigit())
    )


def _has_small(token: Token) -> bool:
    return any(map(str.islower, token.surface))


def _is_short_in_capitals(token: Token) -> bool:
    """Whether a word may be an abbreviation: "US", "IT"."""
    return 2 <= len(token.surface) <= 5 and token.surface.isalpha() and token.surface.isupper()


def _shown(token: Token) -> str:
    return " ".join(token.surface.split())
