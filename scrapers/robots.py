"""robots.txt, obeyed as RFC 9309 says: a 4xx means there are no rules, a 5xx or no answer means "not now".

Not Scrapy's own middleware: that reads the body of any answer as rules, goes ahead where it got none, and (2.19.0) lets
requests through that wait for the same robots.txt side by side.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.utils.httpobj import urlparse_cached

from scrapers.politeness import ROBOT_NAME
from scrapers.reasons import Closed, reason_for

LONGEST_RULES = 512 * 1024  # bytes that are read; RFC 9309 asks for 500 KiB at least


@dataclass(frozen=True)
class NotNow:
    """Stands for the rules of a host whose robots.txt could not be had."""

    reason: str


class ObeyRobots:
    """Raises Closed, with a reason in plain words, for what robots.txt closes and for hosts of unknown rules."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._rules: dict[str, asyncio.Task[RobotParser | NotNow]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ObeyRobots:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("is_robotstxt"):
            return
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.create_task(self._fetch(f"{origin}/robots.txt"))
        rules = await asyncio.shield(self._rules[origin])
        if isinstance(rules, NotNow):
            raise Closed(f"its robots.txt could not be read ({rules.reason}), so nothing was asked")
        if not rules.allowed(request.url, ROBOT_NAME):
            raise Closed("its robots.txt does not allow it")

    async def _fetch(self, url: str) -> RobotParser | NotNow:
        request = Request(url, callback=NO_CALLBACK, meta={"is_robotstxt": True})
        assert self._crawler.engine
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # whatever kept the rules from us, its reason goes to every address of the host
            return NotNow(reason_for(error))
        if response.status == 429 or response.status >= 500:
            return NotNow(f"status {response.status}")
        body = response.body[:LONGEST_RULES] if response.status == 200 else b""
        return ProtegoRobotParser.from_crawler(self._crawler, body)
