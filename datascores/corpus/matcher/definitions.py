"""Short forms that a document defines itself: "Lantern Family Database (LFD)", "LFD (Lantern Family Database)", or "LFD
stands for Lantern Family Database".

What a document says its letters stand for goes before what the catalogue knows of them: they mean the record whose name
is spelt out, wherever they stand in that document, and they don't mean a record when something else is spelt out. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datascores.corpus.matcher.folding import fold

if TYPE_CHECKING:
    from datascores.catalogue.rules import RecordRules
    from datascores.corpus.matcher.names import Hit

_QUOTE = "[\"'“”‘’]?"
_LETTERS = r"[A-Z][A-Za-z0-9&]{0,8}[A-Z]"
_AFTER = re.compile(
    rf"\s\((?:(?:the|or|hereafter|hereinafter|henceforth|known as)\s+)*{_QUOTE}({_LETTERS})(?:['’]?s)?{_QUOTE}\)"
)
_SPELT_AFTER = re.compile(r"\s\(([A-Z][^()\n]{4,100})\)")
_SORT_OF_THING = (
    r"(?:\s+(?:frameworks?|projects?|models?|programmes?|tools?|schemes?|systems?|approach|initiatives?|panels?|groups?|strategy"
    r"|teams?|process|methods?|checklists?|acronym|charter|standards?))?"
)
_LETTERS_BEFORE = re.compile(rf"(?<![\w(]){_QUOTE}({_LETTERS}){_QUOTE}{_SORT_OF_THING}$")
_FIRM = re.compile(r"\b(?:Ltd|Limited|plc|PLC|LLP|Inc|Group|Systems|Software|Solutions|Recording)\.?$")
_SHORT_FOR = r"(?:acronym|abbreviation|initials?)"
_STANDS_FOR = re.compile(
    rf"(?<![\w(]){_QUOTE}({_LETTERS}){_QUOTE}\s*,?\s+(?:(?:which\s+|that\s+|here\s+)*(?:stands|stood|standing"
    rf"|(?:is|being)\s+short|(?:is\s+)?(?:an?|the)\s+{_SHORT_FOR})\s+(?:for|of)\s+"
    rf"|(?:as|is)\s+(?:our|an?|the|their|its)\s+{_SHORT_FOR}\s*(?:for\s+|of\s+|[:,–-]\s*))(?:the\s+)?{_QUOTE}"
)
# weaker ways of saying it: the initials must be the letters
_SAYS = re.compile(
    rf"(?<![\w(]){_QUOTE}({_LETTERS}){_QUOTE}(?:\s*,?\s+(?:is|are|was|means|meaning|refers\s+to|denotes|here\s+means|i\.e\.,?)|\s*[:=]|\s+[–—-])"
    rf"\s+(?:(?:the|an?|our|your|their)\s+)?{_QUOTE}(?=[A-Z])"
)
_CLAUSE = re.compile(r"[^.;:,()\n\"”]{4,100}")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’][a-z]+)?")
_SMALL = frozenset(("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"))
_LETTERS_REACH = 30  # characters before a bracket in which letters may stand
_LONGEST = 120  # characters that a spelt-out form may have
_TELLING = 4  # letters of a word that may tell a name
_MOST = 0.6  # share of a name's words that a rewording of it keeps


@dataclass(frozen=True, slots=True)
class Definition:
    """Letters and what they stand for: ``start`` to ``end`` is the spelt-out form on the page at ``index``."""

    letters: str
    index: int
    start: int
    end: int
    spelt: str
    records: tuple[RecordRules, ...] = ()

    def refuses(self, record: RecordRules) -> bool:
        """Whether the letters, spelt out like this, are not that record.

        Where the catalogue knows what a thing's letters stand for, the first word of that and most others must be there;
        elsewhere a word of its names or contexts will do.
        """
        spelt = f" {fold(self.spelt)} "
        names = [fold(name.text).split() for name in record.names]
        known = [name for name in names if len(name) > 1 and _are_initials(name, self.letters)]
        if known and record.kind in ("system", "company"):
            return not any(_is_near(name, spelt) for name in known)
        words = {word for name in names for word in name if len(word) >= _TELLING}
        return not any(f" {word} " in spelt for word in words) and not any(
            fold(word) in spelt for word in record.context_words
        )


def _is_near(name: Sequence[str], spelt: str) -> bool:
    """Whether folded words hold the first word of a name and most of it: "Harmful Risk Test" for a Harm Risk Tool."""
    telling = [f" {word[:_TELLING]}" for word in name if word not in _SMALL]
    return telling[0] in spelt and sum(word in spelt for word in telling) >= _MOST * len(telling)


def _are_initials(words: Sequence[str], letters: str) -> bool:
    """Whether folded words spell the letters, with or without the small ones among them."""
    wanted = letters.lower()
    return wanted in ("".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL))


def find_definitions(texts: Sequence[str]) -> Iterator[Definition]:
    """Every definition of the pages in order, without saying yet of what."""
    for index, text in enumerate(texts):
        for said in _STANDS_FOR.finditer(text) if _says_for(text) else ():
            end = _end_of_spelt(text, said.end(), said[1])
            if end is None and (clause := _CLAUSE.match(text, said.end())):
                end = clause.end()
            if end is not None:
                yield Definition(said[1], index, said.end(), end, text[said.end() : end])
        for said in _SAYS.finditer(text):
            if (end := _end_of_spelt(text, said.end(), said[1])) is not None and _is_capital(text[said.end() : end]):
                yield Definition(said[1], index, said.end(), end, text[said.end() : end])
        for place in _brackets(text):
            if match := _AFTER.match(text, place):
                start = _start_of_spelt(text, place, match[1])
                if start is not None:
                    yield Definition(match[1], index, start, place, text[start:place])
            elif match := _SPELT_AFTER.match(text, place):
                letters = _LETTERS_BEFORE.search(text[max(0, place - _LETTERS_REACH) : place])
                if letters and (
                    _start_of_spelt(text, match.end(1), letters[1]) == match.start(1) or _holds(match[1], letters[1])
                ):
                    yield Definition(letters[1], index, *match.span(1), match[1])


def _says_for(text: str) -> bool:
    return any(word in text for word in ("stands", "stood", "standing", "short", "acronym", "abbreviation", "initial"))


def _is_capital(spelt: str) -> bool:
    """Whether each word but the small ones has a capital, as the parts of a name have."""
    return all(word[0].isupper() or word in _SMALL for word in _WORD.findall(spelt))


def _holds(spelt: str, letters: str) -> bool:
    """Whether two or more words in capitals hold the letters in order ("Improvement and Development Agency"); no firm's name."""
    words = [word for word in _WORD.findall(spelt) if word.lower() not in _SMALL]
    if len(words) < 2 or _FIRM.search(spelt) or not _is_capital(spelt) or words[0][0] != letters[0]:
        return False
    rest = iter("".join(words).lower())
    return all(letter in rest for letter in letters.lower())


