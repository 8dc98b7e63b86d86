"""What a crawl plan asks for, and when it is due."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from scrapers.models import CrawlPlan, Hit, Run
from scrapers.targets import Listing, listing_of


def listing_for(plan: CrawlPlan) -> Listing:
    """The plan's own addresses, and those of its provider with their terms."""
    found = Hit.objects.filter(provider=plan.provider).values_list("url", "term") if plan.provider else ()
    listing = listing_of(plan.addresses, found)
    return Listing(listing.targets[: plan.limit], listing.bad_lines, listing.line_count)


def due_plans(now: datetime) -> list[CrawlPlan]:
    """Plans that are to begin or to be taken up now, in the order of their names."""
    plans = CrawlPlan.objects.filter(is_paused=False, every_days__isnull=False)
    return [plan for plan in plans if is_open(plan.opens, plan.closes, now) and is_due(plan, now)]


def is_due(plan: CrawlPlan, now: datetime) -> bool:
    """Whether its days have passed since the last run, or that one was not finished."""
    last = plan.runs.order_by("-pk").first()
    if last is None or last.state == Run.State.RUNNING or last.ended_at is None:
        return True
    return last.ended_at + timedelta(days=plan.every_days or 0) <= now


def is_open(opens: time | None, closes: time | None, now: datetime) -> bool:
    """Whether a window of the day, which may run over midnight, holds a moment; times are those of the portal."""
    if opens is None or closes is None:
        return True
    at = timezone.localtime(now).time()
    return opens <= at < closes if opens <= closes else (at >= opens or at < closes)
