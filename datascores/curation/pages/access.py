"""Who may use the pages of curation, and how a page finds its draft."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse

from datascores.curation.models import Draft

CURATE, PUBLISH = "curation.curate_catalogue", "curation.publish_catalogue"


class CuratorsOnly:
    """Pages for who may curate; rows are made by the pages' own deeds, never by a form of the admin."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CURATE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(CURATE)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission


def require_curator(request: HttpRequest) -> None:
    """Raises PermissionDenied for anybody else."""
    if not request.user.has_perm(CURATE):
        raise PermissionDenied


def find_draft(request: HttpRequest, number: str) -> Draft:
    """The draft of a number as an address has it. Raises PermissionDenied, and Http404 where there is none."""
    require_curator(request)
    draft = Draft.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    if draft is None:
        raise Http404("There is no such draft.")
    return draft


def to_draft(draft: Draft) -> HttpResponseRedirect:
    """The answer to a deed: back to the draft's page."""
    return HttpResponseRedirect(reverse("admin:curation_draft_change", args=[draft.pk]))
