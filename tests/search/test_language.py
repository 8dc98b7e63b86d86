"""The language: what a query means, and that nothing typed can break it."""

import random

import pytest

from search.engine.clauses import (
    MOST_ARRANGEMENTS,
    And,
    DateRange,
    Everything,
    Exact,
    FieldIs,
    Fuzzy,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Term,
    Where,
    widest_slop,
)
from search.engine.embedded import EmbeddedEngine
from search.engine.embedded_query import arrange, compile_query
from search.engine.embedded_schema import make_schema
from search.engine.port import Record
from search.fields import FACET_FIELDS, FIELDS
from search.language import HELP, LONGEST_QUERY, parse
from search.parser import MOST_CLAUSES

A, B, C, D = Term("alpha"), Term("beta"), Term("gamma"), Term("delta")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("", Everything()),
        ("  \n\t ", Everything()),
        ("alpha", A),
        ("Alpha's", A),
        ("alpha beta", And((A, B))),
        ("alpha + beta", And((A, B))),
        ("alpha+beta", And((A, B))),
        ("alpha|beta", Or((A, B))),
        ("alpha beta|gamma delta", And((Or((And((A, B)), C)), D))),
        ("alpha (beta|gamma)", And((A, Or((B, C))))),
        ("alpha -beta", And((A, Not(B)))),
        ("alpha|-beta", Or((A, Not(B)))),
        ("-alpha", Not(A)),
        ("--alpha", A),
        ("-(alpha|beta) gamma", And((Not(Or((A, B))), C))),
        ("-(-alpha)", A),
        ("alpha-beta", Phrase(("alpha", "beta"))),
        ('"alpha beta"', Phrase(("alpha", "beta"))),
        ("“alpha beta”", Phrase(("alpha", "beta"))),
        ('"alpha of the beta"', Phrase(("alpha", "of", "the", "beta"))),
        ('"the alpha of"', Phrase(("the", "alpha", "of"))),
        ('"not used"', Phrase(("not", "used"))),
        ('"of the"', Phrase(("of", "the"))),
        ("alpha opt-in", And((A, Phrase(("opt", "in"))))),
        ("www.kent.gov.uk", Phrase(("www", "kent", "gov", "uk"))),
        ("foi@kent.gov.uk", Phrase(("foi", "kent", "gov", "uk"))),
        ("café", Term("cafe")),
        ('="Café"', Exact(("cafe",))),
        ('"alpha beta"~3', Phrase(("alpha", "beta"), 3)),
        ('"section 43"|s43', Or((Phrase(("section", "43")), Term("s43")))),
        ("pseudonymis*", Prefix("pseudonymis")),
        ("alpha bet*", And((A, Prefix("bet")))),
        ("alpha~1", Fuzzy("alpha", 1)),
        ("alpha~", Fuzzy("alpha", 1)),
        ("alpha~2", Fuzzy("alpha", 2)),
        ("alpha~0", A),
        ("alpha OR beta", Or((A, B))),
        ("alpha AND beta", And((A, B))),
        ("alpha NOT beta", And((A, Not(B)))),
        ("NOT (alpha OR beta)", Not(Or((A, B)))),
        ('="risk scores"', Exact(("risk", "scores"))),
        ('="The Scores of"', Exact(("the", "scores", "of"))),
        ("=scores alpha", And((Exact(("scores",)), A))),
        ("-=scores", Not(Exact(("scores",)))),
        ("alpha NEAR/3 beta", Or((Phrase(("alpha", "beta"), 2), Phrase(("beta", "alpha"), 2)))),
        ("alpha NEAR beta", Or((Phrase(("alpha", "beta"), 9), Phrase(("beta", "alpha"), 9)))),
        ("alpha NEAR/1 alpha", Phrase(("alpha", "alpha"), 0)),
        ("title:alpha", Term("alpha", Where.TITLE)),
        (
            'title:"alpha beta" -title:gam*',
            And((Phrase(("alpha", "beta"), 0, Where.TITLE), Not(Prefix("gam", Where.TITLE)))),
        ),
        ("system:mosaic", FieldIs("system", "mosaic")),
        ('SYSTEM:"Think Family"', FieldIs("system", "think-family")),
        ('authority:"King\'s Lynn"', FieldIs("authority", "kings-lynn")),
        ("type:pdf", FieldIs("format", "pdf")),
        ("-kind:letter alpha", And((Not(FieldIs("kind", "letter")), A))),
        ('kind:"FOI Response Letter"', FieldIs("kind", "foi response letter")),
        ("kind:foi-response-letter", FieldIs("kind", "foi response letter")),
        ("kind:contract/licence", FieldIs("kind", "contract/licence")),
        ("year:2018", FieldIs("year", "2018")),
        ("year:undated", FieldIs("year", "undated")),
        ("before:2018-06", DateRange(before="2018-06")),
        ("after:2018 alpha", And((DateRange(after="2018"), A))),
        ("asked:system:mosaic", FieldIs("asked", "system:mosaic")),
    ],
)
def test_a_query_means(text, clause):
    assert parse(text).clause == clause
    assert parse(text).warnings == ()


