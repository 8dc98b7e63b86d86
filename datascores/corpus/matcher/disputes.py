"""A name that several records share, such as two products of different makers: what may decide between them.

What the same speaker says decides, first in the sentence of the name, then in the same answer. The other speaker lends an
answer no more than the topic of its own question, and the full name that this question gives. A company or product that
is denied in the same breath ("Experian has no contract with us") decides nothing. What nothing decides is shown as open.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from datascores.corpus.matcher.claims import Claim, Reason, misread
from datascores.corpus.matcher.context import Words, rejects, support_in
from datascores.corpus.matcher.folding import fold
from datascores.corpus.matcher.neighbours import is_of_other_name
from datascores.corpus.matcher.sharing import are_allies
from datascores.corpus.stance import read_place, sentence_around

if TYPE_CHECKING:
    from datascores.catalogue.rules import RecordRules
    from datascores.corpus.matcher.matching import PageInput
    from datascores.corpus.matcher.names import Entry, Hit
    from datascores.corpus.segments import Span

_THINGS = frozenset(("company", "system"))
_NEGATIVE = frozenset(("denied", "ended"))
_DENIES = re.compile(
    r"\b(?:no|not|never|none|nothing|neither|nor|cannot|without|ceased?|end(?:ed|s)?|stopp?(?:ed|s)?|former|formerly|previously|until"
    r"|withdr\w+|cancel\w+|terminat\w+|expired?|lapsed?|reject\w+|declin\w+|replac\w+|discontinu\w+|decommission\w+|dismiss\w+)\b|n['’]t\b",
    re.I,
)
_NEAR = 400  # characters on either side in which such a word may stand


@dataclass(frozen=True, slots=True)
class Namer:
    """An accepted hit of a record: the page by its place in the document, the span in which it stands, what is said of it."""

    index: int
    start: int
    speaker: str
    pair: int | None
    is_negative: bool


def is_disputed(hit: Hit) -> bool:
    """Whether things that do not belong together have the name, each only beside words of its own."""
    if len(hit.entries) < 2:
        return False
    records = {entry.record.record_id: entry.record for entry in hit.entries if entry.record.kind in _THINGS}
    return (
        len(records) > 1
        and not are_allies(list(records.values()))
        and all(entry.is_ambiguous and not entry.is_domain for entry in hit.entries if entry.record.kind in _THINGS)
    )


def _find_supports(page: PageInput, hit: Hit, words: Mapping[int, Words]) -> dict[int, tuple[int, str]]:
    """The records for which something speaks, each with distance and words of the rule (see ``context.find_support``)."""
    rivals = {entry.record.record_id: words[entry.record.record_id] for entry in hit.entries}
    sentence = sentence_around(page.text, hit.start, hit.end)
    span = _span_at(page.segments, hit.start)
    left, right = (span.start, span.end) if span else (0, len(page.text))
    near = max(left, sentence.start), min(right, sentence.end)
    if found := _supports(page.text, hit, rivals, *near):
        return found
    milder = _forbearing(rivals)
    if found := _supports(page.text, hit, milder, left, right):
        return found
    return _by_topic(page, hit, span, rivals)


def _forbearing(rivals: Mapping[int, Words]) -> dict[int, Words]:
    """Rules for words outside the sentence: a rival's do not refuse there, so that what speaks for both leaves it open."""
    known = {form.strip() for rival in rivals.values() for _, form in rival.context}
    return {
        record_id: replace(rival, reject=tuple(word for word in rival.reject if word.strip() not in known))
        for record_id, rival in rivals.items()
    }


def _supports(text: str, hit: Hit, rivals: Mapping[int, Words], left: int, right: int) -> dict[int, tuple[int, str]]:
    reach = max(rival.context_reach for rival in rivals.values())
    start, end = max(left, hit.start - reach), min(right, hit.end + reach)
    clean = _without_denied(text[start:end], hit.start - start, hit.end - start, rivals.values())
    before, after = (f" {fold(part)} " for part in (clean[: hit.start - start], clean[hit.end - start :]))
    name = fold(text[hit.start : hit.end])
    found = {}
    for record_id, rival in rivals.items():
        near = before[-rival.reject_reach - 1 :] + name + after[: rival.reject_reach + 1]
        support = support_in(rival, before[-rival.context_reach :], after[: rival.context_reach])
        if support and not rejects(rival, near, name):
            found[record_id] = support
    return found


def _without_denied(window: str, start: int, end: int, rivals: Iterable[Words]) -> str:
    """The window with the context words blotted out that are denied where they stand, unless the name is denied with them."""
    if not _DENIES.search(window):
        return window
    said = {word for rival in rivals for word, _ in rival.context if word[:1].isupper() and word in window}
    if not said or _is_negative(window, start, end):
        return window
    for word in sorted(said):
        for found in re.finditer(rf"\b{re.escape(word)}\b", window):
            is_apart = found.end() <= start or found.start() >= end
            if is_apart and _is_negative(window, *found.span()):
                window = window[: found.start()] + " " * len(found[0]) + window[found.end() :]
    return window


def _is_negative(text: str, start: int, end: int) -> bool:
    """Whether a name is denied or said to have ended where it stands; read only where a word of the sort is near."""
    is_near = _DENIES.search(text, max(0, start - _NEAR), min(len(text), end + _NEAR))
    return is_near is not None and read_place(text, start, end).stance in _NEGATIVE


