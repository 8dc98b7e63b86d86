"""The connection to a cluster of Elasticsearch or OpenSearch: one question, one whole answer, or an error of the port.

What passes by itself (a lost connection, a full queue, a gateway that has no answer yet) is asked again a few times, after
pauses that grow and vary; nothing else is. An answer that lacks a part of the index is an error, never a small result.
"""

from __future__ import annotations

import logging
import os
import random
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from elastic_transport import (
    ApiResponse,
    ConnectionTimeout,
    HttpHeaders,
    TransportError,
    Urllib3HttpNode,
)
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from search.engine.port import EngineRefused, EngineUnavailable, EngineUnreachable

logger = logging.getLogger(__name__)
KINDS = ("elasticsearch", "opensearch")
PASSING = {429, 502, 503, 504}  # statuses after which the same question may be answered
_TRIES = 5
_FIRST_PAUSE = 0.25  # seconds; each pause is twice as long, and up to that much longer
_TOO_MUCH = ("too_many_buckets_exception", "too_many_clauses", "too_many_nested_clauses", "max_clause_count")
_GONE = ("index_not_found_exception", "invalid_index_name_exception", "search_context_missing_exception")
_OTHER_KIND = "What answers is not Elasticsearch; for OpenSearch set DATASCORES_SEARCH_ENGINE=opensearch."
_JSON, _LINES = "application/json", "application/x-ndjson"


class IndexGone(EngineUnavailable):
    """The index or alias that was asked for is not there (any more)."""


class OpenSearchNode(Urllib3HttpNode):
    """Lets the client of Elasticsearch talk to OpenSearch: plain media types, and the header that it looks for."""

    def perform_request(self, method, target, body=None, headers=None, request_timeout=None):
        plain = {
            name: value for name, value in (headers or {}).items() if name.lower() not in ("accept", "content-type")
        }
        lines = "ndjson" in str((headers or {}).get("content-type", ""))
        plain |= {"accept": _JSON, "content-type": _LINES if lines else _JSON}
        answer = super().perform_request(method, target, body, plain, request_timeout)  # type: ignore[arg-type]
        told = HttpHeaders({**answer.meta.headers, "x-elastic-product": "Elasticsearch"})
        return type(answer)(replace(answer.meta, headers=told), answer.body)


@dataclass(frozen=True, slots=True)
class Access:
    """Where a cluster is and how to come in. `urls` are of its nodes; `timeout` in seconds, of one question."""

    kind: str
    urls: tuple[str, ...]
    user: str = ""
    password: str = ""
    ca_file: str = ""
    timeout: float = 30.0


class Cluster:
    """One cluster. Threads may share it; after a fork it connects anew."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self._mutex = threading.Lock()
        self._client: Elasticsearch | None = None
        self._process = 0

    def _connect(self) -> Elasticsearch:
        with self._mutex:
            if self._client is None or self._process != os.getpid():
                access, options = self.access, dict[str, Any]()
                if access.user:
                    options["basic_auth"] = (access.user, access.password)
                if access.ca_file:
                    options["ca_certs"] = access.ca_file
                if access.kind == "opensearch":
                    options["node_class"] = OpenSearchNode
                self._client = Elasticsearch(
                    list(access.urls), request_timeout=access.timeout, max_retries=0, retry_on_timeout=False, **options
                )
                self._process = os.getpid()
            return self._client

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        params: Mapping[str, Any] | None = None,
        is_bulk: bool = False,
    ) -> dict[str, Any]:
        """The answer as it is parsed. Raises IndexGone, EngineUnreachable or EngineRefused."""
        headers = {"accept": _JSON} | ({"content-type": _LINES if is_bulk else _JSON} if body is not None else {})
        for tries_left in reversed(range(_TRIES)):
            try:
                answer: ApiResponse = self._connect().perform_request(
                    method, path, params=params, headers=headers, body=body
                )
            except UnsupportedProductError as error:
                raise EngineUnreachable(_OTHER_KIND) from error
            except ApiError as error:
                if not tries_left or error.status_code not in PASSING or "cluster_block" in str(error.body):
                    raise error_of(error) from error
            except ConnectionTimeout as error:  # it had all the time there is; asked again it would have no more
                raise EngineUnreachable(
                    f"The search engine did not answer in {self.access.timeout:g} seconds."
                ) from error
            except TransportError as error:
                if not tries_left or _is_lasting(error):
                    logger.warning("The search engine cannot be reached: %s", error.message)  # with its address
                    raise EngineUnreachable("The search engine cannot be reached.") from error
            else:
                return whole(answer.body)
            pause(_TRIES - tries_left)
        raise AssertionError("the last try answers or raises")


def pause(number: int) -> None:
    """Wait before the question is asked again for the `number`th time, from 1 on; by chance, so that not all ask at once."""
    longest = _FIRST_PAUSE * 2**number
    time.sleep(random.uniform(longest / 2, longest))


def _is_lasting(error: TransportError) -> bool:
    """Whether a connection fails for a reason that stays: a certificate that is not trusted, an answer that is no JSON."""
    return type(error).__name__ in ("TlsError", "SerializationError")


def whole(answer: Any) -> dict[str, Any]:
    """An answer, if no shard failed in it and nothing was left out for lack of time. Raises EngineUnreachable."""
    if not isinstance(answer, dict):
        return {}
    shards = answer.get("_shards") or {}
    if answer.get("timed_out") or shards.get("failed"):
        raise EngineUnreachable(
            f"The search engine answered for a part of the index only ({shards.get('failed', 0)} of "
            f"{shards.get('total', 0)} parts failed{', out of time' if answer.get('timed_out') else ''})."
        )
    return answer


def error_of(error: ApiError) -> Exception:
    """What an error of the server means to the port."""
    told = str(error.body)
    reason = _reason_of(error.body) or error.message
    if any(name in told for name in _GONE):
        return IndexGone(f"The search index is not there ({reason}).")
    if any(name in told for name in _TOO_MUCH):
        return EngineRefused(
            f"The question is more than the search engine can count ({reason}). On OpenSearch set "
            "indices.query.bool.max_clause_count to 16384."
        )
    if error.status_code == 406:  # OpenSearch does not know the media types of Elasticsearch
        return EngineUnreachable(_OTHER_KIND)
    if error.status_code in (401, 403) and "cluster_block" not in told:
        return EngineUnreachable(f"The search engine does not let the portal in ({reason}).")
    if "cluster_block" in told:
        return EngineUnreachable(f"The search index is read-only or blocked; is a disk of the engine full? ({reason})")
    return EngineUnreachable(f"The search engine failed with status {error.status_code} ({reason}).")


def _reason_of(body: Any) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        causes = error.get("root_cause") or [error]
        return f"{causes[0].get('type', '')}: {causes[0].get('reason', '')}"[:300]
    return str(error or "")[:300]