def test_a_bare_name_that_was_asked_about_may_be_of_any_kind():
    parts = parse("asked:mosaic").clause.parts
    assert FieldIs("asked", "system:mosaic") in parts
    assert len(parts) == 4


@pytest.mark.parametrize(
    ("text", "clause", "spot", "words"),
    [
        ("alpha|", A, "|", "nothing stands after this |"),
        ("|alpha", A, "|", "nothing stands before this |"),
        ("alpha||beta", Or((A, B)), "|", "nothing stands between"),
        ("alpha | the", A, "the", "very common"),
        ("alpha | the beta", Or((A, B)), "the", "very common"),
        ("alpha -the beta", And((A, B)), "the", "very common"),
        ("alpha - beta", And((A, B)), "-", "stands alone"),
        ("(alpha", A, "(", "not closed"),
        ("alpha)", A, ")", "never opened"),
        ('"alpha beta', And((A, B)), '"', "not closed"),
        ('alpha -"beta', And((A, Not(B))), '"', "not closed"),
        ('alpha | "beta', Or((A, B)), '"', "not closed"),
        ('title:"alpha', A, '"', "not closed"),
        ("the", Nothing(), "the", "very common"),
        ('alpha "the"', A, '"the"', "very common"),
        ("****", Nothing(), "****", "no letters"),
        ("a* alpha", A, "a*", "at least 2 letters"),
        ("al*ha", Phrase(("al", "ha")), "*", "only at the end"),
        ("alpha~7", Fuzzy("alpha", 2), "~7", "read as ~2"),
        ('"alpha beta gamma delta"~9', Phrase(("alpha", "beta", "gamma", "delta"), 3), "~9", "~3 is the most"),
        ("sytem:mosaic", Phrase(("sytem", "mosaic")), "sytem:", "no field"),
        ("system: alpha", A, "system:", "nothing stands after"),
        ("title: alpha", A, "title:", "nothing stands after"),
        ("before:soon alpha", A, "before:soon", "a date is written"),
        ("after:2018-02-30 alpha", A, "after:2018-02-30", "a date is written"),
        ("year:18 alpha", A, "year:18", "a year is written"),
        ('system:"mosaic', FieldIs("system", "mosaic"), '"', "not closed"),
    ],
)
def test_what_makes_no_sense_is_pointed_at(text, clause, spot, words):
    parsed = parse(text)
    assert parsed.clause == clause
    warnings = [warning for warning in parsed.warnings if words in warning.message]
    assert warnings, parsed.warnings
    pointed = text[warnings[0].position : warnings[0].position + warnings[0].length]
    assert pointed == spot


def test_a_web_address_is_text_and_no_unknown_field():
    assert parse("https://www.kent.gov.uk").warnings == ()


def test_too_long_too_deep_too_many_and_too_wild_is_cut_with_a_message():
    def messages(text):
        return " / ".join(warning.message for warning in parse(text).warnings)

    assert f"{LONGEST_QUERY:,} characters" in messages("word " * 2000)
    assert f"more than {MOST_CLAUSES} parts" in messages(" ".join(f"w{n}" for n in range(150)))
    assert len(parse(" ".join(f"w{n}" for n in range(150))).clause.parts) == MOST_CLAUSES
    assert "brackets in each other" in messages("(" * 50 + "x" + ")" * 50)
    assert "parts with * or ~" in messages(" ".join(f"ab{n}*" for n in range(20)))
    assert "parts with * or ~" in messages(" ".join(f'"ab{n} cd"~5' for n in range(20)))


def test_a_phrase_with_slop_never_stands_for_too_many_phrases():
    for count in range(2, 12):
        places = [(at, f"w{at}") for at in range(count)]
        assert len(arrange(places, widest_slop(count))) <= MOST_ARRANGEMENTS
    assert [widest_slop(count) for count in (2, 3, 4)] == [50, 7, 3]


def test_5000_random_strings_never_raise_and_always_compile():
    rnd, schema = random.Random(3), make_schema()
    pieces = [*'"|+-()*~:\\/ \t\0\x1f\x85\ud800\u202e\u00a0’“é', "~2", "~99999", "ﬁ", "👍", "東京", "١٢"]
    pieces += ["alpha", "the", "a", "2018", *(f"{name}:" for name in FIELDS)]
    for _ in range(5000):
        text = "".join(rnd.choices(pieces, k=rnd.randint(0, 25)))
        parsed = parse(text)
        compile_query(parsed.clause, {}, schema)
        for warning in parsed.warnings:
            assert 0 <= warning.position < len(text)
            assert warning.length >= 1
            assert warning.message


def test_long_chains_of_alternating_operators_compile():
    text = "x" + "".join(f"|a{n} b{n}" for n in range(200))
    assert compile_query(parse(text).clause, {}, make_schema())


def test_every_example_of_the_help_runs_without_a_warning_and_every_field_is_explained():
    for example, what_it_does in HELP:
        assert parse(example).warnings == (), example
        assert parse(example).clause not in (Everything(), Nothing())
        assert what_it_does
    assert all(any(f"{name}:" in f"{example} {text}" for example, text in HELP) for name in FIELDS)
    assert set(FACET_FIELDS) < set(FIELDS)


