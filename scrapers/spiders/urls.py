"""The spider of lists: asks for each address of a list once, and yields what each brought."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from datascores.corpus.addresses import NOTHING, Validators
from scrapers.items import KEPT_HEADERS, Fetched, Missed, Unchanged
from scrapers.reasons import Closed, reason_for
from scrapers.targets import Target


class UrlsSpider(Spider):
    """``keep`` is handed through to the writer; the spider itself does not use it."""

    name = "urls"
    handle_httpstatus_list = (304,)

    def __init__(
        self,
        targets: Sequence[Target],
        keep: Callable[..., Any],
        validators: Mapping[str, Validators] | None = None,
        **kwargs: Any,
    ):
        super().__init__(**kwargs)
        self.targets = targets
        self.keep = keep
        self.validators = validators or {}

    async def start(self) -> AsyncIterator[Request]:
        for target in self.targets:
            # Two addresses may redirect to one page: each gets its answer, so nothing is filtered as a duplicate.
            known = self.validators.get(target.url, NOTHING)
            asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
            yield Request(
                target.url,
                self.parse,
                errback=self.miss,
                dont_filter=True,
                headers={name: value for name, value in asked.items() if value},
                cb_kwargs={"target": target},
            )

    def parse(self, response: Response, target: Target) -> Iterator[Fetched | Unchanged | Missed]:
        if response.status == 304 and target.url in self.validators:
            yield Unchanged(target, datetime.now(UTC))
            return
        if response.status != 200:
            yield Missed(target, f"status {response.status}", response.status, at=datetime.now(UTC))
            return
        headers = {
            name: (response.headers.get(name) or b"").decode("utf-8", "replace")
            for name in KEPT_HEADERS
            if name in response.headers
        }
        passed = tuple(response.meta.get("redirect_urls", ()))
        yield Fetched(target, response.body, response.url, response.status, datetime.now(UTC), passed, headers)

    def miss(self, failure: Failure) -> Iterator[Missed]:
        status = failure.value.response.status if isinstance(failure.value, HttpError) else 0
        yield Missed(
            failure.request.cb_kwargs["target"],  # type: ignore[attr-defined]
            reason_for(failure.value),
            status,
            isinstance(failure.value, Closed),
            datetime.now(UTC),
        )
