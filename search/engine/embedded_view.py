"""An embedded index as one process sees it: opened, watched, reloaded, and every failure made an error of the port.

A view is one state of the index that does not change. A new one is taken as soon as the folder shows that another
process wrote or rebuilt. What is missing, damaged or of another version is refused, never made anew.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from search.engine.embedded_schema import register_words
from search.engine.generations import DAMAGED, Generations
from search.engine.port import EngineError, EngineOutdated, EngineUnavailable

_FAILED = "The search index failed ({}). If this stays, “manage.py rebuild_index” makes a new one from the database."
_TRIES = 5  # looks at a folder that others change, before it is called damaged
_HEAP = 64_000_000  # bytes a writer may collect before it writes a segment


@dataclass(frozen=True, slots=True)
class View:
    """One state of an opened generation: how it looked on disk, and a searcher that does not change."""

    generation: Path
    process: int
    stamp: tuple[int, ...]
    sizes: dict[Path, int]
    index: tantivy.Index
    searcher: tantivy.Searcher


class Window:
    """Looks at the generation that serves. Threads may share it; after a fork it opens anew."""

    def __init__(self, generations: Generations, version: str) -> None:
        self._generations = generations
        self._version = version
        self._mutex = threading.Lock()
        self._opened: View | None = None

    def look(self) -> View:
        """The index as it is on disk now, opened or reloaded if it changed. Raises EngineUnavailable or -Outdated."""
        with self._mutex, edge():
            for tries_left in reversed(range(_TRIES)):
                view = self._opened
                try:
                    generation = self._generations.current()
                    stamp = _stamp(generation)
                    if view is None or view.generation != generation or view.process != os.getpid():
                        view = self._open(generation, stamp)
                    elif view.stamp != stamp:
                        view.index.reload()
                        view = _view_of(view.index, generation, stamp)
                    _check_sizes(view)
                except (EngineUnavailable, OSError, ValueError) as error:
                    # A switch or a merge in another process may have removed what was just looked at: look again.
                    self._opened = None
                    if not tries_left or isinstance(error, EngineOutdated):
                        raise
                else:
                    self._opened = view
                    return view
        raise EngineUnavailable(DAMAGED)

    def _open(self, generation: Path, stamp: tuple[int, ...]) -> View:
        found = (generation / "version").read_text(encoding="utf-8")
        if found != self._version:
            raise EngineOutdated(
                f"The search index was made by another version ({found}, wanted {self._version}). "
                "“manage.py rebuild_index” makes a new one."
            )
        index = tantivy.Index.open(str(generation))
        register_words(index)
        index.config_reader("manual")  # no thread that looks at the folder behind our back; look() reloads
        index.reload()
        return _view_of(index, generation, stamp)


@contextmanager
def edge() -> Iterator[None]:
    """Turn whatever the library throws, its panics among them, into the errors of the port."""
    try:
        yield
    except EngineError:
        raise
    except (OSError, ValueError) as error:
        raise EngineUnavailable(_FAILED.format(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a BaseException that tantivy's binding does not export
            raise
        raise EngineUnavailable(_FAILED.format(error)) from error


@contextmanager
def open_writer(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """A writer whose changes are committed together, or not at all if anything fails."""
    with edge():
        writer = index.writer(_HEAP, 1)
    try:
        yield writer
        with edge():
            writer.commit()
    except BaseException:
        with edge():
            writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()  # dropping the writer would break off merges, and segments would pile up


def _stamp(generation: Path) -> tuple[int, ...]:
    seen = (generation / "meta.json").stat()
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def _view_of(index: tantivy.Index, generation: Path, stamp: tuple[int, ...]) -> View:
    meta = json.loads((generation / "meta.json").read_text(encoding="utf-8"))
    segments = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    files = [file for file in generation.iterdir() if file.name.partition(".")[0] in segments]
    return View(generation, os.getpid(), stamp, {file: file.stat().st_size for file in files}, index, index.searcher())


def _check_sizes(view: View) -> None:
    """Raise if a file of the index shrank or vanished: to read a mapped file past its end would kill the process, and
    one that was deleted could be read on for hours as if nothing had happened."""
    for file, size in view.sizes.items():
        if file.stat().st_size != size:
            raise EngineUnavailable(DAMAGED)
