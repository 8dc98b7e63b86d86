"""The pages of campaigns and their requests, at any day: ``?on=2018-10-31``, today if nothing is said."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from datascores.corpus.permanent import root_for
from datascores.portal.asked import read_request
from datascores.portal.campaign_bundle import send_bundle
from datascores.portal.campaigns import (
    FILTERS,
    campaigns_for,
    facts_of,
    narrowed,
    read_campaign,
)
from datascores.portal.list_files import send
from foi.counting import RATINGS, histories_of
from foi.exports.rows import request_row, request_url
from foi.exports.tables import REQUESTS
from foi.histories import history_of, with_histories
from foi.models import Campaign
from foi.outcomes import CAUTION


@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/campaigns.html", {"campaigns": campaigns_for(request.user)})


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    found, until, problem = _asked(request, slug)
    shown = read_campaign(found, histories_of(found, until), until)
    told = {"campaign": found, "until": until, "problem": problem, "page": shown, "caution": CAUTION}
    return render(request, "portal/campaign.html", {**told, "ratings": RATINGS}, status=400 if problem else 200)


@require_safe
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """The requests of a campaign that fit the filters, all on one page: a campaign has hundreds, not millions."""
    found, until, problem = _asked(request, slug)
    every, asked = histories_of(found, until), _filters(request)
    lines = [(one, request_url(one.request), one.outcome_in_words) for one in narrowed(every, asked)]
    facts = [facts_of(one) for one in every]
    choices = [(name, sorted({value for fact in facts for value in fact[name]}), asked.get(name)) for name in FILTERS]
    told = {"campaign": found, "until": until, "problem": problem, "lines": lines, "total": len(every)}
    return render(
        request,
        "portal/campaign_requests.html",
        {**told, "choices": [choice for choice in choices if choice[1]], "asked": asked},
        status=400 if problem else 200,
    )


@require_safe
def request_file(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The same list as a file."""
    found, until, problem = _asked(request, slug)
    if problem:
        return HttpResponse(problem, status=400, content_type="text/plain; charset=utf-8")
    root = root_for(request)
    rows = (request_row(one, root) for one in narrowed(histories_of(found, until), _filters(request)))
    return send(rows, REQUESTS.names, form, f"requests-{found.slug}-{until}")


@require_safe
def tables(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The campaign as a zip of tables that can be counted again elsewhere."""
    found, until, problem = _asked(request, slug)
    if problem:
        return HttpResponse(problem, status=400, content_type="text/plain; charset=utf-8")
    return send_bundle(found, until, root_for(request))


@require_safe
def one_request(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found, until, problem = _asked(request, slug)
    asked = with_histories(found.requests.filter(pk=number)).first()
    if asked is None:
        raise Http404("There is no such request in this campaign.")
    told = read_request(history_of(asked, until), request.user)
    context = {"campaign": found, "until": until, "problem": problem, "told": told, "caution": CAUTION}
    return render(request, "portal/request.html", context, status=400 if problem else 200)


def _asked(request: HttpRequest, slug: str) -> tuple[Campaign, date, str]:
    """The campaign, the day, and what is wrong with the day that was asked for."""
    found = get_object_or_404(campaigns_for(request.user), slug=slug)
    today, said = timezone.localdate(), request.GET.get("on", "").strip()
    if not said:
        return found, today, ""
    try:
        return found, date.fromisoformat(said), ""
    except ValueError:
        return found, today, f"“{said[:40]}” is no day; write it like {today}. What is shown is of today."


def _filters(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name].strip() for name in FILTERS if request.GET.get(name, "").strip()}
