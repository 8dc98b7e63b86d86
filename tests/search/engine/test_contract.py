"""What every engine promises, tried on the real thing and compared with brute force in Python."""

import itertools
import random
import threading
from functools import lru_cache

import pytest

from search.engine.analysis import Analysis, stem_for
from search.engine.clauses import (
    And,
    DateRange,
    Everything,
    Exact,
    FieldIs,
    Fuzzy,
    Most,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Term,
    Where,
    within,
)
from search.engine.port import (
    DOCUMENT,
    SORTS,
    EngineRefused,
    EngineRefusedRecords,
    FacetCount,
    Record,
    days_of,
    facets_of,
)
from search.language import parse

WORDS = ["risk", "score", "scoring", "families", "of", "the", "housing", "house", "benefit", "fraud", "detecting"]
WORDS += ["detection", "county", "council", "a"]
WRITTEN = [*WORDS, "hous-\ning", "scor\u00ad\ning"]
FACETS = ("system", "company", "kind", "year")
DATES = ("", "2017", "2018", "2018-05", "2018-05-20", "2019-01-02")


words_of = lru_cache(maxsize=None)(Analysis)


def make_stretches(rnd: random.Random) -> tuple[str, ...]:
    return tuple(" ".join(rnd.choices(WRITTEN, k=rnd.randint(1, 4))) for _ in range(rnd.randint(0, 3)))


def make_records(count: int, seed: int = 7) -> list[Record]:
    rnd, stretches = random.Random(seed), random.Random(seed + 1)
    return [
        Record(
            id=f"{rnd.getrandbits(64):016x}",
            title=" ".join(rnd.choices(WORDS, k=rnd.randint(0, 4))),
            text=" ".join(rnd.choices(WRITTEN, k=rnd.randint(0, 12))),
            facets={
                "system": tuple(rnd.sample(["mosaic", "acorn", "hart", "qlikview"], rnd.randint(0, 3))),
                "company": tuple(rnd.sample(["experian", "capita"], rnd.randint(0, 2))),
                "kind": (rnd.choice(["letter", "contract"]),),
            },
            date=rnd.choice(DATES),
            received=f"2020-01-{rnd.randint(1, 28):02d}T10:00:00+00:00",
            own=make_stretches(stretches),
            questions=make_stretches(stretches),
        )
        for _ in range(count)
    ]


def random_clause(rnd: random.Random, depth: int = 2):
    if depth and rnd.random() < 0.6:
        parts = tuple(random_clause(rnd, depth - 1) for _ in range(rnd.randint(2, 3)))
        return rnd.choice([And(parts), Or(parts), And((parts[0], Not(parts[1]))), Not(parts[0])])
    words = [word for word in WORDS if stem_for(word)]
    if rnd.random() < 0.3:
        return within(random_clause(rnd, 0), rnd.choice([Where.OWN, Where.QUESTIONS]))
    return rnd.choice(
        [
            Term(rnd.choice(words), rnd.choice([Where.ANYWHERE, Where.ANYWHERE, Where.ANYWHERE, Where.TITLE])),
            Phrase((rnd.choice(words), rnd.choice(words))),
            Phrase((rnd.choice(words), rnd.choice([*WORDS, ""]), rnd.choice(words)), rnd.randint(0, 3)),
            Phrase(tuple(rnd.choices(WORDS, k=2)), rnd.randint(0, 1)),
            Prefix(rnd.choice(["de", "ho", "scor"])),
            Exact(tuple(rnd.choices(WORDS, k=rnd.randint(1, 3)))),
            Fuzzy(rnd.choice(["rsik", "scorng", "houses"]), rnd.randint(1, 2)),
            FieldIs("system", rnd.choice(["mosaic", "acorn", "nosuch"])),
            DateRange(after=rnd.choice(["", "2018"]), before=rnd.choice(["", "2018-06", "2019"])),
            Everything(),
        ]
    )


def edits(one: str, other: str) -> int:
    table = {(i, -1): i + 1 for i in range(-1, len(one))} | {(-1, j): j + 1 for j in range(-1, len(other))}
    for i, j in itertools.product(range(len(one)), range(len(other))):
        cost = one[i] != other[j]
        table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + cost)
        if i and j and one[i] == other[j - 1] and one[i - 1] == other[j]:
            table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one) - 1, len(other) - 1]


