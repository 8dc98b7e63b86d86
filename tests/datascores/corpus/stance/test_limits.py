"""A denial that leaves the thing standing: a place in which nothing is held, one purpose of several, a place abroad."""

from __future__ import annotations

import re

import pytest

from datascores.corpus.stance import Place, answer_to, is_elsewhere, read_place
from datascores.corpus.stance.abroad import is_abroad

_NAME = re.compile(r"\{([^:}]+):(\w+)\}")
HELD_ELSEWHERE = [
    "Exclusion figures are not stored in {Capita One:unclear}.",
    "We are unable to report on the outcome from {Capita One:unclear}.",
    "It is not possible to extract these figures from {Capita One:unclear} without reading each file.",
    "Your question cannot be answered by means of {Power BI:unclear}.",
    "No record of ethnicity is kept within {Liquidlogic:unclear}.",
    "The council does not record the reason for referral on {Capita One:unclear}.",
    "None of this information is held on {Capita One:unclear}.",
    "{Capita One:unclear} does not hold the number of children scored.",
    "The Council uses {Capita One:affirmed}, but the figures are not held in it.",
    "We do not hold any contract with {Palantir:denied}.",
    "We do not hold a licence for {Power BI:denied}.",
    "No records are held on {Palantir:denied}.",
    "The council does not record data in {Xantura:denied} and has no licence for it.",
]
PURPOSES = [
    "We do not use {Capita One:affirmed} to predict, only to record.",
    "The council does not use {Power BI:affirmed} for predictions, only for reports.",
    "We do not use {Experian Mosaic:unclear} for decisions on individuals.",
    "{Power BI:unclear} is not used to score families.",
    "{Experian Mosaic:unclear} has never been used to select households.",
    "We do not use {Palantir:denied} for any purpose.",
    "{Xantura:denied} is not used for any purpose.",
]
NO_FAILURES = [
    "We did not fail to renew {Capita One:unclear}.",
    "The council has not failed to renew our licence for {Capita One:unclear}.",
    "We failed to renew {Capita One:ended}.",
    "We did not renew {Capita One:ended} when the licence expired.",
]
BEFORE_US = [
    "{Capita One:ended} was used by our predecessor.",
    "Our predecessor authority purchased {Experian Mosaic:ended}.",
    "The former district council used {Experian Mosaic:ended}.",
    "{Experian Mosaic:ended} formerly supplied our segmentation.",
    "We hold {Experian Mosaic:ended}. However, it has not been used since 2015.",
    "We hold {Experian Mosaic:ended}. It has however not been used since 2012.",
    "We have {Power BI:ended}. Sadly, it was withdrawn in 2014.",
    "We use {Power BI:affirmed}. However, it is used in one team only.",
    "The product list of our supplier includes {Power BI:unclear}.",
    "Our supplier's price list includes {Power BI:unclear}.",
    "The list of our systems includes {Power BI:affirmed}.",
]
CAME_TO_NOTHING = [
    "A pilot of {Xantura:denied} did not go ahead.",
    "The procurement of {Palantir:denied} never took place.",
    "The planned purchase of {Power BI:denied} was abandoned.",
    "The council uses Tableau but not Qlik or {Experian Mosaic:denied}.",
    "The pilot of Xantura did not go ahead but we use {Power BI:affirmed}.",
]


@pytest.mark.parametrize("marked", HELD_ELSEWHERE + PURPOSES + NO_FAILURES + BEFORE_US + CAME_TO_NOTHING)
def test_a_denial_reaches_as_far_as_it_says(marked):
    name = _NAME.search(marked)
    words = _NAME.sub(lambda found: found[1], marked)
    assert read_place(words, name.start(), name.start() + len(name[1])).stance == name[2]


ABROAD = [
    "In Chicago, police use Mosaic.",
    "In New York Mosaic is used to plan patrols.",
    "Across Germany, Mosaic is used to link files.",
    "At Harris County Mosaic has been in use since 2014.",
]
AT_HOME = [
    "In Kirkmoor, social workers use Mosaic.",
    "In Children's Services, Mosaic is used.",
    "In Housing Mosaic is used.",
    "In March 2017, the council bought Mosaic.",
    "In Chicago, we were told of it; we use Mosaic.",
    "In IT, Mosaic is used.",
    "In practice, staff use Mosaic.",
]


@pytest.mark.parametrize("words", ABROAD)
def test_a_place_at_the_head_of_a_sentence_makes_the_use_its_own(words):
    start = words.index("Mosaic")
    thing = Place(1, start, start + 6, "own")
    reading = read_place(words, start, start + 6)
    assert is_elsewhere(words, thing, reading, [], [thing], frozenset(["kirkmoor-county-council"]))


@pytest.mark.parametrize("words", AT_HOME)
def test_the_bodys_own_place_departments_and_months_are_not_abroad(words):
    start = words.index("Mosaic")
    assert not is_abroad(words, start, ["kirkmoor-county-council"], [(start, start + 6)])


@pytest.mark.parametrize(
    "answer", ["£0 - not used", "N/A", "Not applicable", "No licence", "0", "NONE. WE DO NOT USE IT."]
)
def test_a_bare_answer_of_a_table_denies_use(answer):
    assert answer_to("Do you use Power BI?", 11, 19, answer) == "denied"


@pytest.mark.parametrize(("answer", "stance"), [("£0 - not used", "denied"), ("0", ""), ("N/A", "")])
def test_a_cost_of_nothing_denies_use_only_where_it_says_so(answer, stance):
    assert answer_to("What is the annual cost of Power BI?", 27, 35, answer) == stance
