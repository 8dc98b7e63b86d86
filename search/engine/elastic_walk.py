"""All hits of a query in order, however many, in one state of the index: a point in time, asked page after page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from search.engine.elastic_client import Cluster, IndexGone
from search.engine.port import EngineUnavailable, Hit

_CHUNK = 10_000  # hits taken at a time
_KEPT = "5m"  # for how long the engine keeps the state after each question


class Walk:
    """One walk, begun when it is made: what changes afterwards is not seen."""

    def __init__(self, cluster: Cluster, target: str, body: dict[str, Any], params: Mapping[str, str]) -> None:
        self._cluster, self._body, self._params = cluster, body, params
        kept = {"keep_alive": _KEPT}
        if cluster.access.kind == "opensearch":
            asked = kept | {"allow_partial_pit_creation": "false"}
            self._point = cluster.ask("POST", f"/{target}/_search/point_in_time", params=asked)["pit_id"]
        else:
            self._point = cluster.ask("POST", f"/{target}/_pit", params=kept)["id"]

    def hits(self, offset: int = 0, limit: int | None = None) -> Iterator[Hit]:
        """The hits from `offset` on; to get there, those before are passed over."""
        passed, taken = 0, 0
        try:
            for chunk in self._chunks():
                for hit in chunk[max(0, offset - passed) :]:
                    yield Hit(hit["_id"], hit["_score"] or 0.0)
                    taken += 1
                    if taken == limit:
                        return
                passed += len(chunk)
        finally:
            self._close()

    def _chunks(self) -> Iterator[list[dict[str, Any]]]:
        after: dict[str, Any] = {}
        while True:
            body = self._body | after | {"size": _CHUNK, "pit": {"id": self._point, "keep_alive": _KEPT}}
            try:
                answer = self._cluster.ask("POST", "/_search", body, self._params)
            except IndexGone as error:
                raise EngineUnavailable("The search index was replaced too long ago to go on; begin anew.") from error
            self._point = answer.get("pit_id", self._point)
            chunk = answer["hits"]["hits"]
            if chunk:
                yield chunk
            if len(chunk) < _CHUNK:
                return
            after = {"search_after": chunk[-1]["sort"]}

    def _close(self) -> None:
        try:
            if self._cluster.access.kind == "opensearch":
                self._cluster.ask("DELETE", "/_search/point_in_time", {"pit_id": [self._point]})
            else:
                self._cluster.ask("DELETE", "/_pit", {"id": self._point})
        except EngineUnavailable:  # it ends by itself, too
            pass
