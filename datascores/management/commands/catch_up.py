from django.core.management.base import BaseCommand, CommandError

from datascores.management.progress import StepProgress
from datascores.pipeline import catch_up


class Command(BaseCommand):
    help = "Do what is due for every document, and only that: read, cut, match, label, index."

    def handle(self, *args, **options):
        progress = StepProgress()
        outcome = catch_up(progress)
        progress.close()
        self.stdout.write(", ".join(f"{step} {done}" for step, done in outcome.done.items()) or "nothing")
        if outcome.failures:
            raise CommandError("\n".join(["These stay due:", *outcome.failures]))
