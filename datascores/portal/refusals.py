"""Pages for requests that are refused before a view sees them: a form without its token, or sent where nothing is taken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FORM_PATHS = ("/admin/", "/export/", "/reproduce/", "/batch/")


def refuse_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW. Few pages take forms; anywhere else the method itself is what is wrong."""
    if request.path.startswith(FORM_PATHS) or "/why/" in request.path:
        return render(request, "403.html", {"is_form": True}, status=403)
    response = render(request, "405.html", status=405)
    response["Allow"] = "GET, HEAD"
    return response
