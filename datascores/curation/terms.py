"""Names of products and firms that nobody has listed yet: how they are seen in a text. Pure.

A term is a run of words that are written like a name (capitals, joined capitals, digits). It counts by the company it
keeps: right before or after words such as "system", "supplied by" or "contract with", or by an ending such as "Ltd".
The approach follows the use of lexical patterns for terms (Hearst, COLING 1992), with the nested shorter terms given back
to the longer one as in the C-value method (Frantzi, Ananiadou and Mima, 2000).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex
from spellchecker import SpellChecker

from datascores.corpus.matcher.variants import patterns_of

LONGEST = 6  # words of a term
# a possessive ends a run: in "Somebody's Risk Checker" the name is the checker
_WORD = r"(?:[A-Z](?:[\w&+]|[’'](?!s\b)\w)*|[a-z]+[A-Z]\w*|\d+[A-Z]\w*)"
_GLUE = r"(?: |\n(?![ \t]*\n)|-)"  # never a tab: the next cell of a table is another thing
_LINK = r"(?:of|and|for|&)"
_NEXT = rf"(?:(?:{_LINK}{_GLUE}){{0,2}}{_WORD}|\d{{1,4}}(?![\d.,/])|(?:based|led){_GLUE}{_WORD})"
_TERM = regex.compile(rf"(?<![\w@/.’'-]){_WORD}(?:{_GLUE}{_NEXT}){{0,{LONGEST - 1}}}(?![\w@/]|\.\w)")
_ABBREVIATION = regex.compile(r"\s*[(\[“\"‘']{1,2}([A-Z][A-Za-z0-9.&]{1,9})s?[)\]”\"’']{1,2}")

# what a name is called right after it: "the Xyz system", "Xyz (XY) software"
_NOUN = (
    r"(?:systems?|software|tools?|platforms?|databases?|packages?|applications?|products?|solutions?|suites?|modules?|dashboards?|apps?"
    r"|algorithms?|portals?|licen[cs]es?|contracts?|profiling|segmentation|data\s?sets?|scores?|scoring|ratings?|case\s+management)"
)
_AFTER = regex.compile(rf"\W{{0,3}}(?:[a-z]+\W){{0,1}}?{_NOUN}\b", regex.I)
# what says before it that a name of a product or firm comes
_BEFORE = regex.compile(
    r"(?:(?:supplied|provided|developed|built|made|created|delivered|procured|purchased|bought|licensed|hosted|designed|owned|run)\s+(?:by|from)"
    r"|contract(?:ed|s)?\s+(?:with|to)|contractors?|suppliers?|vendors?|compan(?:y|ies)|firms?|providers?|consultancy|developers?|partner(?:ed|ship)?\s+with"
    rf"|(?:called|named|known\s+as|entitled|branded|such\s+as|including)|{_NOUN}(?:\s+is|\s+are|:)?|using|uses?|used|utilises?|utilising|implemented|deployed|introduced|commissioned|installed)"
    r"\W{1,3}(?:(?:the|a|an|our|its|by|from|is|are)\W){0,2}$",
    regex.I,
)
# "Xyz, supplied by ...": whose it is stands behind it
_SUPPLIED = regex.compile(
    r"\W{0,2}\s*(?:which\s+(?:is|was)\s+|and\s+is\s+)?(?:supplied|provided|developed|made|sold|licensed|hosted|published)\s+(?:to\s+us\s+)?by\s",
    regex.I,
)
_SUPPLIER = regex.compile(
    r"(?:supplied|provided|developed|licensed|hosted|sold)\s+by\s+$|(?:supplier|vendor)s?(?:\s+(?:is|are)|:)\s+$",
    regex.I,
)
# in a list beside names that the catalogue knows, which are blotted out
_LISTED = regex.compile(r"\s*[,;/]\s*(?:and\s+)?_{3}|\s+(?:and|or)\s+_{3}")
_LISTED_BEFORE = regex.compile(r"_{3}\s*(?:[,;/]\s*(?:and\s+|or\s+)?|\s(?:and|or)\s)$")
_NEAR = regex.compile(rf"\b(?:{_NOUN}|suppl(?:y|ied|ier)|vendor|procure(?:d|ment)|analytics|data)\b", regex.I)
_FIRM_WORDS = ("ltd", "limited", "plc", "llp", "inc", "gmbh")
_FIRM = regex.compile(rf"(?:\s|,)*(?:{'|'.join(_FIRM_WORDS)})\b", regex.I)
# runs that hold one of these are bodies, laws, jobs, places in a document or times, not products
_OTHER = frozenset(
    """
    act acts regulation regulations directive council councils authority authorities university college
    constabulary police court committee commissioner commission parliament government ministry department
    minister secretary officer officers director manager head chief executive mr mrs ms miss dr professor sir
    lord lady january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday section article schedule appendix annex page figure table
    chapter question answer request requests response reference dear yours copyright street road avenue house
    lane borough county district city town kingdom england scotland wales ireland britain freedom information
    protection gdpr foi foia eir dpia trust hospital school academy foundation charity union newspaper journal
    press times guardian telegraph sincerely faithfully regards subject cc re fw fwd available accessed ibid eds
    ed vol pp labour conservative british english european american uk usa eu nhs
    """.split()  # noqa: SIM905
)
_STOP = frozenset(
    """
    the a an and or of in on at to for from by with as is are was were be this that these those it its we our us
    you your they their he she his her i my if when where while what which who how why not no yes all any some
    each both such other there here then than so but also however although please note see following further
    under over between within without about after before during since until unless because therefore thus new
    more most many much first second last next one two three part area full name date time number type list data
    key
    """.split()  # noqa: SIM905
)
_ADDRESS = regex.compile(r"(?:https?://|www\.)[^\s<>\"]+|(?<![\w.+-])[\w.+-]++@[\w.-]+")
_WORDS = regex.compile(r"[\w’'+]+")
_WEIGHTS = {"firm": 4.0, "supply": 4.0, "listed": 2.5, "after": 3.0, "before": 2.0, "near": 0.5}
_COMMON = 1000  # of the dictionary's list
_NEAR_REACH = 60
_BEFORE_REACH = 48


@dataclass(frozen=True)
class Sighting:
    """A term at a place: code points of the text, its folded ``key``, and how strongly the words around it speak for it."""

    start: int
    end: int
    key: str
    surface: str
    weight: float
    abbreviation: str = ""


def key_of(surface: str) -> str:
    """The form under which spellings of a term meet: lower case, blanks for hyphens and line ends, no plural of initials."""
    words = _WORDS.findall(surface.replace("’", "'").lower())
    return " ".join(word.removesuffix("'s") for word in words)


def is_plain(key: str) -> bool:
    """Whether a term is made of nothing but common words, "Health Problems": then a topic or a menu, unless it is a product."""
    return " " in key and all(frequency_of(word) >= _COMMON or len(word) < 4 for word in key.split())


def is_unusual(key: str) -> bool:
    """Whether a word of the term is in no dictionary of English."""
    return any(len(word) > 3 and not word.isdigit() and not _is_english(word) for word in key.split())


def sightings_in(text: str) -> Iterator[Sighting]:
    """Every run of name-like words that may be a product or a firm, with the weight of its surroundings."""
    text = _ADDRESS.sub(lambda match: "_" * len(match[0]), text)
    told = 0  # where the brackets end that hold the abbreviation of the term before
    for match in _TERM.finditer(text):
        start, end = _trimmed(text, *match.span())
        if end - start < 2:
            continue
        surface = " ".join(text[start:end].split())
        key = key_of(surface)
        if start < told or not key or _is_other(key) or not _is_name(surface):
            continue
        abbreviation = _ABBREVIATION.match(text, end)
        after = abbreviation.end() if abbreviation else end
        told = after
        weight = _weight(text, start, end, after)
        yield Sighting(start, end, key, surface, weight, abbreviation[1] if abbreviation else "")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without little words at its ends: "The Xyz", "In Xyz" at the beginning of a sentence."""
    words = [
        (match.start() + start, match.end() + start, match[0].lower()) for match in _WORDS.finditer(text[start:end])
    ]
    while words and (words[0][2] in _STOP or _is_noun(words[0][2])):
        words.pop(0)
    while words and (words[-1][2] in _STOP or _is_noun(words[-1][2]) or words[-1][2] in _FIRM_WORDS):
        words.pop()
    if not words:
        return start, start
    last = words[-1][1]
    return words[0][0], last - 2 if text[last - 2 : last] in ("'s", "’s") else last


