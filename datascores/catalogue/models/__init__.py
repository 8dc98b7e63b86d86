"""The catalogue's tables. A Record is a thing we look for; its kind-specific facts stand in its child table."""

from datascores.catalogue.models.authority import Authority
from datascores.catalogue.models.company import Company
from datascores.catalogue.models.keyword import Keyword
from datascores.catalogue.models.record import Alias, Record
from datascores.catalogue.models.system import System

__all__ = ["Alias", "Authority", "Company", "Keyword", "Record", "System"]