def stands(phrase: Phrase, words: Analysis) -> bool:
    asked = [(at, stem_for(word) or word) for at, word in enumerate(phrase.words) if word]
    held = [stem or exact for stem, exact in zip(words.stems, words.exacts, strict=True)]
    places = [[p for p, word in enumerate(held) if word == asked_word] for _, asked_word in asked]
    for choice in itertools.product(*places):
        moves = [p - at for p, (at, _) in zip(choice, asked, strict=True)]
        if len(set(choice)) == len(choice) and max(moves) - min(moves) <= phrase.slop:
            return True
    return False


def texts_of(record: Record, where: Where) -> tuple[str, ...]:
    return {
        Where.TITLE: (record.title,),
        Where.OWN: record.own,
        Where.QUESTIONS: (*record.own, *record.questions),
        Where.ANYWHERE: (record.title, record.text),
    }[where]


def matches(clause, record: Record) -> bool:
    match clause:
        case Everything():
            return True
        case Nothing():
            return False
        case And(parts):
            return all(matches(part, record) for part in parts)
        case Or(parts):
            return any(matches(part, record) for part in parts)
        case Not(part):
            return not matches(part, record)
        case FieldIs(facet, value):
            return value in facets_of(record).get(facet, ())
        case DateRange(after, before):
            if not record.date:
                return False
            first, last = days_of(record.date)
            return (not after or first >= days_of(after)[0]) and (not before or last < days_of(before)[0])
    written = texts_of(record, clause.where)
    whole = [text.replace("-\n", "").replace("\u00ad\n", "") for text in written if "\n" in text]
    for text in [*written, *whole]:  # short texts: every reading of one is of all of it
        words = words_of(text)
        match clause:
            case Term(word):
                found = stem_for(word) in words.stems
            case Phrase():
                found = stands(clause, words)
            case Exact(asked):
                found = tuple(asked) in {tuple(words.exacts[at : at + len(asked)]) for at in range(len(words))}
            case Prefix(word):
                found = any(exact.startswith(word) for exact in words.exacts)
            case Fuzzy(word, distance):
                found = any(edits(word, exact) <= distance for exact in words.exacts)
        if found:
            return True
    return False


def passes(record: Record, filters, without: str = "") -> bool:
    facets = facets_of(record)
    return all(
        facet == without or not values or set(values) & set(facets.get(facet, ())) for facet, values in filters.items()
    )


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return make_records(250)


def test_hits_and_facets_equal_brute_force(engine, records):
    engine.upsert(records[:100])
    engine.upsert(records[100:])
    engine.delete([record.id for record in records[::10]])
    kept = [record for at, record in enumerate(records) if at % 10]
    rnd = random.Random(1)
    for _ in range(200):
        clause = random_clause(rnd)
        offered = {"system": ["mosaic", "acorn", "gone"], "kind": ["letter", "x"], "year": ["2018", "undated"]}
        filters = {
            facet: rnd.sample(values, rnd.randint(0, 2)) for facet, values in offered.items() if rnd.random() < 0.4
        }
        page = engine.search(clause, filters, FACETS, limit=1000)
        found = [record for record in kept if matches(clause, record)]
        wanted = {record.id for record in found if passes(record, filters)}
        assert {hit.id for hit in page.hits} == wanted, (clause, filters)
        assert page.total == len(page.hits) == engine.count(clause, filters)
        for facet in FACETS:
            values = {
                value for record in found if passes(record, filters) for value in facets_of(record).get(facet, ())
            }
            assert engine.count_distinct(facet, clause, filters) == len(values), (clause, filters, facet)
            counts = dict.fromkeys(filters.get(facet, ()), 0)
            for record in found:
                if passes(record, filters, without=facet):
                    for value in facets_of(record).get(facet, ()):
                        counts[value] = counts.get(value, 0) + 1
            ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            assert page.facets[facet] == tuple(
                FacetCount(value, count, value in filters.get(facet, ())) for value, count in ordered
            ), (clause, filters, facet)


