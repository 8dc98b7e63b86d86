"""Whether the text of a page is worth having, and how to name pages in a sentence.

Pure functions over texts. "Has a text layer" is not the test: one real file has thousands of characters of nonsense.
Rules and figures: few non-space characters means no text; control, private-use or replacement characters above 5 %
mean unreadable; so do at least 20 words of three letters and more of which hardly any is English or Welsh and which have
too few or too many vowels for any language. Where less than two fifths are known it may be a table of names or Polish, so
the text is kept and a picture of the page is read as well; of lines that make no sense among others, the picture of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache

from .spelling import long_words, shares_of_three, without_codes

FEW_CHARACTERS = 30
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_FEWEST_WORDS = 20
FEW_KNOWN = 0.4
_FEWEST_OF_LINE, _FEWEST_OF_RUN, _MANY_OF_RUN = 3, 5, 12  # words of three letters and more
_FEW_KNOWN_OF_LINE = 0.2
_MANY_UNMAPPED, _UNMAPPED_SHARE = 8, 0.3  # signs of a line; bullets and ticks are fewer
_HARDLY_ANY_KNOWN = 0.1
_VOWELS = frozenset("aeiouy")
_VOWELS_LEAST, _VOWELS_MOST = 0.25, 0.6  # of the letters, in every language written in Latin letters
_WELSH_SPELLING = (
    0.42  # of three letters in a row; Welsh lists have 0.5 and more, English 0.24, shuffled letters at most 0.31
)
_FLOWING = 0.12  # share of the little words of Welsh below which no Welsh sentence falls
# The commonest words of Welsh and those of its councils, with their mutations: no well-kept package has a list.
_WELSH_LITTLE_WORDS = "a ac ag ar am at ei eu ein eich i o y yr yn na nad ni neu un mae fod gan"
_WELSH_LITTLE = frozenset(_WELSH_LITTLE_WORDS.split())
_WELSH_WORDS = (
    "adran adroddiad aelod aelodau ail allan amgylch amser angen annwyl arall ardal asesu asiantaeth at atoch"
    " awdurdod bawb beth blant blwyddyn blynedd bod boed bwrdd bydd byddai bydden byddwch byddwn bywyd cael cafodd"
    " cais cefnogi chi chwilio chyfer chymorth chyngor cyd cyfan cyfer cyfle cyflwyno cyfnod cyfreithiol cyfrifol"
    " cyhoeddi cyhoeddus cylch cymdeithasol cymorth cymru cymuned cymunedol cyn cyngor cynllun cynnal cynnwys cyntaf"
    " cyswllt cysylltu datblygu ddata dde ddim ddinas ddod ddogfen ddogfennau deddf defnydd defnyddio defnyddir"
    " defnyddwyr deg derbyn diogelu diolch diwedd dros drwy dweud dyddiad dylai dylech efallai eich eiddo eisiau"
    " eithriad eleni ellir enw er erbyn ers fathau fel felly fesul ffoniwch ffordd fod fwy fydd fyddai gais gallai"
    " gallu gallwch gallwn ganddo gennych gennym ger gofal gofyn gorffennaf gwaith gwasanaeth gwasanaethau gweld"
    " gwneud gwybod gwybodaeth gyda gydag gyfan gyfarfod gyfer gyfnod gyfreithiol gyhoeddus gymorth gymuned gyngor"
    " gynllun gynnwys haen hawl heb heddiw heddlu hefyd hoffech hoffwn hon honno hwn hwnnw hyd hyn hynny iaith iawn"
    " iechyd ionawr isod llawer lle lleol llythyr llywodraeth mae maent mai mawr meddalwedd medi mehefin mewn mewnol"
    " mis modd mwy mwyn mynd nad nawr nesaf newydd nghymru nid nifer nodi nodyn oed oedd oes ofynnol ogystal ohebiaeth"
    " oherwydd ond oni pan parhau pawb peidio penderfyniad personol pheidio phersonol phobl plant pob pobl polisi pryd"
    " pwy pwyllgor rhai rhaid rhan rhif rhoi rhwng rhyddid roedd rydych rydym sail sawl sef sir sut swydd swyddfa"
    " swyddog swyddogion sydd systemau tai tan teulu teuluoedd tra trefn trwy tua tudalen tystiolaeth uchod uned"
    " unigol unigolion unrhyw wasanaethau wedi wedyn weithio wna wneir wneud wrth wybod wybodaeth wyneb ychwanegol ydy"
    " ydym ydyw yma ymateb ymchwil ymholiad ymlaen ynddo ynghyd ynghylch ynglŷn yno ysgol ysgolion ystod ystyried"
)
_WELSH = frozenset(_WELSH_WORDS.split())


def count_characters(text: str) -> int:
    """Characters that are not white space."""
    return len("".join(text.split()))


@lru_cache(maxsize=256)  # asked several times of each page
def is_garbled(text: str) -> bool:
    """Whether a text layer is nonsense for sure, as from fonts that do not say which letters they draw."""
    solid = "".join(text.split())
    if len(solid) < FEW_CHARACTERS:
        return False
    if len(_ODD.findall(solid)) > len(solid) * 0.05:
        return True
    known = known_share(text)
    return known is not None and known < _HARDLY_ANY_KNOWN and not _VOWELS_LEAST <= _vowel_share(text) <= _VOWELS_MOST


def is_doubtful(text: str) -> bool:
    """Whether a text may be nonsense: too few of its words are known to be sure of it."""
    known = known_share(text)
    return known is not None and known < FEW_KNOWN


@lru_cache(maxsize=256)  # the last time when all pages are there
def known_share(text: str) -> float | None:
    """The share of known words among those of three letters and more; None where there are too few to tell.

    A text with the little words of Welsh in it, or whose unknown words are spelt as Welsh is, counts as known throughout,
    since our list of Welsh is short. Codes and abbreviations are no words of any language and are not counted.
    """
    words = _WORD.findall(text.lower())
    long = long_words(text.lower())
    if len(long) < _FEWEST_WORDS:
        return None
    if sum(word in _WELSH_LITTLE for word in words) >= _FLOWING * len(words) and _looks_welsh(long):
        return 1.0
    known = sum(map(is_known_word, long)) / len(long)
    if known < FEW_KNOWN:  # looked at more closely, which few pages need
        long = long_words(without_codes(text))
        if len(long) < _FEWEST_WORDS:
            return None
        unknown = [word for word in long if not is_known_word(word)]
        known = 1.0 if is_spelt_as_welsh(unknown) else 1 - len(unknown) / len(long)
    return round(known, 3)


def doubtful_lines(text: str) -> list[tuple[int, int]]:
    """Lines that may be nonsense below or above others that are not, or on a page of few words, as spans of the text.

    Fewer words than make a page doubtful, so the lines are kept and their picture is read as well; names and codes may be
    among them.
    """
    found: list[tuple[int, int]] = []
    run: list[str] = []
    start = at = 0
    end = -1  # of the lines that are odd so far, none
    for line in [*text.splitlines(keepends=True), ""]:
        words = long_words(line.lower())
        is_odd = _is_unmapped(line)
        if not is_odd and _are_unknown(words):
            words = long_words(without_codes(text)[at : at + len(line)])
            is_odd = _are_unknown(words)
        is_telling = len(words) >= _FEWEST_OF_LINE
        if is_odd:
            start, end = (at if end < 0 else start), at + len(line.rstrip())
            run += words
        elif end >= 0 and (is_telling or not line):
            if _is_odd_run(text[start:end], run):
                found.append((start, end))
            run, end = [], -1
        at += len(line)
    return found


def _are_unknown(words: list[str]) -> bool:
    """Whether a line has enough words to tell, and hardly one of them is known."""
    return len(words) >= _FEWEST_OF_LINE and sum(map(is_known_word, words)) <= _FEW_KNOWN_OF_LINE * len(words)


def _is_unmapped(line: str) -> bool:
    odd = len(_ODD.findall(line))
    return odd >= _MANY_UNMAPPED and odd >= _UNMAPPED_SHARE * count_characters(line)


def _is_odd_run(text: str, words: list[str]) -> bool:
    if any(map(_is_unmapped, text.splitlines())):
        return True
    if len(words) < _FEWEST_OF_RUN:
        return False
    if is_spelt_as_welsh(words):
        return False
    every = _WORD.findall(text.lower())
    if sum(word in _WELSH_LITTLE for word in every) >= _FLOWING * len(every):
        return False
    return len(words) >= _MANY_OF_RUN or not _VOWELS_LEAST <= _vowel_share(text) <= _VOWELS_MOST


def _vowel_share(text: str) -> float:
    letters = [letter for letter in unicodedata.normalize("NFD", text.lower()) if letter.isalpha()]
    return sum(letter in _VOWELS for letter in letters) / len(letters) if letters else 0.0


def is_spelt_as_welsh(words: list[str]) -> bool:
    """Whether letters follow each other as in our Welsh words: in lists of places and names hardly a word is one of these."""
    return shares_of_three(words, _WELSH) >= _WELSH_SPELLING


def _looks_welsh(long: list[str]) -> bool:
    return sum(word in _WELSH for word in long) >= 0.1 * len(long)


@lru_cache(maxsize=20_000)
def is_known_word(word: str) -> bool:
    """Whether a word is English or Welsh, as far as our lists go; British spellings are tried in their American form."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if word in _WELSH or word in _english():
        return True
    american = word.replace("isation", "ization").replace("ising", "izing").replace("ise", "ize").replace("our", "or")
    return american != word and american in _english()


