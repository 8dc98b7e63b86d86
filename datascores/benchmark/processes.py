"""Processes that a benchmark runs beside itself, so that each is measured alone: commands, inner modules, workers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

_STOPPING = 60.0  # seconds


class RunFailed(Exception):
    """A process ended in an error. What it wrote of the reason stands on standard error."""


def run(*words: str, environment: Mapping[str, str] | None = None) -> str:
    """What ``python WORDS`` prints, in the portal of the environment or of this process. Raises RunFailed."""
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise RunFailed(f"“{' '.join(words)}” failed; its reason is above.")
    return done.stdout


def within(module: str, *words: str, environment: Mapping[str, str] | None = None) -> Any:
    """What a module of the benchmark tells as JSON, from a process of its own. Raises RunFailed."""
    return json.loads(run("-m", f"datascores.benchmark.{module}", *words, environment=environment))


@contextmanager
def running(commands: Mapping[str, Sequence[str]], environment: Mapping[str, str], logs: Path) -> Iterator[None]:
    """Processes beside each other, each with its log; they are stopped at the end, and killed where that does not help.

    Raises RunFailed, with the end of its log, if one of them ended by itself.
    """
    logs.mkdir(parents=True, exist_ok=True)
    processes: dict[str, subprocess.Popen] = {}
    with ExitStack() as files:
        try:
            for name, words in commands.items():
                log = files.enter_context(_log(logs, name).open("ab"))
                processes[name] = subprocess.Popen(
                    [sys.executable, *words], cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log
                )
            yield
            for name, process in processes.items():
                if process.poll() is not None:
                    raise RunFailed(f"The process “{name}” ended by itself:\n{_end_of(_log(logs, name))}")
        finally:
            for process in processes.values():
                process.terminate()
            for process in processes.values():
                try:
                    process.wait(_STOPPING)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def tell(words: str) -> None:
    """Progress, for whoever waits."""
    print(words, file=sys.stderr, flush=True)


def _log(logs: Path, name: str) -> Path:
    return logs / f"{name}.log"


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:]
