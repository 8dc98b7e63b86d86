"""Two addresses for load balancers: whether the process lives, and whether it can answer. Public: names of parts, no more."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from datascores.operations.parts import look


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers at all; nothing is looked at."""
    return JsonResponse({"live": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 if every part works, else 503; how a part fails is told to staff alone, as addresses may stand in it."""
    parts = look()
    is_ready = all(part.is_well for part in parts)
    answer: dict[str, object] = {"ready": is_ready, "parts": {part.name: part.is_well for part in parts}}
    has_session = any(part.name == "database" and part.is_well for part in parts)
    if has_session and getattr(request.user, "is_staff", False):
        answer["words"] = {part.name: part.words for part in parts}
    return JsonResponse(answer, status=200 if is_ready else 503)
