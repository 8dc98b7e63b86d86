"""What replies come to."""

from __future__ import annotations

import pytest

from foi.outcomes import CAUTIONED, REPLIES, Outcome, outcome_after


@pytest.mark.parametrize(
    ("replies", "outcome"),
    [
        (["disclosed"], Outcome.SUCCESSFUL),
        (["partly disclosed"], Outcome.PARTLY_WITHHELD),
        (["no such system"], Outcome.NO_SUCH_SYSTEMS),
        (["not held"], Outcome.NO_INFORMATION_HELD),
        (["clarification sought", "refused"], Outcome.REFUSED),
        (["refused", "internal review upheld"], Outcome.REFUSED),
        (["refused", "internal review overturned"], Outcome.SUCCESSFUL),
        (["partly disclosed", "refused"], Outcome.PARTLY_WITHHELD),
        (["partly disclosed", "disclosed"], Outcome.SUCCESSFUL),
        (["not held", "disclosed", "not held"], Outcome.SUCCESSFUL),
        (["no such system", "not held"], Outcome.NO_INFORMATION_HELD),
        (["clarification sought"], None),
        (["not a response"], None),
        ([], None),
    ],
)
def test_replies_come_to_the_last_that_decides_and_what_was_released_stays_released(replies, outcome):
    assert outcome_after(replies) == outcome


def test_a_word_that_no_reply_has_is_refused():
    with pytest.raises(KeyError):
        outcome_after(["no such systems"])


def test_each_of_the_two_noes_has_a_reply_of_its_own_and_carries_the_caution():
    assert REPLIES["no such system"] != REPLIES["not held"]
    assert {REPLIES["no such system"], REPLIES["not held"]} == CAUTIONED
