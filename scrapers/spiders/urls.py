"""The spider of lists: asks for each address of a list once, and yields what each brought."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from scrapers.items import KEPT_HEADERS, Fetched, Missed
from scrapers.reasons import reason_for
from scrapers.targets import Target


class UrlsSpider(Spider):
    """``keep`` is handed through to the writer; the spider itself does not use it."""

    name = "urls"

    def __init__(self, targets: Sequence[Target], keep: Callable[..., Any], **kwargs: Any):
        super().__init__(**kwargs)
        self.targets = targets
        self.keep = keep

    async def start(self) -> AsyncIterator[Request]:
        for target in self.targets:
            # Two addresses may redirect to one page: each gets its answer, so nothing is filtered as a duplicate.
            yield Request(target.url, self.parse, errback=self.miss, dont_filter=True, cb_kwargs={"target": target})

    def parse(self, response: Response, target: Target) -> Iterator[Fetched | Missed]:
        if response.status != 200:
            yield Missed(target, f"status {response.status}")
            return
        headers = {
            name: (response.headers.get(name) or b"").decode("utf-8", "replace")
            for name in KEPT_HEADERS
            if name in response.headers
        }
        passed = tuple(response.meta.get("redirect_urls", ()))
        yield Fetched(target, response.body, response.url, response.status, datetime.now(UTC), passed, headers)

    def miss(self, failure: Failure) -> Iterator[Missed]:
        yield Missed(failure.request.cb_kwargs["target"], reason_for(failure.value))  # type: ignore[attr-defined]
