"""The proposals of one document: for each body, thing and status the sentence that says it best.

A system that is only named (a title, an address, a list of contents) gives nothing: a sentence must have, use, plan, end,
deny or describe it in the body's own words. A question gives at most a row of the requester's with an unclear status.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from datascores.corpus.segments import Span
from datascores.corpus.stance import cues, sentence_around
from datascores.corpus.stance.holders import BY_DOCUMENT, Body, Holder, carried, holder_of, subject_of
from datascores.findings.proposing.asking import answer_in
from datascores.findings.proposing.class_answers import answered_classes
from datascores.findings.proposing.denials import class_denials_in
from datascores.findings.proposing.details import purpose_in, time_in
from datascores.findings.proposing.headings import heading_at, is_paper
from datascores.findings.proposing.rows import (
    AUTHORITY,
    DESCRIBES,
    NEARBY,
    OTHER,
    OWN,
    REQUEST,
    REQUESTER,
    SAYS,
    STATUS_OF,
    Leaf,
    Named,
    Proposal,
)
from datascores.findings.proposing.turning import on_its_page, readings_of
from datascores.findings.proposing.weighing import NEAR, weigh

# Raised whenever the same texts, segments and mentions would give other rows.
RELATE_VERSION = "4"

LEADING = 60  # code points before a body's name that say what it does
_DEALS = re.compile(
    rf"(?<!\w)(?:{cues.USE_VERBS}|{cues.ENDING_VERB}|using|not|never|no|none|nil|rely|relies|deal(?:s|ings)?|n't|n’t|contract\w*|suppl(?:y|ies|ied|iers?)|licen[cs]\w*|purchas\w+|procur\w+|commission(?:s|ed)?|bought|provided\s+by|engaged|appointed"
    r"|paid|consultanc\w+|agreements?\s+with)(?!\w)",
    re.I,
)


def propose(leaves: Sequence[Leaf], named: Sequence[Named], author: str) -> list[Proposal]:
    """All proposals, the best sentence of each claim first; ``author`` is the body the document comes from, or empty."""
    found: list[Proposal] = []
    is_own_paper = bool(author) and is_paper(leaves)
    by_page: dict[int, list[Named]] = defaultdict(list)
    for name in named:
        by_page[name.page].append(name)
    for leaf in leaves:
        for words, here, to_read in readings_of(leaf, by_page):
            rows = [row for name in to_read for row in _of_name(words, name, here, author, is_own_paper)]
            rows += _of_classes(words, here, author) if words is (leaf.turned or leaf) else ()
            found += (row for row in (on_its_page(words, row) for row in rows) if row)
    return sorted(found, key=lambda row: (-row.weight, row.page, row.start, row.authority, row.system, row.status))


def _of_name(leaf: Leaf, name: Named, here: Sequence[Named], author: str, is_own_paper: bool) -> Iterator[Proposal]:
    if _is_thing(name, here) and name.segment == REQUEST and (row := _of_answer(leaf, name, author)):
        yield row
    elif name.kind == "system" and (name.is_evidence or name.segment == REQUEST):
        yield from _of_system(leaf, name, here, author)
        yield from _of_heading(leaf, name, author) if is_own_paper and name.is_evidence else ()
    elif name.kind == "company" and name.is_evidence and name.segment == OWN:
        yield from _of_company(leaf, name, here, author)


def _of_system(leaf: Leaf, name: Named, here: Sequence[Named], author: str) -> Iterator[Proposal]:
    is_own = name.segment == OWN
    reading = leaf.read(name.start, name.end, is_own=is_own)
    words = leaf.text[reading.start : reading.end]
    start, end = name.start - reading.start, name.end - reading.start
    weight = weigh(words, start, end, reading.stance if reading.is_of_use else "")
    status = STATUS_OF[reading.stance]
    if not weight or (is_own and not reading.is_of_use) or (status == "unclear" and weight < SAYS):
        return
    if status == "denied" and _is_limited(words, end):
        status = "unclear"
    if words.rstrip().endswith("?") and is_own:
        return
    inside = [other for other in here if reading.start <= other.start and other.end <= reading.end]
    holder = holder_of(words, start, end, _bodies(inside, reading.start), _others(inside, reading.start), author)
    holder = holder and carried(holder, words, _before(leaf, name, here), author)
    if holder is None:
        return
    yield Proposal(
        page=leaf.number,
        start=reading.start,
        end=reading.end,
        authority=holder.slug,
        system=name.slug,
        company=_company_of(leaf, name, inside, reading.stance),
        class_words="",
        status=status,
        purpose=purpose_in(words, start, end),
        time=time_in(words),
        speaker=_speaker(holder, author) if is_own else REQUESTER,
        rule=f"{'says' if weight >= SAYS else 'describes' if weight >= DESCRIBES else 'names'} ({reading.stance}); {holder.how}",
        weight=weight if holder.slug == author else weight + NEAR,
    )


def _of_heading(leaf: Leaf, name: Named, author: str) -> Iterator[Proposal]:
    """What a heading of the body's own training, guide or log shows: the system is there."""
    bounds = heading_at(leaf.text, name.start, name.end)
    if bounds is None:
        return
    yield Proposal(
        page=leaf.number,
        start=bounds[0],
        end=bounds[1],
        authority=author,
        system=name.slug,
        company=name.maker,
        class_words="",
        status=STATUS_OF["affirmed"],
        purpose="",
        time="",
        speaker=AUTHORITY,
        rule="heads the body's own training, guide or log; the body that the document comes from",
        weight=NEARBY,
    )