@pytest.mark.parametrize("sort", SORTS)
def test_pages_together_are_all_ids_in_the_same_order(engine, records, sort):
    engine.upsert(records)
    for clause in (Everything(), Term("risk"), Prefix("sc"), Or((Term("fraud"), Not(Term("house"))))):
        everything = list(engine.iter_ids(clause, sort=sort))
        total = engine.count(clause)
        paged = [
            hit.id
            for offset in range(0, total + 7, 7)
            for hit in engine.search(clause, sort=sort, offset=offset, limit=7).hits
        ]
        assert paged == everything and (sort != "id" or paged == sorted(paged))
        assert len(everything) == len(set(everything)) == total >= 100


def test_all_ids_come_in_order_across_chunks(engine, records, monkeypatch):
    engine.upsert(records)
    whole = {sort: list(engine.iter_ids(Term("risk"), sort=sort)) for sort in SORTS}
    monkeypatch.setattr("search.engine.embedded._CHUNK", 13)
    monkeypatch.setattr("search.engine.elastic_walk._CHUNK", 13)
    assert {sort: list(engine.iter_ids(Term("risk"), sort=sort)) for sort in SORTS} == whole


def test_equal_records_are_ordered_by_id_on_every_page(engine):
    ids = [f"{number:03d}" for number in range(60)]
    for part in (ids[40:], ids[:20], ids[20:40]):  # three commits, in no order
        engine.upsert([Record(record_id, "same", "the same words") for record_id in reversed(part)])
    for sort in SORTS:
        assert list(engine.iter_ids(Term("same"), sort=sort)) == ids
        assert [hit.id for hit in engine.search(Term("same"), sort=sort, offset=15, limit=10).hits] == ids[15:25]


def test_undated_come_last_in_both_directions_of_date(engine):
    dates = {"a": "2018-05", "b": "", "c": "2017", "d": "2019-01-01"}
    engine.upsert([Record(record_id, "t", "word", date=date) for record_id, date in dates.items()])
    assert list(engine.iter_ids(Term("word"), sort="date")) == ["c", "a", "d", "b"]
    assert list(engine.iter_ids(Term("word"), sort="-date")) == ["d", "a", "c", "b"]


def test_newest_received_and_first_title_and_body_come_first(engine):
    engine.upsert(
        [
            Record("1", "beta", "word", received="2020-01-02T09:00:00", body="alston Council"),
            Record("2", "Alpha", "word", received="2020-01-03T09:00:00", body="Brack"),
            Record("3", "", "word", received="2019-12-31T23:59:59"),
        ]
    )
    assert list(engine.iter_ids(Term("word"), sort="received")) == ["2", "1", "3"]
    assert list(engine.iter_ids(Term("word"), sort="title")) == ["2", "1", "3"]
    assert list(engine.iter_ids(Term("word"), sort="body")) == ["1", "2", "3"]


def test_year_and_month_are_counted_from_the_date_as_far_as_it_is_known(engine):
    dates = {"a": "2018-05-03", "b": "2018-05", "c": "2018", "d": ""}
    engine.upsert([Record(record_id, "", "word", date=date) for record_id, date in dates.items()])
    facets = engine.search(Term("word"), facets=("year", "month")).facets
    assert {count.value: count.count for count in facets["year"]} == {"2018": 3, "undated": 1}
    assert {count.value: count.count for count in facets["month"]} == {"2018-05": 2, "2018": 1, "undated": 1}


def test_most_of_the_words_finds_who_has_enough_and_ranks_neighbours_and_own_words_higher(engine):
    engine.upsert(
        [
            Record("apart", "", "mosaic x x x x x x score"),
            Record("near", "", "mosaic score x x x x x x"),
            Record("own", "", "mosaic x x x x x x score", own=("mosaic score",)),
            Record("hinted", "", "mosaic x x x x x x score", {"authority": ("kent",)}),
            Record("few", "", "mosaic x x x x x x x", {"authority": ("kent",)}),
        ]
    )
    words = (Term("mosaic"), Term("score"), Term("nowhere"))
    most = Most(words, 2, (Phrase(("mosaic", "score"), 2),), ((FieldIs("authority", "kent"), 50.0),))
    assert [hit.id for hit in engine.search(most).hits] == ["hinted", "own", "near", "apart"]
    assert engine.count(most) == 4 and engine.count(Not(most)) == 1


