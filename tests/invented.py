"""A small catalogue of plainly invented records, as a folder of CSV files that a test can change row by row."""

from __future__ import annotations

from pathlib import Path

from datascores.catalogue.table import FILE_NAMES, MODELS, canonical_cells, write_table

ROWS = {
    "authority": [
        {
            "slug": "northmoor-council",
            "name": "Northmoor Council",
            "aliases": "Northmoor|NMC",
            "ambiguous_names": "Northmoor|NMC",
            "body_kind": "unitary",
            "nation": "England",
            "region": "North East",
            "gss_code": "E06000999",
            "latitude": "54.5",
            "longitude": "-1.25",
            "domains": "northmoor.example|old-northmoor.example",
            "start_date": "2009-04-01",
        },
        {
            "slug": "moor-district-council",
            "name": "Moor District Council",
            "nation": "England",
            "start_date": "1974-04",
            "end_date": "2009-03-31",
            "successors": "northmoor-council",
        },
    ],
    "company": [
        {
            "slug": "scorewell",
            "name": "Scorewell",
            "aliases": "Score-well Ltd",
            "company_kind": "analytics",
            "successor": "bigger-scores",
        },
        {
            "slug": "bigger-scores",
            "name": "Bigger Scores",
            "company_kind": "vendor",
            "former_names": "Big Scores|Scores",
        },
    ],
    "system": [
        {
            "slug": "tessera",
            "name": "Tessera",
            "aliases": "TESSERA",
            "ambiguous_names": "Tessera|TESSERA",
            "context_words": "Scorewell|segment",
            "reject_words": "tile",
            "maker": "scorewell",
            "category": "segmentation",
        },
    ],
    "keyword": [
        {"slug": "risk-score", "name": "risk score", "keyword_list": "general|media", "category": "scoring"},
    ],
}


class CatalogueFolder:
    """CSV files that a test can change row by row."""

    def __init__(self, path: Path):
        self.path = path
        self.rows = {kind: [dict(row) for row in rows] for kind, rows in ROWS.items()}
        self.write()

    def row(self, kind: str, slug: str) -> dict[str, str]:
        return next(row for row in self.rows[kind] if row["slug"] == slug)

    def text(self, kind: str) -> str:
        return write_table(kind, [canonical_cells(kind, row) for row in self.rows[kind]])

    def write(self) -> None:
        for kind in MODELS:
            self.file(kind).write_text(self.text(kind), encoding="utf-8")

    def file(self, kind: str) -> Path:
        return self.path / FILE_NAMES[kind]
