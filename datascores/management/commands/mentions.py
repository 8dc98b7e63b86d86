from datascores.corpus.listing import MENTION_COLUMNS, mention_rows
from datascores.management.table import TableCommand


class Command(TableCommand):
    help = "Every mention as a row."
    columns = MENTION_COLUMNS

    def rows(self, options):
        return mention_rows()
