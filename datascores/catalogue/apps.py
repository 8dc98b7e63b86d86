from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "datascores.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"
