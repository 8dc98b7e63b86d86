from __future__ import annotations

import secrets
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from datascores.corpus.models import Collection
from datascores.management.progress import StepProgress
from datascores.pipeline import catch_up, submit
from datascores.samples import CATALOGUE
from datascores.samples.arrivals import COLLECTION, sample_arrivals
from datascores.samples.campaign import file_sample_campaign

ADMIN = "admin"


class Command(BaseCommand):
    help = "Set up a portal with the sample corpus and serve it. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--files", type=Path, help="A folder of yours to take in as well.")
        parser.add_argument("--no-serve", action="store_true", help="Set up only.")

    def handle(self, *args, **options):
        if options["files"] and not options["files"].is_dir():
            raise CommandError(f"{options['files']} is no folder.")
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("load_catalogue", write=True, stdout=self.stdout)
        call_command("load_catalogue", folder=CATALOGUE, origin="sample", write=True, stdout=self.stdout)
        self._take_in_samples()
        if options["files"]:
            try:
                call_command("ingest", options["files"], source="files", stdout=self.stdout)
            except (
                CommandError
            ) as error:  # some paths were not taken in, and are named above; the portal opens all the same
                self.stderr.write(str(error))
        self._make_admin()
        if not options["no_serve"]:
            call_command("serve", stdout=self.stdout)

    def _take_in_samples(self) -> None:
        about = {"name": "Sample corpus", "licence": "Apache-2.0", "rights": Collection.Rights.OPEN}
        Collection.objects.get_or_create(slug=COLLECTION, defaults=about)
        progress = StepProgress()
        arrivals = sample_arrivals()
        for number, (arrival, path) in enumerate(arrivals, start=1):
            with path.open("rb") as content:
                submit(arrival, content)
            progress("take in", number, len(arrivals))
        outcome = catch_up(progress)
        file_sample_campaign()
        catch_up(progress)  # what a letter belongs to is a facet of the search
        progress.close()
        if outcome.failures:
            raise CommandError("\n".join(outcome.failures))

    def _make_admin(self) -> None:
        users = get_user_model().objects
        if users.filter(username=ADMIN).exists():
            self.stdout.write(f"The admin is at /admin/; log in as {ADMIN} with the password shown at the first start.")
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser(ADMIN, password=password)
        self.stdout.write(f"The admin is at /admin/; log in as {ADMIN} with the password {password} (shown this once).")