FACETED = Record(
    "faceted",
    "Annual report response.pdf",
    "a text",
    {
        "system": ("mosaic",),
        "company": ("capita",),
        "named": ("durham-constabulary",),
        "keyword": ("risk-score",),
        "asked": ("system:xantura",),
        "format": ("pdf",),
        "kind": ("foi response letter",),
        "source": ("samples",),
        "outcome": ("refused",),
        "exemption": ("s12 FOISA",),
        "response": ("time / price",),
        "campaign": ("scores-2018",),
        "law": ("FOISA",),
        "state": ("answered",),
    },
    date="2018-03",
)
# each example of the help, with texts that it finds and texts that it does not
PROMISED = {
    "mosaic scoring": (["a score of Mosaic"], ["mosaic", "scoring"]),
    "mosaic | acorn": (["mosaic", "Acorns"], ["oak"]),
    "experian -mosaic": (["Experian"], ["experian mosaic"]),
    '"data warehouse"': (["two data warehouses"], ["warehouse data", "data mart warehouse"]),
    '"not used"': (["it is not used"], ["it was used", "not yet used"]),
    '"risk score"~3': (["risk as a score", "a score of risk"], ["risk x x x x score"]),
    '="risk scores"': (["Risk Scores"], ["risk score"]),
    "risk NEAR/5 score": (["score x x x x risk"], ["risk x x x x x x score"]),
    "mosaic OR acorn NOT school": (["mosaic", "acorn"], ["mosaic school", "acorn school"]),
    "opt-in": (["an opt-in", "to opt in"], ["optin", "opt", "in opt"]),
    "leeds.gov.uk": (["www.leeds.gov.uk/x", "foi@leeds.gov.uk", "Leeds.gov.uk"], ["leeds.co.uk", "leeds", "gov.uk"]),
    "café": (["cafe", "CAFÉ", "cafe\u0301s"], ["case"]),
    "predict*": (["predictive", "predicts"], ["predilection"]),
    "xantura~1": (["xantura", "zantura", "xantur"], ["zanturas"]),
    "(mosaic | acorn) housing": (["mosaic housing", "acorn house"], ["acorn", "housing"]),
    "title:response": ([FACETED], ["response"]),
    "system:mosaic -authority:kent-county-council": ([FACETED], ["mosaic"]),
    'company:"Capita"': ([FACETED], ["capita"]),
    "named:durham-constabulary": ([FACETED], ["durham constabulary"]),
    "keyword:risk-score": ([FACETED], ["risk score"]),
    "asked:xantura": ([FACETED], ["xantura"]),
    'type:pdf kind:"foi response letter"': ([FACETED], ["pdf"]),
    "source:samples": ([FACETED], ["samples"]),
    "outcome:refused exemption:s12": ([FACETED], ["refused s12"]),
    'outcome:"no such system" | response:time-price': ([FACETED], ["no such system"]),
    "campaign:scores-2018 law:foisa state:answered": ([FACETED], ["answered"]),
    "after:2018 before:2018-07": ([FACETED], ["2018"]),
    "year:undated": (["any"], [FACETED]),
}


@pytest.mark.parametrize(("example", "what_it_does"), HELP)
def test_every_example_of_the_help_finds_what_it_promises(tmp_path, example, what_it_does):
    found, left = (
        [one if isinstance(one, Record) else Record(one, "", one) for one in some] for some in PROMISED[example]
    )
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild([*found, *left])
    assert {*engine.iter_ids(parse(example).clause)} == {record.id for record in found}


def test_searches_kept_from_before_still_mean_something():
    kept = (
        ("www.kent.gov.uk", ()),
        ("foi@kent.gov.uk before:2018", ()),
        ('"the data warehouse of"', ()),
        ('title:"the report" opt-in', ()),
        ('="Café" cafe*', ()),
        ("https://www.kent.gov.uk/a-b?c=d", ()),
        ("sytem:mosaic", ("“sytem:” is no field of this search; read as text",)),
    )
    for text, told in kept:
        parsed = parse(text)
        assert tuple(warning.message for warning in parsed.warnings) == told, text
        assert parsed.clause not in (Everything(), Nothing())


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("alpha OR", "nothing stands after this |; ignored"),
        ("OR alpha", "nothing stands before this |; ignored"),
        ("alpha NEAR/900 beta", "50 words are the farthest; read so"),
        ("NEAR(alpha, beta)", "NEAR stands between two words: risk NEAR/5 score; read as a word"),
        ("NEAR/3 alpha", "NEAR stands between two words: risk NEAR/5 score; read as a word"),
        ('="alpha', "this quote is not closed; what follows is read as words"),
        ('"alpha* beta"', "* has no meaning between quotes; ignored"),
    ],
)
def test_an_operator_that_cannot_be_read_is_told(text, warning):
    assert warning in [told.message for told in parse(text).warnings]


def test_small_words_and_words_that_hold_an_operator_are_no_operators():
    assert parse("alpha or beta").clause == And((A, B))
    assert parse("FOR ORANGE NOTES").clause == And((Term("orange"), Term("notes")))
