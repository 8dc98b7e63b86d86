from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from scrapers.hits import count_named, keep_hits
from scrapers.models import Hit
from scrapers.results import read_results
from scrapers.targets import ListError


class Command(BaseCommand):
    help = (
        "Take in results of web searches (CSV with href or url, term or search_category, title, description): which term found"
        " which address. Asks for none of them; `collect urls FILE` does."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--provider", default="", help="Who searched; the name of the file if nothing is said.")

    def handle(self, *args, **options):
        provider = (options["provider"] or options["file"].stem)[:60]
        try:
            told = keep_hits(provider, read_results(options["file"]))
        except ListError as error:
            raise CommandError(str(error)) from error
        hits = Hit.objects.filter(provider=provider)
        addresses, keys = hits.values("url").distinct().count(), hits.values("key").distinct().count()
        terms = hits.values("term").distinct().count()
        self.stdout.write(
            f"{told.rows} rows, {told.new} new results; {provider}: {addresses} addresses ({keys} by key), {terms} terms."
        )
        for bad in told.bad:
            self.stdout.write(f"  line {bad.number}: {bad.reason}: {bad.text[:200]!r}")
        named = count_named(provider)
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(named.by_kind.items())) or "none"
        self.stdout.write(
            f"{named.naming} of {named.snippets} snippets name something of the catalogue, by kind: {kinds}."
        )
        for record, count in named.by_record.most_common(10):
            self.stdout.write(f"  {count:5} {record}")
        if told.bad:
            raise CommandError(f"{len(told.bad)} rows are no results.")
