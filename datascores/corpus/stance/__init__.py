"""What a text says of a name it holds: affirmed, denied, planned, piloted, ended, or unclear, and in which sentence.

Pure: a text and a place go in, a sentence and a reading come out. A change here is a change of MATCH_VERSION, since the
step "match" writes what comes out.
"""

from datascores.corpus.stance.answers import answer_to, answered
from datascores.corpus.stance.elsewhere import Place, at_home, is_elsewhere
from datascores.corpus.stance.reading import Reading, read_place, read_within, stance_of
from datascores.corpus.stance.sentences import LONGEST, Sentence, sentence_around, sentences_of

__all__ = [
    "LONGEST",
    "Place",
    "Reading",
    "Sentence",
    "answer_to",
    "answered",
    "at_home",
    "is_elsewhere",
    "read_place",
    "read_within",
    "sentence_around",
    "sentences_of",
    "stance_of",
]
