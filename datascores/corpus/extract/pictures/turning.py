"""Scans that lie on their side or stand on their head: when to try another way up, and which way made most sense. Pure.

Read the wrong way up, letters still look like letters, but OCR is unsure of them and hardly a word is known: on turned
pages of print the mean confidence of all words lies at 0.2 to 0.35, on upright ones above 0.8. Only pages that look like
this cost more than one reading. Words are given back at their places on the picture as it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image

from ..quality import is_known_word
from .picture_words import Line, Word, bare_word, mean_confidence

TURNS = (
    180,
    90,
    270,
)  # against the clock; Tesseract finds out about some quarter turns itself, hence the half turn first
_SURE = 0.8  # mean confidence from which known words are not asked for: tables, lists of names, other languages
_UNSURE = 0.6
_NONSENSE = 0.5
_FEW_KNOWN = 0.4
_HARDLY_ANY = 0.3  # of all letters seen: a photo has a known word or two by chance
_UNKNOWN_COUNTS = 0.3  # what a word that is no known one counts, beside 1 for one that is
_CLEARLY = 1.5  # times the sense of the picture as it came: else it stays as it came
_TURNED = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}


@dataclass(frozen=True)
class Attempt:
    """One reading of a picture: how far it was turned, all that OCR saw, and what of it is not noise."""

    turn: int
    seen: Sequence[Line]
    lines: Sequence[Line]

    @property
    def confidence(self) -> float | None:
        """The mean over all that was seen, noise included; None where nothing was."""
        return mean_confidence(self.seen)

    @property
    def sense(self) -> float:
        """Confidence times letters; words that are not known count less."""
        return sum(
            word.confidence * len(word.text) * (1 if is_known_word(bare_word(word)) else _UNKNOWN_COUNTS)
            for line in self.lines
            for word in line
        )


def is_doubtful(attempt: Attempt) -> bool:
    """Whether the picture may be the wrong way up; not where nothing like letters was seen."""
    confidence = attempt.confidence
    if confidence is None:
        return False
    return confidence < _UNSURE or (confidence < _SURE and _known_share(attempt.lines) < _FEW_KNOWN)


def is_nonsense(attempt: Attempt) -> bool:
    """Whether what was read is no words at all: handwriting, a drawing, or a picture too poor."""
    confidence = attempt.confidence
    return confidence is not None and confidence < _NONSENSE and _known_among_seen(attempt) < _HARDLY_ANY


def choose(as_it_came: Attempt, turned: Iterable[Attempt]) -> Attempt:
    """The attempt that makes most sense; as it came unless another is clearly better."""
    best = max(turned, key=lambda attempt: attempt.sense, default=as_it_came)
    return best if best.sense > _CLEARLY * as_it_came.sense else as_it_came


def _known_share(lines: Iterable[Line]) -> float:
    """Of the words of three letters and more; 0 where there are none."""
    long = [bare for line in lines for word in line if len(bare := bare_word(word)) >= 3 and bare.isalpha()]
    return sum(is_known_word(word) for word in long) / len(long) if long else 0.0


def _known_among_seen(attempt: Attempt) -> float:
    """The letters of known words that are kept, as a share of all letters that were seen."""
    known = [
        bare for line in attempt.lines for word in line if len(bare := bare_word(word)) >= 3 and is_known_word(bare)
    ]
    seen = sum(len(word.text) for line in attempt.seen for word in line)
    return sum(map(len, known)) / seen if seen else 0.0


def turn_picture(picture: Image.Image, turn: int) -> Image.Image:
    """The picture turned against the clock by 0, 90, 180 or 270 degrees."""
    return picture.transpose(_TURNED[turn]) if turn else picture


def turn_back(word: Word, turn: int, width: float, height: float) -> Word:
    """A word of the turned picture at its place on the picture as it came, whose size is given."""
    left, top, right, bottom = word[2:]
    box = {
        0: (left, top, right, bottom),
        90: (width - bottom, left, width - top, right),
        180: (width - right, height - bottom, width - left, height - top),
        270: (top, height - right, bottom, height - left),
    }[turn]
    return Word(word.text, word.confidence, *box)
