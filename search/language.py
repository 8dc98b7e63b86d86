"""The language people type, read into clauses.

It never raises and never gives up: what makes no sense is ignored or read as plain words, with a warning that points at
the place. Known from Elasticsearch's `simple_query_string`: blank or + is and, | is or, - before a word is not,
"a phrase", word*, word~1, "a phrase"~2, ( ); beside them ="as written", word NEAR/5 word, and AND, OR, NOT in capitals.
Operators bind from left to right: a b|c is (a b)|c. Fields are a fixed list; any other name with a colon stays text. What a
word means to an engine is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from search.engine.clauses import Clause, Everything, Nothing
from search.levels import QueryWarning
from search.most import FEWEST_TYPED
from search.parser import ONLY_COMMON, Parser

LONGEST_QUERY = 5_000  # characters
_STRAIGHT_QUOTES = str.maketrans("“”„″＂", '"""""')  # as phones and word processors write them

HELP = (
    ("mosaic scoring", "both words, in any form (score, scores, scored), anywhere in the title or the text"),
    ("mosaic | acorn", "at least one of the two"),
    ("experian -mosaic", "the first word, and not the second"),
    ('"data warehouse"', "these words in this order, each in any form"),
    ('"not used"', "common words count between quotes: “was used” and “is not yet used” are not found"),
    ('"risk score"~3', "these words near each other: moved by up to 3 places"),
    ('="risk scores"', "these words as they are written, in no other form; also =scores"),
    ("risk NEAR/5 score", "one word at most 5 words from the other, in either order; NEAR alone means 10"),
    ("mosaic OR acorn NOT school", "OR, AND and NOT in capitals do the same as |, + and -"),
    ("opt-in", "a word with a hyphen is its parts side by side: also “opt in”, but not “optin”"),
    ("leeds.gov.uk", "an address by any end of it: also www.leeds.gov.uk and foi@leeds.gov.uk"),
    ("café", "accents and capitals do not count: also “cafe” and “CAFÉ”"),
    ("predict*", "any word that starts with these letters, as written"),
    ("xantura~1", "any word that differs by one letter; ~2 for two"),
    ("(mosaic | acorn) housing", "brackets hold together what belongs together; else it is read from left to right"),
    ("title:response", "only in the title or the name of the file; also title:\"annual report\" and title:resp*"),
    ("system:mosaic -authority:kent-county-council", "documents that name a system, but not from this body"),
    ('company:"Capita"', "documents that name this company; a name with blanks goes in quotes"),
    ("named:durham-constabulary", "documents that name this body, whoever wrote them"),
    ("keyword:risk-score", "documents with this word of the catalogue"),
    ("asked:xantura", "documents in which only the question, not the answer, names it"),
    ('type:pdf kind:"foi response letter"', "the format of the file, the kind of document"),
    ("source:samples", "where it was collected"),
    ('outcome:refused exemption:s12', "what a reply says and the section it relies on, of any law; exemption:s33-foisa of one"),
    ('outcome:"no such system" | response:time-price', "a denial, or a reply that something complicated"),
    ("campaign:scores-2018 law:foisa state:answered", "letters of a campaign's requests, by their law and where they stand"),
    ("after:2018 before:2018-07", "dated from the start of 2018 on, and before July 2018"),
    ("year:undated", "documents whose date is not known; year:2018 for those of a year"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What a query means and what has to be said about it."""

    clause: Clause
    warnings: tuple[QueryWarning, ...] = ()
    is_question: bool = False  # enough plain words, without an operator, a quote, a wildcard or a field


def parse(text: str) -> ParsedQuery:
    """The meaning of a query; never raises. A blank query is Everything; one of which nothing is left is Nothing."""
    parsed = _parse(text[:LONGEST_QUERY])
    if len(text) <= LONGEST_QUERY:
        return parsed
    message = f"only the first {LONGEST_QUERY:,} characters were read"
    cut = QueryWarning(LONGEST_QUERY, len(text) - LONGEST_QUERY, message)
    return ParsedQuery(parsed.clause, (*parsed.warnings, cut), parsed.is_question)


@lru_cache(maxsize=500)
def _parse(text: str) -> ParsedQuery:
    if not text.strip():
        return ParsedQuery(Everything())
    parser = Parser(text.translate(_STRAIGHT_QUOTES))
    clause = parser.read_all() or Nothing()
    is_question = not parser.is_operated and len(text.split()) >= FEWEST_TYPED
    warnings = sorted(parser.warnings, key=lambda warning: warning.position)
    if is_question:  # a sentence has common words, and whoever types one does not want to hear of each
        warnings = [warning for warning in warnings if warning.message != ONLY_COMMON]
    return ParsedQuery(clause, tuple(warnings), is_question)
