from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datascores.benchmark.measures import Measure, measure_ingest, measure_search
from datascores.benchmark.measures_exports import measure_exports
from datascores.benchmark.measures_matching import measure_matching
from datascores.benchmark.measures_ocr import measure_ocr
from datascores.benchmark.measures_recall import measure_recall
from datascores.benchmark.measures_text import measure_text

SAMPLES = settings.BASE_DIR / "datascores" / "samples" / "files"


class Command(BaseCommand):
    help = (
        "Measure ingest and search on made data in a scratch folder; ratios of one run. Touches nothing of the portal."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--files", type=Path, default=SAMPLES, help="A folder with PDFs to ingest; the samples by default."
        )
        parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10000], help="Sizes of the made index.")
        parser.add_argument("--exports", action="store_true", help="Measure only the exports.")
        parser.add_argument(
            "--recall",
            action="store_true",
            help="Measure only which words of office files our readers miss; needs LibreOffice for most formats.",
        )

    def handle(self, *args, **options):
        if not options["files"].is_dir():
            raise CommandError(f"{options['files']} is no folder.")
        with tempfile.TemporaryDirectory(prefix="benchmark-") as scratch:
            if options["recall"]:
                self._tell(measure_recall([options["files"]], Path(scratch)))
                return
            if options["exports"]:
                for documents in options["documents"]:
                    self._tell(measure_exports(documents, Path(scratch)))
                return
            self._tell(measure_ingest(options["files"], Path(scratch)))
            self._tell(measure_text(options["files"], Path(scratch)))
            self._tell(measure_ocr(Path(scratch)))
            self._tell(measure_matching(max(options["documents"]), Path(scratch)))
            for documents in options["documents"]:
                self._tell(measure_search(documents, Path(scratch)))
                self._tell(measure_exports(documents, Path(scratch)))

    def _tell(self, measures: list[Measure]) -> None:
        for measure in measures:
            self.stdout.write(f"{measure.what:40} {measure.value:28} {measure.how}")
