"""The signs in a document of the body it comes from, each with points and in words. Pure; they are weighed in `attributing`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from datascores.corpus.describing.bodies import Bodies
from datascores.corpus.describing.paper import HEADER, OWN, REQUEST, STANDARD, Leaf, Paper
from datascores.corpus.mail_heads import head_end

SIGNATURE_REACH = 500  # code points after "Yours sincerely"

_SENDS_ON = re.compile(
    r"(?:wish|want|need|like|advise|recommend|suggest|should|may|can)\w*\s+(?:you\s+)?(?:to\s+)?(?:re-?direct|contact|approach|ask|write|refer|submit|send|apply)"
    r"|more\s+likely\s+to\s+hold|(?:responsib\w+|held|provided|run|managed|operated|administered)\s+(?:by|of|with)(?:\s+the)?\s*$"
    r"|\b(?:contact(?:ed)?|re-?direct\w*|transferred|forward\w*)\b[^.]{0,60}$",
    re.I,
)
_RECEIVED_BY = re.compile(
    r"(?:received|held|made|submitted|sent|addressed|recorded|owned|published|issued)\s+(?:by|to|with)\s+(?:the\s+)?$"
    r"|\brequest\s+(?:to|made\s+to|for\s+information\s+(?:to|from))\s+(?:the\s+)?$|on\s+behalf\s+of\s+(?:the\s+)?$|interest\s+in\s+$",
    re.I,
)
_NOT_HELD_BY = re.compile(
    r"(?:may|might|would|could|likely|probably)\s+(?:well\s+)?(?:be\s+|have\s+been\s+)?(?:held|received)\s+(?:by|with)",
    re.I,
)
_SPEAKS = re.compile(
    r"^(?:\s*\([^)]{2,20}\))?\s+(?:has|have|does|do|did|can|cannot|use[sd]?|hold[s]?|introduced|commissioned|no\s+longer|currently|will|considers?)\b"
)
_BELIEVE = re.compile(r"(?:believe|feel|consider)\s+(?:that\s+)?(?:the\s+)?$", re.I)
_DEED = re.compile(r"agreement|contract|licen[cs]e|memorandum", re.I)
_PARTY = re.compile(
    r"\bbetween\b|\bparties\b|data\s+(?:processor|controller)|\bthe\s+(?:customer|client|purchaser)\b", re.I
)
# a place within a word begins nothing, and labels are as long as they may be (RFC 1035, 2.3.4): the time grows with the text
_ADDRESS = re.compile(
    r"(?P<at>(?<![\w.+-])[\w.+-]{1,64}+@)?(?P<host>(?<![\w-])(?<!\w\.)(?:[\w-]{1,63}+\.){1,8}(?:uk|org|scot|wales|com|net|cymru))\b",
    re.I,
)
_ADDRESS_LINE = re.compile(r"[^,\n]{3,80},[^?!\n]{5,160}\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b[^?!\n]{0,60}")
_DESK = re.compile(r"foi|freedom|information|disclosure|access|enquir|request|complain|data.?protection", re.I)
_TO_LINE = re.compile(r"^\W*To:(?P<to>.*)$", re.I | re.M)
_FROM_LINE = re.compile(r"^\W*From:(?P<to>.*)$", re.I | re.M)


@dataclass(frozen=True)
class Named:
    """A body's name at a place, as the matcher found it."""

    slug: str
    page: int
    start: int
    end: int
    speaker: str


@dataclass(frozen=True)
class Sign:
    """One reason to think that a document comes from a body: points, in words, and the place (page 0: none)."""

    slug: str
    points: float
    how: str
    page: int = 0
    start: int = 0
    end: int = 0


def signs_of(
    paper: Paper,
    named: list[Named],
    systems: Mapping[int, tuple[int, int, int]],
    candidates: set[int],
    bodies: Bodies,
    is_letter: bool,
) -> Iterator[Sign]:
    leaves = {leaf.number: leaf for leaf in paper.leaves}
    for name in named:
        if name.page in leaves:
            yield from _signs_of_name(paper, leaves[name.page], name, bodies, is_letter)
    yield from _signs_of_addresses(paper, bodies)
    yield from _signs_of_mail(paper, bodies)
    yield from _signs_of_file_name(paper, bodies)
    if not is_letter:
        yield from _signs_of_running_names(paper, named)
        candidates = candidates | _systems_of_name(paper.name, bodies)
    yield from _signs_of_systems(paper, systems, set() if is_letter else candidates, bodies, 2.0 if is_letter else 3.0)