def _by_topic(page: PageInput, hit: Hit, span: Span | None, rivals: Mapping[int, Words]) -> dict[int, tuple[int, str]]:
    """What the question of an answer is about, in small letters: the firms that it names are not the answer's."""
    if span is None or span.pair is None or str(span.kind) != "own":
        return {}
    asked = " ".join(
        page.text[other.start : other.end]
        for other in page.segments
        if other.pair == span.pair and str(other.kind) == "request"
    )
    before = f" {fold(asked)} "
    found = {}
    for record_id, rival in rivals.items():
        topics = tuple((word, form) for word, form in rival.context if word[:1].islower())
        support = support_in(Words(topics, (), rival.context_reach, (), 0), before, "") if topics else None
        if support and not rejects(rival, before, fold(page.text[hit.start : hit.end])):
            found[record_id] = (support[0] + 1, f"{support[1]} in its question")
    return found


def _may_lift(namer: Namer, page: PageInput, index: int, hit: Hit) -> bool:
    """Whether a record named before may be meant by a shared short form: by the same speaker, or by its own question."""
    if (namer.index, namer.start) >= (index, hit.start):
        return False
    speaker, pair = _speaker_at(page, hit)
    if namer.speaker != speaker:
        return namer.pair == pair
    return not namer.is_negative or _is_negative(page.text, hit.start, hit.end)


def _speaker_at(page: PageInput, hit: Hit) -> tuple[str, int | None]:
    span = _span_at(page.segments, hit.start)
    return (str(span.kind), span.pair) if span else ("own", None)


def _unrefused(page: PageInput, hit: Hit, words: Mapping[int, Words]) -> list[RecordRules]:
    """The records that no word beside a shared name refuses."""
    entries: dict[int, Entry] = {entry.record.record_id: entry for entry in hit.entries if entry.record.kind in _THINGS}
    reach = max(words[record_id].reject_reach for record_id in entries)
    span = _span_at(page.segments, hit.start)
    left, right = (span.start, span.end) if span else (0, len(page.text))
    around = f" {fold(page.text[max(left, hit.start - reach) : min(right, hit.end + reach)])} "
    name = fold(page.text[hit.start : hit.end])
    rivals = _forbearing({record_id: words[record_id] for record_id in entries})
    return [entry.record for record_id, entry in entries.items() if not rejects(rivals[record_id], around, name)]


def _span_at(spans: Sequence[Span], place: int) -> Span | None:
    return next((span for span in spans if span.start <= place < span.end), None)


def claims_of_dispute(page: PageInput, hit: Hit, words: Mapping[int, Words]) -> list[Claim]:
    """The claims to a name that unlike records share."""
    if is_of_other_name(page.text, hit.start, hit.end, False):
        return []
    found = _find_supports(page, hit, words)
    texts = {entry.record.record_id: entry for entry in hit.entries}
    return [
        Claim(texts[record_id].record, f'name "{texts[record_id].text}"{misread(texts[record_id])} {said}', near + 1)
        for record_id, (near, said) in found.items()
    ]


def decide(
    index: int,
    page: PageInput,
    hit: Hit,
    settled: list[Claim],
    namers: Mapping[int, Sequence[tuple[Namer, Reason]]],
    words: Mapping[int, Words],
) -> list[Claim]:
    """The claims to a shared name that remain, by what names one of the records before; or all, and it is open."""
    if len(settled) == 1 or not namers or is_of_other_name(page.text, hit.start, hit.end, False):
        return settled
    rivals = [claim.record for claim in settled] or _unrefused(page, hit, words)
    lifted = []
    for record in rivals:
        said = namers.get(record.record_id, ())
        reason = next((reason for namer, reason in said if _may_lift(namer, page, index, hit)), None)
        if reason and record.lifts_short_forms:
            lifted.append(Claim(record, f'short form beside "{reason.surface}" on page {reason.page}', 1))
    if lifted or settled:
        return lifted or settled
    is_named = any(entry.record.record_id in namers for entry in hit.entries)
    return [Claim(record, "", 1) for record in rivals] if is_named and len(rivals) > 1 else []


def namers_of_disputes(
    placed: Sequence[tuple[int, PageInput, Hit]], claims: Sequence[list[Claim]]
) -> dict[int, list[tuple[Namer, Reason]]]:
    """Where each of the records that share a name is named without doubt; empty in a document without such a name."""
    sharing = {entry.record.record_id for _, _, hit in placed if is_disputed(hit) for entry in hit.entries}
    namers: dict[int, list[tuple[Namer, Reason]]] = {}
    known: set[tuple[int, str, int | None, bool]] = set()
    for (index, page, hit), settled in zip(placed, claims, strict=True) if sharing else ():
        if len(settled) != 1 or settled[0].record.record_id not in sharing:
            continue
        record_id, (speaker, pair) = settled[0].record.record_id, _speaker_at(page, hit)
        if (record_id, speaker, pair, False) in known:
            continue  # the first without denial lifts whatever a later one would
        namer = Namer(index, hit.start, speaker, pair, _is_negative(page.text, hit.start, hit.end))
        if (record_id, speaker, pair, namer.is_negative) not in known:
            known.add((record_id, speaker, pair, namer.is_negative))
            reason = Reason((index, hit.start), page.number, page.text[hit.start : hit.end])
            namers.setdefault(record_id, []).append((namer, reason))
    return namers
