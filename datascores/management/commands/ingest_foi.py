from __future__ import annotations

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from datascores.corpus.models import Document
from datascores.management.progress import StepProgress
from datascores.pipeline import catch_up
from foi.filing.manifest import COLUMNS, Line, read_manifest
from foi.filing.planning import Plan, plan_filing
from foi.filing.proposing import Proposer
from foi.filing.taking import Taken, names_of, take_in
from foi.filing.threads import file_threads, find_threads
from foi.filing.writing import write_plan
from foi.models import Campaign
from foi.sheets import Fault
from search.exports.cells import defuse


class Command(BaseCommand):
    help = (
        "Take letters of a campaign in: folders, zips, mails, mailboxes. With --manifest they are filed under their requests;"
        " without it a list is proposed, for you to correct and hand in."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--campaign", required=True, help="Slug of the campaign; --new makes it.")
        parser.add_argument("--new", action="store_true", help="Make the campaign if there is none.")
        parser.add_argument("--source", default="", help="Slug of the collection; the campaign's if nothing is said.")
        parser.add_argument("--manifest", type=Path, metavar="CSV", help="Which file belongs to which request.")
        parser.add_argument("--write", action="store_true", help="File them; without it the plan is shown alone.")
        parser.add_argument(
            "--whatdotheyknow",
            action="store_true",
            help="The paths hold saved requests of WhatDoTheyKnow: NAME.json, NAME.html and the files in NAME/.",
        )
        parser.add_argument("--propose", type=Path, metavar="CSV", help="Where to write the proposed list.")

    def handle(self, *args, **options):
        campaign = self._campaign(options)
        if options["whatdotheyknow"]:
            self._threads(campaign, options)
        else:
            self._letters(campaign, options)

    def _letters(self, campaign: Campaign, options) -> None:
        lines: list[Line] = []
        faults: list[Fault] = []
        if options["manifest"]:
            try:
                lines, faults = read_manifest(options["manifest"].read_bytes())
            except OSError as error:
                raise CommandError(f"{options['manifest']} cannot be opened: {error.strerror}") from error
            if faults and not lines:
                raise CommandError("\n".join(["Nothing was taken in.", *(str(fault) for fault in faults)]))
        progress = StepProgress()
        paths = [path for path in options["paths"] if path != options["manifest"]]
        taken = take_in(paths, options["source"] or campaign.slug, lambda done: progress("take in", done, done))
        outcome = catch_up(progress)
        progress.close()
        self._report_taken(taken)
        arrivals = names_of(taken.arrivals)
        if options["manifest"]:
            plan = plan_filing(campaign, lines, arrivals)
            plan.faults = sorted([*faults, *plan.faults], key=lambda fault: fault.row)
            self._file(plan, is_to_write=options["write"])
        else:
            self._propose(campaign, arrivals, options["propose"])
        if outcome.failures:
            raise CommandError("\n".join(["These documents are kept and stay due; see the log:", *outcome.failures]))
        if taken.refused:
            raise CommandError(f"{len(taken.refused)} of the files were not taken in.")

    def _threads(self, campaign: Campaign, options) -> None:
        records = find_threads(options["paths"])
        if not records:
            raise CommandError("No NAME.json with a NAME.html beside it is there.")
        progress = StepProgress()
        told = file_threads(
            campaign,
            records,
            options["source"] or campaign.slug,
            timezone.localdate(),
            lambda done: progress("file", done, len(records)),
        )
        outcome = catch_up(progress)
        progress.close()
        self.stdout.write(
            f"{told.requests} requests, {told.new_requests} of them new; {told.new_messages} new letters,"
            f" {told.changed_messages} changed; {told.new_files} new files, {told.missing_files} not saved;"
            f" {told.withdrawn} withdrawn at the source."
        )
        for name, problem in told.problems:
            self.stdout.write(f"  {name}: {problem}")
        if outcome.failures:
            raise CommandError("\n".join(["These documents are kept and stay due; see the log:", *outcome.failures]))
        if told.requests < len(records):
            raise CommandError(f"{len(records) - told.requests} of the requests could not be read.")

    def _file(self, plan: Plan, *, is_to_write: bool) -> None:
        if is_to_write:
            progress = StepProgress()
            for number, _ in enumerate(write_plan(plan), 1):
                progress("file", number, len(plan.letters))
            catch_up(progress)  # what a letter belongs to is a facet of the search
            progress.close()
        files = sum(len(letter.files) for letter in plan.letters)
        self.stdout.write(
            f"{len(plan.new_requests)} new requests, {len(plan.letters)} letters with {files} files"
            f"{'' if is_to_write else ' would be filed'}; {plan.held} files are filed already."
        )
        if not is_to_write:
            self.stdout.write("Nothing was filed; --write files it.")
        if plan.faults:
            told = "\n".join(f"  {fault}" for fault in plan.faults)
            raise CommandError(f"{len(plan.faults)} rows cannot be filed; the others can:\n{told}")

    def _propose(self, campaign: Campaign, arrivals, target: Path | None) -> None:
        rows = [proposed.row() for proposed in Proposer(campaign).propose(arrivals)]
        open_cells = sum(not row["reference"] or not row["authority"] or not row["date"] for row in rows)
        self.stdout.write(
            f"{len(rows)} letters; {open_cells} of them lack a reference, a body or a day. Nothing was filed."
        )
        if target is None:
            self.stdout.write("--propose FILE.csv writes the list; correct it and hand it in with --manifest.")
            for row in rows:
                self.stdout.write(f"  {row['file']}: {row['how'] or 'nothing found'}")
            return
        try:
            with target.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, COLUMNS)
                writer.writeheader()
                writer.writerows({name: defuse(value) for name, value in row.items()} for row in rows)
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}") from error
        self.stdout.write(f"The list is in {target}: correct it and hand it in with --manifest.")

    def _report_taken(self, taken: Taken) -> None:
        held = {receipt.document_id for receipt in taken.receipts.values()}
        new = len({receipt.document_id for receipt in taken.receipts.values() if receipt.is_new_document})
        unread = Document.objects.filter(pk__in=held).exclude(status="ok").exclude(reason="")
        self.stdout.write(f"{len(taken.receipts)} files: {len(held)} documents, {new} of them new.")
        for name, status, reason in unread.order_by("pk").values_list("name", "status", "reason"):
            self.stdout.write(f"  {status}: {name}: {reason}")
        for name, reason in taken.refused:
            self.stdout.write(f"  not taken in: {name!r}: {reason}")

    @staticmethod
    def _campaign(options) -> Campaign:
        slug = options["campaign"]
        campaign = Campaign.objects.filter(slug=slug).first()
        if campaign is None and options["new"]:
            campaign = Campaign.objects.create(slug=slug, name=slug.replace("-", " ").capitalize())
        if campaign is None:
            raise CommandError(f"There is no campaign {slug!r}; --new makes it.")
        return campaign
