from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from foi.exports.bundle import write_campaign
from foi.models import Campaign


class Command(BaseCommand):
    help = "Write a campaign's requests, letters, events, readings and answers, as of a day, as a zip of tables."

    def add_arguments(self, parser):
        parser.add_argument("campaign", metavar="CAMPAIGN", help="Slug of the campaign.")
        parser.add_argument("--on", default="", metavar="DAY", help="The day, as 2018-10-31; today if none is named.")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="The zip to write.")

    def handle(self, *args, **options):
        campaign = Campaign.objects.filter(slug=options["campaign"]).first()
        if campaign is None:
            known = ", ".join(Campaign.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no campaign {options['campaign']!r}; there are: {known}.")
        try:
            day = date.fromisoformat(options["on"]) if options["on"] else timezone.localdate()
        except ValueError as error:
            raise CommandError(f"{options['on']!r} is no day; write it like 2018-10-31.") from error
        target: Path = options["out"]
        page = f"{reverse('campaign', args=[campaign.slug])}?on={day}"
        try:
            bundle = write_campaign(campaign, day, settings.ADDRESS, page, target)
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror or error}") from error
        for name, number in bundle.rows.items():
            self.stdout.write(f"{number:7} rows of {name}")
        self.stdout.write(f"{target}, sha256 {bundle.sha256}")
