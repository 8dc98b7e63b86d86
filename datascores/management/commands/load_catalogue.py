"""manage.py load_catalogue: what a folder of CSV files would change in the catalogue; writes only with --write.

What is written stands in the log of versions, as what curators publish does.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from datascores.catalogue.loading import REFERENCE_FOLDER, REFERENCE_ORIGIN, LoadPlan, LoadRefused, plan_load
from datascores.catalogue.models import Record
from datascores.catalogue.table import FILE_NAMES, Problem
from datascores.curation.loads import LoadDoubted, load, unload
from datascores.curation.models import Version
from datascores.curation.screening import screen

CONFIRM = "If all of this is meant, load it with --write --confirm."
SHOWN = 10  # of each list, unless --verbosity 2


class Command(BaseCommand):
    help = "Show what a folder of CSV files would change in the catalogue, and write it with --write."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--folder", type=Path, help=f"folder with {', '.join(FILE_NAMES.values())}")
        parser.add_argument("--origin", help="name of the file set, such as sample; needed with --folder")
        parser.add_argument("--write", action="store_true", help="write the changes; without it nothing is written")
        parser.add_argument(
            "--overwrite-edited", action="store_true", help="let the files replace what curators edited"
        )
        parser.add_argument(
            "--confirm",
            action="store_true",
            help="with --write: write also what was refused as doubtful (everyday words, broken test sentences, sweeping names)",
        )
        parser.add_argument("--remove", metavar="ORIGIN", help="remove all records of an origin instead of loading")

    def handle(self, *args, **options) -> None:
        if options["remove"] is not None:
            if options["folder"] or options["origin"] or options["overwrite_edited"]:
                raise CommandError("--remove stands alone, or with --write.")
            self._remove(options["remove"], options["write"])
            return
        if bool(options["folder"]) != bool(options["origin"]):
            raise CommandError("--folder and --origin go together: the origin names the file set for later loads.")
        folder, origin = options["folder"] or REFERENCE_FOLDER, options["origin"] or REFERENCE_ORIGIN
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        limit = None if options["verbosity"] > 1 else SHOWN
        version: Version | None = None
        try:
            if options["write"]:
                plan, version = load(
                    folder, origin, overwrite_edited=options["overwrite_edited"], is_confirmed=options["confirm"]
                )
            else:
                plan = plan_load(folder, origin, overwrite_edited=options["overwrite_edited"])
        except LoadDoubted as doubted:
            self._warn(doubted.problems, limit)
            raise CommandError(f"{len(doubted.problems)} doubt(s), and nothing was written. {CONFIRM}") from doubted
        except LoadRefused as refusal:
            self._refuse(refusal.problems, folder, limit)
        self._refuse(plan.problems, folder, limit)
        self._show(plan, limit)
        if not options["write"] and (doubts := screen(plan)):
            self._warn(doubts, limit)
            self.stderr.write(CONFIRM)
        if plan.is_empty:
            self.stdout.write("Nothing to change.")
        else:
            said = f"Written. This is version {version.number}." if version else ""
            self.stdout.write(said or "Nothing was written; use --write to write it.")

    def _refuse(self, problems: Sequence[Problem], folder: Path, limit: int | None) -> None:
        for problem in problems[:limit]:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problem(s) in {folder}; nothing was written.")

    def _warn(self, doubts: Sequence[Problem], limit: int | None) -> None:
        for doubt in doubts[:limit]:
            self.stderr.write(str(doubt))

    def _show(self, plan: LoadPlan, limit: int | None) -> None:
        self.stdout.write(
            f"Origin {plan.origin}: {len(plan.added)} to add, {len(plan.changed)} to change, "
            f"{plan.unchanged} unchanged, "
            f"{len(plan.edited)} edited by curators (kept), {len(plan.deleted)} deleted by curators (not brought back), "
            f"{len(plan.gone)} no longer in the files (kept)."
        )
        for change in plan.added[:limit]:
            self.stdout.write(f"  + {change.kind} {change.slug}: {change.cells['name']}")
        for sign, changes in (("~", plan.changed), ("! kept:", plan.edited)):
            for change in changes[:limit]:
                for column, (before, after) in change.differences.items():
                    self.stdout.write(f"  {sign} {change.kind} {change.slug} {column}: {before!r} → {after!r}")
        for kind, slug in plan.gone[:limit]:
            self.stdout.write(f"  ? kept: {kind} {slug} is no longer in the files")
        for kind, slug in plan.deleted[:limit]:
            self.stdout.write(f"  - stays deleted: {kind} {slug}")
        for kind, columns, count in plan.untold:
            self.stdout.write(
                f"  = kept: {FILE_NAMES[kind]} has no column {', '.join(columns)}; {count} records keep what they hold there"
            )
        listed = (plan.added, plan.changed, plan.edited, plan.gone, plan.deleted)
        hidden = sum(max(0, len(part) - limit) for part in listed) if limit else 0
        if hidden:
            self.stdout.write(f"  … and {hidden} more (--verbosity 2 shows all).")

    def _remove(self, origin: str, write: bool) -> None:
        count = Record.objects.filter(origin=origin).count()
        if not origin or not count:
            raise CommandError(f"No records were loaded from “{origin}”.")
        self.stdout.write(
            "Taking the version back later brings the records back as the curators' own; to have them as those of "
            f"“{origin}” again, load its lists instead."
        )
        if write:
            version = unload(origin)
            self.stdout.write(f"Removed {count} records loaded from {origin}. This is version {version.number}.")
        else:
            self.stdout.write(f"{count} records loaded from {origin} would be removed; use --write to remove them.")
