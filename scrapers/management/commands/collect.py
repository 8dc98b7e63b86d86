from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.db.models import Sum
from django.utils import timezone
from tqdm import tqdm

from datascores.corpus.models import Collection
from scrapers.keeping import Keeper, Outcome
from scrapers.models import Asked, CrawlPlan, Result, Run
from scrapers.plans import due_plans, listing_for
from scrapers.politeness import DELAY, LEAST_DELAY, TIMEOUT, plan_for, settings_for, words_of
from scrapers.runs import RunBusy, alone, begin, counts_of, finish, still_to_ask
from scrapers.targets import BadLine, ListError, Target, read_listing


class Command(BaseCommand):
    help = "Collect from the web, politely: the addresses of a list, each into the corpus with where it came from."

    def add_arguments(self, parser):
        parser.add_argument(
            "what",
            choices=["urls", "plan", "due"],
            help="urls: the addresses of a list. plan: a crawl plan of the admin. due: all plans whose time has come.",
        )
        parser.add_argument(
            "list", nargs="?", default="", help="One address a line, or CSV with href or url; slug of a plan."
        )
        parser.add_argument("--source", default="", metavar="SLUG", help="Slug of the collection the list belongs to.")
        parser.add_argument("--limit", type=int, help="Ask for no more than so many addresses.")
        parser.add_argument("--delay", type=float, help=f"Seconds between two requests to one host; {DELAY:g}.")
        parser.add_argument("--timeout", type=float, default=TIMEOUT, help="Seconds to wait for one answer.")
        parser.add_argument(
            "--anew", action="store_true", help="Begin anew, although a run of this list was not finished."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would be asked, and ask nothing.")

    _lost: Sequence[Outcome] = ()

    def handle(self, *args, **options):
        if options["what"] == "due":
            self._collect_due()
            return
        if not options["list"]:
            raise CommandError("Name the list, or the plan.")
        plan = self._plan(options) if options["what"] == "plan" else None
        listing = listing_for(plan) if plan else self._read(Path(options["list"]))
        targets = listing.targets[: options["limit"]]
        options["delay"] = options["delay"] if options["delay"] is not None else (plan.delay if plan else DELAY)
        options["source"] = plan.collection.slug if plan else options["source"]
        self._refuse_nonsense(options, targets)
        addresses, bad_lines = len(listing.targets), len(listing.bad_lines)
        self.stdout.write(f"{listing.line_count} lines: {addresses} addresses, {bad_lines} bad lines.")
        for bad in listing.bad_lines:
            self.stdout.write(f"  line {bad.number}: {bad.reason}: {bad.text[:200]!r}")
        if len(targets) < addresses:
            self.stdout.write(f"Asking for the first {len(targets)} of them (--limit).")
        if options["dry_run"]:
            self.stdout.write(f"{words_of(plan_for(targets, options['delay']), options['delay'])} Nothing was sent.")
            return
        run = self._run(targets, options, plan) if targets else None
        self._report(run, listing.bad_lines)

    def _plan(self, options) -> CrawlPlan:
        plan = CrawlPlan.objects.select_related("collection").filter(slug=options["list"]).first()
        if plan is None:
            raise CommandError(f"There is no crawl plan “{options['list']}”.")
        if plan.is_paused and not options["dry_run"]:
            raise CommandError(f"The plan “{plan}” is paused.")
        return plan

    def _collect_due(self) -> None:
        """Each plan in a process of its own: Scrapy can be started once in a process."""
        due, failed = due_plans(timezone.now()), []
        for plan in due:
            self.stdout.write(f"{plan.slug}:")
            self.stdout.flush()
            done = subprocess.run([sys.executable, settings.BASE_DIR / "manage.py", "collect", "plan", plan.slug])
            failed += [plan.slug] if done.returncode else []
        if not due:
            self.stdout.write("No plan is due.")
        if failed:
            raise CommandError(f"Something of these plans failed: {', '.join(failed)}.")

    def _read(self, path: Path):
        try:
            return read_listing(path)
        except ListError as error:
            raise CommandError(str(error)) from error

    def _refuse_nonsense(self, options, targets: Sequence[Target]) -> None:
        try:
            validate_slug(options["source"])
        except ValidationError:
            raise CommandError(f"{options['source']!r} is no slug: letters, digits, - and _ only.") from None
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.")
        if not 0 < options["timeout"] <= 3600:
            raise CommandError("--timeout must be more than 0 and at most 3600 seconds.")
        hosts = {urlsplit(target.url).hostname for target in targets}
        least = 0.01 if hosts <= set(settings.COLLECT_PRIVATE_HOSTS) else LEAST_DELAY
        if not least <= options["delay"] <= 3600:
            raise CommandError(f"--delay must be {least} to 3600 seconds; less would be impolite to hosts of others.")

    def _run(self, targets: Sequence[Target], options, plan: CrawlPlan | None) -> Run:
        from scrapers.run import run_urls  # loads Scrapy, which the rest of the command does without

        try:
            politeness = settings_for(
                settings.CONTACT, options["delay"], options["timeout"], settings.COLLECT_PRIVATE_HOSTS
            )
        except ValueError as error:
            raise CommandError(f"{error} Set DATASCORES_CONTACT; nothing was sent.") from error
        self._ensure_collection(options["source"])
        run = begin("urls", options["source"], targets, anew=options["anew"], of=plan)
        try:
            with alone(run):
                waiting = still_to_ask(run, targets)
                if run.starts > 1:
                    done = len(targets) - len(waiting)
                    self.stdout.write(f"Taking up the run “{run}”: {done} of {len(targets)} addresses are done.")
                if waiting:
                    # disable=None: a bar on a terminal only
                    shown = {"total": len(targets), "initial": len(targets) - len(waiting), "unit": "address"}
                    with tqdm(**shown, desc="collect", file=sys.stderr, disable=None) as bar:
                        self._lost = run_urls(waiting, Keeper(run), politeness, lambda outcome: bar.update() and None)
                if not still_to_ask(run, targets):
                    finish(run)
        except RunBusy as error:
            raise CommandError(str(error)) from error
        return run

    def _ensure_collection(self, slug: str) -> None:
        rights = Collection.Rights.QUOTED  # until a person says otherwise, what stands on the web belongs to others
        _, is_new = Collection.objects.get_or_create(slug=slug, defaults={"name": slug, "rights": rights})
        if is_new:
            self.stdout.write(f"New collection {slug}: {rights.label}. Its rights are set in the admin.")

    def _report(self, run: Run | None, bad_lines: Sequence[BadLine]) -> None:
        counts = counts_of(run) if run else Counter()
        counts[Result.FAILED] += len(self._lost)
        self.stdout.write(f"{'result':12} {'addresses':>9}")
        for result in Result:
            self.stdout.write(f"{result.value:12} {counts[result]:9}")
        asked = run.asked.all() if run else Asked.objects.none()
        for one in asked.filter(result__in=(Result.FAILED, Result.CLOSED, Result.GONE)).iterator():
            self.stdout.write(f"  {one.result}: {one.url}: {one.reason}")
        for lost in self._lost:
            self.stdout.write(f"  failed: {lost.url}: {lost.reason}")
        if run and run.alarm:
            self.stdout.write(f"Look at this: {run.alarm}")
        sums = asked.aggregate(arrivals=Sum("arrivals", default=0), documents=Sum("documents", default=0))
        self.stdout.write(f"{sums['documents']} new documents, {sums['arrivals']} new arrivals.")
        if not sums["arrivals"]:
            self.stdout.write("Nothing was added.")
        else:
            self.stdout.write("`manage.py catch_up` (or a running `manage.py work`) makes them searchable.")
        if self._lost:
            self.stdout.write("The run is not finished; the same command takes it up.")
        failed = counts[Result.FAILED] + counts[Result.CLOSED]
        if failed or bad_lines:
            raise CommandError(f"{failed} addresses failed and {len(bad_lines)} lines were no addresses.")
