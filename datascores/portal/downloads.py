"""A finished file as a download that can be broken off and fetched on: whole, or the range that was asked for.

A range of a file that is another by now (``If-Range``) is answered with the whole file.
"""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponseBase

from datascores.portal.ranges import send


def serve_file(request: HttpRequest, path: Path, etag: str, content_type: str, name: str) -> HttpResponseBase:
    """The file under that name. Raises FileNotFoundError."""
    is_same = request.headers.get("If-Range", f'"{etag}"') == f'"{etag}"'
    response = send(path.open("rb"), path.stat().st_size, request.headers.get("Range", "") if is_same else "")
    if response.status_code in (200, 206):
        response["Content-Type"] = content_type
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = f'"{etag}"'
    return response
