from __future__ import annotations

from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "datascores.curation"

    def ready(self) -> None:
        from datascores import jobs
        from datascores.curation.missing import look_for_names
        from datascores.curation.previewing import do_preview

        jobs.KINDS["preview"] = do_preview
        jobs.KINDS["suggest_names"] = look_for_names