def test_titles_times_and_ids_that_begin_alike_are_ordered_by_all_of_them(engine):
    ids = [f"the-same-beginning-{letter}" for letter in "dbca"]
    titles = ["Response to a request: d", "Response to a request: A", "response to a request: c", "Response to"]
    times = [f"2020-01-02T10:00:00.{part}+00:00" for part in ("000001", "000004", "000002", "000003")]
    rows = zip(ids, titles, times, strict=True)
    engine.upsert([Record(record_id, title, "word", received=time) for record_id, title, time in rows])
    for clause in (Term("word"), Everything()):
        assert [record_id[-1] for record_id in engine.iter_ids(clause)] == ["a", "b", "c", "d"]
        assert [record_id[-1] for record_id in engine.iter_ids(clause, sort="title")] == ["a", "b", "c", "d"]
        assert [record_id[-1] for record_id in engine.iter_ids(clause, sort="received")] == ["b", "a", "c", "d"]
        assert [hit.id[-1] for hit in engine.search(clause, sort="title", offset=1, limit=2).hits] == ["b", "c"]


def test_a_word_in_the_title_weighs_more_than_one_in_the_text(engine):
    engine.upsert([Record("a", "other thing", "mosaic thing"), Record("b", "mosaic thing", "other thing")])
    assert [hit.id for hit in engine.search(Term("mosaic")).hits] == ["b", "a"]


def test_words_of_an_and_may_be_in_title_and_text(engine):
    engine.upsert([Record("a", "experian", "mosaic")])
    assert engine.count(And((Term("experian"), Term("mosaic")))) == 1


def test_filters_do_not_change_the_score(engine, records):
    engine.upsert(records)
    scores = {hit.id: hit.score for hit in engine.search(Term("risk"), limit=300).hits}
    filtered = engine.search(And((Term("risk"), FieldIs("kind", "letter"))), {"system": ["mosaic"]}, limit=300)
    assert filtered.hits
    assert all(hit.score == pytest.approx(scores[hit.id]) for hit in filtered.hits)


def test_a_stop_word_in_a_phrase_is_that_word_and_no_other(engine):
    texts = {"a": "king of the castle", "b": "king castle", "c": "king x y castle", "d": "king of a castle"}
    engine.upsert([Record(record_id, "", text) for record_id, text in texts.items()])
    assert {*engine.iter_ids(Phrase(("king", "of", "the", "castle")))} == {"a"}
    assert {*engine.iter_ids(Phrase(("king", "of", "", "castle")))} == {"a", "d"}
    assert {*engine.iter_ids(Phrase(("king", "", "", "castle")))} == {"a", "c", "d"}
    assert {*engine.iter_ids(Phrase(("king", "castle")))} == {"b"}
    assert {*engine.iter_ids(Phrase(("of", "the")))} == {"a"}
    assert {*engine.iter_ids(Phrase(("castle", "of"), 4))} == {"a", "d"}
    assert engine.count(Term("the")) == 0


def test_negations_are_no_wildcards(engine):
    texts = {"a": "it is not used", "b": "it was used", "c": "it is never used", "d": "used without it", "e": "no use"}
    engine.upsert([Record(record_id, "", text) for record_id, text in texts.items()])
    assert {*engine.iter_ids(Phrase(("not", "used")))} == {"a"}
    assert {*engine.iter_ids(Phrase(("was", "used")))} == {"b"}
    assert {*engine.iter_ids(Phrase(("never", "used")))} == {"c"}
    assert {*engine.iter_ids(Phrase(("used", "without")))} == {"d"}
    assert {*engine.iter_ids(Phrase(("no", "use")))} == {"e"}


