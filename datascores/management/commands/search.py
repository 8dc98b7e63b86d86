from __future__ import annotations

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.asking import ask
from search.engine.port import EngineError
from search.exports import hit_rows
from search.index import open_engine
from search.query import SearchQuery
from search.results import count_texts
from search.scopes import FIRST_SCOPE, SCOPES


class Command(BaseCommand):
    help = "Search from the command line: the same language, filters and order as the portal's search page."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["table", "json", "ndjson"], default="table")
        parser.add_argument(
            "--filter", action="append", default=[], metavar="FACET=VALUE", help="May be given several times."
        )
        parser.add_argument("--sort", default="relevance")
        parser.add_argument("--scope", choices=[*map(str, SCOPES)], default=str(FIRST_SCOPE), help="Whose words count.")
        parser.add_argument("query", metavar="QUERY")

    def handle(self, *args, **options):
        query = self._query(options)
        try:
            getattr(self, f"_print_{options['format']}")(query)
        except EngineError as error:
            raise CommandError(str(error)) from error

    def _query(self, options) -> SearchQuery:
        params: dict[str, list[str]] = {"q": [options["query"]], "sort": [options["sort"]], "scope": [options["scope"]]}
        for pair in options["filter"]:
            facet, equals, value = pair.partition("=")
            if not equals or facet not in settings.SEARCH_FACETS:
                raise CommandError(
                    f"--filter wants FACET=VALUE with one of {', '.join(settings.SEARCH_FACETS)}, not {pair!r}."
                )
            params.setdefault(facet, []).append(value)
        return SearchQuery.from_querystring(params)

    def _print_ndjson(self, query: SearchQuery) -> None:
        self._warn(query)
        for row in hit_rows(query, open_engine()):
            self.stdout.write(json.dumps(row, ensure_ascii=False))

    def _print_json(self, query: SearchQuery) -> None:
        asked = ask(query, open_engine())
        page = open_engine().search(asked.clause, query.filters, settings.SEARCH_FACETS, query.sort, 0, 0)
        facets = {
            name: [{"value": count.value, "count": count.count, "selected": count.selected} for count in counts]
            for name, counts in page.facets.items()
        }
        answer = {
            "total": page.total,
            "match": asked.match,
            "distinct_texts": count_texts(asked, open_engine()),
            "warnings": self._warnings(query),
            "facets": facets,
            "hits": list(hit_rows(query, open_engine())),
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _print_table(self, query: SearchQuery) -> None:
        total = 0
        self._warn(query)
        for row in hit_rows(query, open_engine()):
            total += 1
            pages = ",".join(map(str, row["pages"])) or "-"
            self.stdout.write(
                f"{row['sha256'][:12]}  {row['format']:5} {row['date'] or '-':10}  p. {pages:12.12} {row['title'][:80]}"
            )
        self.stdout.write(f"{total} documents.")

    def _warn(self, query: SearchQuery) -> None:
        for warning in self._warnings(query):
            self.stderr.write(str(warning["message"]))

    @staticmethod
    def _warnings(query: SearchQuery) -> list[dict[str, object]]:
        about_address: list[dict[str, object]] = [
            {"message": message, "position": None, "length": None} for message in query.warnings
        ]
        about_text: list[dict[str, object]] = [
            {"message": warning.message, "position": warning.position, "length": warning.length}
            for warning in query.parsed.warnings
        ]
        return about_address + about_text
