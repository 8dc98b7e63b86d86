"""The stance of a text to a name in it: one clause is looked at, and in it what stands before and after the name.

The order of questions is the order of caution: a question or doubt first, then denial and ending, then plan and trial.
Affirmed is only what gives positive evidence of use, is none of these, is not merely reported, and is not taken back
nearby; all else is unclear. So a denial is never read as use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from datascores.corpus.segments import Span
from datascores.corpus.stance import cues, reported
from datascores.corpus.stance.affirming import affirmed
from datascores.corpus.stance.answers import answer_to, answered, answered_in_field
from datascores.corpus.stance.clauses import clause_of, last_end, plain, without_asides
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.denial import OTHER, USE, denied, denied_later, is_nil
from datascores.corpus.stance.ending import ended, ends_it
from datascores.corpus.stance.others import is_of_others
from datascores.corpus.stance.planning import GIVEN_UP, MOOTED, is_given_up, is_meant, is_meant_only, is_planned
from datascores.corpus.stance.sentences import Sentence, next_sentence, preceding_words, sentence_around
from datascores.corpus.stance.words import AFFIRMED, DENIED, ENDED, PILOTED, PLANNED, UNCLEAR

_SAME = re.compile(
    r"(?:this|it|that|these|they|the\s+(?:system|tool|software|pilot|trial|project|model|scheme|product|contract|database|licen[cs]e|subscription|agreement|arrangement|service|package|purchase|order))(?!\w)",
    re.I,
)

_WHICH_IS = re.compile(r"\s*,?\s*which(?=\s+(?:is|are)\b)")
_AND_IS = re.compile(r"\s*,?\s*and(?=\s+(?:is|are)\b)")
_WHICH_WE = re.compile(r"\s*,?\s*(?:which|that)(?=\s+(?:we|our\s+\w+|the\s+(?:council|trust|force|board))\s)")
_IS_A = re.compile(r"(?:\s+(?:is|are)\s+(?:an?|the|one\s+of\s+(?:the|our))\s+\w+)?\s*,?\s*")
_OTHER_USE = re.compile(
    r"\b(?:we|they|it|the\s+\w+)\s+(?:do\s+|does\s+|is\s+|only\s+|also\s+|instead\s+){0,3}us(?:e|es|ed)(?:\s+(?:it|this|them))?"
    r"\s+(?:to|for|as|in)\b"
)


_SAYS_USE = (AFFIRMED, PILOTED, PLANNED)


@dataclass(frozen=True)
class Reading:
    """``stance`` to the name; ``is_of_use`` is false where it is not having or using the thing that is spoken of.

    "We hold no reports on X" denies reports, not X. ``start`` and ``end`` bound the sentence to
    show, with the lead-in of a list and a following "This was a pilot".
    """

    stance: str
    is_of_use: bool
    start: int = 0
    end: int = 0


def read_place(text: str, start: int, end: int) -> Reading:
    """What a text says of the name that stands at ``start`` to ``end``."""
    sentence = sentence_around(text, start, end)
    words, at = _joined(text, sentence, start)
    reading = read_words(words, at, at + end - start)
    begin, finish = sentence.bounds
    after = next_sentence(text, sentence)
    if after:
        found = _answered_next(text, sentence, after, start, end)
        if found:
            return Reading(found, True, begin, after.end)
    said = reading.stance in _SAYS_USE
    if said and reported.is_doubted_by(plain(preceding_words(text, sentence))):
        reading = replace(reading, stance=UNCLEAR)
    if after is not None and (
        changed := _taken_back(text, sentence, after, reading, words[:at], words[at + end - start :])
    ):
        return replace(changed, start=begin, end=after.end)
    return replace(reading, start=begin, end=finish)


def read_within(text: str, spans: Sequence[Span], start: int, end: int, is_own: bool) -> Reading:
    """As ``read_place`` within the segment that holds the place, so that no question opens an answer's list.

    Words that are not the body's own (a quoted request, standard wording) are unclear: they say nothing of use.
    """
    held = [span for span in spans if span.start <= start < span.end]
    begin, finish = (held[0].start, max(held[0].end, end)) if held else (0, len(text))
    reading = read_place(text[begin:finish], start - begin, end - begin)
    reading = replace(reading, start=reading.start + begin, end=reading.end + begin)
    return reading if is_own else replace(reading, stance=UNCLEAR, is_of_use=False)


def stance_of(sentence: str, start: int, end: int) -> str:
    """The stance of a sentence (with its lead-in, if it is an item of a list) to the name at ``start`` to ``end``."""
    return read_words(sentence, start, end).stance


def read_words(sentence: str, start: int, end: int) -> Reading:
    """As ``read_place`` for words that are a sentence already; its bounds are those of the words."""
    before, after = plain(sentence[:start]), plain(sentence[end:])
    if _is_question(sentence):
        return Reading(UNCLEAR, True)
    before, after, aside = without_asides(before, after)
    words = f"{sentence[:start]}{NAME}{sentence[end:]}"
    left, right = clause_of(before, after)
    if stance := answered(after):
        return Reading(stance, True)
    stance, is_of_use = _stance(left, right, aside, words)
    if reported.is_reported(before, after):
        stance, is_of_use = _of_report(stance, before, after), True
    rest = after[len(right) :] if after.startswith(right) else ""
    if stance == UNCLEAR and not is_of_use and (said := _said_further(left, right, rest)):
        stance, is_of_use = said, True
    if stance in _SAYS_USE and reported.takes_back(
        re.sub(r"^\W*(?:and|but|though|although|which|however)?\W*", "", rest)
    ):
        return Reading(UNCLEAR, True)
    if stance in (AFFIRMED, PILOTED) and ends_it(rest):
        return Reading(ENDED, True)
    is_subject = not cues.VERB.search(left) and cues.VERB.search(right)
    if stance == AFFIRMED and (is_subject or not right.strip(" ,")):
        stance = _of_second("" if not is_subject else left, rest, words) or stance
    if stance == DENIED and re.match(r"\s*(?:to|for|as|in)\b", right) and _OTHER_USE.search(rest):
        stance = AFFIRMED  # "not for Y, but we use it for Z"
    return Reading(stance, is_of_use)


def _said_further(left: str, right: str, rest: str) -> str:
    """affirmed where a clause that follows says so of the same name: "X, which is used by our teams", "X, which we use"."""
    if which := _WHICH_WE.match(rest):
        if not _IS_A.fullmatch(right) or (right.strip(" ,") and left.strip()):
            return ""
        said = _stance(re.split(r"[,.]", rest[which.end() :])[0] + " ", "", "", f"{rest[which.end() :]} {NAME}")
    elif which := _WHICH_IS.match(rest) or (None if left.strip() else _AND_IS.match(rest)):
        said = _stance("", rest[which.end() :].partition(",")[0], "", f"{NAME}{rest[which.end() :]}")
    else:
        return ""
    return said[0] if said[0] == AFFIRMED else ""


def _of_report(stance: str, before: str, after: str) -> str:
    """What stays of a stance where the sentence only reports it: a claim that is refuted denies, any other says nothing."""
    is_denial = stance == DENIED or reported.denies_content(before, after)
    if reported.is_refuted_within(before, after):
        return UNCLEAR if is_denial and reported.denies_content(before, after) else DENIED
    return DENIED if stance == DENIED else UNCLEAR


def _taken_back(
    text: str, sentence: Sentence, after: Sentence, reading: Reading, left: str, right: str
) -> Reading | None:
    """What the next sentence makes of a reading: "We bought X. The licence ran out."; None where it leaves it."""
    words = plain(text[after.start : after.end])
    if reading.stance == UNCLEAR and reported.is_reported(plain(left), plain(right)):
        is_denied = reported.refutes_report(words) and not reported.denies_content(plain(left), plain(right))
        return Reading(DENIED, True) if is_denied else None
    if reading.stance not in _SAYS_USE or after.end - sentence.start >= 700:
        return None
    is_use = reading.stance == AFFIRMED
    if cues.TAKEN_BACK.match(words) or cues.CORRECTION.match(words) or reported.takes_back(words):
        return Reading(DENIED if is_use and not _is_limited(words) else UNCLEAR, True)
    if ends_it(words):
        return Reading(UNCLEAR if reading.stance == PLANNED else ENDED, True)
    opening = _SAME.match(text, after.start, after.end)
    if opening is None:
        return None
    following = read_words(text[after.start : after.end], 0, opening.end() - after.start)
    if not following.is_of_use or (following.stance == DENIED and _is_limited(words)):
        return None
    if following.stance in (ENDED, DENIED):
        return following if is_use else Reading(ENDED if following.stance == reading.stance else UNCLEAR, True)
    return following if is_use and following.stance == PILOTED else None


def _is_question(sentence: str) -> bool:
    return bool(re.search(r"\?[\s\"'”’)]*$", sentence))


def _of_second(left: str, rest: str, sentence: str) -> str:
    """What a second statement of the same subject takes back: "X was bought but never went live"; or empty."""
    opening = cues.SAME_SUBJECT.match(rest)
    if opening is None or not opening.end():
        return ""
    predicate = rest[opening.end() :]
    if end := cues.BREAK.search(predicate):
        predicate = predicate[: end.start()]
    if over := ended(left, " " + predicate, sentence):
        return over if over == ENDED else ""
    if re.match(r"\s*will\b", predicate) and is_planned(left, " " + predicate):
        return PLANNED if not cues.VERB.search(left) and re.match(r"\s*,?\s*which\b", rest) else ""
    if (
        cues.NEVER_LIVE.search(predicate)
        or cues.REFUSAL.match(predicate)
        or (denied(left, " " + predicate) and not _is_limited(predicate))
    ):
        return UNCLEAR
    return PILOTED if re.match(r"\s*(?:is|are)\b", predicate) and cues.PILOT.search(predicate) else ""


def _is_limited(words: str) -> bool:
    """Whether one use is denied, not all: "is not used to decide", "is not used in court"."""
    return bool(re.search(rf"{cues.USED}\s+(?:to|for|as|in)\b", words))


def _answered_next(text: str, sentence: Sentence, after: Sentence, start: int, end: int) -> str:
    """What the next sentence answers: "You asked whether we use X. We do not.", "System: X / In use: No"."""
    words, follows = text[sentence.start : sentence.end], text[after.start : after.end]
    if re.match(r"[\w ]{1,30}[:|\t]\s*$", text[sentence.start : start]) and not text[end : sentence.end].strip():
        return answered_in_field(follows)
    if _is_question(words):
        bare = text[sentence.start : start].strip() == "" and re.fullmatch(r"\W*", text[end : sentence.end])
        if bare:  # "X? We do not use it."
            return answer_to(f"Do you use {text[start:end]}?", 11, 11 + end - start, follows)
        return answer_to(words, start - sentence.start, end - sentence.start, follows)
    if re.search(r"\b(?:ask(?:ed)?|know|request\w*|enquir\w+|quer\w+)\b[^.;]*\b(?:whether|if)\b", plain(words)):
        return answer_to(words, start - sentence.start, end - sentence.start, follows)
    return ""


def _joined(text: str, sentence: Sentence, start: int) -> tuple[str, int]:
    """The words of a sentence after those of its lead-in, and where in them the place ``start`` is."""
    words = text[sentence.start : sentence.end]
    if not sentence.lead:
        return words, start - sentence.start
    lead = text[sentence.lead[0] : sentence.lead[1]] + " "
    return lead + words, len(lead) + start - sentence.start


def _stance(before: str, after: str, aside: str, sentence: str) -> tuple[str, bool]:
    before, after = cues.FALSE_NEGATION.sub(" ", before), cues.FALSE_NEGATION.sub(" ", after)
    before, _, after = cues.EXCLUSIVE.sub(" ", f"{before}{NAME}{after}").partition(NAME)
    clause = f"{before}{NAME}{after}"
    if aside and (found := _of_aside(aside)):
        return found, found != UNCLEAR  # "click to open X (if installed)" is no statement of use
    if is_nil(before, after):
        return DENIED, True
    if _in_doubt(before, after) or cues.REFUSES_TO_SAY.search(plain(sentence)):
        return UNCLEAR, True
    what = denied(before, after)
    if cues.EXCEPTION.search(before) and not cues.VERB.search(before[last_end(cues.EXCEPTION, before) :]):
        outside = plain(sentence)
        if what or cues.NEGATION.search(cues.FALSE_NEGATION.sub(" ", outside)):
            return AFFIRMED, True
    if over := ended(before, after, sentence):
        return (UNCLEAR if over == ENDED and is_meant(before) else over), True
    if what == OTHER:
        return UNCLEAR, False
    if what:
        return DENIED, what == USE
    if is_meant_only(before):
        return UNCLEAR, True
    if is_planned(before, after):
        return (UNCLEAR if is_given_up(clause, sentence) else PLANNED), True
    if guarded := denied_later(before, sentence):
        return guarded
    if cues.REFUSAL.search(clause) or cues.NEGATIVE.search(cues.HARMLESS.sub(NAME, clause)):
        return UNCLEAR, True
    if is_of_others(before, after):
        return UNCLEAR, False
    if cues.PILOT.search(cues.FALSE_PILOT.sub(" ", clause)):
        return (UNCLEAR if GIVEN_UP.search(clause) or MOOTED.search(clause) else PILOTED), True
    return (AFFIRMED, True) if affirmed(before, after, sentence) else (UNCLEAR, False)


def _of_aside(aside: str) -> str:
    """What brackets right after a name say of it: "(not used)", "(pilot)", "(no longer in use)", "(planned)"."""
    if re.fullmatch(r"\s*(?:yes|no|n/a)\W*", aside):
        return AFFIRMED if "yes" in aside else DENIED
    if re.match(r"\s*(?:if|where|when)\s+(?:available|installed|required|applicable)", aside):
        return UNCLEAR
    if (
        re.search(cues.NO_LONGER, aside)
        or re.match(rf"\s*(?:{cues.ENDING_VERB}|{cues.FORMER})", aside)
        or cues.UNTIL.match(aside)
    ):
        return ENDED
    if re.match(rf"\s*(?:(?:is|was|which|this)\s+)*(?:currently\s+)?not\s+(?:currently\s+|yet\s+)?{cues.USED}", aside):
        return PLANNED if re.search(r"not\s+yet", aside) else DENIED
    if cues.PILOT.search(aside):
        return PILOTED
    return PLANNED if re.match(rf"\s*(?:{cues.PLAN})", aside) else ""


def _in_doubt(before: str, after: str) -> bool:
    """Whether the clause only supposes, asks or refuses to say; a doubt after the name counts where it is its verb."""
    before = cues.FALSE_DOUBT.sub(" ", before)
    if re.match(r"\W*(?:should|were)\s+(?:the\s+|an?\s+)?\w", before):
        return True  # "Should Members agree, …"
    if cues.DOUBT.search(before):
        return True
    after = cues.FALSE_DOUBT.sub(" ", after)
    match = cues.DOUBT.search(after)
    if match is None:
        return False
    if match[0] in ("if", "unless", "whether"):
        return False  # a condition that follows: "we use X if needed"
    return not cues.VERB.search(after, 0, match.start()) and not cues.VERB.search(before)
