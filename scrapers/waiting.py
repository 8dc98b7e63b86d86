"""Retry-After: a host that answers 429 or 503 with a time to wait is left alone for that time.

The whole host waits, not just the request that was refused. A host that asks for more than ``LONGEST_WAIT`` is not
asked again in this run, and the addresses left say so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import ceil
from time import monotonic

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from scrapers.politeness import LONGEST_WAIT
from scrapers.reasons import Closed


def seconds_asked(header: str, now: datetime) -> int:
    """Seconds that a Retry-After header asks for, 0 if it makes no sense: a number or a date (RFC 9110, 10.2.3)."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return int(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0, ceil((moment - now).total_seconds()))


class WaitAsAsked:
    """Pauses the queue of a host, or empties it with a reason."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._left_alone: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WaitAsAsked:
        middleware = cls(crawler)
        # The signal comes before the host's next request leaves its queue; process_response would be too late.
        crawler.signals.connect(middleware.heed, signal=signals.response_downloaded)
        return middleware

    def process_request(self, request: Request) -> None:
        reason = self._left_alone.get(urlparse_cached(request).hostname or "")
        if reason:
            raise Closed(reason)

    def heed(self, response: Response, request: Request) -> None:
        header = response.headers.get("Retry-After")
        if response.status not in (429, 503) or not header:
            return
        seconds = seconds_asked(header.decode("latin-1"), datetime.now(UTC))
        assert self._crawler.engine
        slot = self._crawler.engine.downloader.slots[request.meta["download_slot"]]
        if seconds <= LONGEST_WAIT:
            slot.lastseen = monotonic() + seconds  # the delay of the host counts from here
            return
        reason = f"its host asked us to wait {seconds} seconds, so it is not asked again in this run"
        self._left_alone[urlparse_cached(request).hostname or ""] = reason
        while slot.queue:
            _, answer = slot.queue.popleft()
            fail: Callable[[Failure], None] = answer.errback
            fail(Failure(Closed(reason)))
