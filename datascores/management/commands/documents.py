from datascores.corpus.listing import DOCUMENT_COLUMNS, document_rows
from datascores.management.table import TableCommand


class Command(TableCommand):
    help = "Every document as a row."
    columns = DOCUMENT_COLUMNS

    def rows(self, options):
        return document_rows()
