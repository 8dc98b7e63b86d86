"""Who may use the pages of curation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

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
