"""One run of a spider in this process: targets in, an outcome for every one of them out.

A reactor cannot be started twice, so a process can run this once; whoever wants more starts `manage.py collect` anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

from scrapers.items import Fetched, Missed
from scrapers.keeping import Keeper, Outcome, Result
from scrapers.spiders.urls import UrlsSpider
from scrapers.targets import Target


def run_urls(
    targets: Sequence[Target], keeper: Keeper, settings: dict[str, Any], told: Callable[[Outcome], None]
) -> list[Outcome]:
    """Ask for every target and keep what comes; ``told`` hears each outcome at once. Blocks until done or stopped."""
    outcomes: dict[str, Outcome] = {}

    def keep(item: Fetched | Missed) -> None:
        outcome = keeper(item)
        outcomes[outcome.url] = outcome
        told(outcome)

    # What happens to an address stands in its outcome; the log is for what goes wrong with the run itself.
    logging.disable(logging.INFO)  # making the process sets Scrapy's loggers to DEBUG and greets
    process = AsyncCrawlerProcess(settings)
    logging.disable(logging.NOTSET)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    process.crawl(UrlsSpider, targets=targets, keep=keep)
    process.start()
    lost = "the run ended before it was done with it; see the log"
    return [outcomes.get(target.url) or Outcome(target.url, Result.FAILED, lost) for target in targets]
