"""A finished file as a download that can be broken off and fetched on: whole, or the range that was asked for.

A range of a file that is another by now (``If-Range``) is answered with the whole file.
"""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from datascores.portal.ranges import NotSatisfiable, chunks, read_range


def serve_file(request: HttpRequest, path: Path, etag: str, content_type: str, name: str) -> HttpResponseBase:
    """The file under that name. Raises FileNotFoundError."""
    size = path.stat().st_size
    is_same = request.headers.get("If-Range", f'"{etag}"') == f'"{etag}"'
    response: HttpResponseBase
    try:
        part = read_range(request.headers.get("Range", ""), size) if is_same else None
        if part is None:
            response = FileResponse(path.open("rb"), content_type=content_type)
        else:
            response = StreamingHttpResponse(chunks(path.open("rb"), part), status=206, content_type=content_type)
            response["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
            response["Content-Length"] = str(part.end - part.start)
    except NotSatisfiable:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{etag}"'
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
