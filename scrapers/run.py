"""One run of a spider in this process: targets in, an outcome for every one of them out.

A reactor cannot be started twice, so a process can run this once; whoever wants more starts `manage.py collect` anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

from datascores.corpus.addresses import validators_of
from scrapers.keeping import Item, Keeper, Outcome
from scrapers.models import Result
from scrapers.spiders.urls import UrlsSpider
from scrapers.targets import Target


def run_urls(
    targets: Sequence[Target], keeper: Keeper, settings: dict[str, Any], told: Callable[[Outcome], None]
) -> list[Outcome]:
    """Ask for every target and keep what comes; ``told`` hears each outcome at once. Blocks until done or stopped.

    Returns what could not be written down, or was never come to: the next run of the same list asks for it.
    """
    waiting = {target.url for target in targets}
    lost: list[Outcome] = []

    def keep(item: Item) -> None:
        outcome = keeper(item)
        waiting.discard(outcome.url)
        if not outcome.is_noted:
            lost.append(outcome)
        told(outcome)

    validators = validators_of(target.url for target in targets)
    # What happens to an address stands in its outcome; the log is for what goes wrong with the run itself.
    logging.disable(logging.INFO)  # making the process sets Scrapy's loggers to DEBUG and greets
    process = AsyncCrawlerProcess(settings)
    logging.disable(logging.NOTSET)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    process.crawl(UrlsSpider, targets=targets, keep=keep, validators=validators)
    process.start()
    missing = "the run ended before it was done with it; see the log"
    return [*lost, *(Outcome(url, Result.FAILED, missing) for url in sorted(waiting))]