def _signs_of_name(paper: Paper, leaf: Leaf, name: Named, bodies: Bodies, is_letter: bool) -> Iterator[Sign]:
    place = (name.page, name.start, name.end)
    before, after = leaf.text[max(0, name.start - 120) : name.start], leaf.text[name.end : name.end + 80]
    line = leaf.text[slice(*leaf.line_at(name.start))].strip()
    if name.speaker == REQUEST:
        yield Sign(name.slug, 1.0, "the request that it quotes names it", *place)
        return
    if name.speaker == HEADER or (is_letter and _SENDS_ON.search(_clause(before))):
        return
    signed = any(page == leaf.number and 0 <= name.start - end < SIGNATURE_REACH for page, end in paper.sign_offs)
    is_head = leaf is paper.first and name.start < paper.head_end
    is_firm = bodies.is_firm(leaf.text[name.start : name.end], name.slug, is_letter)
    if signed and is_firm and not bodies.is_overseer(name.slug):
        yield Sign(name.slug, 6.0, "the signature", *place)
    elif is_head and is_firm and len(line) < 100 and (is_letter or name.start < 300) and not line.endswith((".", ",")):
        if not bodies.is_overseer(name.slug) or name.start < 100:
            yield Sign(name.slug, 5.0, "the letterhead" if is_letter else "its head", *place)
    elif bodies.is_overseer(name.slug):
        return
    elif is_letter and is_firm and _ADDRESS_LINE.fullmatch(line) and line.startswith(leaf.text[name.start : name.end]):
        yield Sign(name.slug, 5.0, "the line of its address", *place)
    if _RECEIVED_BY.search(before) and not _NOT_HELD_BY.search(before):
        yield Sign(
            name.slug,
            5.0 if is_letter else 2.0,
            "it says that the request went to this body or is answered by it",
            *place,
        )
    elif name.speaker == STANDARD:
        points = 4.0 if _BELIEVE.search(before) else 2.5
        yield Sign(name.slug, points, "the standard wording of the letter names it", *place)
    elif _SPEAKS.search(after):
        yield Sign(name.slug, 2.5 if is_letter else 1.5, "it says what this body does or holds", *place)
    elif is_firm and not is_letter and leaf is paper.first and _PARTY.search(before) and _DEED.search(leaf.text[:600]):
        yield Sign(name.slug, 3.5, "it is named as a party", *place)
    else:
        yield Sign(name.slug, 0.5, "it is named", *place)


def _clause(before: str) -> str:
    return re.split(r"[.!?;]\s|\n\s*\n", before)[-1]


def _signs_of_addresses(paper: Paper, bodies: Bodies) -> Iterator[Sign]:
    for leaf, start, end in paper.said(OWN, STANDARD):
        for match in _ADDRESS.finditer(leaf.text, start, end):
            slug = bodies.owner_of(match["host"])
            before = leaf.text[max(0, match.start() - 160) : match.start()]
            if not slug or bodies.is_overseer(slug) or _SENDS_ON.search(before.replace("\n", " ")):
                continue
            if match["at"]:
                points = 4.5 if _DESK.search(match["at"]) else 3.5
            else:
                points = 3.0 if leaf.speaker(match.start()) == STANDARD or match.start() < paper.head_end else 1.5
            yield Sign(slug, points, "its address", leaf.number, match.start("host"), match.end("host"))


def _signs_of_mail(paper: Paper, bodies: Bodies) -> Iterator[Sign]:
    """The request was sent to the body, or the mail at the top comes from it."""
    for leaf, start, end in paper.said(HEADER):
        if leaf is paper.first and start < head_end(leaf.text, paper.format):
            continue  # the mail that it is itself: its sender is stated, and whom it went to did not write it
        for line, points, how in (
            (_TO_LINE, 3.0, "the request was mailed to it"),
            (_FROM_LINE, 4.0, "it sent the mail"),
        ):
            for match in line.finditer(leaf.text, start, end):
                for address in _ADDRESS.finditer(match["to"]):
                    if slug := bodies.owner_of(address["host"]):
                        left = match.start("to") + address.start("host")
                        yield Sign(slug, points, how, leaf.number, left, left + len(address["host"]))


def _signs_of_file_name(paper: Paper, bodies: Bodies) -> Iterator[Sign]:
    for slug in _bodies_of_name(paper.name, bodies):
        yield Sign(slug, 3.0, "the file name")
    if slug := _body_of_title(paper.title, bodies):
        yield Sign(slug, 2.0, "its title field")


