"""What of a workbook's sheets nobody sees: rows and columns that are hidden or flat, and cells whose look hides them.

The cells themselves come from calamine, which does not tell. Each format keeps this in its own way: xlsx is read here,
xls, xlsb and ods in modules of their own. Rows hidden by a filter count as hidden. What is damaged costs the inspection,
never the cells, and is told.
"""

from __future__ import annotations

import struct

from ..reading import Task, Unreadable
from .binary import unseen_of_xlsb
from .opendocument import unseen_of_ods
from .packages import unseen_of_xlsx
from .records import unseen_of_xls
from .unseen import Unseen

NOT_INSPECTED = "Hidden rows, columns and letters could not be looked for."
_READERS = {"xlsx": unseen_of_xlsx, "xls": unseen_of_xls, "xlsb": unseen_of_xlsb, "ods": unseen_of_ods}


def find_unseen(task: Task, format_name: str) -> tuple[dict[str, Unseen], str]:
    """What is hidden, by name of sheet, and a reason where that could not be read."""
    try:
        return _READERS[format_name](task), ""
    except (Unreadable, OSError, ValueError, OverflowError, struct.error, IndexError):  # olefile raises all of these
        return {}, NOT_INSPECTED
