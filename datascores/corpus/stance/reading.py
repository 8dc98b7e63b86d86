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
from datascores.corpus.stance.answers import answer_to, answered, answered_in_field
from datascores.corpus.stance.clauses import clause_of, plain, without_asides
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.ending import ends_it
from datascores.corpus.stance.judging import is_limited, judge, of_second, said_further
from datascores.corpus.stance.limits import came_to_nothing, left_standing
from datascores.corpus.stance.piloting import pilot_over
from datascores.corpus.stance.rejecting import never_to_be, rejected
from datascores.corpus.stance.rewording import reworded, was_before
from datascores.corpus.stance.sentences import Sentence, next_sentence, preceding_words, sentence_around
from datascores.corpus.stance.twice import denied_twice, refuted_content
from datascores.corpus.stance.words import AFFIRMED, DENIED, ENDED, PILOTED, PLANNED, UNCLEAR

_SAME = re.compile(
    r"(?:this|it|that|these|they|the\s+(?:system|tool|software|pilot|trial|project|model|scheme|product"
    r"|contract|database|licen[cs]e|subscription|agreement|arrangement|service|package|purchase|order))(?!\w)",
    re.I,
)

_LEAD_IN = re.compile(  # "However, it …": what joins a sentence to the one before
    r"^\s*(?:however|but|and|yet|still|sadly|unfortunately|regrettably|nevertheless|nonetheless|though|although|since\s+then"
    r"|please\s+note\s+that|note\s+that|in\s+fact|at\s+present|currently|subsequently|later)\b,?\s+(?=[a-z])",
    re.I,
)
_ADVERB = re.compile(
    r"(?<=\w)(?:,\s*|\s+)(?:however|nevertheless|nonetheless|though|unfortunately|sadly)(?:,\s*|\s+)", re.I
)

_OTHER_USE = re.compile(
    r"\b(?:we|they|it|the\s+\w+)\s+(?:do\s+|does\s+|is\s+|only\s+|also\s+|instead\s+){0,3}us(?:e|es"
    r"|ed)(?:\s+(?:it|this|them))?"
    r"\s+(?:to|for|as|in)\b"
)

_OF_ANOTHER = re.compile(
    r"\s+(?:of|with|for|to|from)\s+(?:the\s+)?[A-Z]"
)  # "The pilot of Y": not of what was named before
_NOR_ANOTHER = re.compile(  # "and has never used Y": the object is another
    r"\W*(?:and|but)\s+(?:has|have|had|does|do|did)\s+(?:not|never)\s+(?:\w+ly\s+"
    rf"|ever\s+)*{cues.USE_VERBS}\s+(?!{cues.ANAPHOR}(?!\w))\w"
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
    if _is_question(sentence):
        return Reading(UNCLEAR, True)
    if stance := answered(plain(sentence[end:])):
        return Reading(stance, True)
    first, second = reworded(sentence[:start], sentence[end:])
    before, after, aside = without_asides(plain(first), plain(second))
    if said := _said_otherwise(before, after) or (ENDED if was_before(sentence[:start], sentence[end:]) else ""):
        return Reading(said, True)
    words = f"{first}{NAME}{second}"
    left, right = clause_of(before, after)
    stance, is_of_use = judge(left, right, aside, words)
    if reported.is_reported(before, after):
        stance, is_of_use = _of_report(stance, before, after), True
    rest = after[len(right) :] if after.startswith(right) else ""
    if stance == UNCLEAR and not is_of_use and (said := said_further(left, right, rest)):
        stance, is_of_use = said, True
    if stance in _SAYS_USE and reported.takes_back(
        re.sub(r"^\W*(?:and|but|though|although|which|however)?\W*", "", rest)
    ):
        return Reading(UNCLEAR, True)
    if stance in (AFFIRMED, PILOTED) and ends_it(rest):
        return Reading(ENDED, True)
    is_subject = not cues.VERB.search(left) and cues.VERB.search(right)
    if stance == AFFIRMED and (is_subject or (not right.strip(" ,") and not _NOR_ANOTHER.match(rest))):
        stance = of_second("" if not is_subject else left, rest, words) or stance
    if stance == DENIED and re.match(r"\s*(?:to|for|as|in)\b", right) and _OTHER_USE.search(rest):
        stance = AFFIRMED  # "not for Y, but we use it for Z"
    if stance == DENIED and (left_over := left_standing(left, right + rest)):
        return Reading(left_over, left_over == AFFIRMED)
    return Reading(stance, is_of_use)


def _said_otherwise(before: str, after: str) -> str:
    """What is said of the name by more than one denial, or without a verb of use; empty where it is said plainly."""
    if (at := refuted_content(before)) and read_words(
        before[at:] + NAME + after, len(before) - at, len(before) - at + 1
    ).stance in (DENIED, ENDED):
        return UNCLEAR
    before, after = cues.FALSE_NEGATION.sub(" ", before), cues.FALSE_NEGATION.sub(" ", after)
    if twice := denied_twice(before, after) or came_to_nothing(before, after):
        return twice
    if reported.is_reported(before, after):
        return ""
    if over := pilot_over(before, after):
        return over
    return DENIED if never_to_be(before, after) or rejected(before, after) else ""


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
        return Reading(DENIED if is_use and not is_limited(words) else UNCLEAR, True)
    if ends_it(words):
        return Reading(UNCLEAR if reading.stance == PLANNED else ENDED, True)
    said = _ADVERB.sub(" ", _LEAD_IN.sub("", text[after.start : after.end]))
    opening = _SAME.match(said)
    if opening is None or _OF_ANOTHER.match(said, opening.end()):
        return None
    following = read_words(said, 0, opening.end())
    if not following.is_of_use or (following.stance == DENIED and is_limited(words)):
        return None
    if following.stance in (ENDED, DENIED):
        return following if is_use else Reading(ENDED if following.stance == reading.stance else UNCLEAR, True)
    return following if is_use and following.stance == PILOTED else None


def _is_question(sentence: str) -> bool:
    return bool(re.search(r"\?[\s\"'”’)]*$", sentence))


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
