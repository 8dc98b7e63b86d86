"""The whole of reading, cutting and matching on real letters and the hand-made truth beside them."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


def test_real_letters_are_matched_above_the_floor(shared: Path, tmp_path: Path):
    """Precision at least 0.94, recall at least 0.90 in core scope; nothing that only the request names is evidence."""
    call_command("load_catalogue", "--write", verbosity=0)
    call_command("ingest", str(shared / "data" / "foi-requests"), verbosity=0)
    table = tmp_path / "mentions.csv"
    with table.open("w", encoding="utf-8") as file:
        call_command("mentions", "--format", "csv", stdout=file)
    assert len(list(csv.DictReader(table.open(encoding="utf-8")))) > 100
    scored = subprocess.run(
        [sys.executable, str(shared / "score" / "score.py"), "mentions", str(table)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ).stdout  # fmt: skip
    words = next(line for line in scored.splitlines() if line.startswith("all ")).split()
    precision, recall = float(words[words.index("precision") + 3]), float(words[words.index("recall") + 3])
    assert precision >= 0.94
    assert recall >= 0.90
    assert "wrongly evidence: 0 of" in scored