def test_who_asks_for_use_does_not_find_us(engine):
    texts = {"a": "how we use it", "b": "contact us", "c": "used by us", "d": "using it"}
    engine.upsert([Record(record_id, "", text) for record_id, text in texts.items()])
    assert {*engine.iter_ids(Term("use"))} == {"a", "c", "d"}
    assert {*engine.iter_ids(Term("us"))} == {"b", "c"}
    assert {*engine.iter_ids(Phrase(("contact", "us")))} == {"b"}
    assert {*engine.iter_ids(Phrase(("by", "use")))} == set()


def test_a_word_broken_at_a_line_end_is_found_whole_and_in_halves(engine):
    texts = {
        "a": "a pro-\nfiling tool",
        "b": "a profiling tool",
        "c": "a pro-filing tool",
        "d": "pro\u00ad\nfiling tool",
    }
    engine.upsert([Record(record_id, "", text, own=(text,)) for record_id, text in texts.items()])
    assert {*engine.iter_ids(Term("profiling"))} == {"a", "b", "d"}
    assert {*engine.iter_ids(Term("profiling", Where.OWN))} == {"a", "b", "d"}
    assert {*engine.iter_ids(Phrase(("a", "profiling", "tool")))} == {"a", "b"}
    assert {*engine.iter_ids(Exact(("profiling", "tool")))} == {"a", "b", "d"}
    assert {*engine.iter_ids(Prefix("profil"))} == {"a", "b", "d"}
    assert {*engine.iter_ids(Phrase(("pro", "filing")))} == {"a", "c", "d"}
    assert engine.count(Phrase(("tool", "profiling"), 50)) == 3  # moved inside of one reading, never into another
    assert engine.count(Phrase(("tool", "a"), 1)) == 0


def test_a_host_is_found_by_itself_and_by_its_parents(engine):
    texts = {
        "a": "see https://www.leeds.gov.uk/docs/plan.pdf",
        "b": "name@leeds.gov.uk",
        "c": "leeds.co.uk",
        "d": "Leeds",
    }
    engine.upsert([Record(record_id, "", text) for record_id, text in texts.items()])
    assert {*engine.iter_ids(parse("leeds.gov.uk").clause)} == {"a", "b"}
    assert {*engine.iter_ids(parse("gov.uk").clause)} == {"a", "b"}
    assert {*engine.iter_ids(parse("www.leeds.gov.uk").clause)} == {"a"}
    assert {*engine.iter_ids(parse("https://www.leeds.gov.uk/docs").clause)} == {"a"}
    assert {*engine.iter_ids(parse("name@leeds.gov.uk").clause)} == {"b"}
    assert {*engine.iter_ids(parse('"see https www.leeds.gov.uk docs plan.pdf"').clause)} == {"a"}


def test_accents_do_not_count(engine):
    engine.upsert(
        [Record("a", "", "the café in Tŷ Gŵyr"), Record("b", "", "the cafe in Ty Gwyr"), Record("c", "", "a case")]
    )
    for asked in ("café", "cafe", "Tŷ", "ty", '="café"', "caf*", '"cafe in ty gwyr"', "gẃyr"):
        assert {*engine.iter_ids(parse(asked).clause)} == {"a", "b"}, asked


def test_a_prefix_finds_every_word_however_many_there_are(engine):
    engine.upsert([Record(f"{number:04d}", "", f"predictive{number}x") for number in range(300)])
    assert engine.count(Prefix("predictive")) == 300


def test_a_pure_not_finds_the_rest_and_nothing_finds_nothing(engine):
    engine.upsert([Record("a", "", "mosaic"), Record("b", "", "acorn")])
    assert [*engine.iter_ids(Not(Term("mosaic")))] == ["b"]
    assert engine.count(Nothing()) == 0


def test_a_record_upserted_again_replaces_the_old_one(engine):
    engine.upsert([Record("a", "", "old", {"system": ("mosaic",)}), Record("b", "", "old")])
    engine.upsert([Record("a", "", "new"), Record("a", "", "newest")])
    assert [*engine.iter_ids(Term("old"))] == ["b"]
    assert [*engine.iter_ids(Everything())] == ["a", "b"]
    assert [*engine.iter_ids(Term("newest"))] == ["a"]
    assert engine.facet_values("system", Everything()) == ()


