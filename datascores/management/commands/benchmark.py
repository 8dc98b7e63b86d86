from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datascores.benchmark.measures import Measure, measure_ingest, measure_search
from datascores.benchmark.measures_exports import measure_exports
from datascores.benchmark.measures_letters import measure_letters
from datascores.benchmark.measures_matching import measure_matching
from datascores.benchmark.measures_ocr import measure_ocr
from datascores.benchmark.measures_recall import measure_recall
from datascores.benchmark.measures_scale import Unfit, measure_scale
from datascores.benchmark.measures_text import measure_text
from datascores.benchmark.measures_workers import NoPdf
from datascores.benchmark.processes import RunFailed

SAMPLES = settings.BASE_DIR / "datascores" / "samples" / "files"


class Command(BaseCommand):
    help = (
        "Measure ingest and search on made data in a scratch folder; ratios of one run. Touches nothing of the portal,"
        " except with --scale."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--files", type=Path, default=SAMPLES, help="A folder with PDFs to ingest; the samples by default."
        )
        parser.add_argument(
            "--documents", type=_from(1), nargs="+", default=[1000, 10000], help="Sizes of the made index."
        )
        alone = parser.add_mutually_exclusive_group()
        alone.add_argument("--exports", action="store_true", help="Measure only the exports.")
        alone.add_argument(
            "--scale",
            action="store_true",
            help="Measure only the portal on servers of its own that the DATASCORES_* variables describe. It must be empty"
            " and is filled with made documents.",
        )
        parser.add_argument(
            "--workers", type=_from(2), default=2, help="With --scale: how many are compared with one; 2 by default."
        )
        parser.add_argument(
            "--copies",
            type=_from(1),
            default=400,
            help="With --scale: the files, at least, that workers take in each turn; copies of the PDFs. 400 by default.",
        )
        alone.add_argument(
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
            if options["scale"]:
                sizes, numbers = options["documents"], (options["workers"], options["copies"])
                try:
                    for measure in measure_scale(sizes, options["files"], Path(scratch), *numbers):
                        self._tell([measure])
                except (Unfit, NoPdf, RunFailed) as error:
                    raise CommandError(str(error)) from error
                return
            if options["exports"]:
                for documents in options["documents"]:
                    self._tell(measure_exports(documents, Path(scratch)))
                return
            self._tell(measure_ingest(options["files"], Path(scratch)))
            self._tell(measure_letters(options["files"], Path(scratch)))
            self._tell(measure_text(options["files"], Path(scratch)))
            self._tell(measure_ocr(Path(scratch)))
            self._tell(measure_matching(max(options["documents"]), Path(scratch)))
            for documents in options["documents"]:
                self._tell(measure_search(documents, Path(scratch)))
                self._tell(measure_exports(documents, Path(scratch)))

    def _tell(self, measures: Iterable[Measure]) -> None:
        for measure in measures:
            self.stdout.write(f"{measure.what:40} {measure.value:28} {measure.how}")
        self.stdout.flush()


def _from(least: int) -> Callable[[str], int]:
    """Reads a whole number from ``least`` on."""

    def read(words: str) -> int:
        if not (words.isascii() and words.isdecimal()) or int(words) < least:
            raise argparse.ArgumentTypeError(f"must be a whole number from {least} on, not {words!r}")
        return int(words)

    return read
