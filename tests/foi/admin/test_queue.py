"""The pages on which letters are judged: the sentence beside its proposal, one deed to the next letter, and back."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from datascores.corpus.models import Label, Takedown
from foi.models import Campaign, Question, Ruling, Template
from tests.foi.asked import ask, read_as, reply
from tests.letters import make_letter

pytestmark = pytest.mark.django_db
WORDS = "We refuse this under section 43(2) of the Act. Nothing else is held."


@pytest.fixture
def letters():
    """Two letters; the first has pages and a section read from its words."""
    campaign = Campaign.objects.create(slug="scores", name="Scores")
    template = Template.objects.create(campaign=campaign, version="1")
    Question.objects.create(template=template, number=3, short="software")
    first = reply(ask(campaign=campaign, template=template), date(2018, 7, 20))
    first.document = make_letter("reply.pdf", [WORDS])
    first.save()
    for kind, value in (("outcome", "refused"), ("exemption", "s43 FOIA")):
        Label.objects.create(
            document=first.document,
            kind=kind,
            value=value,
            standing="proposed",
            page=1,
            start=0,
            end=46,
            sentence=WORDS[:46],
        )
    second = reply(ask(campaign=campaign), date(2018, 7, 21), "disclosed")
    return [first, second]


def address(message) -> str:
    return reverse("admin:foi_queue_letter", args=["scores", message.document.sha256])


def begin(client) -> str:
    return client.get(reverse("admin:foi_queue_campaign", args=["scores"])).url


def test_the_proposal_stands_beside_the_sentence_that_it_rests_on(admin_client, letters):
    text = unescape(admin_client.get(address(letters[0])).content.decode())
    assert f"<mark>{WORDS[:46]}</mark>" in text
    assert 'value="refused" accesskey="5" required checked' in text
    assert 'name="section" value="s43 FOIA" checked' in text and "commercial interests, qualified" in text
    assert 'value="disclosed" accesskey="1" required>' in text


def test_confirming_goes_on_to_the_next_letter_and_the_last_ends_at_the_overview(admin_client, admin_user, letters):
    assert begin(admin_client) == address(letters[0])
    further = "s.31(1)(a) FOIA; section 40 FOIA"
    said = {"outcome": "refused", "section": "s43 FOIA", "further": further, "question-3": "withheld"}
    onward = admin_client.post(address(letters[0]), said)
    assert admin_client.get(onward.url).url == address(letters[1])
    onward = admin_client.post(address(letters[1]), {"outcome": "disclosed"})
    assert admin_client.get(onward.url).url == reverse("admin:foi_queue")
    confirmed = letters[0].document.labels.filter(standing="confirmed")
    assert set(confirmed.values_list("value", flat=True)) == {"refused", "s43 FOIA", "s31 FOIA", "s40 FOIA"}
    judged = letters[0].request.judgements.get()
    assert (judged.question, judged.value, judged.date, judged.by) == (3, "withheld", date(2018, 7, 20), admin_user)
    assert "2 of 2" in admin_client.get(reverse("admin:foi_queue")).content.decode()


def test_a_ruling_is_taken_back_with_one_button_and_its_letter_shown_again(admin_client, letters):
    admin_client.post(address(letters[0]), {"outcome": "disclosed"})
    number = Ruling.objects.get().pk
    assert f'name="undo" value="{number}"' in admin_client.get(address(letters[1])).content.decode()
    back = admin_client.post(address(letters[1]), {"undo": number})
    assert back.url == address(letters[0])
    assert not letters[0].document.labels.filter(standing="confirmed").exists()
    assert "Taken back" in admin_client.get(back.url).content.decode()


@pytest.mark.parametrize(
    "said, words",
    [
        ({}, "one outcome"),
        ({"outcome": "refused", "further": "s99 FOIA"}, "no ground"),
        ({"outcome": "refused", "question-3": "bad"}, "no rating"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_ticked_kept(admin_client, letters, said, words):
    response = admin_client.post(address(letters[0]), {**said, "type": "clarification"})
    text = unescape(response.content.decode())
    assert response.status_code == 400 and words in text and not Ruling.objects.exists()
    assert 'value="clarification" checked' in text and said.get("further", "") in text


def test_skipping_goes_on_and_rules_on_nothing(admin_client, letters):
    text = unescape(admin_client.get(address(letters[1])).content.decode())
    skip = reverse("admin:foi_queue_campaign", args=["scores"]) + f"?after={letters[1].document.pk}"
    assert f'href="{skip}"' in text
    assert admin_client.get(skip).url == address(letters[0]) and not Ruling.objects.exists()


def test_letters_on_which_a_newer_rule_differs_have_a_queue_of_their_own(admin_client, letters):
    admin_client.post(address(letters[0]), {"outcome": "refused", "section": "s43 FOIA"})
    differing = reverse("admin:foi_queue_campaign", args=["scores"]) + "?differing=1"
    assert admin_client.get(differing).url == reverse("admin:foi_queue")
    read_as(letters[0], "exemption", "s40 FOIA")
    assert admin_client.get(differing).url == address(letters[0]) + "?differing=1"
    text = admin_client.get(address(letters[0])).content.decode()
    assert 'value="s40 FOIA">' in text and 'value="s43 FOIA" checked' in text


def test_a_letter_taken_down_is_not_shown_and_does_not_wait(admin_client, letters):
    Takedown.objects.create(sha256=letters[0].document.sha256, reason="A court said so.")
    assert admin_client.get(address(letters[0])).status_code == 404
    admin_client.post(address(letters[1]), {"outcome": "disclosed"})
    assert begin(admin_client) == reverse("admin:foi_queue")


def test_only_who_may_rule_on_labels_sees_the_queue(client, letters):
    client.force_login(User.objects.create(username="bob", is_staff=True))
    for where in (
        reverse("admin:foi_queue"),
        address(letters[0]),
        reverse("admin:foi_queue_campaign", args=["scores"]),
    ):
        assert client.get(where).status_code == 403
    assert client.post(address(letters[0]), {"outcome": "refused"}).status_code == 403
    assert "Letters to judge" not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("where", ["queue/none/", "queue/scores/abc/"])
def test_what_is_not_there_is_not_found(admin_client, letters, where):
    assert admin_client.get(reverse("admin:foi_ruling_changelist") + where).status_code == 404


@pytest.fixture
def babbage(client):
    """A second person who may rule, in a browser of their own."""
    client.force_login(User.objects.create_superuser("babbage"))
    return client


def seen_by(person, message) -> dict[str, str]:
    """What the form of a letter sends along, as a person has opened it."""
    return {"seen": re.findall(r'name="seen" value="(\d+)"', person.get(address(message)).content.decode())[0]}


def test_whoever_judges_a_letter_that_another_has_judged_meanwhile_is_told_and_overwrites_nothing(
    admin_client, babbage, admin_user, letters
):
    opened = seen_by(admin_client, letters[0])
    babbage.post(address(letters[0]), {"outcome": "not held", **seen_by(babbage, letters[0])})
    late = admin_client.post(address(letters[0]), {"outcome": "disclosed", "question-3": "withheld", **opened})
    text = unescape(late.content.decode())
    assert late.status_code == 409
    assert "Meanwhile babbage has ruled on this letter: not held. Nothing of yours was written" in text
    assert 'value="not held" accesskey="3" required checked' in text
    held = letters[0].document.labels.filter(kind="outcome", standing="confirmed")
    assert [label.value for label in held] == ["not held"] and not letters[0].request.judgements.exists()

    again = {"outcome": "disclosed", "seen": re.findall(r'name="seen" value="(\d+)"', text)[0]}
    assert admin_client.post(address(letters[0]), again).status_code == 302
    assert [label.value for label in held.all()] == ["disclosed"]
    log = Ruling.objects.filter(document=letters[0].document).order_by("pk")
    assert [ruling.by.username for ruling in log] == ["babbage", admin_user.username]


def test_a_ruling_taken_back_while_another_looks_is_told_too(admin_client, babbage, letters):
    babbage.post(address(letters[0]), {"outcome": "not held"})
    opened = seen_by(admin_client, letters[0])
    babbage.post(address(letters[0]), {"undo": Ruling.objects.get().pk})
    late = admin_client.post(address(letters[0]), {"outcome": "disclosed", **opened})
    assert late.status_code == 409 and "has been taken back meanwhile" in late.content.decode()
