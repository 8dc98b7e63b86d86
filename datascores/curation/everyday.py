"""Names that are words of everybody's letters: a plain name of such words is found where nobody means the record. Pure.

How common a word is comes from the frequency list of pyspellchecker (words of film subtitles, Hermit Dave's FrequencyWords).
"""

from __future__ import annotations

from datascores.catalogue.validation import COMMON_WORDS
from datascores.corpus.matcher.folding import fold
from datascores.curation.terms import frequency_of

OFTEN = 2000  # in the list; "compass" and "sincerely" are above it, firms that became words below
_OF_LETTERS = (
    "dear sir sirs madam thank thanks please yours sincerely faithfully truly regards kind best wishes hello hi good morning"
    " afternoon evening request requests requested letter email mail reply response question questions answer enquiry following"
    " attached enclosed further concern may page date sent subject re ref reference number telephone tel fax address"
)
LETTER_WORDS = COMMON_WORDS | frozenset(_OF_LETTERS.split())


def said_of(kind: str, name: str, is_ambiguous: bool) -> str:
    """A sentence if the name is an everyday word, or consists of words of every letter; else empty.

    One word that is common may be a topic, so keywords are measured by the words of letters alone.
    """
    words = fold(name).split()
    if is_ambiguous or not words:
        return ""
    if set(words) <= LETTER_WORDS:
        return f"“{name}” consists of words of every letter: it would be found nearly everywhere."
    if kind != "keyword" and len(words) == 1 and frequency_of(words[0]) >= OFTEN:
        return f"“{name}” is an everyday word: mark it as ambiguous and give it context words."
    return ""
