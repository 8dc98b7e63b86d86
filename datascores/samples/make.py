"""Makes the sample files and their manifest from the texts: `python -m datascores.samples.make [--old-office]`.

Needs the `dev` extra. The same texts give the same bytes. Old Word and Excel files (doc, xls) are made only with
`--old-office`, by LibreOffice's `soffice`, whose output differs on every run; without it the stored ones stay.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from datascores.samples import FILES, MANIFEST
from datascores.samples.source import Source, read_sources
from datascores.samples.writers import SPECIAL, WRITERS

OLD_OFFICE = {"doc": "docx", "xls": "xlsx"}  # made from the newer format
COLUMNS = ("file", "authority", "kind", "date", "note")


def make_files(folder: Path, old_office: bool = False) -> list[str]:
    """Write all samples into `folder` and give back the names of those written. CalledProcessError if soffice fails."""
    written = []
    for source in read_sources():
        for name in source.files:
            format_name = name.rpartition(".")[2]
            if format_name in OLD_OFFICE and not old_office:
                continue
            data = _convert(source, format_name) if format_name in OLD_OFFICE else _write(source, name)
            (folder / name).write_bytes(data)
            written.append(name)
    return written


def manifest_rows() -> list[tuple[str, ...]]:
    """One row per file, by name."""
    return sorted(
        (name, source.authority, source.kind, source.date, source.note)
        for source in read_sources()
        for name in source.files
    )


def _write(source: Source, name: str) -> bytes:
    return SPECIAL.get(name, WRITERS[name.rpartition(".")[2]])(source)


def _convert(source: Source, format_name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        newer = Path(folder) / f"sample.{OLD_OFFICE[format_name]}"
        newer.write_bytes(WRITERS[OLD_OFFICE[format_name]](source))
        subprocess.run(
            ["soffice", f"-env:UserInstallation={Path(folder).as_uri()}/profile", "--headless", "--convert-to",
             format_name, "--outdir", folder, str(newer)], check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return newer.with_suffix(f".{format_name}").read_bytes()


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the sample files and their manifest.")
    parser.add_argument("--old-office", action="store_true", help="make doc and xls too, with LibreOffice")
    arguments = parser.parse_args()
    FILES.mkdir(exist_ok=True)
    written = make_files(FILES, arguments.old_office)
    with MANIFEST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(manifest_rows())
    listed = {row[0] for row in manifest_rows()}
    for path in FILES.iterdir():
        if path.name not in listed:
            path.unlink()
    kept = sorted(listed - set(written))
    print(f"{len(written)} files written" + (f"; kept as they are: {', '.join(kept)}" if kept else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
