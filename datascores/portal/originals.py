"""Handing out original files, without ever letting one act as a page of the portal.

Only PDF and plain text open in the browser, in a sandbox that runs nothing; everything else is a download. Whether a
file may be had at all is decided in ``corpus.visibility`` before this is called, also for one that a browser has already.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from datascores.corpus.models import Document
from datascores.corpus.originals import originals
from datascores.portal.ranges import send

INLINE_TYPES = {"pdf": "application/pdf", "txt": "text/plain"}
SANDBOX = "default-src 'none'; sandbox"


def serve_original(document: Document, request: HttpRequest) -> HttpResponseBase:
    """The bytes as they came, or the part of them that is asked for. Raises FileNotFoundError if the store lacks them."""
    file = originals().open(document.original.key)
    size, etag = file.size, f'"{document.sha256}"'
    stored_at = int(document.original.stored_at.timestamp())
    kept = get_conditional_response(request, etag=etag, last_modified=stored_at)
    response: HttpResponseBase
    if kept is not None:
        file.close()
        response = kept
    else:
        response = send(file, size, _range_header(request, etag, stored_at))  # type: ignore[arg-type]
    if response.status_code in (200, 206):
        content_type = INLINE_TYPES.get(document.format)
        response["Content-Type"] = content_type or "application/octet-stream"
        name = document.covered(document.name).replace("\n", " ")
        response["Content-Disposition"] = content_disposition_header(content_type is None, name) or "inline"
    response["ETag"], response["Last-Modified"] = etag, http_date(stored_at)
    response["Cache-Control"] = "private, no-cache"  # kept, but asked each time whether it may still be had
    response["Content-Security-Policy"] = SANDBOX
    return response


def _range_header(request: HttpRequest, etag: str, stored_at: int) -> str:
    """The range asked for; "" where it holds only for another state of the file (If-Range)."""
    condition = request.headers.get("If-Range", "")
    if request.method != "GET" or (condition and condition not in (etag, http_date(stored_at))):
        return ""
    return request.headers.get("Range", "")
