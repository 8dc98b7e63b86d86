"""A person's word on a letter: it holds against rules, can be taken back, and says who gave it."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from datascores.corpus.labels import settle
from datascores.corpus.models import Label
from foi.counting import rated
from foi.histories import history_of, with_histories
from foi.judging.rulings import NotUndone, read_section, rule, undo
from foi.judging.waiting import count_waiting, differing, next_letter, unjudged
from foi.models import Campaign, Judgement, Request, Ruling
from foi.outcomes import Outcome
from tests.foi.asked import ask, read_as, reply

pytestmark = pytest.mark.django_db
REFUSED = {"outcome": ["refused"], "exemption": ["s43 FOIA"], "response type": ["commercial sensitivity"]}


@pytest.fixture
def ada() -> User:
    return User.objects.create(username="ada")


@pytest.fixture
def letter():
    """Read as disclosed, with a section that is right and one that is wrong."""
    message = reply(ask(), date(2018, 7, 20), "disclosed")
    read_as(message, "exemption", "s43 FOIA")
    read_as(message, "exemption", "s40 FOIA")
    return message


def held(message, kind: str) -> tuple[str, ...]:
    return settle(message.document.labels.all()).all(kind)


def standings(message) -> set[tuple[str, str, str]]:
    return set(message.document.labels.values_list("kind", "value", "standing"))


def test_what_is_said_is_confirmed_and_what_was_proposed_otherwise_rejected(letter, ada):
    rule(letter.document, REFUSED, ada, letter)
    assert standings(letter) == {
        ("outcome", "refused", "confirmed"),
        ("outcome", "disclosed", "rejected"),
        ("exemption", "s43 FOIA", "confirmed"),
        ("exemption", "s40 FOIA", "rejected"),
        ("response type", "commercial sensitivity", "confirmed"),
    }
    assert set(letter.document.labels.values_list("by", flat=True)) == {ada.pk}
    asked = with_histories(Request.objects.filter(pk=letter.request_id)).get()
    assert history_of(asked, date(2018, 8, 1)).outcome == Outcome.REFUSED


def test_a_confirmed_value_keeps_the_sentence_on_which_it_was_proposed(letter, ada):
    Label.objects.filter(value="s43 FOIA").update(sentence="It is commercial.", page=2, start=5, end=22)
    rule(letter.document, REFUSED, ada)
    label = Label.objects.get(value="s43 FOIA")
    assert (label.standing, label.sentence, label.page) == ("confirmed", "It is commercial.", 2)


def test_a_ruling_taken_back_leaves_everything_as_it_was(letter, ada):
    before = standings(letter)
    ruling = rule(letter.document, REFUSED, ada, letter, {3: "negative"})
    undo(ruling, ada)
    assert standings(letter) == before and not Judgement.objects.exists()
    assert Ruling.objects.get().is_undone
    with pytest.raises(NotUndone, match="already"):
        undo(ruling, ada)


def test_nobody_takes_back_what_another_has_ruled(letter, ada):
    ruling = rule(letter.document, REFUSED, ada)
    with pytest.raises(NotUndone, match="Another person"):
        undo(ruling, User.objects.create(username="bob"))
    assert held(letter, "outcome") == ("refused",)


def test_a_ruling_on_labels_that_changed_since_is_not_taken_back(letter, ada):
    ruling = rule(letter.document, REFUSED, ada)
    read_as(letter, "exemption", "s31 FOIA")
    with pytest.raises(NotUndone, match="changed since"):
        undo(ruling, ada)
    assert not Ruling.objects.get().is_undone


def test_what_a_source_has_stated_stays(letter, ada):
    read_as(letter, "outcome", "not held", Label.Standing.STATED)
    rule(letter.document, REFUSED, ada)
    assert ("outcome", "not held", "stated") in standings(letter)
    assert held(letter, "outcome") == ("refused",)


def test_ratings_are_judgements_of_the_request_on_the_day_of_the_letter(letter, ada):
    rule(letter.document, REFUSED, ada, letter, {3: "negative", 4: "withheld"})
    asked = with_histories(Request.objects.filter(pk=letter.request_id)).get()
    assert rated(history_of(asked, date(2018, 7, 20))) == {3: "negative", 4: "withheld"}
    assert rated(history_of(asked, date(2018, 7, 19))) == {}
    assert set(Judgement.objects.values_list("by", flat=True)) == {ada.pk}


@pytest.mark.parametrize(
    "said, words",
    [
        ({"outcome": []}, "one outcome"),
        ({"outcome": ["refused", "disclosed"]}, "one outcome"),
        ({"outcome": ["lost"]}, "one outcome"),
        ({"outcome": ["refused"], "response type": ["rude"]}, "no type of response"),
        ({"outcome": ["refused"], "exemption": ["43"]}, "no section"),
        ({"outcome": ["refused"], "exemption": ["s99 FOIA"]}, "no ground of refusal"),
        ({"outcome": ["refused"], "exemption": ["s.43(2) FOIA"]}, "is written s43 FOIA"),
    ],
)
def test_what_no_letter_can_say_is_refused_and_changes_nothing(letter, ada, said, words):
    before = standings(letter)
    with pytest.raises(ValueError, match=words):
        rule(letter.document, said, ada)
    assert standings(letter) == before and not Ruling.objects.exists()


@pytest.mark.parametrize(
    "written, kept",
    [
        ("s43 FOIA", "s43 FOIA"),
        ("S.43(2) foia", "s43 FOIA"),
        ("section 33(1)(b) FOISA", "s33 FOISA"),
        (" 12 FOIA ", "s12 FOIA"),
        ("reg. 12(5)(e) EIR", "r12 EIR"),
    ],
)
def test_sections_are_read_as_people_write_them(written, kept):
    assert read_section(written) == kept


class TestWaiting:
    """The queue: what waits, what differs, what is next."""

    def test_a_judged_letter_waits_no_more_until_a_rule_says_something_new(self, letter, ada):
        campaign = Campaign.objects.get().pk
        assert list(unjudged(campaign)) == [letter.document]
        rule(letter.document, REFUSED, ada)
        assert not unjudged(campaign) and not differing(campaign)
        read_as(letter, "exemption", "s31 FOIA")
        assert list(differing(campaign)) == [letter.document]
        assert held(letter, "exemption") == ("s43 FOIA",)  # what a person has said holds meanwhile

    def test_letters_come_one_after_the_other_and_begin_anew_at_the_end(self, letter, ada):
        second = reply(ask(), date(2018, 7, 21), "refused")
        campaign = Campaign.objects.get().pk
        assert next_letter(campaign) == letter.document
        assert next_letter(campaign, letter.document_id) == second.document
        assert next_letter(campaign, second.document_id) == letter.document
        rule(letter.document, REFUSED, ada)
        rule(second.document, REFUSED, ada)
        assert next_letter(campaign) is None
        waiting = count_waiting(campaign)
        assert (waiting.unjudged, waiting.differing, waiting.judged, waiting.total) == (0, 0, 2, 2)
