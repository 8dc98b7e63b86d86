from django.apps import AppConfig


class DatascoresConfig(AppConfig):
    name = "datascores"
    verbose_name = "Data Scores"
