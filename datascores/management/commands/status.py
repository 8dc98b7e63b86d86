from __future__ import annotations

import sys

from django.core.management.base import BaseCommand
from django.db.models import Count

from datascores.corpus.models import Document, Job
from datascores.corpus.steps import given_up
from datascores.corpus.visibility import shown_documents
from datascores.pipeline import steps
from search.engine.port import EngineError
from search.index import probe_engine


class Command(BaseCommand):
    help = "Documents by status, steps behind, state of the index. Exit code 1 if something is wrong or work is due."

    def handle(self, *args, **options):
        self._count_documents()
        wrong = [*self._index(), *self._jobs()]
        self.stdout.write("\n".join(["", *(f"WRONG  {line}" for line in wrong)]) if wrong else "\nAll is well.")
        if wrong:
            sys.exit(1)

    def _count_documents(self):
        for row in Document.objects.order_by("status").values("status").annotate(n=Count("pk")):
            self.stdout.write(f"{row['status']:12} {row['n']:8}")

    def _index(self):
        try:
            status = probe_engine()
        except EngineError as error:
            self.stdout.write(f"index        {error}")
            yield f"The index cannot be used: {error} Run manage.py rebuild_index."
            return
        for step in steps():
            due = step.due().count()
            self.stdout.write(f"due: {step.name:7} {due:8}")
            if due:
                yield f"{due} documents wait for the step {step.name}. Run manage.py catch_up, or keep manage.py work running."
        for row in given_up().order_by("step").values("step").annotate(n=Count("pk")):
            self.stdout.write(
                f"given up: {row['step']:7} {row['n']:3}  took too long; catch_up --again tries once more"
            )
        shown = shown_documents().count()
        self.stdout.write(
            f"index        {status.documents:8} of {shown} documents, {status.size:,} bytes, {status.generation}"
        )
        if status.documents != shown:
            yield f"The index holds {status.documents} documents, the database {shown}."

    def _jobs(self):
        failed = Job.objects.filter(state=Job.State.FAILED)
        waiting = Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING]).count()
        self.stdout.write(f"jobs         {waiting:8} waiting or running, {failed.count()} failed")
        for job in failed:
            yield f"Job {job.pk} ({job.kind}) failed: {job.error}"
