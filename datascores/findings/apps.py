from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "datascores.findings"
    verbose_name = "Findings"