@cache
def _english() -> frozenset[str]:
    """The word list of pyspellchecker (MIT), read when the first page is judged."""
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en").word_frequency.dictionary)


def describe_unread(wanted: Mapping[int, str], is_wordless: bool, with_text: Collection[int] = ()) -> str:
    """What of a document has not been read, in a sentence; ``wanted`` is what OCR is to read, by page. "" when nothing.

    ``with_text`` are pages that have words, if doubtful ones. Read or not, the same state always gives the same sentence, so
    that it can be taken back when OCR has been done.
    """
    wanted = {number: what for number, what in wanted.items() if what}
    if wanted and is_wordless:
        return f"A scan, not read: pictures instead of text on {name_pages(wanted)}."
    whole = [number for number, what in wanted.items() if what == "page" and number not in with_text]
    doubtful = [number for number, what in wanted.items() if what == "page" and number in with_text]
    parts = [number for number, what in wanted.items() if what != "page"]
    sentences = []
    if whole:
        sentences.append(
            f"A scan, not read: pictures, or letters that cannot be told, instead of text on {name_pages(whole)}."
        )
    if doubtful:
        sentences.append(f"The text may not be what is seen on {name_pages(doubtful)}, whose picture was not read.")
    if parts:
        sentences.append(f"Pictures may hold words that were not read on {name_pages(parts)}.")
    return " ".join(sentences)


def name_pages(numbers: Iterable[int]) -> str:
    """Page numbers as words: "page 3", "pages 1-4 and 7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in runs]
    plural = "page" if len(runs) == 1 and runs[0][0] == runs[0][1] else "pages"
    return f"{plural} {', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else f"{plural} {shown[0]}"
