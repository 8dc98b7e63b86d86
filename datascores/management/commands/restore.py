from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from datascores.backup.archive import BadArchive
from datascores.backup.restoring import CannotRestore, check_archive, restore
from datascores.management.progress import StepProgress
from search.indexing import rebuild_index


class Command(BaseCommand):
    help = "Make this empty portal the one a backup was taken of; --check only reads the archive and compares hashes."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="An archive that manage.py backup wrote.")
        parser.add_argument("--check", action="store_true", help="Change nothing; say whether the archive is whole.")

    def handle(self, *args, **options):
        progress = StepProgress()
        try:
            manifest = (check_archive if options["check"] else restore)(options["file"], progress)
            documents = manifest.rows.get("corpus.Document", 0)
            if not options["check"]:
                rebuild_index(lambda done: progress("index", done, documents))
        except (BadArchive, CannotRestore) as error:
            raise CommandError(f"{error} Nothing of the portal was changed.") from error
        except OSError as error:
            raise CommandError(f"{error.strerror or error}; the portal is as empty as before, start again.") from error
        finally:
            progress.close()
        self.stdout.write(
            f"{options['file']} of {manifest.made_at}: {sum(manifest.rows.values()):,} rows, {documents:,} documents, "
            f"{len(manifest.originals):,} originals. "
            + ("It is whole." if options["check"] else "All are here and searchable; start the portal anew.")
        )
