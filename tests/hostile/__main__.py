"""`python -m tests.hostile [FAMILY…]`: every hostile file with the limits of the portal's settings; prints the table.

Ends with code 1 when a file was handled wrongly or something reached the network. Some minutes.
"""

from __future__ import annotations

import os
import sys

import django

from .families import all_hostile
from .running import listening_server, read_all, table


def main(families: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from datascores.corpus.pool import limits_from_settings

    known = sorted({file.family for file in all_hostile()})
    if not set(families) <= set(known):
        print(f"Families: {', '.join(known)}")
        return 2
    limits = limits_from_settings()
    rows = []
    with listening_server() as asked:
        for row in read_all((file for file in all_hostile() if not families or file.family in families), limits):
            rows.append(row)
            if row.fault or row.seconds > 5:
                print(
                    f"{row.family}/{row.name!r}: {row.status} after {row.seconds:.1f} s: {row.reason} {row.fault}",
                    flush=True,
                )
    print(table(rows))
    print(
        f"Limits: {limits.seconds:.0f} s and more for large files, {limits.memory_bytes >> 20} MB; calls: {len(asked)}."
    )
    return 1 if asked or any(row.fault for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
