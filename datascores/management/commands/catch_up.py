from django.core.management.base import BaseCommand, CommandError

from datascores.corpus.again import try_again
from datascores.corpus.models import Document
from datascores.management.progress import StepProgress
from datascores.pipeline import catch_up


class Command(BaseCommand):
    help = "Do what is due for every document, and only that: read, cut, match, label, index."

    def add_arguments(self, parser):
        parser.add_argument(
            "--again", action="store_true", help="Also once more what failed: files, and pages at which OCR failed."
        )

    def handle(self, *args, **options):
        if options["again"]:
            self.stdout.write(str(try_again(Document.objects.all())))
        progress = StepProgress()
        outcome = catch_up(progress)
        progress.close()
        self.stdout.write(", ".join(f"{step} {done}" for step, done in outcome.done.items()) or "nothing")
        if outcome.failures:
            raise CommandError("\n".join(["These stay due:", *outcome.failures]))
