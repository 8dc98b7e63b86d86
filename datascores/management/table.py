"""Commands whose output is a table, as CSV or as one JSON object a line."""
from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable

from django.core.management.base import BaseCommand


class TableCommand(BaseCommand):
    """Subclasses give ``columns`` and ``rows``; rows are streamed."""

    columns: tuple[str, ...] = ()

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["csv", "ndjson"], default="csv")

    def rows(self, options) -> Iterable[dict[str, object]]:
        raise NotImplementedError

    def handle(self, *args, **options):
        stream = self.stdout._out if hasattr(self.stdout, "_out") else sys.stdout
        if options["format"] == "ndjson":
            for row in self.rows(options):
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            return
        writer = csv.DictWriter(stream, self.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows(options))
