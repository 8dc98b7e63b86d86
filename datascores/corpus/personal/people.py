"""A name of a person at the beginning of a piece of text: what shape it has and which parts of it tell whom it means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from datascores.corpus.personal.vocabulary import HONORIFICS, OFFICE_WORDS, PARTICLES, given_names

_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(rf"{_LETTER}+(?:['’\-]{_LETTER}+)+|(?:{_LETTER}\.?){{1,3}}(?!{_LETTER})|{_LETTER}+")
_BETWEEN = re.compile(r"[ \u00a0]{1,2}|\.[ \u00a0]{0,2}")
_MOST_TOKENS = 5


@dataclass(frozen=True)
class Person:
    """Parts of a name without its title; ``given`` or ``surname`` is empty where only the other stands there."""

    given: str
    surname: str
    middle: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameAt:
    """A person and the code points of the name within the text that was looked at, without the title before it."""

    person: Person
    start: int
    end: int
    is_known: bool  # by a title before it or a given name that is one


def name_at(text: str, start: int = 0) -> NameAt | None:
    """The name that begins at ``start``, or None. A name has one to four words with capitals, none of them an office's.

    Where it ends nothing but punctuation, a tab or the end of the line may follow; so "Grant Thornton is" is no name
    here, while the name before ", Head of Governance" is.
    """
    tokens: list[re.Match[str]] = []
    has_title, at = False, start
    while match := _TOKEN.match(text, at):
        word = match[0]
        plain = word.strip(".").lower()
        if not tokens and plain in HONORIFICS:
            has_title = True
        elif _is_name_word(word, bool(tokens)):
            tokens.append(match)
        else:
            break
        if len(tokens) > _MOST_TOKENS:
            return None
        gap = _BETWEEN.match(text, match.end())
        at = gap.end() if gap else match.end()
        if gap is None:
            break
    while tokens and tokens[-1][0].lower() in PARTICLES:
        tokens.pop()
    if not tokens or any(_is_office(token[0]) for token in tokens):
        return None
    rest = text[tokens[-1].end() :].lstrip(".")
    if rest and (rest[0].isalnum() or (rest[0] in " \u00a0" and rest.lstrip(" \u00a0")[:1].isalnum())):
        return None
    words = [token[0].strip(".") for token in tokens]
    is_known = has_title or words[0].lower().split("-")[0] in given_names()
    return NameAt(_person(words, has_title), tokens[0].start(), tokens[-1].end(), is_known)


def _person(words: list[str], has_title: bool) -> Person:
    if len(words) == 1:
        return Person("", words[0]) if has_title else Person(words[0], "")
    return Person(words[0], words[-1], tuple(words[1:-1]))


def _is_name_word(word: str, is_later: bool) -> bool:
    return word[0].isupper() or (is_later and word.lower() in PARTICLES)


def _is_office(word: str) -> bool:
    return any(part in OFFICE_WORDS for part in re.split(r"['’\-]", word.lower().strip(".")))


def occurrences_of(person: Person) -> list[str]:
    """Patterns of how a text may name the person again. A given name or a surname alone says too little, but after a title or
    alone on its line, as a letter begins and ends."""
    if not person.surname:
        return []
    surname = re.escape(person.surname)
    titles = "|".join(sorted(HONORIFICS, key=len, reverse=True))
    between = r"(?:[^\W\d_]+\.?[ \u00a0]){0,2}"
    patterns = []
    if len(person.surname) > 1:
        patterns.append(rf"(?<=\b)(?:(?i:{titles})\b\.?\s+)(?P<of>{between}{surname})\b")
    if not person.given:
        return [*patterns, rf"\b(?-i:(?:{_given_initials()})\s{surname})\b"] if len(person.surname) > 2 else patterns
    given, middle = re.escape(person.given), r"(?:[ \u00a0.]+[^\W\d_]+\.?){0,2}?"
    initial = re.escape(person.given[0])
    patterns += [
        rf"\b{given}{middle}[\s\-]+{surname}\b",
        rf"\b{surname},\s*(?:{given}|{initial}\b)",
        rf"\b{initial}\.?\s?{surname}\b" if len(person.surname) > 2 else rf"\b{initial}\.\s?{surname}\b",
        rf"\b(?-i:{initial.upper()}[a-z]+)\s{surname}\b",  # Chris for Christopher
    ]
    if len(person.given.strip(".")) > 2:
        patterns.append(rf"^[ \t>|]*(?P<of>{given})(?=[ \t]*[,.!]?[ \t]*$)")
    return patterns


def _given_initials() -> str:
    """What may stand before a surname of which no given name is known: another word with a capital, or initials."""
    return r"[A-Z]\.?(?:\s?[A-Z]\.?)?|[A-Z][a-z'’\-]+"
