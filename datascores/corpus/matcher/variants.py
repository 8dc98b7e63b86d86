"""The ways in which one name is written: apostrophes, plural, British and American spelling, one word or two.

Case, accents, hyphens, "&" and the possessive are no variants: the folded form has taken them away, or leaves the name
standing. Pure: folded names in, folded patterns out.
"""

from __future__ import annotations

import re

# British before American; stems, so that "organisations" and "modelled" are covered
_SPELLINGS = (
    ("analys", "analyz"),
    ("behaviour", "behavior"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("colour", "color"),
    ("defence", "defense"),
    ("favour", "favor"),
    ("judgement", "judgment"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("labour", "labor"),
    ("licence", "license"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("neighbour", "neighbor"),
    ("programme", "program"),
)
_COMPOUNDS = (("data", "base"), ("data", "set"), ("e", "mail"), ("health", "care"), ("life", "style"), ("on", "line"))
_ENDINGS = "e|ed|er|ers|es|ing|ation|ations|ational"
_TO_Z = re.compile(rf"\b(\w{{3,}})is({_ENDINGS})\b")
_TO_S = re.compile(rf"\b(\w{{3,}})iz({_ENDINGS})\b")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_SHORTEST_JOINED = 7  # letters; shorter ones are other words too often


def patterns_of(folded: str) -> set[str]:
    """A folded name in all spellings, itself among them."""
    spelt = {folded, _to_american(folded), _to_british(folded)}
    for first, second in _COMPOUNDS:
        spelt |= {re.sub(rf"\b{first} {second}", first + second, form) for form in spelt}
        spelt |= {re.sub(rf"\b{first}{second}", f"{first} {second}", form) for form in spelt}
    return {variant for form in spelt for variant in apostrophe_variants(form)}


def apostrophe_variants(folded: str) -> set[str]:
    """ "king s fund" also as "kings fund", and the other way round: apostrophes are the first thing a typist loses."""
    joined = re.sub(r"(?<=\w\w) s(?= )", "s", folded)
    parted = re.sub(r"(?<=\w\w)(?<!s)s(?= )", " s", folded)
    return {folded, joined, parted}


def plural_of(name: str) -> str:
    """The English plural of a name by its last word, in the case it is written in."""
    if re.search(r"[^aeiou]y$", name):
        return f"{name[:-1]}ies"
    return f"{name}es" if _HISSING.search(name) else f"{name}s"


def joined_words(folded: str) -> str:
    """A name of two words as one ("power bi": "powerbi"), or empty where that would be short."""
    joined = folded.replace(" ", "")
    return joined if folded.count(" ") == 1 and len(joined) >= _SHORTEST_JOINED else ""


def parted_words(name: str) -> str:
    """A name written in one with capitals inside ("LiquidLogic") as two words, in its case, or empty."""
    parted = re.sub(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})", " ", name)
    return parted if " " not in name and parted.count(" ") == 1 else ""


def _to_american(folded: str) -> str:
    for british, american in _SPELLINGS:
        folded = re.sub(rf"\b{british}", american, folded)
    return _TO_Z.sub(r"\1iz\2", folded)


def _to_british(folded: str) -> str:
    for british, american in _SPELLINGS:
        folded = re.sub(rf"\b{american}(?!{british.removeprefix(american) or '_'})", british, folded)
    return _TO_S.sub(r"\1is\2", folded)
