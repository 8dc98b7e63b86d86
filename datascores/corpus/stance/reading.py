"""The stance of a text to a name in it: one clause is looked at, and in it what stands before and after the name.

The order of questions is the order of caution: a question or doubt first, then denial and ending, then plan and trial;
affirmed is what has a verb and none of these. So a denial is never read as use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from datascores.corpus.segments import Span
from datascores.corpus.stance import cues
from datascores.corpus.stance.answers import answer_to, answered, answered_in_field
from datascores.corpus.stance.clauses import clause_of, last_end, plain, without_asides
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.denial import OTHER, USE, denied, denied_later
from datascores.corpus.stance.ending import ended
from datascores.corpus.stance.sentences import Sentence, next_sentence, sentence_around
from datascores.corpus.stance.words import AFFIRMED, DENIED, ENDED, PILOTED, PLANNED, UNCLEAR

_SAME = re.compile(
    r"(?:this|it|that|these|they|the\s+(?:system|tool|software|pilot|trial|project|model|scheme|product|contract|database))(?!\w)",
    re.I,
)

_GIVEN_UP = re.compile(r"\b(?:withdrew|pulled\s+out|abandoned|cancelled|scrapped|shelved)\b")  # of a plan
_OTHER_USE = re.compile(
    r"\b(?:we|they|it|the\s+\w+)\s+(?:do\s+|does\s+|is\s+|only\s+|also\s+|instead\s+){0,3}us(?:e|es|ed)(?:\s+(?:it|this|them))?"
    r"\s+(?:to|for|as|in)\b"
)


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
    if after := next_sentence(text, sentence):
        found = _answered_next(text, sentence, after, start, end)
        if found:
            return Reading(found, True, begin, after.end)
    if reading.stance == AFFIRMED and (after := next_sentence(text, sentence)) is not None:
        following_words = plain(text[after.start : after.end])
        if cues.TAKEN_BACK.match(following_words) or cues.CORRECTION.match(following_words):
            return Reading(DENIED, True, begin, after.end)
        opening = _SAME.match(text, after.start, after.end)
        if opening and after.end - sentence.start < 700:
            following = read_words(text[after.start : after.end], 0, opening.end() - after.start)
            if following.is_of_use and (
                following.stance in (ENDED, PILOTED)
                or (following.stance == DENIED and not _is_limited(following_words))
            ):
                return replace(following, start=begin, end=after.end)
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
    rest = after[len(right) :] if after.startswith(right) else ""
    is_subject = not cues.VERB.search(left) and cues.VERB.search(right)
    if stance == AFFIRMED and (is_subject or not right.strip(" ,")):
        stance = _of_second("" if not is_subject else left, rest, words) or stance
    if stance == DENIED and re.match(r"\s*(?:to|for|as|in)\b", right) and _OTHER_USE.search(rest):
        stance = AFFIRMED  # "not for Y, but we use it for Z"
    return Reading(stance, is_of_use)


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
    if re.match(r"\s*will\b", predicate) and _planned(left, " " + predicate):
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
    if _in_doubt(before, after) or cues.REFUSES_TO_SAY.search(plain(sentence)):
        return UNCLEAR, True
    what = denied(before, after)
    if cues.EXCEPTION.search(before) and not cues.VERB.search(before[last_end(cues.EXCEPTION, before) :]):
        outside = plain(sentence)
        if what or cues.NEGATION.search(cues.FALSE_NEGATION.sub(" ", outside)):
            return AFFIRMED, True
    if over := ended(before, after, sentence):
        return over, True
    if what == OTHER:
        return UNCLEAR, False
    if what:
        return DENIED, what == USE
    if _planned(before, after):
        return (UNCLEAR if cues.REFUSAL.search(clause) or _GIVEN_UP.search(sentence) else PLANNED), True
    if guarded := denied_later(before, sentence):
        return guarded
    if cues.REFUSAL.search(clause) or cues.NEGATIVE.search(cues.HARMLESS.sub(NAME, clause)):
        return UNCLEAR, True
    if cues.PILOT.search(cues.FALSE_PILOT.sub(" ", clause)):
        return PILOTED, True
    if cues.VERB.search(sentence) or cues.PLAIN_VERB.search(
        sentence
    ):  # in the sentence's own case: "Integrated" is a name, "integrated" a verb
        return AFFIRMED, True
    return (AFFIRMED, True) if _is_inventory(before) else (UNCLEAR, False)


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


def _planned(before: str, after: str) -> bool:
    if re.search(rf"(?<!\w)(?:{cues.PLAN})(?!\w)", before):
        return True
    if cues.WILL.search(before) and re.search(
        rf"(?<!\w)(?:will|shall|going\s+to|'ll)\s+(?:\w+ly\s+|also\s+|be\s+|then\s+|soon\s+)*(?:{cues.USE_VERBS}|replace|become|start|begin)(?!\w)",
        before,
    ):
        return True
    if re.search(r"\b(?:will|shall)\s+be\s+\w+ing\s+(?:the\s+)?$", before):
        return True
    verb = cues.VERB.search(after)
    plan = re.search(rf"(?<!\w)(?:{cues.PLAN})(?!\w)", after)
    if plan and len(after[: plan.start()].split()) <= 8 and not re.search(r"\b(?:we|us|our|uses?|using)\b", before):
        return True
    return bool(
        verb
        and verb[0] in ("will", "shall")
        and not cues.VERB.search(before)
        and not re.search(r"(?<!\w)(?:when|once|if|click|select)(?!\w)", before + after)
    )


def _is_inventory(before: str) -> bool:
    """Whether the name is an item under a heading that is a list of systems or suppliers."""
    return bool(cues.INVENTORY.search(before[-160:]))
