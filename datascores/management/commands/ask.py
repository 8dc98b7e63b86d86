from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from datascores import jobs
from search.exports.formats import FORMATS
from search.exports.tables import TABLES
from search.exports.wanted import find_problem
from search.query import SearchQuery

ASKED = ("export", "rebuild_index")  # the other kinds are asked for by their own pages


class Command(BaseCommand):
    help = "Put long work in the queue of manage.py work: rebuild_index, or export of a search."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=ASKED)
        parser.add_argument(
            "--query", default="", help="For export: the part of a search's address after the question mark."
        )
        parser.add_argument("--table", choices=sorted(TABLES), default="documents", help="For export: what a row is.")
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--priority", type=int, default=5, help="Lower comes first.")

    def handle(self, *args, **options):
        if options["kind"] != "export":
            if options["query"]:
                raise CommandError("--query goes with export.")
            job = jobs.ask(options["kind"], priority=options["priority"])
            self.stdout.write(f"Job {job.pk} waits for manage.py work.")
            return
        query = SearchQuery.from_querystring(QueryDict(options["query"]))
        if problem := find_problem(query):
            raise CommandError(problem)
        wanted = {
            "query": options["query"],
            "table": options["table"],
            "format": options["format"],
            "root": settings.ADDRESS,
        }
        try:
            job = jobs.ask_search("export", wanted, priority=options["priority"])
        except jobs.QueueFull as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Job {job.pk} waits for manage.py work.")
        self.stdout.write(
            f"Its files will be in {jobs.folder_of(job)}, its page at /exports/{job.parameters['token']}/."
        )
