"""Why an address brought nothing, in plain words for the table of a run."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.spidermiddlewares.httperror import HttpError


class Closed(IgnoreRequest):
    """The address was not asked, since its host does not want it to be; says so in plain words."""


_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (DownloadTimeoutError, "no answer in time"),
    (CannotResolveHostError, "its name cannot be resolved, or leads to an address that is not public"),
    (DownloadConnectionRefusedError, "the connection was refused"),
    (DownloadCancelledError, "larger than the limit"),
)


def reason_for(error: BaseException | None) -> str:
    """The reason that an error of the download stands for."""
    if isinstance(error, HttpError):
        return f"status {error.response.status}"
    if isinstance(error, IgnoreRequest):
        return str(error) or "refused by a rule of the run"
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words
    return f"the transfer failed: {error.__class__.__name__}: {error}"[:300]
