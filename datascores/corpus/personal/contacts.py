"""Mail addresses and telephone numbers of people; those of offices stay.

An address is a person's where its local part is built like a name and holds no word of an office, or belongs to a name that
the document has; only the local part is hidden, since the domain tells the body. Telephone numbers are found with
libphonenumber (`phonenumbers`): what it calls valid in Great Britain, where a label, a line of its own or a signature says
that it is a telephone. Shared numbers (03, 08: Ofcom's plan) are offices' and stay, and so does the Information
Commissioner's switchboard, which nearly every reply names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import phonenumbers

from datascores.corpus.personal.people import Person
from datascores.corpus.personal.vocabulary import OFFICE_LOCALS

_MAIL = re.compile(
    r"(?<![\w.+\-])(?P<local>[A-Za-z0-9][\w.+'’\-]{0,62})@(?P<domain>[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+)"
)
_PRIVATE_DOMAINS = """
    gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.co.uk live.com yahoo.com yahoo.co.uk
    btinternet.com icloud.com me.com aol.com talktalk.net sky.com virginmedia.com ntlworld.com protonmail.com proton.me
    msn.com
"""
_PRIVATE = frozenset(_PRIVATE_DOMAINS.split())
_OF_REQUESTS = re.compile(
    r"request-\d+-[0-9a-f]+", re.I
)  # whoever knows it can write into the request (WhatDoTheyKnow)
_MAYBE_PHONE = re.compile(r"(?:\+\s?44|\(?0)[\d\s().\-]{8,}")
_LABEL = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|mob|direct|dial|line|fax|ffacs|ff[oô]n|external|allanol|ext|call|ring|number|contact"
    r"|switchboard|rhif|symudol|cell)\b[^\n]{0,30}|\b[tmdfe][ ]*[:.][ ]*)$",
    re.I,
)
_SHARED = (phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.SHARED_COST, phonenumbers.PhoneNumberType.UAN,
           phonenumbers.PhoneNumberType.PREMIUM_RATE)  # fmt: skip
# the Information Commissioner's Office in Wilmslow, Cardiff, Edinburgh and Belfast, and the Scottish Commissioner
_COMMISSIONERS = frozenset(
    {1625545700, 1625545745, 1625524510, 2920678400, 2920678399, 1312449001, 2890278757, 1334464610}
)


def mails_in(text: str, people: Iterable[Person] = ()) -> Iterator[tuple[int, int, str]]:
    """Start and end of the local part of people's addresses, and the address."""
    known = {way for person in people for way in _locals_of(person)}
    for match in _MAIL.finditer(text):
        if is_personal(match["local"], match["domain"], known):
            yield *match.span("local"), match[0]


def is_personal(local: str, domain: str, known: frozenset[str] | set[str] = frozenset()) -> bool:
    """Whether an address is a person's by its form; ``known`` are locals that belong to names of the document."""
    plain = re.sub(r"\d+$", "", local.lower().split("+")[0])
    if _OF_REQUESTS.fullmatch(local) or plain in known:
        return True
    parts = [part for part in re.split(r"[._'’\-]", plain) if part]
    if any(part in OFFICE_LOCALS for part in parts) or any(
        word in plain for word in ("foi", "info", "enquir", "request")
    ):
        return False
    if domain.lower() in _PRIVATE:
        return True
    return len(parts) in (2, 3) and all(part.isalpha() for part in parts) and len(parts[-1]) > 1


def person_of(local: str) -> Person | None:
    """The name that an address is built from: "payal.panchal"; None where it gives less than initial and surname."""
    parts = [part for part in re.split(r"[._]", re.sub(r"\d+$", "", local)) if part]
    if len(parts) not in (2, 3) or not all(part.replace("-", "").isalpha() for part in parts) or len(parts[-1]) < 3:
        return None
    return Person(parts[0], parts[-1])


def _locals_of(person: Person) -> Iterator[str]:
    given, surname = person.given.lower(), person.surname.lower()
    if given and surname:
        yield from (
            f"{given}{surname}",
            f"{given[0]}{surname}",
            f"{surname}{given[0]}",
            f"{surname}{given}",
            f"{given}{surname[0]}",
        )


def phones_in(text: str, blocks: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """Places of telephone numbers; ``blocks`` are stretches in which one needs no label, as under a signature."""
    if not _MAYBE_PHONE.search(text):
        return
    blocks = list(blocks)
    for line in re.finditer(r"[^\n]+", text):
        if not _MAYBE_PHONE.search(line[0]):
            continue
        for match in phonenumbers.PhoneNumberMatcher(line[0], "GB", leniency=phonenumbers.Leniency.VALID):
            number = match.number
            start, end = line.start() + match.start, line.start() + match.end
            is_shared = phonenumbers.number_type(number) in _SHARED or number.national_number in _COMMISSIONERS
            is_called = (
                _LABEL.search(line[0][: match.start])
                or line[0].strip() == match.raw_string.strip()
                or any(first <= start < last for first, last in blocks)
            )
            if is_called and not (is_shared and number.country_code == 44):
                yield start, end
