"""The hash of names covers all that decides in which forms texts are looked through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from datascores.catalogue.rules import NameRule, RecordRules, catalogue_of
from datascores.corpus.matcher.names import patterns_of_record

RULES = RecordRules(
    1, "system", "compass", "Redwing Compass", (NameRule("PowerGauge", True), NameRule("Redwing Compass", False)),
    context_words=("claims",), domains=("compass.example",), maker="redwing",
)  # fmt: skip
CHANGES = {
    "a name is added": {"names": (*RULES.names, NameRule("Tern", True))},
    "a name is spelt otherwise": {"names": (NameRule("PowerGauges", True), RULES.names[1])},
    "a name becomes plain": {"names": (NameRule("PowerGauge", False), RULES.names[1])},
    "a name becomes ambiguous": {"names": (RULES.names[0], NameRule("Redwing Compass", True))},
    "plurals count": {"allows_plural": True},
    "a domain goes": {"domains": ()},
    "the kind is another": {"kind": "keyword"},
    "context words": {"context_words": ("housing",)},
    "distances": {"context_reach": 50, "reject_reach": 10},
    "dates": {"names": (NameRule("PowerGauge", True, "2010", "2012"), RULES.names[1])},
    "facts": {
        "maker": "",
        "start_date": "2001",
        "successors": ("x",),
        "facts": ("Wales",),
        "near_companies": ("redwing",),
    },
    "short forms": {"lifts_short_forms": False, "reject_words": ("ship",)},
}


@pytest.mark.parametrize("what", CHANGES)
def test_names_hash_changes_wherever_patterns_change(what):
    changed = replace(RULES, **CHANGES[what])
    if patterns_of_record(changed) != patterns_of_record(RULES):
        assert catalogue_of([changed]).names_hash != catalogue_of([RULES]).names_hash
    elif what in ("context words", "distances", "dates", "facts", "short forms"):
        assert catalogue_of([changed]).names_hash == catalogue_of([RULES]).names_hash


def test_a_plain_name_is_looked_for_in_more_forms_than_an_ambiguous_one():
    plain = replace(RULES, **CHANGES["a name becomes plain"])
    assert patterns_of_record(plain) > patterns_of_record(RULES)
