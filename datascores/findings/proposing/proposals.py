"""The proposals of one document: for each body, thing and status the sentence that says it best.

A system that is only named (a title, an address, a list of contents) gives nothing: a sentence must have, use, plan, end,
deny or describe it in the body's own words. A question gives at most a row of the requester's with an unclear status.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from datascores.corpus.segments import Span
from datascores.corpus.stance import cues, read_within, sentence_around
from datascores.findings.proposing.denials import class_denials_in
from datascores.findings.proposing.details import purpose_in, time_in
from datascores.findings.proposing.holders import Body, Holder, holder_of, subject_of

# Raised whenever the same texts, segments and mentions would give other rows.
RELATE_VERSION = "1"

STATUS_OF = {
    "affirmed": "in use",
    "piloted": "pilot",
    "planned": "planned",
    "ended": "withdrawn",
    "denied": "denied",
    "unclear": "unclear",
}
OWN, REQUEST = "own", "request"
SAYS, DESCRIBES, NEARBY = 300, 200, 100  # less the distance of the verb, in code points
NEAR = 80  # code points between a verb of use and the name that it governs
_PARTED = re.compile(r"[.;:!?]\s|\b(?:that|which|who|because|although|but)\b", re.I)
_HAS = re.compile(r"ha(?:ve|s|d|ving)|h[eo]ld\w*|access\w*", re.I)
_USED_AFTER = re.compile(rf"[^.;,]{{0,50}}?(?<!\w){cues.USED}(?!\w)", re.I)
_USES = re.compile(
    rf"(?<!\w)(?:{cues.USE_VERBS}|{cues.ENDING_VERB}|using|based\s+on|built\s+(?:on|in|with)|analysed\s+(?:in|with)|(?:data|records?|information|scores?)\s+(?:from|in)|part\s+of)(?!\w)",
    re.I,
)
_DESCRIBED = re.compile(
    rf"^[\s\"'”’)]*(?:\([^()]*\)\s*)?(?:\w+\s+){{0,2}}?(?:{cues.VERB.pattern}|[a-z]{{3,}}s\b)", re.I
)
_DEALS = re.compile(
    r"(?<!\w)(?:contract\w*|suppl(?:y|ies|ied|iers?)|licen[cs]\w*|purchas\w+|procur\w+|commission(?:s|ed)?|bought|provided\s+by|engaged|appointed"
    r"|paid|consultanc\w+|agreements?\s+with)(?!\w)",
    re.I,
)


@dataclass(frozen=True)
class Leaf:
    """A page as it may be shown, with who speaks where."""

    number: int
    text: str
    segments: Sequence[Span]


@dataclass(frozen=True)
class Named:
    """A record named at a place; ``maker`` is the slug of a system's company, where it has one."""

    kind: str
    slug: str
    page: int
    start: int
    end: int
    segment: str
    is_evidence: bool
    maker: str = ""


@dataclass(frozen=True)
class Proposal:
    """A row to be; ``weight`` orders sentences that say the same."""

    page: int
    start: int
    end: int
    authority: str
    system: str
    company: str
    class_words: str
    status: str
    purpose: str
    time: str
    speaker: str
    rule: str
    weight: int

    @property
    def claim(self) -> tuple[str, str, str, str, str]:
        """What is claimed, whatever the sentence; a denied class is one claim a body and set of words."""
        company = "" if self.system else self.company
        return self.authority, self.system or company, self.class_words.lower(), self.status, self.speaker


def propose(leaves: Sequence[Leaf], named: Sequence[Named], author: str) -> list[Proposal]:
    """All proposals, the best sentence of each claim first; ``author`` is the body the document comes from, or empty."""
    found: list[Proposal] = []
    for leaf in leaves:
        here = [name for name in named if name.page == leaf.number]
        for name in here:
            if name.kind == "system" and (name.is_evidence or name.segment == REQUEST):
                found.extend(_of_system(leaf, name, here, author))
            elif name.kind == "company" and name.is_evidence and name.segment == OWN:
                found.extend(_of_company(leaf, name, here, author))
        found.extend(_of_classes(leaf, here, author))
    return sorted(found, key=lambda row: (-row.weight, row.page, row.start, row.authority, row.system, row.status))


