"""The clause that holds a name: plain words before and after it, without asides, cut where another clause begins."""

from __future__ import annotations

import re

from datascores.corpus.stance import cues

# "dont", "do'nt", "didn t", "n ot": how a denial is typed in haste or read from a scan
_SHORT_NOT = re.compile(
    r"\b(do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should|ai)(?:n['’‘`´ ]?t|['’‘`´]nt|n['’‘`´]\s?t)\b"
)
_BROKEN_NOT = re.compile(
    r"\b(do|does|did|is|are|was|were|has|have|had|will|can)\s+(?:n\s+ot|no\s+t|nto|noy|nott|ont)\b"
)


def plain(words: str) -> str:
    """Lower case, one blank for many (a tab stays), "May" as a month no doubt, "at no time" never, "dont" don't."""
    words = re.sub(r"\bMay\b(?=\s+\d)", "05", words)
    words = re.sub(r"(?<=\d )May\b", "05", words)
    words = re.sub(r"[^\S\t]+", " ", words).lower().replace("n’t", "n't")
    words = _BROKEN_NOT.sub(r"\1 not", _SHORT_NOT.sub(r"\1n't", words))
    words = re.sub(r"\b(cannot|can\s+not)\b", "cannot", words)
    return re.sub(r"\bat no (?:time|point|stage)\b", "never", words)


def without_asides(before: str, after: str) -> tuple[str, str, str]:
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


def clause_of(before: str, after: str) -> tuple[str, str]:
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


# what of a system is spoken of: "X licences were not held" is said of X
_NOUN = re.compile(r"^(?:['’]s?)?\s+(?:licen[cs]es?|contracts?|subscriptions?|pilots?|trials?|agreements?)(?!\w)")


def without_noun(after: str) -> str:
    """The words after a name without a noun that looks like a verb: "licences", "contract"."""
    return _NOUN.sub("", after)


def last_end(pattern: re.Pattern[str], words: str) -> int:
    return max((match.end() for match in pattern.finditer(words)), default=0)
