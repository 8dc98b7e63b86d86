"""Reading a query from the left, sign by sign: the rules of the language.

Nothing here raises for what a person typed: what makes no sense is left out or read as words, and a warning points at
it. The limits keep a query from asking for more than an engine should do for one person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from search.engine.analysis import Analysis, stem_for
from search.engine.clauses import (
    And,
    Clause,
    Exact,
    Fuzzy,
    Or,
    Phrase,
    Prefix,
    Term,
    Where,
    widest_slop,
)
from search.fields import FIELDS, field_clause
from search.levels import Level, QueryWarning

MOST_CLAUSES = 100
MOST_WILDCARDS = 10  # word*, word~1 and "phrase"~2: each may stand for thousands of words
DEEPEST = 20  # brackets in brackets
ONLY_COMMON = "only very common words (the, of, and …); ignored"
NEAR_USUAL, NEAR_MOST = 10, 50  # words
SHORTEST_PREFIX = 2  # letters before *


_SPECIAL = '"|+()'
_UNIT = re.compile(rf"[^\s{re.escape(_SPECIAL)}]+")
_FIELD = re.compile(r"([A-Za-z_]+):")
_TILDE = re.compile(r"~(\d{0,9})$")
_NAMED = re.compile(r"(?:OR|AND|NOT)(?=[\s(\"]|$)")  # in capitals, as other searches write | + -
_EXACT = re.compile(r"=(?=[\w\"])")
_NEAR = re.compile(r"\s+NEAR(?:/(\d{1,3}))?\s+([^\s\"|+()*~:]+)(?=[\s|+()]|$)")
_NEAR_ALONE = re.compile(r"NEAR(?:/\d+)?")
_SLOP = re.compile(r"~(\d{1,9})(?=[\s|+()\"]|$)")


@dataclass
class Parser:
    """One reading of one query, character by character from the left."""

    text: str
    at: int = 0
    clauses: int = 0
    wildcards: int = 0
    is_operated: bool = False  # whether more was typed than plain words
    warnings: list[QueryWarning] = field(default_factory=list)
    levels: list[Level] = field(default_factory=lambda: [Level(0)])

    def warn(self, start: int, end: int, message: str) -> None:
        self.warnings.append(QueryWarning(start, max(end - start, 1), message))

    def read_all(self) -> Clause | None:
        while self.at < len(self.text):
            self._read_next()
        while len(self.levels) > 1:
            self.warn(self.levels[-1].start, self.levels[-1].start + 1, "this bracket is not closed; closed at the end")
            self._close()
        self._warn_dangling()
        return self.levels[0].clause

    def _read_next(self) -> None:
        start, sign = self.at, self.text[self.at]
        level = self.levels[-1]
        self.is_operated |= sign in _SPECIAL or sign == "-"
        if sign.isspace():
            self.at += 1
        elif sign in "|+":
            self.at += 1
            self._read_operator(start, sign)
        elif sign == "-":
            self.at += 1
            follows = self.text[self.at : self.at + 1]
            if not follows or follows.isspace() or follows in "|+)":
                self.warn(start, start + 1, "this - stands alone and is ignored; put it directly before a word")
                level.negated = False
            else:
                level.negated = not level.negated
        elif sign == "(":
            self.at += 1
            self._open(start)
        elif sign == ")":
            self.at += 1
            if len(self.levels) > 1:
                self._warn_dangling()
                self._close()
            else:
                self.warn(start, start + 1, "this bracket was never opened; ignored")
        elif named := _NAMED.match(self.text, start):
            self.is_operated = True
            self.at = named.end()
            if named[0] == "NOT":
                level.negated = not level.negated
            else:
                self._read_operator(start, "|" if named[0] == "OR" else "+")
        elif _EXACT.match(self.text, start):
            self.is_operated = True
            self.at += 1
            level.add(self._settle(start, self._read_exact(start)))
        elif sign == '"' and '"' not in self.text[start + 1 :]:
            self.at += 1  # and a - before it holds for the next word
            self.warn(start, start + 1, "this quote is not closed; what follows is read as words")
        elif sign == '"':
            level.add(self._settle(start, self._read_quoted(where=Where.ANYWHERE)))
        else:
            level.add(self._settle(start, self._read_unit()))

    def _read_operator(self, start: int, sign: str) -> None:
        level = self.levels[-1]
        if level.operator and level.operator[1] == "|":
            self.warn(start, start + 1, f"nothing stands between | and {sign}; {sign} is ignored")
        elif level.clause is None and sign == "|":
            self.warn(start, start + 1, "nothing stands before this |; ignored")
        else:
            level.operator = (start, sign)
            level.is_or = sign == "|"

    def _warn_dangling(self) -> None:
        level = self.levels[-1]
        if level.operator:
            position, sign = level.operator
            self.warn(position, position + 1, f"nothing stands after this {sign}; ignored")

    def _open(self, start: int) -> None:
        if len(self.levels) > DEEPEST:
            self.warn(start, start + 1, f"more than {DEEPEST} brackets in each other; this one is ignored")
            return
        level = self.levels[-1]
        level.operator = None
        self.levels.append(Level(start, negated_before=level.negated))
        level.negated = False

    def _close(self) -> None:
        inner = self.levels.pop()
        self.levels[-1].negated = inner.negated_before
        self.levels[-1].add(inner.clause)

    def _settle(self, start: int, clause: Clause | None) -> Clause | None:
        """Count what was read against the limits."""
        self.levels[-1].operator = None
        if clause is None:
            return None
        self.clauses += 1
        if self.clauses == MOST_CLAUSES + 1:
            self.warn(start, len(self.text), f"more than {MOST_CLAUSES} parts; those from here on are ignored")
        return clause if self.clauses <= MOST_CLAUSES else None

    def _read_quoted(self, where: Where) -> Clause | None:
        start = self.at
        end = self.text.find('"', start + 1)
        if end < 0:
            self.warn(start, start + 1, "this quote is not closed; what follows is read as words")
            self.at += 1
            return None
        self.at = end + 1
        words = tuple(word for word in Analysis(self.text[start + 1 : end]).exacts if word)
        if "*" in self.text[start:end]:
            self.warn(start, end + 1, "* has no meaning between quotes; ignored")
        slop = 0
        if match := _SLOP.match(self.text, self.at):
            self.at = match.end()
            slop = int(match[1])
            if slop > widest_slop(len(words)) and len(words) > 1:
                slop = widest_slop(len(words))
                self.warn(match.start(), match.end(), f"~{slop} is the most for {len(words)} words; read so")
        if slop and not self._may_be_wild(start, 1 if len(words) < 3 else 3):
            slop = 0
        return self._phrase(start, words, slop, where)

    def _read_exact(self, start: int) -> Clause | None:
        """What follows a =: a word or a quoted phrase, as written."""
        quoted = self.text.startswith('"', self.at)
        end = self.text.find('"', self.at + 1) if quoted else -1
        unit = _UNIT.match(self.text, self.at)
        if quoted and end < 0:
            self.warn(self.at, self.at + 1, "this quote is not closed; what follows is read as words")
            self.at += 1
            return None
        value = self.text[self.at + 1 : end] if quoted else unit[0] if unit else ""
        self.at = end + 1 if quoted else self.at + len(value)
        words = tuple(word for word in Analysis(value).exacts if word)
        if not words:
            self.warn(start, self.at, "no letters or digits; ignored")
            return None
        return Exact(words)

    def _near(self, start: int, unit: str) -> Clause | None:
        """One word NEAR another, in either order, at most so many words away; None where that is not what stands here."""
        match = _NEAR.match(self.text, self.at)
        one, other = Analysis(unit).exacts, Analysis(match[2]).exacts if match else []
        if not match or len(one) != 1 or len(other) != 1 or not all(map(stem_for, (one[0], other[0]))):
            return None
        self.is_operated = True
        self.at = match.end()
        most = int(match[1] or NEAR_USUAL)
        if most > NEAR_MOST:
            self.warn(match.start(), match.end(), f"{NEAR_MOST} words are the farthest; read so")
        slop = max(min(most, NEAR_MOST) - 1, 0)
        if not self._may_be_wild(start):
            return And((Term(one[0]), Term(other[0])))
        ways = (Phrase((one[0], other[0]), slop), Phrase((other[0], one[0]), slop))
        return Or(ways) if ways[0] != ways[1] else ways[0]

    def _phrase(self, start: int, words: tuple[str, ...], slop: int, where: Where) -> Clause | None:
        """Words that stand together, or the one word."""
        if len(words) > 1:
            return Phrase(words, slop, where)
        if not words or not stem_for(words[0]):
            self.warn(start, self.at, ONLY_COMMON if words else "no letters or digits; ignored")
            return None
        return Term(words[0], where)

    def _read_unit(self) -> Clause | None:
        """A run of characters up to a blank or an operator: a word, a field with its value, a prefix, a fuzzy word."""
        start = self.at
        match = _UNIT.match(self.text, start)
        assert match  # the caller saw a character that starts one
        self.at = match.end()
        if named := _FIELD.match(match[0]):
            name = named[1].lower()
            if name in FIELDS:
                self.is_operated = True
                self.at = start + named.end()
                return self._read_title(start) if name == "title" else self._read_field(start, name)
            if named.end() < len(match[0]) and not match[0].startswith("//", named.end()):
                self.warn(start, start + named.end(), f"“{named[0]}” is no field of this search; read as text")
        if near := self._near(start, match[0]):
            return near
        if _NEAR_ALONE.fullmatch(match[0]):
            self.warn(start, self.at, "NEAR stands between two words: risk NEAR/5 score; read as a word")
        return self._word(start, match[0], where=Where.ANYWHERE)

    def _read_title(self, start: int) -> Clause | None:
        if self.text.startswith('"', self.at):
            return self._read_quoted(where=Where.TITLE)
        if match := _UNIT.match(self.text, self.at):
            self.at = match.end()
            return self._word(start, match[0], where=Where.TITLE)
        self.warn(start, self.at, "nothing stands after title:; ignored")
        return None

    def _word(self, start: int, unit: str, where: Where) -> Clause | None:
        distance, is_prefix = 0, False
        self.is_operated |= "*" in unit or bool(_TILDE.search(unit))
        if match := _TILDE.search(unit):
            unit = unit[: match.start()]
            distance = int(match[1] or 1)
            if distance > 2:
                self.warn(start + match.start(), self.at, "two letters are the most that may differ; read as ~2")
                distance = 2
        elif unit.endswith("*"):
            is_prefix, unit = True, unit.rstrip("*")
        if "*" in unit:
            self.warn(start + unit.index("*"), start + unit.index("*") + 1, "* works only at the end of a word")
        words = tuple(word for word in Analysis(unit).exacts if word)
        if not words or not (is_prefix or distance):
            return self._phrase(start, words, 0, where)
        if is_prefix and len(words[-1]) < SHORTEST_PREFIX:
            self.warn(start, self.at, f"at least {SHORTEST_PREFIX} letters have to stand before *; * is ignored")
            return self._phrase(start, words, 0, where)
        if not self._may_be_wild(start):
            return self._phrase(start, words, 0, where)
        last = Prefix(words[-1], where) if is_prefix else Fuzzy(words[-1], distance, where)
        before = [Term(word, where) for word in words[:-1] if stem_for(word)]
        return And((*before, last)) if before else last

    def _may_be_wild(self, start: int, cost: int = 1) -> bool:
        """Count a part that stands for many; a phrase of three words or more with slop counts as three."""
        self.wildcards += cost
        if self.wildcards > MOST_WILDCARDS:
            self.warn(start, self.at, f"more than {MOST_WILDCARDS} parts with * or ~; this one is read without")
        return self.wildcards <= MOST_WILDCARDS

    def _read_field(self, start: int, name: str) -> Clause | None:
        value = ""
        if self.text.startswith('"', self.at):
            end = self.text.find('"', self.at + 1)
            if end < 0:
                self.warn(self.at, self.at + 1, "this quote is not closed; read up to the end")
                end = len(self.text)
            value, self.at = self.text[self.at + 1 : end], min(end + 1, len(self.text))
        elif match := _UNIT.match(self.text, self.at):
            value, self.at = match[0], match.end()
        clause, why = field_clause(name, value)
        if why:
            self.warn(start, self.at, why)
        return clause
