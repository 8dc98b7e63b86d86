"""The generations of an index on a cluster: which one serves, which one grows, and the change from one to the other.

All state is in the cluster, in the names of aliases, so that every process sees it: `NAME.VERSION.Serving` points to the
generation that answers, `NAME.VERSION.Growing` to one that a rebuild fills. The version is in the name, so that nobody
reads or writes an index that another version made. Their capital letter keeps an alias that is gone from being made into an
index by the first write to it. A generation without an alias is left over and removed as soon as nobody reads it.
Indices that this portal did not make are never touched.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.engine.elastic_client import Cluster, IndexGone
from search.engine.elastic_schema import MADE_BY, index_body
from search.engine.port import EngineOutdated, EngineUnavailable

_MISSING = "There is no search index. “manage.py rebuild_index” makes one from the database."


@dataclass(frozen=True, slots=True)
class Generation:
    """An index that this portal made: its name, never used twice, its aliases and the version that made it."""

    index: str
    aliases: frozenset[str]
    version: str


@dataclass(frozen=True, slots=True)
class State:
    """The generations there are, and indices under our alias that are not ours."""

    generations: tuple[Generation, ...]
    foreign: tuple[str, ...]


class Generations:
    """The generations of one portal. `name` begins the names of its indices; `version` is what the caller can use."""

    def __init__(self, cluster: Cluster, name: str, version: str, shards: int = 1, replicas: int = 0) -> None:
        self.cluster = cluster
        self.name, self.version = name, version
        self._shards, self._replicas = shards, replicas
        short = hashlib.sha256(version.encode()).hexdigest()[:8]
        self.serving = f"{name}.{short}.Serving"
        self.growing = f"{name}.{short}.Growing"

    def look(self) -> State:
        """What is there now."""
        told = "*.aliases,*.mappings._meta,*.settings.index.uuid"
        params = {"ignore_unavailable": "true", "allow_no_indices": "true", "filter_path": told}
        found = self.cluster.ask("GET", f"/{self.name}-*,{self.serving}", params=params)
        return state_of(found, self.name, self.serving)

    def current(self, state: State) -> Generation:
        """The generation that serves. Raises EngineOutdated or EngineUnavailable, telling why there is none."""
        serving = [generation for generation in state.generations if self.serving in generation.aliases]
        if state.foreign:
            raise EngineUnavailable(
                f"Under the alias {self.serving} stands an index that this portal did not make ({state.foreign[0]}). "
                "Remove the alias from it, or give the portal another name in DATASCORES_SEARCH_URL."
            )
        if len(serving) > 1:
            raise EngineUnavailable("More than one index serves. “manage.py rebuild_index” makes a new one.")
        if serving:
            return serving[0]
        others = [g for g in state.generations if any(alias.endswith(".Serving") for alias in g.aliases)]
        if others:
            raise EngineOutdated(
                f"The search index was made by another version ({others[0].version}, wanted {self.version}). "
                "“manage.py rebuild_index” makes a new one."
            )
        raise EngineUnavailable(_MISSING)

    def is_growing(self, state: State) -> bool:
        return any(self.growing in generation.aliases for generation in state.generations)

    def create(self, alias: str) -> str:
        """A new, empty index under this alias; one that grows has another of its own, by which its builder fills it."""
        index = f"{self.name}-{uuid.uuid4().hex[:12]}"
        body = index_body(self.version, self.name, self._shards, self._replicas)
        body["aliases"] = {alias: {}} | ({filled_by(index): {}} if alias == self.growing else {})
        self.cluster.ask("PUT", f"/{index}", body)
        return index

    def begin(self) -> str:
        """A new, growing generation. One that another rebuild left half made, or is at now, is removed: the newest wins."""
        state = self.look()
        if state.foreign:
            self.current(state)
        for generation in state.generations:
            if not any(alias.endswith(".Serving") for alias in generation.aliases):
                self._remove(generation.index)
        return self.create(self.growing)

    def switch(self, new: str) -> None:
        """Let `new` serve from now on and no other. Raises EngineUnavailable if another rebuild has removed it."""
        actions: list[dict[str, Any]] = [
            {"remove": {"index": new, "alias": self.growing, "must_exist": True}},
            {"remove": {"index": new, "alias": filled_by(new), "must_exist": True}},
            {"add": {"index": new, "alias": self.serving}},
        ]
        for generation in self.look().generations:
            if generation.index != new:
                actions += [{"remove": {"index": generation.index, "alias": alias}} for alias in generation.aliases]
        self.cluster.ask("POST", "/_aliases", {"actions": actions})
        self.remove_left_over(self.look())

    def remove_left_over(self, state: State) -> None:
        """Remove generations that no longer serve, but for those that somebody still goes through."""
        for generation in state.generations:
            if not generation.aliases:
                try:
                    answer = self.cluster.ask("GET", f"/{generation.index}/_stats/search")
                except IndexGone:
                    continue
                if not answer["_all"]["total"].get("search", {}).get("open_contexts"):
                    self._remove(generation.index)

    def discard(self, new: str) -> None:
        """Remove a generation that never came to serve."""
        if any(g.index == new and self.serving not in g.aliases for g in self.look().generations):
            self._remove(new)

    def _remove(self, index: str) -> None:
        self.cluster.ask("DELETE", f"/{index}", params={"ignore_unavailable": "true"})


def filled_by(index: str) -> str:
    """The alias by which its builder alone writes to a growing index."""
    return f"{index}.Filled"


def state_of(found: Mapping[str, Any], name: str, serving: str) -> State:
    """The state in the cluster's answer about indices that may be ours."""
    generations, foreign = [], []
    for index, told in sorted(found.items()):
        meta = told.get("mappings", {}).get("_meta", {})
        aliases = frozenset(told.get("aliases", ())) - {filled_by(index)}
        if meta.get("made_by") == MADE_BY and meta.get("name") == name:
            generations.append(Generation(index, aliases, str(meta.get("version"))))
        elif serving in aliases or index == serving:
            foreign.append(index)
    return State(tuple(generations), tuple(foreign))