def test_a_deleted_record_is_gone_and_an_unknown_id_is_no_error(engine):
    engine.upsert([Record("a", "", "word"), Record("ab", "", "word")])
    engine.delete(["a", "zzz"])
    assert [*engine.iter_ids(Term("word"))] == ["ab"]
    assert engine.status().documents == 1


def test_another_process_sees_what_was_written(engine, open_engine):
    reader = open_engine()
    assert reader.count(Everything()) == 0
    engine.upsert([Record("a", "", "word")])
    assert reader.count(Everything()) == 1
    engine.delete(["a"])
    assert reader.count(Everything()) == 0


def test_facets_with_thousands_of_values_are_counted_exactly(engine):
    engine.upsert([Record(f"{n:05d}", "", "x", {"authority": (f"body-{n % 3000:04d}", "all")}) for n in range(4000)])
    values = engine.facet_values("authority", Everything())
    assert len(values) == 3001
    assert values[0] == FacetCount("all", 4000)
    assert values[1] == FacetCount("body-0000", 2)
    assert values[-1] == FacetCount("body-2999", 1)


def test_distinct_values_are_counted_exactly_across_commits_when_few_are_repeated(engine):
    rows = [Record(f"{n:05d}", "", "x" if n % 3 else "y", {"text": (f"t{n % 3500}",)}) for n in range(4000)]
    engine.upsert(rows[:1000])
    engine.upsert(rows[1000:])
    engine.upsert([Record("z", "", "x")])
    assert engine.count_distinct("text", Everything()) == 3500
    assert engine.count_distinct("text", Term("x")) == len({row.facets["text"] for row in rows if row.text == "x"})
    assert engine.count_distinct("text", Everything(), {"text": ["t1"]}) == 1
    assert engine.count_distinct("text", Nothing()) == engine.count_distinct("nosuch", Everything()) == 0


def test_values_of_a_facet_can_be_looked_up_by_a_part_of_their_name(engine):
    engine.upsert([Record("a", "", "x", {"authority": ("kent-county-council", "durham")}), Record("b", "", "x")])
    found = engine.facet_values("authority", Everything(), {"authority": ["kent-county-council"]}, contains="COUNTY")
    assert found == (FacetCount("kent-county-council", 1, selected=True),)


def test_records_can_be_selected_by_id_beside_other_filters(engine, records):
    engine.upsert(records)
    ids = sorted(record.id for record in records)[:3]
    found = engine.search(Everything(), {DOCUMENT: [*ids, "nosuch"]}, ("kind",))
    assert {hit.id for hit in found.hits} == set(ids) and found.total == 3
    assert sum(value.count for value in found.facets["kind"]) == 3
    letters = {record.id for record in records if record.facets["kind"] == ("letter",)}
    assert engine.count(Everything(), {DOCUMENT: ids, "kind": ["letter"]}) == len(letters & set(ids))
    assert engine.count(Term("risk"), {DOCUMENT: ["nosuch"]}) == 0
    assert set(engine.iter_ids(Everything(), {DOCUMENT: ids})) == set(ids)


def test_values_with_odd_characters_are_found_and_counted(engine):
    odd = ("a.b", 'quote"', "back\\slash", "blank blank", "ünï", "Case", "x:y", "2018", "true")
    engine.upsert([Record("a", "", "x", {"system": odd})])
    for value in odd:
        assert engine.count(FieldIs("system", value)) == 1, value
    assert {count.value for count in engine.facet_values("system", Everything())} == set(odd)


@pytest.mark.parametrize(
    "ask",
    [
        lambda engine: engine.search(Everything(), sort="loudness"),
        lambda engine: engine.search(Everything(), offset=-1),
        lambda engine: engine.search(Everything(), limit=-1),
        lambda engine: engine.search(Everything(), {"sys.tem": ["x"]}),
        lambda engine: engine.search(Everything(), facets=["Not A Facet"]),
        lambda engine: engine.count_distinct("Not A Facet", Everything()),
        lambda engine: engine.count(FieldIs("system", "\ud800")),
        lambda engine: engine.count(DateRange(after="2018-13")),
        lambda engine: engine.iter_ids(Everything(), sort="loudness"),
        lambda engine: engine.upsert([Record("", "t", "x")]),
        lambda engine: engine.upsert([Record("a", "t", "x", date="May 2018")]),
        lambda engine: engine.upsert([Record("a", "t", "x", {"system": ("\ud800",)})]),
    ],
)
def test_what_makes_no_sense_is_refused(engine, ask):
    with pytest.raises(EngineRefused):
        ask(engine)
    assert engine.count(Everything()) == 0


