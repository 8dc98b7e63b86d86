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
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.sentences import Sentence, next_sentence, sentence_around

AFFIRMED, DENIED, PLANNED, PILOTED, ENDED, UNCLEAR = "affirmed", "denied", "planned", "piloted", "ended", "unclear"
_SAME = re.compile(
    r"(?:this|it|that|these|they|the\s+(?:system|tool|software|pilot|trial|project|model|scheme|product|contract|database))(?!\w)",
    re.I,
)
_SUBJECT_ENDS = re.compile(rf"^(?:[^.;:]{{0,90}}?\s)??(?P<verb>{cues.VERB.pattern})")
_ANSWER_NO = re.compile(
    r"^[\s\"'”’)]*(?:[:\t–—-]|\s-\s)+\s*(?:no|none|nil|n/a|not\s+(?:used|held|in\s+use|applicable|currently\s+used))(?!\w)(?!\s+longer)"
)
_ANSWER_ENDED = re.compile(
    r"^[\s\"'”’)]*(?:[:\t–—-]|\s-\s)+\s*(?:no\s+longer|ceased|decommissioned|replaced|discontinued)"
)
USE, INFORMATION, OTHER = "use", "information", "other"  # what is denied
_USING = re.compile(
    rf"(?<!\w)(?:{cues.USE_VERBS}|plans?|intend|intentions?|contract(?:ed|s)?|us[ea]|rely|relies|made)(?!\w)"
)
_AUXILIARY = re.compile(r"is|are|was|were|has|have|had|be|been|do|does|did|can|will|would")
_OBJECT = re.compile(
    r"(?:\b(?:within|in|of|from|on|for|to|by|with|about)|['’‟]s)\s+(?:the\s+|an?\s+|our\s+|[\w’'‟]+\s+)?$"
)
_PREPOSED = re.compile(
    r"(?:about|on|regarding|concerning|relating\s+to|related\s+to|of|for|in\s+relation\s+to|with|in|from|by)\b"
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
    if reading.stance == AFFIRMED and (after := next_sentence(text, sentence)) is not None:
        following_words = _plain(text[after.start : after.end])
        if cues.TAKEN_BACK.match(following_words) or cues.CORRECTION.match(following_words):
            return Reading(DENIED, True, begin, after.end)
        opening = _SAME.match(text, after.start, after.end)
        if opening and after.end - sentence.start < 700:
            following = read_words(text[after.start : after.end], 0, opening.end() - after.start)
            is_limited = re.search(rf"{cues.USED}\s+(?:to|for|as)\b", following_words)  # one use is denied, not all
            if following.is_of_use and (
                following.stance in (ENDED, PILOTED) or (following.stance == DENIED and not is_limited)
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
    before, after = _plain(sentence[:start]), _plain(sentence[end:])
    if re.search(r"\?[\s\"'”’)]*$", sentence):
        return Reading(UNCLEAR, True)
    before, after, aside = _without_asides(before, after)
    stance, is_of_use = _stance(*_clause(before, after), aside, f"{sentence[:start]}{NAME}{sentence[end:]}")
    return Reading(stance, is_of_use)


def _joined(text: str, sentence: Sentence, start: int) -> tuple[str, int]:
    """The words of a sentence after those of its lead-in, and where in them the place ``start`` is."""
    words = text[sentence.start : sentence.end]
    if not sentence.lead:
        return words, start - sentence.start
    lead = text[sentence.lead[0] : sentence.lead[1]] + " "
    return lead + words, len(lead) + start - sentence.start


def _plain(words: str) -> str:
    """Lower case, one blank for many (a tab stays), "May" as a month no doubt."""
    words = re.sub(r"\bMay\b(?=\s+\d)", "05", words)
    words = re.sub(r"(?<=\d )May\b", "05", words)
    return re.sub(r"[^\S\t]+", " ", words).lower().replace("n’t", "n't")


def _without_asides(before: str, after: str) -> tuple[str, str, str]:
    """Brackets that do not hold the name are taken out; one that follows it directly is given back as its aside.

    Where the name stands within brackets, what stands in them is kept.
    """
    before = re.sub(r"\([^()]*\)", " ", before)
    aside = ""
    if "(" in before:  # the name is inside
        after = after.replace(")", " ", 1)
        before = before.replace("(", " ")
    elif match := re.match(r"[\s\w'’/-]{0,15}\(([^()]*)\)", after):
        aside = match[1]
    after = re.sub(r"\([^()]*\)", " ", after)
    return before, after, aside


def _clause(before: str, after: str) -> tuple[str, str]:
    """What of the words before and after the name belongs to its clause.

    A stretch without a verb of its own belongs to the clause before it, or to the one after: in "we do not use A; B; or C"
    the denial reaches C.
    """
    lefts = [0]
    for match in cues.BREAK.finditer(before):
        # what is said of a thing denied ("no tools, which include X") is no statement of its own
        if match[0] not in ("which", "who", "whose") or not cues.NEGATION.search(before, lefts[-1], match.start()):
            lefts.append(match.end())
    for match in cues.SUBJECT_BREAK.finditer(before, lefts[-1]):
        if cues.VERB.search(before, lefts[-1], match.start()):
            lefts.append(match.end())
    rights = [*(match.start() for match in cues.BREAK.finditer(after)), len(after)]
    for match in cues.SUBJECT_BREAK.finditer(after, 0, rights[0]):
        if cues.VERB.search(before, lefts[-1]) or cues.VERB.search(after, 0, match.start()):
            rights.insert(0, match.start())
            break
    left, right = len(lefts) - 1, 0
    while not _has_verb(before[lefts[left] :], after[: rights[right]]):
        if left and not cues.CONTRAST.search(before[lefts[left - 1] : lefts[left]][-12:]):
            left -= 1
        elif not left and right + 1 < len(rights):
            right += 1
        else:
            break
    return before[lefts[left] :], after[: rights[right]]


def _has_verb(before: str, after: str) -> bool:
    return bool(cues.FINITE.search(before) or cues.FINITE.search(after) or cues.NEGATION.match(before.strip()))


def _stance(before: str, after: str, aside: str, sentence: str) -> tuple[str, bool]:
    before, after = cues.FALSE_NEGATION.sub(" ", before), cues.FALSE_NEGATION.sub(" ", after)
    clause = f"{before}{NAME}{after}"
    if aside and (found := _of_aside(aside)):
        return found, True
    if _in_doubt(before, after):
        return UNCLEAR, True
    denied = _denied(before, after)
    if cues.EXCEPTION.search(before) and not cues.VERB.search(before[_last(cues.EXCEPTION, before) :]):
        outside = _plain(sentence)
        if denied or cues.NEGATION.search(cues.FALSE_NEGATION.sub(" ", outside)):
            return AFFIRMED, True
    if ended := _ended(before, after, sentence):
        return ended, True
    if denied == OTHER:
        return UNCLEAR, False
    if denied:
        return DENIED, denied == USE
    if _planned(before, after):
        return PLANNED, True
    if guarded := _denied_later(before, sentence):
        return guarded
    if cues.REFUSAL.search(clause) or cues.NEGATIVE.search(cues.HARMLESS.sub(NAME, clause)):
        return UNCLEAR, True
    if cues.PILOT.search(cues.FALSE_PILOT.sub(" ", clause)):
        return PILOTED, True
    if cues.VERB.search(sentence):  # in the sentence's own case: "Integrated" is a name, "integrated" a verb
        return AFFIRMED, True
    return (AFFIRMED, True) if _is_inventory(before) else (UNCLEAR, False)


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((match.end() for match in pattern.finditer(words)), default=0)


def _of_aside(aside: str) -> str:
    """What brackets right after a name say of it: "(not used)", "(pilot)", "(no longer in use)", "(planned)"."""
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
    if cues.DOUBT.search(before):
        return True
    after = cues.FALSE_DOUBT.sub(" ", after)
    match = cues.DOUBT.search(after)
    if match is None:
        return False
    if match[0] in ("if", "unless", "whether"):
        return False  # a condition that follows: "we use X if needed"
    return not cues.VERB.search(after, 0, match.start()) and not cues.VERB.search(before)


def _denied(before: str, after: str) -> str:
    """What is denied with the name: its use, information about it, something else, or nothing (empty)."""
    if cues.INSTEAD.search(before) and len(before[_last(cues.INSTEAD, before) :].split()) <= 3:
        return USE
    if _ANSWER_NO.match(after):
        return USE
    negations = list(cues.NEGATION.finditer(before))
    if negations:
        return _denied_before(before[negations[-1].start() :], negations[-1][0], is_double=len(negations) == 2)
    return _denied_after(after, before)


def _denied_later(before: str, sentence: str) -> tuple[str, bool] | None:
    """What the rest of the sentence takes back: "others use X, we do not", "X: we have no such system".

    Where the name's own clause says that it is used, and the rest that it is not, by whomever, it is unclear.
    """
    first, _, rest = (cues.FALSE_NEGATION.sub(" ", _plain(part)) for part in sentence.partition(NAME))
    is_topic = bool(cues.TOPIC.search(first) or re.match(r"[\s\"'”’)]*(?::|[–—]|\s-\s|\t)", rest))
    if cues.NOTHING_HELD.search(rest):
        return DENIED, False
    denial = cues.OPEN_DENIAL.search(rest)
    if denial is None:
        return (UNCLEAR, True) if is_topic and cues.NEGATION.search(rest) else None
    if re.search(r"\b(?:which|who|that|whose)\s+(?:\w+\s+){0,2}$", rest[: denial.start()]):
        return UNCLEAR, True  # denied of something that the sentence names later
    is_used = (not is_topic and cues.FINITE.search(before)) or re.search(
        r"\b(?:is|are)\s+(?:\w+ly\s+)?used\b", rest[: denial.start()]
    )
    return (UNCLEAR, True) if is_used else (DENIED, True)


def _denied_before(scope: str, negation: str, is_double: bool) -> str:
    """The negation stands before the name; ``scope`` runs from it to the name."""
    if is_double and re.match(r"not\b.*\bwithout\b", scope):
        return ""
    between = scope[len(negation) :]
    if re.match(r"(?:not|never)\b.*\b(?:replac|decommission|ceas|stopp|withdr|discontinu|cancel)", scope):
        return ""  # "we have not replaced X"
    if re.search(rf"(?<!\w){cues.INFORMATION}(?!\w)", between):
        return INFORMATION
    uses = bool(_USING.search(between))
    if negation in ("nor", "neither") or re.fullmatch(r"\s*(?:the|any|our|even|currently|to)?\s*", between):
        return USE  # "but not X"
    if negation in ("not", "never", "cannot", "unable to", "yet to") or negation.endswith("n't"):
        held = re.search(r"\bany\s+(?P<noun>\w+)\s+(?:\w+\s+)?(?:with|for|of|in|from|about|on)\b", between)
        if uses and held and not re.fullmatch(rf"{cues.USE_NOUNS}|part|form|kind|module|element", held["noun"]):
            return OTHER
        return USE if uses else OTHER
    if re.match(rf"\s*(?:\w+\s+)?{cues.USE_NOUNS}(?!\w)", between):
        return USE  # "no software that is supplied by X"
    preposed = re.search(rf"\b(\w+)\s+{_PREPOSED.pattern}", between)
    if preposed and not re.fullmatch(cues.USE_NOUNS, preposed[1]) and not uses:
        return ""  # "no suppliers are involved with X": what is denied is the supplier
    return USE if uses or not cues.VERB.search(between) else ""


def _denied_after(after: str, before: str) -> str:
    """The negation stands after the name: its use is denied where the verb that follows is one of use."""
    match = cues.NEGATION.search(after)
    if match is None or len(after[: match.start()].split()) > 12:
        return ""
    first = cues.VERB.search(after)
    if first and first.end() < match.start() and not _AUXILIARY.fullmatch(first[0]):
        return ""
    if cues.VERB.search(before) and re.search(r"\b(?:we|it|they|council|uses?|used|using|ha[sd]|have)\b", before):
        return ""  # the name is an object: the negation that follows has its own
    rest = after[match.end() :]
    if re.match(rf"\s+(?:\w+ly\s+|been\s+|being\s+|actually\s+|in\s+the\s+)*{cues.USED}(?!\w)", rest):
        return USE
    if re.match(
        r"\s+(?:a|an|one\s+of|part\s+of|among|something)\b.*\b(?:we|us|our|council|force|trust|hold|use[sd]?)\b", rest
    ):
        return USE
    return ""


def _ended(before: str, after: str, sentence: str) -> str:
    """ended, or empty; affirmed for what came instead ("moved from A to X") and what is only going to be replaced."""
    spans = [*re.finditer(rf"(?<!\w)(?:{cues.NO_LONGER}|{cues.ENDING_VERB})(?!\w)", before)]
    is_new = re.search(r",\s*(?:the\s+)?$", before) and re.match(
        r"\s*(?:\w+\s+){0,2}?(?:is|are|was|were|has|have)\b", after
    )
    if spans and not is_new and not _negated(before[: spans[-1].start()]):
        cue, between = spans[-1][0], before[spans[-1].end() :]
        if re.search(r"(?:replac|supersed|mov|migrat|switch|transfer|chang)", cue) and re.search(
            r"(?<!\w)(?:to|with|by|onto|in favour of)(?!\w)", between
        ):
            return PLANNED if _is_ahead(before[: spans[-1].start()]) else AFFIRMED
        if re.search(cues.INFORMATION, between):
            return ""
        return AFFIRMED if _is_ahead(before[: spans[-1].start()]) and cue != "no longer" else ENDED
    if _ANSWER_ENDED.match(after):
        return ENDED
    match = re.search(rf"(?<!\w)(?:{cues.NO_LONGER}|{cues.ENDING_VERB})(?!\w)", after)
    if match and len(after[: match.start()].split()) <= 12 and not _negated(after[: match.start()]):
        return _ended_after(before, after, match)
    if re.search(
        rf"(?<!\w)(?:{cues.FORMER}\s+(?:\w+\s+)?{cues.USE_VERBS}|used\s+to\s+(?:use|have|hold|run))(?!\w)", before
    ):
        return ENDED
    if re.search(rf"^[^.]{{0,60}}(?:previously|formerly)\s+{cues.USED}", after):
        return ENDED
    clause = f"{before}{NAME}{after}"
    if cues.UNTIL.search(_plain(sentence)) and re.search(r"\b(?:used|was|were|had|ran|held|operated)\b", clause):
        return ENDED
    return ""


def _ended_after(before: str, after: str, match: re.Match[str]) -> str:
    head = after[: match.start()]
    if re.search(r"^\s*(?:has|have|had)?\s*(?:replac|supersed)", after[match.start() - 1 :]) and not re.search(
        r"\b(?:is|are|was|were|be|been|being)\b[^,]*$", head
    ):
        return AFFIRMED if re.search(r"replac|supersed", match[0]) else ENDED  # "X replaced Y"
    if (
        re.search(
            r"\b(?:is|are)\s+(?:being|due\s+to\s+be|to\s+be|going\s+to\s+be|scheduled\s+to\s+be)\s*$|\bwill\s+(?:\w+ly\s+)?be\s*$|\bbeing\s*$",
            head,
        )
        and "no longer" not in match[0]
    ):
        return AFFIRMED  # still in use until then
    if (
        cues.VERB.search(before)
        and not re.search(r"\b(?:for|with|of|from)\s*(?:the\s*)?$", before)
        and not re.search(r"\b(?:is|are|was|were|has|have|been)\b", head)
    ):
        return ""
    return ENDED


def _negated(words: str) -> bool:
    return bool(re.search(rf"{cues.NEGATION.pattern}(?:\s+\S+){{0,3}}\s*$", words))


def _is_ahead(words: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{cues.FUTURE})(?:\s+\S+){{0,3}}\s*$", words))


def _planned(before: str, after: str) -> bool:
    if re.search(rf"(?<!\w)(?:{cues.PLAN})(?!\w)", before):
        return True
    if cues.WILL.search(before) and re.search(
        rf"(?<!\w)(?:will|shall|going\s+to|'ll)\s+(?:\w+ly\s+|also\s+|be\s+|then\s+|soon\s+)*(?:{cues.USE_VERBS}|replace|become|start|begin)(?!\w)",
        before,
    ):
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
