from datascores.findings.shown import RELATION_COLUMNS, relation_rows
from datascores.management.table import TableCommand


class Command(TableCommand):
    help = "Every relation between a body and a system that is proposed or confirmed, as a row with its sentence."
    columns = RELATION_COLUMNS

    def rows(self, options):
        return relation_rows()