def _of_answer(leaf: Leaf, name: Named, author: str) -> Proposal | None:
    """What the body answers to a question that asks whether it uses the thing: "Do you use X? No." """
    answer = answer_in(leaf.text, leaf.segments, name.start, name.end)
    if answer is None or not author:
        return None
    return Proposal(
        page=leaf.number,
        start=answer.start,
        end=answer.end,
        authority=author,
        system=name.slug if name.kind == "system" else "",
        company=name.maker if name.kind == "system" else name.slug,
        class_words="",
        status=STATUS_OF[answer.stance],
        purpose=purpose_in(leaf.text[answer.start : answer.at], name.start - answer.start, name.end - answer.start),
        time=time_in(leaf.text[answer.at : answer.end]),
        speaker=AUTHORITY,
        rule=f"answers a question that names it ({answer.stance}); the body that the document comes from",
        weight=SAYS,
    )


def _is_thing(name: Named, here: Sequence[Named]) -> bool:
    """A system, or a company whose name stands by itself and not within a system's."""
    if name.kind != "company":
        return name.kind == "system"
    return not any(
        other.kind == "system" and other.start < name.end + 2 and name.start < other.end + 2 for other in here
    )


def _speaker(holder: Holder, author: str) -> str:
    """The body itself only where the document is its own."""
    return AUTHORITY if author and holder.slug == author else OTHER


def _of_company(leaf: Leaf, name: Named, here: Sequence[Named], author: str) -> Iterator[Proposal]:
    """A company that a body deals with, where the sentence names no system."""
    reading = leaf.read(name.start, name.end, is_own=True)
    words = leaf.text[reading.start : reading.end]
    inside = [other for other in here if reading.start <= other.start and other.end <= reading.end]
    if not reading.is_of_use or reading.stance == "unclear" or not _DEALS.search(words):
        return
    systems = [other for other in inside if other.kind == "system"]
    if systems and (
        not _is_thing(name, here)
        or any(system.maker == name.slug or _stance_at(leaf, system) == reading.stance for system in systems)
    ):
        return  # what is said is said of the system; "We use X, having left Y Ltd" says another thing of the company
    start, end = name.start - reading.start, name.end - reading.start
    holder = holder_of(words, start, end, _bodies(inside, reading.start), _others(inside, reading.start), author)
    holder = holder and carried(holder, words, _before(leaf, name, here), author)
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
        speaker=_speaker(holder, author),
        rule=f"says that it deals with the company ({reading.stance}); {holder.how}",
        weight=SAYS,
    )


def _of_classes(leaf: Leaf, here: Sequence[Named], author: str) -> Iterator[Proposal]:
    """Denials of a whole class in the body's own words, or by its answer to a question that names no product."""
    for told in answered_classes(leaf.text, leaf.segments) if author else ():
        if not any(told.start <= name.start < told.end and name.kind != "authority" for name in here):
            words = leaf.text[told.start : told.end]
            yield _denied_class(leaf, told.start, told.end, told.words, Holder(author, BY_DOCUMENT), words, author)
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
                    yield _denied_class(leaf, begin, span.start + sentence.end, denial.words, holder, words, author)


def _denied_class(
    leaf: Leaf, start: int, end: int, class_words: str, holder: Holder, words: str, author: str
) -> Proposal:
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
        speaker=_speaker(holder, author),
        rule=f"denies a whole class; {holder.how}",
        weight=SAYS,
    )


def _is_limited(words: str, end: int) -> bool:
    """Whether only one use is denied: "X is not used to decide on bail"."""
    return bool(re.search(rf"\bnot\b[^.;]*\b{cues.USED}\s+(?:to|for|in\s+\w+ing|as)\b", words[end:], re.I))


def _company_of(leaf: Leaf, system: Named, inside: Sequence[Named], stance: str) -> str:
    """Its maker, or the one company of the sentence that nothing else is said of: what came instead is no maker."""
    if system.maker:
        return system.maker
    named = [name for name in inside if name.kind == "company"]
    if len({name.slug for name in named}) != 1 or any(
        _stance_at(leaf, name) not in (stance, "unclear") for name in named
    ):
        return ""
    return named[0].slug


def _stance_at(leaf: Leaf, name: Named) -> str:
    return leaf.read(name.start, name.end, is_own=name.segment == OWN).stance


def _bodies(inside: Sequence[Named], shift: int) -> list[Body]:
    return [
        Body(name.slug, name.start - shift, name.end - shift)
        for name in inside
        if name.kind == "authority" and name.is_evidence
    ]


def _before(leaf: Leaf, name: Named, here: Sequence[Named]) -> list[tuple[str, str]]:
    """The bodies named before a place in the words of the same speaker, the last one last, each with what leads to it."""
    bodies = [other for other in here if other.kind == "authority" and other.segment == OWN and other.end <= name.start]
    ordered = sorted(bodies, key=lambda body: body.start)
    return [(body.slug, leaf.text[max(0, body.start - LEADING) : body.start]) for body in ordered]


def _others(inside: Sequence[Named], shift: int) -> list[tuple[int, int]]:
    return [(name.start - shift, name.end - shift) for name in inside if name.kind == "system"]
