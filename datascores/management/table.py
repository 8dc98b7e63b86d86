"""Commands whose output is a table, as CSV (formulas defused, as in every export) or as one JSON object a line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable

from django.core.management.base import BaseCommand, OutputWrapper

from search.exports import defuse


class Lines:
    """A command's output as a file for the csv module, which ends its own lines."""

    def __init__(self, output: OutputWrapper):
        self._output = output

    def write(self, text: str) -> None:
        self._output.write(text, ending="")


class TableCommand(BaseCommand):
    """Subclasses give ``columns`` and ``rows``; rows are streamed."""

    columns: tuple[str, ...] = ()

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["csv", "ndjson"], default="csv")

    def rows(self, options) -> Iterable[dict[str, object]]:
        raise NotImplementedError

    def handle(self, *args, **options):
        if options["format"] == "ndjson":
            for row in self.rows(options):
                self.stdout.write(json.dumps(row, ensure_ascii=False))
            return
        writer = csv.DictWriter(Lines(self.stdout), self.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: defuse(cell) for column, cell in row.items()} for row in self.rows(options))
