"""A crawl plan says what it would ask before it asks, comes round when its days have passed, and only within its hours."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from datascores.corpus.models import Collection
from scrapers.models import CrawlPlan, Hit, Run
from scrapers.plans import due_plans, is_open, listing_for

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
ADDRESSES = "# the log\nhttps://a.example/log\nhttps://b.example/log\nnonsense\n"


@pytest.fixture
def plan() -> CrawlPlan:
    web = Collection.objects.create(slug="web", name="Web", rights="quoted")
    return CrawlPlan.objects.create(slug="logs", name="Logs", collection=web, addresses=ADDRESSES, every_days=7)


def ran(plan: CrawlPlan, days_ago: float | None) -> Run:
    number = Run.objects.count()
    run = Run.objects.create(
        name=f"urls {number}", spider="urls", collection="web", plan=str(number), targets=2, of=plan
    )
    if days_ago is not None:
        run.state, run.ended_at = Run.State.DONE, NOW - timedelta(days=days_ago)
        run.save()
    return run


def test_addresses_and_the_results_of_a_provider_are_asked_with_their_terms(plan):
    for term in ("risk", "score"):
        Hit.objects.create(provider="2018", term=term, url="https://c.example/x", key="c.example/x")
    plan.provider = "2018"
    listing = listing_for(plan)
    assert [(target.url, target.terms) for target in listing.targets] == [
        ("https://a.example/log", ("",)),
        ("https://b.example/log", ("",)),
        ("https://c.example/x", ("risk", "score")),
    ]
    assert [(line.number, line.text) for line in listing.bad_lines] == [(4, "nonsense")]
    plan.limit = 1
    assert len(listing_for(plan).targets) == 1


def test_a_plan_is_due_when_its_days_have_passed_since_its_last_run_ended(plan):
    assert due_plans(NOW) == [plan]
    ran(plan, days_ago=6.9)
    assert due_plans(NOW) == []
    Run.objects.all().delete()
    ran(plan, days_ago=7)
    assert due_plans(NOW) == [plan]


def test_a_run_that_was_not_finished_is_due_at_once(plan):
    ran(plan, days_ago=1)
    ran(plan, days_ago=None)
    assert due_plans(NOW) == [plan]


def test_what_is_paused_or_only_run_by_hand_is_never_due(plan):
    CrawlPlan.objects.update(is_paused=True)
    assert due_plans(NOW) == []
    CrawlPlan.objects.update(is_paused=False, every_days=None)
    assert due_plans(NOW) == []


@pytest.mark.parametrize(
    ("opens", "closes", "hour", "is_in"),
    [(1, 5, 2, True), (1, 5, 5, False), (1, 5, 12, False), (22, 4, 23, True), (22, 4, 3, True), (22, 4, 12, False)],
)
def test_windows_may_run_over_midnight(opens, closes, hour, is_in):
    now = timezone.make_aware(datetime(2024, 1, 10, hour))
    assert is_open(time(opens), time(closes), now) is is_in
    assert is_open(None, None, now)


@pytest.mark.parametrize("wrong", [{"opens": time(1)}, {"addresses": " "}])
def test_a_plan_that_says_half_or_nothing_is_refused(plan, wrong):
    for name, value in wrong.items():
        setattr(plan, name, value)
    with pytest.raises(ValidationError):
        plan.full_clean()


def test_a_dry_run_tells_requests_hosts_and_time_and_sends_nothing(plan, capsys):
    call_command("collect", "plan", "logs", "--dry-run")
    said = capsys.readouterr().out
    assert "Would send 4 requests to 2 hosts: 2 addresses" in said and "Nothing was sent." in said
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("slug", "words"),
    [("none", "There is no crawl plan “none”"), ("logs", "is paused"), ("", "Name the list, or the plan")],
)
def test_a_plan_that_cannot_be_run_says_why(plan, slug, words):
    CrawlPlan.objects.update(is_paused=True)
    with pytest.raises(CommandError, match=words):
        call_command("collect", "plan", slug, stdout=io.StringIO())


def test_the_admin_shows_what_a_run_would_ask_and_how_the_last_ones_ended(plan, admin_client):
    run = ran(plan, days_ago=1)
    said = admin_client.get(reverse("admin:scrapers_crawlplan_change", args=[plan.pk])).content.decode()
    assert "Would send 4 requests to 2 hosts" in said and "1 lines are no addresses: nonsense (not an http" in said
    assert str(run) in said and "done" in said
    assert "Logs" in admin_client.get(reverse("admin:scrapers_crawlplan_changelist")).content.decode()
    assert "Save the plan" in admin_client.get(reverse("admin:scrapers_crawlplan_add")).content.decode()


def test_due_plans_are_run_each_in_a_process_and_come_round_no_sooner_than_they_say(portal, site):
    site.say("/log", b"words of the log", ETag='"1"')
    make = (
        "from scrapers.models import CrawlPlan; from datascores.corpus.models import Collection;"
        "web = Collection.objects.create(slug='web', name='Web', rights='quoted');"
        f"CrawlPlan.objects.create(slug='logs', name='Logs', collection=web, addresses='{site.url('/log')}', every_days=7)"
    )
    assert portal.manage("shell", "-v0", "-c", make).returncode == 0
    settings = {"CONTACT": "desk@portal.example", "COLLECT_PRIVATE_HOSTS": "127.0.0.1"}
    first = portal.manage("collect", "due", **settings)
    assert first.returncode == 0 and "1 new documents, 1 new arrivals." in first.stdout, first.stderr
    assert "No plan is due." in portal.manage("collect", "due", **settings).stdout
    assert portal.rows("SELECT count(*) FROM scrapers_run WHERE of_id IS NOT NULL") == [(1,)]
