from django.apps import AppConfig


class DatascoresConfig(AppConfig):
    name = "datascores"
    verbose_name = "Data Scores"

    def ready(self) -> None:
        from datascores import checks  # noqa: F401  # registers itself
