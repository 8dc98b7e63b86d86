"""manage.py import_coding: what a coding sheet would add to a campaign; writes only with --write."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foi.coding import plan_coding, read_table, write_coding
from foi.models import Campaign


class Command(BaseCommand):
    help = "Show what a coding sheet (CSV) would add to a campaign, and write it with --write."

    def add_arguments(self, parser):
        parser.add_argument("campaign", help="slug of the campaign")
        parser.add_argument("sheet", type=Path, help="CSV with the columns request, outcome, response types, q1 …")
        parser.add_argument("--on", type=date.fromisoformat, help="day for which rows without a date hold: 2018-10-31")
        parser.add_argument("--write", action="store_true", help="write it; without it nothing is written")

    def handle(self, *args, **options):
        campaign = Campaign.objects.filter(slug=options["campaign"]).first()
        if campaign is None:
            raise CommandError(f"There is no campaign {options['campaign']!r}.")
        try:
            content = options["sheet"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['sheet']} cannot be opened: {error.strerror}") from error
        rows, faults = read_table(content)
        plan = plan_coding(campaign, rows, options["sheet"].name, options["on"])
        faults = sorted([*faults, *plan.faults], key=lambda fault: fault.row)
        if options["write"]:
            write_coding(plan)
        kinds = Counter(judgement.kind for judgement in plan.judgements)
        told = ", ".join(f"{count} of {kind}" for kind, count in sorted(kinds.items())) or "nothing"
        self.stdout.write(f"{len(rows)} rows; {len(plan.new_requests)} new requests; new judgements: {told}.")
        if plan.held:
            self.stdout.write(f"{plan.held} judgements are held already.")
        if not options["write"]:
            self.stdout.write("Nothing was written; --write writes it.")
        if faults:
            left = "\n".join(f"  {fault}" for fault in faults)
            raise CommandError(f"{len(faults)} faults; their rows are left out, the others are not:\n{left}")
