"""What the catalogue tells of public bodies for the question whom a document comes from: names, domains, places, and
the systems that belong to one place. Pure.

The place of a body is a short name of it that is a place ("Ashford" of "Ashford Borough Council"). A system whose name or
context words hold such a place is known to be run there; several bodies may share the place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from datascores.catalogue.domains import owner_of, owners_of
from datascores.catalogue.rules import Catalogue, RecordRules

_SORTS = {
    "council": re.compile(r"\bcouncil\b|\bborough\b|\bcorporation\b", re.I),
    "force": re.compile(r"\bpolice\b|\bconstabulary\b", re.I),
    "trust": re.compile(r"\btrust\b|\bhealth board\b", re.I),
    "ccg": re.compile(r"\bCCG\b|commissioning", re.I),
    "department": re.compile(r"^department\b|^ministry\b|\boffice\b", re.I),
    "fire": re.compile(r"\bfire\b", re.I),
}
# oversight bodies stand in the standard wording of everybody's letters
OVERSEER = re.compile(
    r"information commissioner|ombudsman|national archives|tribunal|office for national statistics", re.I
)
_PLACE_WORD = re.compile(r"[A-Z][\w’'-]{3,}(?: [\w’'-]+)*")


@dataclass(frozen=True)
class Bodies:
    """Lookups over the authorities of a catalogue; slugs throughout."""

    names: dict[str, str]
    domains: dict[str, str]
    full_names: dict[str, str]
    firm_names: frozenset[str]
    initials: dict[str, tuple[str, ...]]
    homes: dict[int, frozenset[str]]
    home_words: dict[int, frozenset[str]]
    home_systems: dict[str, int]

    def sorts(self, slug: str) -> set[str]:
        """What the body would call itself: "the council", "the force" …"""
        return {sort for sort, pattern in _SORTS.items() if pattern.search(self.names.get(slug, ""))}

    def is_overseer(self, slug: str) -> bool:
        return bool(OVERSEER.search(self.names.get(slug, "")))

    def is_firm(self, surface: str, slug: str, is_letter: bool) -> bool:
        """Whether a name can be that of a sender: not a mere place or initials, as stand in addresses and tables.

        Outside letters an alias must also say what sort of body it is, since markings and products share names.
        """
        folded = " ".join(surface.lower().split())
        if folded == self.names.get(slug, "").lower() or any(sort.search(surface) for sort in _SORTS.values()):
            return True
        return is_letter and folded in self.firm_names

    def owner_of(self, domain: str) -> str:
        """The owner of a domain or of the nearest domain above it; empty when there is none."""
        return owner_of(domain, self.domains)

    @cached_property
    def name_pattern(self) -> re.Pattern[str]:
        """Every full name, for a file name; longest first."""
        names = sorted(self.full_names, key=lambda name: (-len(name), name))
        return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b" if names else r"(?!)")


def read_bodies(catalogue: Catalogue) -> Bodies:
    """The lookups for a catalogue."""
    authorities = [record for record in catalogue.records if record.kind == "authority"]
    short: dict[str, set[str]] = defaultdict(set)
    full: dict[str, set[str]] = defaultdict(set)
    for body in authorities:
        for name in body.names:
            if name.is_ambiguous:
                short[name.text].add(body.slug)
            elif " " in name.text:
                full[" ".join(name.text.lower().split())].add(body.slug)
    places = {name for name in short if _PLACE_WORD.fullmatch(name)}
    living = {body.slug for body in authorities if not body.end_date or body.end_date >= "2015"}
    homes, words = {}, {}
    systems: dict[str, int] = {}
    initials: dict[str, list[str]] = defaultdict(list)
    for letters in short:
        if letters.isupper() and 2 <= len(letters) <= 5:
            for slug in short[letters]:
                initials[slug].append(letters)
    for system in catalogue.records:
        if system.kind == "system" and (found := _places_of(system, places)):
            owners = {slug for place in found for slug in short[place] if slug in living}
            if owners:
                homes[system.record_id], words[system.record_id] = frozenset(owners), frozenset(found)
                systems.update({name.text.lower(): system.record_id for name in system.names if " " in name.text})
    return Bodies(
        names={body.slug: body.name for body in authorities},
        domains=owners_of((body.slug, domain) for body in authorities for domain in body.domains),
        full_names={name: next(iter(slugs)) for name, slugs in full.items() if len(slugs) == 1},
        firm_names=frozenset(
            " ".join(name.text.lower().split()) for body in authorities for name in body.names if not name.is_ambiguous
        ),
        initials={slug: tuple(sorted(names)) for slug, names in initials.items()},
        homes=homes,
        home_words=words,
        home_systems=systems,
    )


def _places_of(system: RecordRules, places: set[str]) -> set[str]:
    """Places among the system's context words and the words of its name; none where it names several."""
    words = set(system.context_words) | set(re.findall(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*", system.name))
    words |= {word for phrase in words for word in phrase.split()} if not words & places else set()
    found = words & places
    return found if len(found) == 1 else set()