def _is_noun(word: str) -> bool:
    return regex.fullmatch(_NOUN, word) is not None


def _is_other(key: str) -> bool:
    words = key.split()
    return bool(_OTHER.intersection(words)) or all(word.isdigit() or len(word) < 2 for word in words)


def _is_name(surface: str) -> bool:
    """One word alone is a name if no dictionary has it or a capital stands inside it; a phrase is one by its capitals."""
    if " " in surface or "-" in surface:
        return True
    if regex.fullmatch(r"[AQ]\d+|[A-Z]{2,5}s", surface):
        return False  # the number of a question or answer, initials of common things in the plural
    if any(letter.isupper() or letter.isdigit() for letter in surface[1:]):
        return len(surface) > 2 or any(letter.isdigit() for letter in surface)
    return not _is_english(surface.lower().removesuffix("'s").removesuffix("’s"))


def _weight(text: str, start: int, end: int, after: int) -> float:
    """How strongly the surroundings speak for a product or firm; 0 where nothing does."""
    if _FIRM.match(text, end):
        return _WEIGHTS["firm"]
    weight = 0.0
    before = text[max(0, start - _BEFORE_REACH) : start]
    if _SUPPLIED.match(text, after, after + 60) or _SUPPLIER.search(before):
        weight += _WEIGHTS["supply"]
    elif _LISTED.match(text, after, after + 20) or _LISTED_BEFORE.search(before):
        weight += _WEIGHTS["listed"]
    if _AFTER.match(text, after, after + 40):
        weight += _WEIGHTS["after"]
    if _BEFORE.search(before):
        weight += _WEIGHTS["before"]
    if not weight and (
        _NEAR.search(text, max(0, start - _NEAR_REACH), start) or _NEAR.search(text, end, end + _NEAR_REACH)
    ):
        weight = _WEIGHTS["near"]
    return weight


def frequency_of(word: str) -> int:
    """How often a word in small letters stands in the dictionary's list; 0 where it is not known."""
    return _dictionary()[word] if _is_english(word) else 0


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker()


@cache
def _is_english(word: str) -> bool:
    """Whether the dictionary, which is American, has a word in one of its spellings."""
    return any(spelt in _dictionary() for spelt in patterns_of(word))
