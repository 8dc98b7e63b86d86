"""The pages of campaigns: each number leads to the requests that it counts, at the day that was asked for."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from datascores.catalogue.models import Authority
from datascores.corpus.models import Label, Takedown
from foi.models import Campaign, Entry, Judgement, Question, Request, Template
from foi.outcomes import CAUTION
from foi.states import Event
from tests.foi.asked import ask, read_as, reply, write
from tests.letters import make_letter

pytestmark = pytest.mark.django_db
DAY = "2018-09-03"
LINK = re.compile(
    r'<tr><th scope="row">(?:<svg.*?</svg>)? ?<a href="([^"]+requests/\?[^"]+)">([^<]*)</a>.*?<td class="number">(\d+)</td>'
)


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.create(slug="scores", name="Scores", is_shown=True, body_kinds="council")


@pytest.fixture
def requests(campaign) -> list[Request]:
    """One disclosed, one refused for cost, two denials, one silence, one withdrawn."""
    asked = [ask(campaign=campaign, aim=aim) for aim in ("targeted", "general", "targeted", "general", "general")]
    scottish = Authority.objects.create(
        slug="glenmuir", name="Glenmuir Council", body_kind="council", nation="Scotland"
    )
    asked.append(ask(campaign=campaign, authority=scottish, law="FOISA"))
    reply(asked[0], date(2018, 7, 20), "disclosed")
    refusal = reply(asked[1], date(2018, 7, 30), "refused")
    read_as(refusal, "exemption", "s12 FOIA")
    read_as(refusal, "response type", "time / price")
    reply(asked[2], date(2018, 7, 10), "no such system")
    reply(asked[3], date(2018, 7, 11), "not held")
    Entry.objects.create(request=asked[5], event=Event.WITHDRAW, date=date(2018, 7, 5), why="asked elsewhere")
    return asked


def page(client, name: str, *args, query: str = f"?on={DAY}", expect: int = 200) -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == expect
    return response.content.decode()


def listed(text: str) -> int:
    return int(re.search(r'<span class="count">(\d+)</span>', text)[1])


def test_each_number_of_the_campaign_links_to_a_list_of_as_many_requests(client, requests):
    told = LINK.findall(page(client, "campaign", "scores"))
    words = {unescape(name) for _, name, _ in told}
    assert {"successful", "refused", "no such systems", "no information held", "s12 FOIA", "time / price"} <= words
    totals = {"targeted": 2, "general": 4}  # of these the link is to all, and the number says how many succeeded
    for address, name, number in told:
        found = listed(client.get(unescape(address)).content.decode())
        assert found == totals.get(name, int(number)), name


def test_the_outcomes_add_up_to_the_requests(client, requests):
    text = page(client, "campaign", "scores")
    section = text[text.index("What came of them") : text.index("Successful, wholly")]
    assert sum(int(number) for _, _, number in LINK.findall(section)) == len(requests) == 6


def test_a_day_in_the_past_shows_what_was_known_then(client, requests):
    early = page(client, "campaign", "scores", query="?on=2018-07-06")
    assert "pending" in early and "s12 FOIA" not in early
    assert "No request had been sent by 1 January 2018" in page(client, "campaign", "scores", query="?on=2018-01-01")


@pytest.mark.parametrize("name", ["campaign", "campaign-requests"])
@pytest.mark.parametrize("said", ["31/10/2018", "2018-13-01", "yesterday", "<b>", "0000-00-00", "9" * 300])
def test_a_day_that_is_none_is_told_and_not_taken_for_another(client, requests, name, said):
    response = client.get(reverse(name, args=["scores"]), {"on": said})
    assert response.status_code == 400
    assert "is no day" in response.content.decode() and "<b>" not in response.content.decode()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_of_a_day_that_is_none_is_refused(client, requests, form):
    text = page(client, f"campaign-requests-{form}", "scores", query="?on=yesterday", expect=400)
    assert "is no day" in text


def test_the_file_has_the_rows_of_the_list_with_state_outcome_and_sections(client, requests):
    response = client.get(reverse("campaign-requests-csv", args=["scores"]), {"on": DAY, "exemption": "s12 FOIA"})
    (row,) = csv.DictReader(io.StringIO(b"".join(response).decode()))
    assert (row["outcome"], row["state"], row["law"]) == ("refused", "answered", "FOIA")
    assert (row["sent"], row["due"], row["answered"], row["working_days"]) == (
        "2018-07-02",
        "2018-07-31",  # 12 July is a bank holiday in Northern Ireland, and the Act counts those of any part
        "2018-07-30",
        "19",
    )
    assert (row["exemptions"], row["response_types"]) == ("s12 FOIA", "time / price")
    assert client.get(row["url"]).status_code == 200
    every = json.loads(b"".join(client.get(reverse("campaign-requests-json", args=["scores"]), {"on": DAY})))
    assert len(every) == 6 and {one["nation"] for one in every} == {"England", "Scotland"}


def test_filters_narrow_together_and_a_value_that_none_has_finds_none(client, requests):
    assert listed(page(client, "campaign-requests", "scores", query=f"?on={DAY}&aim=targeted&outcome=successful")) == 1
    assert listed(page(client, "campaign-requests", "scores", query=f"?on={DAY}&law=FOISA")) == 1
    assert listed(page(client, "campaign-requests", "scores", query=f"?on={DAY}&law=EIR")) == 0


def test_a_campaign_for_staff_is_not_there_for_others(client, requests, campaign):
    Campaign.objects.update(is_shown=False)
    number = requests[0].pk
    names = [("campaign", ()), ("campaign-requests", ()), ("campaign-request", (number,))]
    names += [("campaign-requests-csv", ()), ("campaign-requests-json", ())]
    for name, args in names:
        page(client, name, "scores", *args, expect=404)
    assert "There is none yet" in page(client, "campaign-list")
    assert "Requests to this body" not in page(client, "authority", "brackenford")
    client.force_login(User.objects.create(username="ada", is_staff=True))
    assert "For staff only" in page(client, "campaign", "scores")
    assert reverse("campaign", args=["scores"]) in page(client, "campaign-list")


def test_a_request_of_another_campaign_is_not_found_here(client, requests):
    other = Campaign.objects.create(slug="other", name="Other", is_shown=True)
    page(client, "campaign-request", "other", requests[0].pk, expect=404)
    page(client, "campaign-request", "other", ask(campaign=other).pk)


@pytest.mark.parametrize("number, outcome", [(2, "no such systems"), (3, "no information held")])
def test_a_denial_carries_the_caution_that_the_words_may_have_missed_a_system(client, requests, number, outcome):
    text = unescape(page(client, "campaign-request", "scores", requests[number].pk))
    assert outcome in text and CAUTION in text
    assert "no proof of absence" in page(client, "authority", "brackenford")


def test_a_disclosure_carries_no_such_caution(client, requests):
    assert CAUTION not in unescape(page(client, "campaign-request", "scores", requests[0].pk))


def test_the_timeline_is_in_the_order_of_days_with_the_due_day_and_its_reasons(client, campaign):
    request = ask(campaign=campaign)
    write(request, date(2018, 7, 2), sort="request")
    reply(request, date(2018, 7, 4), "clarification sought")
    write(request, date(2018, 7, 9), sort="clarification")
    reply(request, date(2018, 8, 1), "disclosed")
    text = unescape(page(client, "campaign-request", "scores", request.pk))
    days = re.findall(r'<time datetime="([-\d]+)">', text)
    assert days == sorted(days) and {"2018-07-04", "2018-07-09", "2018-08-01"} <= set(days)
    assert "clarif" in text[text.index("Answer due") : text.index("What happened")]


def test_an_unread_letter_and_one_without_a_day_are_told_as_such(client, campaign):
    request = ask(campaign=campaign)
    reply(request, date(2018, 7, 20))
    reply(request, None, "disclosed")
    text = page(client, "campaign-request", "scores", request.pk)
    assert "Nobody has read yet what this says." in text
    assert "Its day is not known, so that it changes nothing." in text


def test_an_event_that_cannot_have_happened_is_shown_and_changes_nothing(client, requests):
    Entry.objects.create(request=requests[4], event=Event.PAY_FEE, date=date(2018, 7, 3), why="a slip")
    text = unescape(page(client, "campaign-request", "scores", requests[4].pk))
    assert "cannot be fee paid by the requester" in text
    assert "1 event</strong> cannot have happened" in page(client, "campaign", "scores")


class TestDocuments:
    """What may not be read is not named here either."""

    @pytest.fixture
    def letter(self, requests):
        document = make_letter("reply.pdf", ["We hold no such system."], source="post")
        message = reply(requests[4], date(2018, 7, 20), sender="Ada Byron", subject="For Ada Byron")
        message.document = document
        message.save()
        Label.objects.create(
            document=document, kind="outcome", value="no such system", page=1, start=0, end=23, standing="proposed"
        )
        return document

    def test_a_letter_is_named_with_the_sentence_that_it_was_read_by(self, client, requests, letter):
        text = page(client, "campaign-request", "scores", requests[4].pk)
        assert "reply.pdf" in text and reverse("document", args=[letter.sha256]) in text
        (address,) = re.findall(rf'href="(/[^"]*{letter.sha256[:12]}[^"]*0[^"]*)">no such system</a>', text)
        assert "We hold no such system." in unescape(client.get(unescape(address)).content.decode())

    def test_nobody_is_named(self, client, requests, letter):
        assert "Ada Byron" not in page(client, "campaign-request", "scores", requests[4].pk)

    def test_one_taken_down_has_no_name(self, client, requests, letter):
        Takedown.objects.create(sha256=letter.sha256, reason="A court said so.")
        text = page(client, "campaign-request", "scores", requests[4].pk)
        assert "a document that is not shown" in text and "reply.pdf" not in text and letter.sha256 not in text


def test_what_staff_noted_is_not_shown_to_others(client, requests):
    text = page(client, "campaign-request", "scores", requests[5].pk)
    assert "asked elsewhere" not in text and "noted by staff or the source" in text
    client.force_login(User.objects.create(username="ada", is_staff=True))
    assert "asked elsewhere" in page(client, "campaign-request", "scores", requests[5].pk)


def test_questions_are_rated_in_a_row_each(client, requests, campaign):
    template = Template.objects.create(campaign=campaign, version="1")
    Question.objects.create(template=template, number=3, short="software")
    for request, value in zip(requests, ("positive", "positive", "withheld"), strict=False):
        Judgement.objects.create(
            request=request, kind="answer", question=3, value=value, date=date(2018, 8, 1), source="a sheet"
        )
    text = page(client, "campaign", "scores")
    row = text[text.index("3. software") :]
    assert re.findall(r'<td class="number">(\d+)</td>', row)[:6] == ["2", "0", "0", "1", "0", "3"]


def test_bodies_never_asked_are_named_with_the_number_there_were(client, requests):
    Authority.objects.create(slug="dunmoor", name="Dunmoor Council", body_kind="council", nation="England")
    text = page(client, "campaign", "scores")
    assert "England, council: 1 of 2 never asked" in text and "Dunmoor Council" in text


def test_a_profile_lists_the_requests_to_the_body_with_their_outcomes(client, requests):
    text = page(client, "authority", "brackenford")
    section = text[text.index("Requests to this body") :]
    assert section.count("/campaigns/scores/requests/") == 5
    assert "Requests to this body" not in page(client, "authority", make_body().slug)


def make_body() -> Authority:
    return Authority.objects.create(slug="quiet", name="Quiet Council", body_kind="council", nation="Wales")


@pytest.mark.parametrize("name", ["campaign", "campaign-requests"])
def test_more_requests_cost_no_more_queries(client, requests, name):
    page(client, name, "scores")
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client, name, "scores")
    for _ in range(20):
        reply(ask(campaign=requests[0].campaign), date(2018, 7, 20), "disclosed")
    with CaptureQueriesContext(connection) as many:
        page(client, name, "scores")
    assert len(many) == len(few)


def test_a_body_s_page_tells_its_requests_with_outcome_and_sections(client, requests):
    text = client.get(reverse("authority", args=["brackenford"])).content.decode()
    assert "refused (s12 FOIA)" in text and "successful</li>" in text
