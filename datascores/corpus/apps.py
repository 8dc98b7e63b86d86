from django.apps import AppConfig


class CorpusConfig(AppConfig):
    name = "datascores.corpus"
    label = "corpus"
    verbose_name = "Corpus"
