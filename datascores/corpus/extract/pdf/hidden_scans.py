"""Which words of a scan's text layer the scan does not show: blacked out, whitened or covered in any other plain colour.

A programme that reads scans finds no word where nothing is drawn; so a word whose place is plain was covered afterwards. But
layers are often set a little off, or in a font of other widths whose lines run past those of the scan, and scans can be
faint. Hence a word in the colour of the paper counts only where letters follow it on its line, where its whole line
is plain, or where the gaps of the layer fall into gaps of the scan; and noise of a letter or two counts never. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from PIL import Image

from ..quality import is_known_word

Pixels = tuple[int, int, int, int]  # left, top, right, bottom

PLAIN_SPREAD = 25  # between the 2nd and 98th percentile of grey
DARK_END = 90
_COVERED_SPREAD = 10  # of what a program painted; the paper of a scan is rarely as even, and faint letters are not
_FAINT_SHARE = 3  # of a scan's usual spread
_LEAST_SPREAD = 3
_OTHER_COLOUR = 12  # than the paper's
_AROUND = 0.15  # of a word's height, above and below it
_MANY_LETTERS, _FEW_LETTERS, _FEW_DIGITS = 5, 3, 2  # of words beside each other
_FITTING = 0.8  # of the gaps between words
_FEW_GAPS = 2


class LayerWord(NamedTuple):
    """A word of the layer: its place on the page as it is shown, and its letters and digits."""

    box: Pixels
    signs: str


def unseen_words(grey: Image.Image, words: Sequence[LayerWord]) -> dict[int, bool]:
    """The indices of words that a scan does not show, each with whether its place is black. `words` in reading order."""
    if sum(box[3] - box[1] - box[2] + box[0] for box, _ in words) > 0:  # lines run up or down
        grey = grey.transpose(Image.Transpose.TRANSPOSE)
        words = [LayerWord((top, left, bottom, right), signs) for (left, top, right, bottom), signs in words]
    spreads = [spread(grey.crop(word.box)) for word in words]
    usual = [lightest - darkest for darkest, lightest in spreads if lightest - darkest >= _COVERED_SPREAD]
    most = max(_LEAST_SPREAD, min(_COVERED_SPREAD, median(usual) / _FAINT_SHARE if usual else _LEAST_SPREAD))
    paper = median(lightest for _, lightest in spreads) if spreads else 255
    black = {at for at, (dark, light) in enumerate(spreads) if light - dark < PLAIN_SPREAD and dark < DARK_END}
    plain = [light - dark <= most for dark, light in spreads]
    coloured = {at for at, (_, light) in enumerate(spreads) if plain[at] and paper - light >= _OTHER_COLOUR}
    blank = {at for at in range(len(words)) if plain[at] and at not in coloured and _is_bare(grey, words[at].box, most)}
    found = coloured | blank
    if blank:
        lines = [*_lines(words)]
        fits = _fits(grey, words, lines, found | black)
        blank = {at for line in lines for at in _covered(line, blank, found | black, fits)}
    found = {at for run in _runs(words, coloured | blank) for at in run}
    return {at: at in black for at in sorted(found | black)}


def spread(grey: Image.Image) -> tuple[int, int]:
    """The 2nd and 98th percentile of a grey picture."""
    levels, total, below = grey.histogram(), grey.width * grey.height, 0
    darkest, lightest = -1, 255
    for level, count in enumerate(levels):
        below += count
        if darkest < 0 and below >= 0.02 * total:
            darkest = level
        if below >= 0.98 * total:
            lightest = level
            break
    return max(0, darkest), lightest


def _is_bare(grey: Image.Image, box: Pixels, most: float) -> bool:
    """Whether nothing is drawn closely above and below a word either, where a layer is set a little off."""
    left, top, right, bottom = box
    off = max(1, round(_AROUND * (bottom - top)))
    darkest, lightest = spread(grey.crop((left, top - off, right, bottom + off)))
    return lightest - darkest <= most


def _lines(words: Sequence[LayerWord]) -> Iterable[list[int]]:
    """The indices of words that stand side by side, in reading order."""
    line: list[int] = []
    for at, word in enumerate(words):
        if line and not _are_side_by_side(words[line[-1]].box, word.box):
            yield line
            line = []
        line.append(at)
    if line:
        yield line


def _are_side_by_side(one: Pixels, other: Pixels) -> bool:
    height = min(one[3] - one[1], other[3] - other[1])
    return min(one[3], other[3]) - max(one[1], other[1]) >= 0.5 * height


def _covered(line: Sequence[int], blank: set[int], unseen: set[int], fits: bool) -> Iterable[int]:
    """The blank words of a line that were covered; those after its last letters only where the layer fits the scan."""
    seen = [place for place, at in enumerate(line) if at not in unseen]
    for place, at in enumerate(line):
        if at in blank and (fits or not seen or place < seen[-1]):
            yield at


def _fits(grey: Image.Image, words: Sequence[LayerWord], lines: Iterable[Sequence[int]], unseen: set[int]) -> bool:
    """Whether the gaps between the words of the layer are gaps of the scan."""
    fitting = total = 0
    for line in lines:
        for one, other in pairwise(line):
            left = min(words[one].box[2], words[other].box[2])
            right = max(words[one].box[0], words[other].box[0])
            if one in unseen or other in unseen or right - left < 2:
                continue
            top, bottom = words[one].box[1], words[one].box[3]
            middle = (left + right) // 2
            ink, paper = spread(grey.crop(words[one].box))
            darkest, _ = spread(grey.crop((middle - 1, top, middle + 1, bottom)))
            total += 1
            fitting += darkest > paper - 0.4 * (paper - ink)
    return total >= _FEW_GAPS and fitting >= _FITTING * total


def _runs(words: Sequence[LayerWord], unseen: set[int]) -> Iterable[list[int]]:
    """Unseen words side by side that are more than noise."""
    for line in _lines(words):
        run: list[int] = []
        for at in [*line, -1]:
            if at in unseen:
                run.append(at)
                continue
            if _tell([words[place].signs for place in run]):
                yield run
            run = []


def _tell(run: Sequence[str]) -> bool:
    """Whether words are more than noise: by their length, as numbers, as words of a language, or as names."""
    signs = "".join(run)
    if len(signs) >= _MANY_LETTERS or sum(sign.isdigit() for sign in signs) >= _FEW_DIGITS:
        return True
    return any(len(word) >= _FEW_LETTERS and (word.istitle() or is_known_word(word)) for word in run)
