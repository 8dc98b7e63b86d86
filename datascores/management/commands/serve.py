from __future__ import annotations

import os
import subprocess
import sys

import waitress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from datascores.wsgi import application


class Command(BaseCommand):
    help = "Serve the portal (on loopback unless DATASCORES_BIND says otherwise) with a background worker beside it."

    def add_arguments(self, parser):
        parser.add_argument("--no-work", action="store_true", help="Serve only; somebody else runs manage.py work.")

    def handle(self, *args, **options):
        self._refuse_unprepared()
        host, port = settings.BIND
        try:
            server = waitress.create_server(application, host=host, port=port, threads=8, ident=None)
        except OSError as error:
            raise CommandError(f"DATASCORES_BIND={host}:{port} cannot be listened on: {error.strerror}.") from error
        worker = None if options["no_work"] else self._start_worker()
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(f"The portal is at http://{shown}:{port}/ (stop it with Ctrl-C)")
        self.stdout.flush()
        try:
            server.run()
        finally:
            if worker is not None:
                worker.terminate()
                worker.wait()

    @staticmethod
    def _refuse_unprepared() -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not set up for this version: run manage.py migrate (make run does).")
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            raise CommandError("Style sheets are not collected: run manage.py collectstatic (make run does).")

    @staticmethod
    def _start_worker() -> subprocess.Popen:
        manage = settings.BASE_DIR / "manage.py"
        return subprocess.Popen(
            [sys.executable, str(manage), "work", "--parent", str(os.getpid())], stdout=subprocess.DEVNULL
        )