def _brackets(text: str) -> Iterator[int]:
    """Where a bracket opens a blank after the words before it: the place of that blank."""
    bracket = text.find("(")
    while bracket >= 0:
        if text[bracket - 1 : bracket].isspace():
            yield bracket - 1
        bracket = text.find("(", bracket + 1)


def settle_definitions(
    definitions: Sequence[Definition], accepted: Sequence[tuple[int, Hit, Sequence[RecordRules]]]
) -> dict[str, Definition]:
    """One definition for each letters: the first that spells out an accepted name, or else the first."""
    settled: dict[str, Definition] = {}
    for definition in definitions:
        named = {
            record.record_id: record
            for index, hit, records in accepted
            if index == definition.index and hit.end == definition.end and hit.start >= definition.start - 4
            for record in records
            if record.kind != "keyword"
        }
        known = settled.get(definition.letters)
        if known is None or (named and not known.records):
            settled[definition.letters] = Definition(
                definition.letters, definition.index, definition.start, definition.end, definition.spelt,
                tuple(named.values()),
            )  # fmt: skip
    return settled


def _start_of_spelt(text: str, end: int, letters: str) -> int | None:
    """Where the words begin whose initials the letters are, going back from ``end``; small words may have none."""
    wanted = [letter.lower() for letter in letters if letter.isalnum()]
    begin = max(0, end - _LONGEST)
    words = list(_WORD.finditer(text, max(begin, text.rfind("\n\n", begin, end) + 1), end))
    for word in reversed(words):
        initial = word[0][0].lower()
        if initial == wanted[-1]:
            wanted.pop()
            if not wanted:
                return word.start()
        elif word[0].lower() not in _SMALL:
            return None
    return None


def _end_of_spelt(text: str, start: int, letters: str) -> int | None:
    """Where the words end whose initials the letters are, going on from ``start``; small words may have none."""
    wanted = [letter.lower() for letter in letters if letter.isalnum()]
    for word in _WORD.finditer(text, start, min(len(text), start + _LONGEST)):
        if word[0][0].lower() == wanted[0]:
            wanted.pop(0)
            if not wanted:
                return word.end()
        elif word[0].lower() not in _SMALL:
            return None
    return None
