"""Every hit of a search as rows: documents, passages or mentions, as CSV, NDJSON or XLSX, all from the same query.

``tables`` names the columns, ``documents`` ``passages`` ``mentions`` make the rows, ``lines`` and ``workbook`` write them,
``responses`` streams them to a browser. ``making`` writes a whole export to disk, goes on after a kill, and adds what makes
it citable: manifest, data package, bundle, row digests. Nothing is capped, and no list of all rows is ever made.
"""

from search.exports.cells import Echo, defuse
from search.exports.found import hit_rows

__all__ = ["Echo", "defuse", "hit_rows"]
