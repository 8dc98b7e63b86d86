from __future__ import annotations

import sys

from django.core.management.base import BaseCommand, CommandError

from search.engine.port import EngineError
from search.index import open_engine
from search.index_check import compare_index, repair_index

LISTED = 20


class Command(BaseCommand):
    help = "Compare the documents of database and index, both ways. Exit code 1 if they differ and are not repaired."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Hand in what is missing, take out what is foreign.")

    def handle(self, *args, **options):
        engine = open_engine()
        try:
            found = compare_index(engine)
            self.stdout.write(
                f"{found.compared:,} documents compared: {len(found.missing):,} missing from the index, "
                f"{len(found.foreign):,} in it that may not be found."
            )
            for what, hashes in (("missing", found.missing), ("foreign", found.foreign)):
                for sha256 in hashes[:LISTED]:
                    self.stdout.write(f"{what} {sha256}")
                if len(hashes) > LISTED:
                    self.stdout.write(f"{what} … and {len(hashes) - LISTED:,} more")
            if found.is_none:
                return
            if not options["repair"]:
                sys.exit(1)
            repair_index(found, engine)
            left = compare_index(engine)
        except EngineError as error:
            raise CommandError(f"The index cannot be compared: {error}") from error
        if not left.is_none:
            raise CommandError(
                f"{len(left.missing)} are still missing and {len(left.foreign)} foreign after the repair."
            )
        self.stdout.write("Repaired.")
