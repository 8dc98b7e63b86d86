"""The item pipeline of Scrapy: from the event loop, where the database must not be asked, to the thread that may."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from scrapy.crawler import Crawler

from scrapers.items import Fetched, Missed, Unchanged


class Writer:
    """Hands each item to the ``keep`` of its spider."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Writer:
        return cls(crawler)

    async def process_item(self, item: Fetched | Unchanged | Missed) -> Fetched | Unchanged | Missed:
        await sync_to_async(self._crawler.spider.keep)(item)  # type: ignore[union-attr]
        return item