def _bodies_of_name(name: str, bodies: Bodies) -> list[str]:
    words = " ".join(re.sub(r"[^\w&'’-]+|_", " ", name).lower().split())
    return [bodies.full_names[match[0]] for match in bodies.name_pattern.finditer(words)]


def _body_of_title(title: str, bodies: Bodies) -> str:
    return bodies.full_names.get(" ".join(title.lower().split()), "")


def known_beforehand(name: str, title: str, candidates: Iterable[int], bodies: Bodies) -> list[object]:
    """What the catalogue tells of a document beside what stands in its text: by its name, its title, its systems' homes.

    Names and domains in the text are the matcher's; they come with its output.
    """
    systems = sorted({*candidates, *_systems_of_name(name, bodies)} & bodies.homes.keys())
    homes = [(system, sorted(bodies.homes[system]), sorted(bodies.home_words[system])) for system in systems]
    return [*_bodies_of_name(name, bodies), _body_of_title(title, bodies), *homes]


def _signs_of_running_names(paper: Paper, named: list[Named]) -> Iterator[Sign]:
    """A name that stands at the edge of most pages, beside a ©, or on most pages at all."""
    pages: dict[str, set[int]] = defaultdict(set)
    edges: dict[str, set[int]] = defaultdict(set)
    leaves = {leaf.number: leaf for leaf in paper.leaves}
    for name in named:
        if name.speaker != OWN or name.page not in leaves:
            continue
        leaf = leaves[name.page]
        pages[name.slug].add(name.page)
        if name.start < 80 or name.end > len(leaf.text) - 80:
            edges[name.slug].add(name.page)
        before = leaf.text[max(0, name.start - 30) : name.start]
        if re.search(r"(?:©|\(c\)|copyright)[^\n]*$", before, re.I):
            yield Sign(name.slug, 2.0, "the copyright line", name.page, name.start, name.end)
    for slug, numbers in edges.items():
        if len(numbers) >= 2 and 2 * len(numbers) > len(leaves):
            first = next(name for name in named if name.slug == slug)
            yield Sign(slug, 4.0, "it heads or ends every page", first.page, first.start, first.end)
    for slug, numbers in pages.items():
        if len(numbers) >= 3 and 2 * len(numbers) > len(leaves):
            first = next(name for name in named if name.slug == slug)
            yield Sign(slug, 2.0, "it is named on most pages", first.page, first.start, first.end)


def _systems_of_name(name: str, bodies: Bodies) -> set[int]:
    """Systems with a known place that the file name names."""
    name = f" {' '.join(re.sub(r'[^A-Za-z0-9]+', ' ', name).lower().split())} "
    return {record_id for system, record_id in bodies.home_systems.items() if f" {system} " in name}


def _signs_of_systems(
    paper: Paper, systems: Mapping[int, tuple[int, int, int]], candidates: set[int], bodies: Bodies, points: float
) -> Iterator[Sign]:
    """A system known to be run in one place. A mere candidate counts only where the place itself stands in the text."""
    for record_id in sorted((systems.keys() | candidates) & bodies.homes.keys()):
        owners = bodies.homes[record_id]
        place = next(iter(bodies.home_words[record_id]))
        stands = _find_word(paper, place)
        if record_id not in systems and not stands:
            continue
        # a place that several bodies share is decided by the initials that the document uses, or not at all
        initials = [
            slug for slug in sorted(owners) if any(_find_word(paper, name, 0) for name in bodies.initials.get(slug, ()))
        ]
        chosen = list(owners) if len(owners) == 1 else initials if len(initials) == 1 else []
        for slug in chosen:
            at = systems.get(record_id, (0, 0, 0))
            yield Sign(slug, points, f"it names a system that is known to be run in {place}", *at)
            if stands:
                yield Sign(slug, 1.0, f"it names {place}", *stands)
            if slug in initials:
                yield Sign(slug, 1.0, "it uses the body’s initials")


def _find_word(paper: Paper, word: str, flags: int = re.IGNORECASE) -> tuple[int, int, int] | None:
    """Page, start and end of the first place where a word stands in the document's own words."""
    pattern = re.compile(rf"\b{re.escape(word)}\b", flags)
    for leaf in paper.leaves:
        for match in pattern.finditer(leaf.text):
            if leaf.speaker(match.start()) == OWN:
                return leaf.number, match.start(), match.end()
    return None
