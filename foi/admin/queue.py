"""The pages on which letters are judged, one after the other: by keys alone if one likes, each ruling can be taken back."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode

from datascores.corpus.models import Document, Label
from datascores.corpus.read_only import ReadOnly
from foi.counting import RATINGS
from foi.judging.rulings import NotUndone, Overtaken, read_section, rule, standing_ruling, undo
from foi.judging.sheet import MOST_PAGES, choices_of, pages_of, questions_of
from foi.judging.waiting import count_waiting, letters, next_letter
from foi.models import Campaign, Message, Ruling
from foi.outcomes import REPLIES
from foi.response_types import RESPONSE_TYPES

MAY = "corpus.change_label"
KEYS = "123456789o"  # of the outcomes, in their order


@admin.register(Ruling)
class RulingAdmin(ReadOnly, admin.ModelAdmin):
    """What was ruled, by whom and when; made and taken back on the pages of the queue alone."""

    list_display = ("document", "by", "at", "is_undone")
    list_filter = ("by", "is_undone")
    list_select_related = ("document", "by")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("queue/", view(self.overview), name="foi_queue"),
            path("queue/<slug:slug>/", view(self.first), name="foi_queue_campaign"),
            path("queue/<slug:slug>/<str:sha256>/", view(self.letter), name="foi_queue_letter"),
            *super().get_urls(),
        ]

    def overview(self, request: HttpRequest) -> HttpResponse:
        """The campaigns with what waits in each."""
        _require(request)
        lines = [(campaign, count_waiting(campaign.pk)) for campaign in Campaign.objects.all()]
        return self._show(request, "admin/foi/queues.html", "Letters to judge", {"lines": lines})

    def first(self, request: HttpRequest, slug: str) -> HttpResponse:
        """On to the letter that waits next."""
        _require(request)
        campaign = _campaign(slug)
        only_differing = "differing" in request.GET
        after = _number(request.GET.get("after", ""))
        found = next_letter(campaign.pk, after, only_differing=only_differing)
        if found is None:
            messages.info(request, f"No letter of {campaign} waits.")
            return HttpResponseRedirect(reverse("admin:foi_queue"))
        return HttpResponseRedirect(_address(campaign, found, only_differing=only_differing))

    def letter(self, request: HttpRequest, slug: str, sha256: str) -> HttpResponse:
        """A letter with what is proposed of it; posting rules on it, or takes the last ruling back."""
        _require(request)
        campaign = _campaign(slug)
        document = letters(campaign.pk).filter(sha256=sha256).first()
        if document is None:
            raise Http404("There is no such letter in this campaign.")
        message = _message_of(campaign, document)
        only_differing = "differing" in request.GET
        onward = f"{reverse('admin:foi_queue_campaign', args=[slug])}?{urlencode(_onward(document, only_differing))}"
        problem, status = "", 200
        if request.method == "POST":
            if "undo" in request.POST:
                return self._undo(request, campaign)
            try:
                ruled, ratings = _said(request.POST), _ratings(request.POST, message)
                rule(document, ruled, request.user, message, ratings, _number(request.POST.get("seen", "")))  # type: ignore[arg-type]
            except Overtaken as error:
                problem, status = str(error), 409
            except ValueError as error:
                problem, status = str(error), 400
            else:
                return HttpResponseRedirect(onward)
        said = _said(request.POST, is_lax=True) if status == 400 else None
        standing = standing_ruling(document)
        context = {
            "campaign": campaign,
            "document": document,
            "message": message,
            "waiting": count_waiting(campaign.pk),
            "problem": problem,
            "pages": pages_of(document),
            "more_pages": max(0, (document.page_count or 0) - MOST_PAGES),
            "outcomes": choices_of(document, "outcome", tuple(REPLIES), said, KEYS),
            "types": choices_of(document, "response type", RESPONSE_TYPES, said),
            "sections": choices_of(document, "exemption", (), said),
            "further": request.POST.get("further", "") if status == 400 else "",
            "seen": standing.pk if standing else 0,
            "questions": questions_of(message),
            "ratings": RATINGS,
            "skip": onward,
            "last": Ruling.objects.filter(by=request.user.pk, is_undone=False).select_related("document").last(),
            "is_judged": document.labels.filter(kind="outcome", standing=Label.Standing.CONFIRMED).exists(),
        }
        response = self._show(request, "admin/foi/letter.html", document.display_name, context)
        response.status_code = status
        return response

    def _undo(self, request: HttpRequest, campaign: Campaign) -> HttpResponse:
        ruling = Ruling.objects.filter(pk=_number(request.POST["undo"])).select_related("document").first()
        if ruling is None:
            raise Http404("There is no such ruling.")
        try:
            undo(ruling, request.user)  # type: ignore[arg-type]
        except NotUndone as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Taken back: {ruling.document.display_name}. Rule on it anew.")
        of_it = Campaign.objects.filter(requests__messages=ruling.message_id).first() if ruling.message_id else campaign
        return HttpResponseRedirect(_address(of_it or campaign, ruling.document))

    def _show(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> TemplateResponse:
        told = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, template, told)


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY):
        raise PermissionDenied


def _campaign(slug: str) -> Campaign:
    found = Campaign.objects.filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such campaign.")
    return found


def _address(campaign: Campaign, document: Document, *, only_differing: bool = False) -> str:
    address = reverse("admin:foi_queue_letter", args=[campaign.slug, document.sha256])
    return f"{address}?differing=1" if only_differing else address


def _message_of(campaign: Campaign, document: Document) -> Message | None:
    """The first letter of the campaign that the document belongs to."""
    held = Q(document=document) | Q(attachments__document=document)
    found = Message.objects.filter(held, request__campaign=campaign).select_related("request__authority")
    return found.order_by("date", "pk").first()


def _said(form: QueryDict, *, is_lax: bool = False) -> dict[str, list[str]]:
    """What the form says of each kind. Raises ValueError for a section that is none, unless that is to be told only."""
    written = [part for part in re.split(r"[,;\n]", form.get("further", "")) if part.strip()]
    further = [] if is_lax else [read_section(part) for part in written]
    return {
        "outcome": form.getlist("outcome"),
        "response type": form.getlist("type"),
        "exemption": [*form.getlist("section"), *further],
    }


def _ratings(form: QueryDict, message: Message | None) -> dict[int, str]:
    """The ratings that are given and not those that hold already. Raises ValueError."""
    given = {}
    for asked in questions_of(message):
        value = form.get(f"question-{asked.number}", "")
        if value and value not in RATINGS:
            raise ValueError(f"“{value[:60]}” is no rating.")
        if value and (asked.is_proposed or value != asked.rating):
            given[asked.number] = value
    return given


def _number(written: str) -> int:
    """A number as an address has it; 0 for anything else."""
    return int(written) if written.isdecimal() and len(written) < 19 else 0


def _onward(document: Document, only_differing: bool) -> dict[str, int]:
    return {"after": document.pk, **({"differing": 1} if only_differing else {})}
