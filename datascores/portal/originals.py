"""Handing out original files, without ever letting one act as a page of the portal.

Only PDF and plain text open in the browser, in a sandbox that runs nothing; everything else is a download. Whether a
file may be had at all is decided in ``corpus.visibility`` before this is called.
"""

from __future__ import annotations

from django.http import FileResponse

from datascores.corpus.models import Document
from datascores.corpus.originals import originals

INLINE_TYPES = {"pdf": "application/pdf", "txt": "text/plain"}
SANDBOX = "default-src 'none'; sandbox"


def serve_original(document: Document) -> FileResponse:
    """The bytes as they came. Raises FileNotFoundError if the store does not have them."""
    content_type = INLINE_TYPES.get(document.format)
    response = FileResponse(
        originals().open(document.original.key),
        as_attachment=content_type is None,
        filename=document.name,
        content_type=content_type or "application/octet-stream",
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
