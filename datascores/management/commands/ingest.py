from __future__ import annotations

from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datascores.catalogue.models import Authority
from datascores.corpus.dates import is_iso_date
from datascores.corpus.intake import NewArrival, Receipt
from datascores.corpus.models import Collection, Document
from datascores.ingestion import Found, find_files
from datascores.management.progress import StepProgress
from datascores.pipeline import catch_up, submit


class Command(BaseCommand):
    help = "Take in files, folders and zips, read them, and make them searchable."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--source", default="files", help="Slug of the collection that the files belong to.")
        parser.add_argument(
            "--open",
            action="store_true",
            help="The files may be handed out to anybody; said when the collection is new.",
        )
        parser.add_argument(
            "--authority", default="", help="Slug of the body that all these files come from, if you know it."
        )
        parser.add_argument(
            "--date", default="", help="Date of the documents, if you know it: 2018, 2018-05 or 2018-05-31."
        )
        parser.add_argument("--kind", default="", help="Kind of document, such as 'foi response letter'.")

    def handle(self, *args, **options):
        self._refuse_nonsense(options)
        files: list[Found] = []
        refused: list[Found] = []
        for found in find_files(options["paths"]):
            (refused if found.refusal else files).append(found)
        if options["open"]:
            self._open_collection(options["source"])
        progress = StepProgress()
        receipts = self._submit(files, refused, progress, options)
        outcome = catch_up(progress)
        progress.close()
        self._report(receipts, refused)
        if outcome.failures:
            raise CommandError("\n".join(["These documents are kept and stay due; see the log:", *outcome.failures]))
        if refused:
            raise CommandError(f"{len(refused)} of the paths were not taken in.")

    def _submit(self, files: list[Found], refused: list[Found], progress, options) -> list[Receipt]:
        receipts = []
        for number, found in enumerate(files, start=1):
            arrival = NewArrival(
                collection=options["source"],
                file_name=found.name,
                stated_authority=options["authority"],
                stated_date=options["date"],
                stated_kind=options["kind"],
            )
            try:
                with found.path.open("rb") as content:
                    receipts.append(submit(arrival, content))
            except OSError as error:
                refused.append(Found(found.path, found.name, f"cannot be opened: {error.strerror or error}"))
            progress("take in", number, len(files))
        return receipts

    def _report(self, receipts: list[Receipt], refused: list[Found]) -> None:
        held = {receipt.document_id for receipt in receipts}
        statuses = members_of(held)
        new = len({receipt.document_id for receipt in receipts if receipt.is_new_document})
        arrivals = sum(receipt.is_new_arrival for receipt in receipts)
        self.stdout.write(f"{len(receipts)} files: {len(held)} documents, {new} of them new; {arrivals} new arrivals.")
        if not arrivals:
            self.stdout.write("Nothing was added: all of it is held already.")
        self.stdout.write(f"{'status':12} {'documents':>9}  (with what was inside mails and zips)")
        for status, count in sorted(Counter(status for status, _, _ in statuses).items()):
            self.stdout.write(f"{status:12} {count:9}")
        for status, name, reason in statuses:
            if reason:
                self.stdout.write(f"  {status}: {name}: {reason}")
        for found in refused:
            self.stdout.write(f"  not taken in: {found.name!r}: {found.refusal}")

    @staticmethod
    def _open_collection(slug: str) -> None:
        rights = Collection.Rights.OPEN
        collection, _ = Collection.objects.get_or_create(slug=slug, defaults={"name": slug, "rights": rights})
        if collection.rights != rights:
            raise CommandError(f"The collection {slug} is not open; change its rights in the admin.")

    def _refuse_nonsense(self, options) -> None:
        authority, day = options["authority"], options["date"]
        if authority and not Authority.objects.filter(slug=authority).exists():
            raise CommandError(f"No authority has the slug {authority!r}.")
        if options["kind"] and options["kind"] not in settings.DOCUMENT_KINDS:
            raise CommandError(
                f"{options['kind']!r} is no kind of document here; there are {', '.join(settings.DOCUMENT_KINDS)}."
            )
        if day and not is_iso_date(day):
            raise CommandError(f"{day!r} is no date; write 2018, 2018-05 or 2018-05-31.")


def members_of(document_ids: set[int]) -> list[tuple[str, str, str]]:
    """Status, name and reason of the documents and of all that lay inside them, in the order of their coming."""
    every, frontier = set(document_ids), set(document_ids)
    while frontier:
        inside = Document.objects.filter(arrivals__parent__document__in=frontier).values_list("pk", flat=True)
        frontier = set(inside) - every
        every |= frontier
    return list(Document.objects.filter(pk__in=every).order_by("pk").values_list("status", "name", "reason"))
