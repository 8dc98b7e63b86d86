import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from datascores.corpus.models import Document
from search.indexing import rebuild_index


class Command(BaseCommand):
    help = "Build the search index again from the database; the old one serves until the new one is whole."

    def handle(self, *args, **options):
        with tqdm(total=Document.objects.count(), unit="file", file=sys.stderr, disable=None) as bar:
            status = rebuild_index(lambda done: bar.update(done - bar.n))
        self.stdout.write(f"{status.documents} documents in generation {status.generation}, {status.size:,} bytes.")
