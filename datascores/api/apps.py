from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "datascores.api"
    label = "api"
    verbose_name = "API"
