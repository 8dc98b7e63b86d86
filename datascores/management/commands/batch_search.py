from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from datascores.management.progress import StepProgress
from search.batch.making import answer_batch
from search.batch.questions import BadBatch, check_batch
from search.engine.port import EngineError
from search.index import open_engine


class Command(BaseCommand):
    help = "Search every query of a CSV (column query; facets, scope and sort if wanted) and write counts and top documents."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--output", type=Path, help="Where to write the answers; standard output without it.")

    def handle(self, *args, **options):
        if not options["file"].is_file():
            raise CommandError(f"{options['file']} is no file.")
        progress = StepProgress()
        try:
            if blank := check_batch(options["file"]).blank:
                self.stderr.write(f"Blank rows passed over: {blank:,}")
            lines = answer_batch(options["file"], open_engine(), lambda done, total: progress("batch", done, total))
            if options["output"] is None:
                for line in lines:
                    self.stdout.write(line, ending="")
                return
            unfinished = options["output"].with_name(f"{options['output'].name}.unfinished")
            with unfinished.open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
            unfinished.replace(options["output"])
        except (BadBatch, EngineError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['output'] or options['file']}: {error.strerror}") from error
        finally:
            progress.close()
