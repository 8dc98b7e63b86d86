from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from datascores import jobs
from search.exports import FORMATS


class Command(BaseCommand):
    help = "Put long work in the queue of manage.py work: rebuild_index, or export of a search."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=sorted(jobs.KINDS))
        parser.add_argument(
            "--query", default="", help="For export: the part of a search's address after the question mark."
        )
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--priority", type=int, default=5, help="Lower comes first.")

    def handle(self, *args, **options):
        if options["query"] and options["kind"] != "export":
            raise CommandError("--query goes with export.")
        parameters = {"query": options["query"], "format": options["format"]} if options["kind"] == "export" else {}
        job = jobs.ask(options["kind"], parameters, options["priority"])
        self.stdout.write(f"Job {job.pk} waits for manage.py work.")
