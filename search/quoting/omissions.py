"""What "…" in a quote leaves out, and whether it may turn the meaning round. Pure.

The words are always shown. Warned of is what holds a word by which a statement is denied, ended, refused, planned, doubted,
bound to a condition or given an exception (the words of ``corpus.stance``; a false alarm costs a look, a missed "not" a
false quote), what runs over the end of a sentence or item, what is long, and what is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from datascores.corpus.stance import cues, sentence_around
from datascores.corpus.visibility import COVER
from search.pieces import Span
from search.quoting.words import has_words

LONG = 100  # characters left out from which on it is told that they are many
_CONDITION = (
    r"only|until|before|after|once|when(?:ever)?|where|provid(?:ed|ing)|(?:as|so)\s+long\s+as|in\s+(?:case|the\s+event)"
    r"|subject\s+to|depend(?:s|ing|ent|ed)?|otherwise|at\s+(?:least|most)|up\s+to|less|fewer|more|under|over|almost"
    r"|nearly|about|around|approximately|rarely|sometimes|occasionally|alleged(?:ly)?|claim(?:s|ed)?|so-called"
    r"|can(?:['’]t)?|should|must|ought|no\s+one|wouldn['’]?t"
)
# what is said by a word of each kind, in the order in which it is told
_KINDS = {
    "a denial": f"{cues.NEGATIVE.pattern}|{cues.NO_LONGER}|{cues.NEGATION.pattern}|never|no\\s+longer",
    "a refusal": cues.REFUSAL.pattern,
    "an exception": f"{cues.EXCEPTION.pattern}|except\\w*|unless|save|without|other\\s+than",
    "a condition or a limit": f"if|{_CONDITION}",
    "a doubt": cues.DOUBT.pattern,
    "an end or a past": f"{cues.ENDING_VERB}|{cues.FORMER}|stop\\w*|ceas\\w+|former|used\\s+to|once|was|were|had",
    "a plan": f"{cues.PLAN}|{cues.FUTURE}|{cues.WILL.pattern}",
    "a trial": cues.PILOT.pattern,
    "a turn": f"{cues.CONTRAST.pattern}|{cues.INSTEAD.pattern}|yet|despite|nor|or",
}
_SAYS = {kind: re.compile(rf"(?<![\w§])(?:{pattern})(?![\w§])") for kind, pattern in _KINDS.items()}


@dataclass(frozen=True)
class Omission:
    """Words of the document where a quote has "…", and in plain words what in them may turn the meaning round."""

    words: str
    warnings: tuple[str, ...] = ()


def omissions_between(text: str, marks: Sequence[Span]) -> tuple[Omission, ...]:
    """What stands between quoted words; nothing where only blanks and punctuation do."""
    return tuple(
        Omission(" ".join(text[end:start].split()), tuple(_warnings_of(text, end, start)))
        for (_, end), (start, _) in pairwise(marks)
        if has_words(text[end:start])
    )


def turning_words(words: str) -> dict[str, str]:
    """The first word of each kind by which a statement may be turned, by the kind."""
    words = " ".join(words.lower().replace("’", "'").split())
    found = {kind: pattern.search(words) for kind, pattern in _SAYS.items()}
    return {kind: match[0].strip() for kind, match in found.items() if match}


def _warnings_of(text: str, end: int, start: int) -> list[str]:
    """What is to be said of the words between the place where quoted words end and where they go on."""
    words = text[end:start]
    warnings = [f"it holds {kind}: “{word}”" for kind, word in turning_words(words).items()]
    if sentence_around(text, end - 1, end).end <= start - 1 and _ends(text, end, start):
        warnings.append("it runs over the end of a sentence or item")
    if len(words.strip()) > LONG:
        warnings.append(f"it is long: {len(words.split())} words")
    if COVER in words:
        warnings.append("words in it are withheld")
    return warnings


def _ends(text: str, end: int, start: int) -> bool:
    """Whether the words before and after stand in different sentences."""
    return sentence_around(text, start, start + 1).start >= end
