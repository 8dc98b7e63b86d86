from __future__ import annotations

import os
import subprocess
import sys

import waitress
from django.conf import settings
from django.core.management.base import BaseCommand

from datascores.wsgi import application


class Command(BaseCommand):
    help = "Serve the portal (on loopback unless DATASCORES_BIND says otherwise) with a background worker beside it."

    def add_arguments(self, parser):
        parser.add_argument("--no-work", action="store_true", help="Serve only; somebody else runs manage.py work.")

    def handle(self, *args, **options):
        host, port = settings.BIND
        worker = None if options["no_work"] else self._start_worker()
        self.stdout.write(
            f"The portal is at http://{f'[{host}]' if ':' in host else host}:{port}/ (stop it with Ctrl-C)"
        )
        self.stdout.flush()
        try:
            waitress.serve(application, host=host, port=port, threads=8, ident=None)
        finally:
            if worker is not None:
                worker.terminate()
                worker.wait()

    @staticmethod
    def _start_worker() -> subprocess.Popen:
        manage = settings.BASE_DIR / "manage.py"
        return subprocess.Popen(
            [sys.executable, str(manage), "work", "--parent", str(os.getpid())], stdout=subprocess.DEVNULL
        )
