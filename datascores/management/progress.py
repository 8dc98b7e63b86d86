"""Progress of long commands: a bar on a terminal, plain lines otherwise, nothing on standard output."""

from __future__ import annotations

import sys

from tqdm import tqdm


class StepProgress:
    """Shows how far a round of the pipeline is; call it as ``pipeline.Progress``, close it at the end."""

    def __init__(self, stream=None):
        self._stream = stream or sys.stderr
        self._bar: tqdm | None = None
        self._step = ""
        self._told = 0

    def __call__(self, step: str, done: int, due: int) -> None:
        if self._stream.isatty():
            self._show_bar(step, done, due)
        elif step != self._step or done >= due or done - self._told >= max(50, due // 10):
            self._told = done
            print(f"{step}: {done} of {due}", file=self._stream)
        self._step = step

    def _show_bar(self, step: str, done: int, due: int) -> None:
        if self._bar is None or step != self._step:
            self.close()
            self._bar = tqdm(total=due, desc=f"{step:8}", unit="file", file=self._stream)
        self._bar.total = due
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
