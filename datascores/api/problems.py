"""What could not be answered, as problem JSON (RFC 9457): status, title and a detail in plain words."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

from search.engine.port import EngineRefused, EngineUnavailable

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "The request cannot be read",
    401: "The token is not known",
    404: "Not found",
    405: "Only reading is possible",
    410: "Taken down",
    429: "Too many requests",
    500: "An error of ours",
    503: "Not available just now",
}
RETRY_SECONDS = "60"


class Problem(serializers.Serializer):
    """Why there is no answer."""

    type = serializers.CharField(help_text="Always about:blank: the status says of what type it is.")
    title = serializers.CharField(help_text="What it is in few words, the same for every problem with this status.")
    status = serializers.IntegerField(help_text="The HTTP status once more.")
    detail = serializers.CharField(help_text="What exactly, in plain words.")


class BadRequest(APIException):
    """The request makes no sense; the detail names the parameter."""

    status_code = status.HTTP_400_BAD_REQUEST


class Missing(APIException):
    """There is no such thing; the detail names it."""

    status_code = status.HTTP_404_NOT_FOUND


class TakenDown(APIException):
    """The document is not shown; the detail says why."""

    status_code = status.HTTP_410_GONE


class Unavailable(APIException):
    """The index cannot answer."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE


def tell_problem(error: Exception, context: dict) -> Response | None:
    """The answer for an exception; DRF's EXCEPTION_HANDLER. What nobody foresaw is logged and answers 500 without details."""
    response = exception_handler(_known(error), context)
    if response is None:
        if settings.DEBUG:
            return None
        log.error("The API failed at %s", context["request"].path, exc_info=error)
        response = Response(status=500)
        detail = "Something went wrong here. It has been written down."
    else:
        detail = str(response.data["detail"])  # never a list: nothing is posted
    code = response.status_code
    response.data = {"type": "about:blank", "title": TITLES.get(code, "Refused"), "status": code, "detail": detail}
    response.content_type = MEDIA_TYPE
    if code == 503:
        response["Retry-After"] = RETRY_SECONDS
    return response


def _known(error: Exception) -> Exception:
    """The same as an exception that DRF knows."""
    if isinstance(error, EngineUnavailable):
        return Unavailable(str(error))
    if isinstance(error, EngineRefused):
        return BadRequest(str(error))
    if isinstance(error, SuspiciousOperation):  # such as more parameters than Django reads
        return BadRequest(str(error))
    if isinstance(error, Http404):
        return Missing(str(error) or "There is no such address.")
    return error
