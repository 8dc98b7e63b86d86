from __future__ import annotations

import logging
import os
import signal
import threading

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from datascores import jobs
from datascores.dispatching import SLICE
from datascores.pipeline import Round, catch_up

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Do background work: what is due for documents, and jobs by priority. Runs until it is stopped;"
        " several may run beside each other."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Stop when nothing is due.")
        parser.add_argument("--parent", type=int, help="Stop when the process with this number is gone.")

    def handle(self, *args, **options):
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        while not stopping.is_set() and not self._is_orphan(options["parent"]):
            did = self._turn()
            if not did:
                if options["once"]:
                    break
                stopping.wait(settings.WORK_SECONDS)

    def _turn(self) -> bool:
        """One slice of documents and one job; whether there was anything that went forward."""
        outcome = Round()
        close_old_connections()  # one that broke when the database was restarted is made anew
        try:
            outcome = catch_up(self._tell, at_most=SLICE)
            outcome.log()
            jobs.remove_old_files()
            job = jobs.take()
        except Exception:  # whatever was not kept stays due; a worker that stopped would leave everything due
            logger.exception("This round failed and will be tried again.")
            return False
        if job is not None:
            self.stdout.write(f"job {job.pk}: {job.kind}")
        return (job is not None and jobs.do(job)) or outcome.forward > 0

    def _tell(self, step: str, done: int, due: int) -> None:
        self.stdout.write(f"{step}: {done} of {due}")

    @staticmethod
    def _is_orphan(parent: int | None) -> bool:
        return parent is not None and os.getppid() != parent
