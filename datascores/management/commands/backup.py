from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from datascores.backup.taking import Damaged, take_backup
from datascores.management.progress import StepProgress


class Command(BaseCommand):
    help = "Write everything that cannot be made again into one archive, while the portal goes on working."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="The archive to write, such as portal.tar; it must not be there yet."
        )

    def handle(self, *args, **options):
        path: Path = options["file"]
        if path.exists():
            raise CommandError(f"{path} is there already; a backup never replaces another.")
        progress = StepProgress()
        try:
            manifest = take_backup(path, progress)
        except OSError as error:
            raise CommandError(
                f"{path} could not be written: {error.strerror or error}. Nothing was kept of it."
            ) from error
        except Damaged as error:
            raise CommandError(f"{error} No backup was written; mend the store first.") from error
        finally:
            progress.close()
        self.stdout.write(
            f"{path}: {sum(manifest.rows.values()):,} rows, {len(manifest.originals):,} originals, "
            f"{path.stat().st_size:,} bytes. It holds hidden words and hashes of passwords: keep it as safe as the portal."
        )