def test_a_refused_record_is_named_and_gone_and_all_others_are_in(engine):
    engine.upsert([Record("bad", "", "word"), Record("good", "", "word")])
    with pytest.raises(EngineRefusedRecords) as refused:
        engine.upsert([Record("new", "", "word"), Record("bad", "", "word", date="May"), Record("newer", "", "word")])
    assert list(refused.value.reasons) == ["bad"] and "May" in refused.value.reasons["bad"]
    assert [*engine.iter_ids(Term("word"))] == ["good", "new", "newer"]
    with pytest.raises(EngineRefusedRecords) as refused:
        engine.rebuild([Record("new", "", "word"), Record("bad", "", "word", {"system": ("\ud800",)})])
    assert list(refused.value.reasons) == ["bad"]
    assert [*engine.iter_ids(Everything())] == ["new"]


def test_texts_with_broken_characters_are_stored_and_found(engine):
    engine.upsert([Record("a", "\ud800 title \x00", "word\x02 \ud800word \x1f \x00end", received="\x00")])
    assert engine.count(And((Term("word"), Term("end"), Term("title", Where.TITLE)))) == 1
    assert [*engine.iter_ids(Everything(), sort="title")] == ["a"]


def test_a_page_far_beyond_the_end_is_empty_and_still_counts(engine, records):
    engine.upsert(records)
    page = engine.search(Term("risk"), facets=["kind"], offset=10**12, limit=10)
    assert page.hits == ()
    assert page.total == engine.count(Term("risk")) > 0
    assert page.facets["kind"]


def test_rebuild_replaces_everything_while_searches_go_on(engine, open_engine, records):
    engine.upsert(records[:50])
    reader, seen, done = open_engine(), set(), threading.Event()

    def keep_searching():
        while not done.is_set():
            seen.add(reader.count(Everything()))

    searching = threading.Thread(target=keep_searching)
    searching.start()
    try:
        status = engine.rebuild(iter(records))
    finally:
        done.set()
        searching.join()
    assert status.documents == len(records)
    assert reader.count(Everything()) == len(records)
    assert seen <= {50, len(records)}


def test_a_failed_rebuild_leaves_the_old_index(engine, records):
    engine.upsert(records[:50])

    def broken():
        yield from records[:10]
        raise LookupError("the database went away")

    before = engine.status()
    with pytest.raises(LookupError):
        engine.rebuild(broken())
    assert engine.status() == before
    assert engine.rebuild(records[:10]).documents == 10


def test_changes_during_a_rebuild_are_in_the_old_and_in_the_new_index(engine, open_engine, records):
    engine.upsert([Record("gone", "", "word"), Record("changed", "", "word old")])
    other = open_engine()

    def from_database():
        yield Record("changed", "", "word old")
        yield Record("gone", "", "word")
        other.upsert([Record("changed", "", "word new", {"system": ("mosaic",)}), Record("added", "", "word")])
        other.delete(["gone"])
        assert [*other.iter_ids(Term("word"))] == ["added", "changed"]
        yield from records[:3]

    engine.rebuild(from_database())
    assert [*engine.iter_ids(Term("word"))] == ["added", "changed"]
    assert [*engine.iter_ids(And((Term("new"), FieldIs("system", "mosaic"))))] == ["changed"]
    assert engine.count(Everything()) == 5


def test_iterating_goes_on_over_the_state_it_began_with(engine, records, monkeypatch):
    monkeypatch.setattr("search.engine.embedded._CHUNK", 10)
    monkeypatch.setattr("search.engine.elastic_walk._CHUNK", 10)
    engine.upsert(records)
    ids = engine.iter_ids(Everything())
    first = next(ids)
    engine.delete([record.id for record in records[:100]])
    engine.rebuild(records[:5])
    assert sorted([first, *ids]) == sorted(record.id for record in records)