def best_of(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The first proposal of each claim, in the order of the document, without what something clearer contradicts.

    Of one body and system, words that only describe it as working give way to words that say it is planned, on trial,
    ended or denied, and what is unclear gives way to all that is clear.
    """
    best: dict[tuple[str, ...], Proposal] = {}
    for proposal in proposals:
        best.setdefault(proposal.claim, proposal)
    kept = [row for row in best.values() if not any(_outweighs(other, row) for other in best.values())]
    return sorted(kept, key=lambda row: (row.page, row.start, row.claim))


def _outweighs(other: Proposal, row: Proposal) -> bool:
    same = (other.authority, other.system, other.speaker) == (row.authority, row.system, row.speaker)
    if not same or not row.system or other.status == row.status or other.status == "unclear":
        return False
    return row.status == "unclear" or (row.status == "in use" and row.weight < SAYS <= other.weight)


def _of_system(leaf: Leaf, name: Named, here: Sequence[Named], author: str) -> Iterator[Proposal]:
    is_own = name.segment == OWN
    reading = read_within(leaf.text, leaf.segments, name.start, name.end, is_own=is_own)
    words = leaf.text[reading.start : reading.end]
    start, end = name.start - reading.start, name.end - reading.start
    weight = _weight(words, start, end)
    status = STATUS_OF[reading.stance]
    if not weight or (is_own and not reading.is_of_use) or (status == "unclear" and weight < SAYS):
        return
    if status == "denied" and _is_limited(words, end):
        status = "unclear"
    if words.rstrip().endswith("?") and is_own:
        return
    inside = [other for other in here if reading.start <= other.start and other.end <= reading.end]
    holder = holder_of(words, start, end, _bodies(inside, reading.start), _others(inside, reading.start), author)
    if holder is None:
        return
    yield Proposal(
        page=leaf.number,
        start=reading.start,
        end=reading.end,
        authority=holder.slug,
        system=name.slug,
        company=_company_of(name, inside),
        class_words="",
        status=status,
        purpose=purpose_in(words, start, end),
        time=time_in(words),
        speaker="authority" if is_own else "requester",
        rule=f"{'says' if weight >= SAYS else 'describes' if weight >= DESCRIBES else 'names'} ({reading.stance}); {holder.how}",
        weight=weight if holder.slug == author else weight + NEAR,
    )


def _of_company(leaf: Leaf, name: Named, here: Sequence[Named], author: str) -> Iterator[Proposal]:
    """A company that a body deals with, where the sentence names no system."""
    reading = read_within(leaf.text, leaf.segments, name.start, name.end, is_own=True)
    words = leaf.text[reading.start : reading.end]
    inside = [other for other in here if reading.start <= other.start and other.end <= reading.end]
    if any(other.kind == "system" for other in inside) or not _DEALS.search(words) or not reading.is_of_use:
        return
    if reading.stance == "unclear":
        return
    start, end = name.start - reading.start, name.end - reading.start
    holder = holder_of(words, start, end, _bodies(inside, reading.start), _others(inside, reading.start), author)
    if holder is None:
        return
    yield Proposal(
        page=leaf.number,
        start=reading.start,
        end=reading.end,
        authority=holder.slug,
        system="",
        company=name.slug,
        class_words="",
        status=STATUS_OF[reading.stance],
        purpose=purpose_in(words, start, end),
        time=time_in(words),
        speaker="authority",
        rule=f"says that it deals with the company ({reading.stance}); {holder.how}",
        weight=SAYS,
    )


def _of_classes(leaf: Leaf, here: Sequence[Named], author: str) -> Iterator[Proposal]:
    """Denials of a whole class in the body's own words."""
    for span in leaf.segments or (Span(0, len(leaf.text), OWN),):
        if span.kind != OWN:
            continue
        text, done = leaf.text[span.start : span.end], 0
        for negation in cues.NEGATION.finditer(text.lower()):
            if negation.start() < done:
                continue
            sentence = sentence_around(text, negation.start(), negation.end())
            done = sentence.end
            words = text[sentence.start : sentence.end]
            begin = span.start + sentence.start
            inside = [other for other in here if begin <= other.start and other.end <= span.start + sentence.end]
            for denial in class_denials_in(words):
                holder = subject_of(words, denial.at, _bodies(inside, begin), author)
                if holder and not any(
                    name.kind == "system" and words[name.start - begin : name.end - begin] in denial.words
                    for name in inside
                ):
                    yield _denied_class(leaf, begin, span.start + sentence.end, denial.words, holder, words)


def _denied_class(leaf: Leaf, start: int, end: int, class_words: str, holder: Holder, words: str) -> Proposal:
    return Proposal(
        page=leaf.number,
        start=start,
        end=end,
        authority=holder.slug,
        system="",
        company="",
        class_words=class_words,
        status="denied",
        purpose="",
        time=time_in(words),
        speaker="authority",
        rule=f"denies a whole class; {holder.how}",
        weight=SAYS,
    )


def _weight(words: str, start: int, end: int) -> int:
    """Whether the words say that it is had or used, describe it at work, or name it near such words; 0: they only name it."""
    before, after = words[:start], words[end:]
    near = [
        match
        for match in _USES.finditer(before)
        if start - match.end() < NEAR and not _PARTED.search(before[match.end() :])
    ]
    if near or _USED_AFTER.match(after):
        is_ours = re.search(r"\b(?:we|our|the council|the force|the trust)\b", before, re.I)
        distance = start - near[-1].end() if near else 0
        return SAYS + NEAR - distance + (50 if is_ours and near and not _HAS.fullmatch(near[-1][0]) else 0)
    if _DESCRIBED.match(after) or cues.PILOT.search(words.lower()) or re.search(cues.PLAN, words.lower()):
        return DESCRIBES
    lead = before.lower()
    is_listed = "\n" in lead and cues.INVENTORY.search(lead[:160])
    return DESCRIBES if is_listed else NEARBY if _USES.search(words) else 0


def _is_limited(words: str, end: int) -> bool:
    """Whether only one use is denied: "X is not used to decide on bail"."""
    return bool(re.search(rf"\bnot\b[^.;]*\b{cues.USED}\s+(?:to|for|in\s+\w+ing|as)\b", words[end:], re.I))


def _company_of(system: Named, inside: Sequence[Named]) -> str:
    if system.maker:
        return system.maker
    companies = {name.slug for name in inside if name.kind == "company"}
    return companies.pop() if len(companies) == 1 else ""


def _bodies(inside: Sequence[Named], shift: int) -> list[Body]:
    return [
        Body(name.slug, name.start - shift, name.end - shift)
        for name in inside
        if name.kind == "authority" and name.is_evidence
    ]


def _others(inside: Sequence[Named], shift: int) -> list[tuple[int, int]]:
    return [(name.start - shift, name.end - shift) for name in inside if name.kind == "system"]
