"""Whole exports made by real processes: the same bytes each time, and nothing lost or doubled by a kill."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import signal
import zipfile
from pathlib import Path

import pytest

from search.exports.ledger import read_checkpoint
from search.exports.tables import TABLES
from tests.export_portal import ExportPortal

LETTERS = 130  # three batches
COMBINATIONS = [(table, form) for table in TABLES for form in ("csv", "ndjson", "xlsx")]


@pytest.fixture(scope="module")
def portal(tmp_path_factory) -> ExportPortal:
    return ExportPortal(tmp_path_factory.mktemp("portal"), LETTERS)


@pytest.fixture(scope="module")
def made(portal, tmp_path_factory) -> tuple[Path, Path]:
    """All nine exports, made twice by processes that hash differently."""
    folders = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    processes = [portal.start("make_all", str(folder), seed=seed) for seed, folder in enumerate(folders, 1)]
    for process in processes:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    return folders


@pytest.mark.parametrize(("table", "form"), COMBINATIONS)
def test_two_processes_give_the_same_bytes(made, table, form):
    one, two = (folder / f"{table}-{form}" / f"{table}.{form}" for folder in made)
    assert one.read_bytes() == two.read_bytes() and one.stat().st_size > 1000


@pytest.mark.parametrize(("table", "form"), COMBINATIONS)
def test_bundle_holds_the_file_with_its_story(made, table, form):
    folder = made[0] / f"{table}-{form}"
    with zipfile.ZipFile(folder / "bundle.zip") as bundle:
        assert bundle.namelist() == ["README.txt", "manifest.json", "datapackage.json", f"{table}.{form}"]
        assert {entry.date_time for entry in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        data = bundle.read(f"{table}.{form}")
        manifest = json.loads(bundle.read("manifest.json"))
        readme = bundle.read("README.txt").decode()
    assert data == (folder / f"{table}.{form}").read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    assert manifest["file"] == {"name": f"{table}.{form}", "bytes": len(data), "sha256": sha256} and sha256 in readme
    assert manifest["rows"] == {"documents": LETTERS, "passages": 3 * LETTERS, "mentions": 2 * LETTERS}[table]
    assert manifest["search"]["query"] == "score" and manifest["search"]["sort"] == "title"
    assert set(manifest["versions"]) == {"catalogue", "index", "index_generation"} and manifest["steps"]
    assert manifest["reproduce"]["address"].startswith("https://scores.example/reproduce/")
    assert manifest["is_of_one_state"] is True and manifest["licence"]


def test_time_stands_only_in_the_manifest(made):
    assert len({(folder / "passages-csv" / "datapackage.json").read_text() for folder in made}) == 1
    manifests = [json.loads((folder / "passages-csv" / "manifest.json").read_text()) for folder in made]
    for manifest in manifests:
        del manifest["time"]
    assert manifests[0] == manifests[1]  # the address to reproduce it too


def test_killed_export_goes_on_where_it_stopped(portal, made, tmp_path):
    form = "xlsx"  # made from the rows that the other formats are made from
    folder = tmp_path / f"passages-{form}"
    process = portal.start("make", "passages", form, str(folder), "halt")
    assert process.stdout is not None
    process.stdout.readline()  # the first batch has been kept
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with (folder / "rows.ndjson").open("ab") as file:
        file.write(b'{"sha256": "half a row')  # as if the kill had come while the next batch was written
    before = read_checkpoint(folder)
    assert 0 < before["done"] < LETTERS and not (folder / f"passages.{form}").exists()
    output = portal.run("make", "passages", form, str(folder))
    first_done = int(output.split()[0])
    assert first_done > before["done"]  # nothing was made again
    assert (folder / f"passages.{form}").read_bytes() == (
        made[0] / f"passages-{form}" / f"passages.{form}"
    ).read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["time"]["interruptions"] == 1 and manifest["is_of_one_state"] is False


def test_an_export_half_made_with_the_columns_of_before_is_begun_anew(portal, made, tmp_path):
    folder = tmp_path / "passages-csv"
    process = portal.start("make", "passages", "csv", str(folder), "halt")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    plan = json.loads((folder / "plan.json").read_text())
    (folder / "plan.json").write_text(json.dumps({**plan, "tables": 2}))
    (folder / "rows.ndjson").write_bytes(b'{"sha256": "a row without the new columns"}\n')
    portal.run("make", "passages", "csv", str(folder))
    assert (folder / "passages.csv").read_bytes() == (made[0] / "passages-csv" / "passages.csv").read_bytes()


@pytest.mark.parametrize(("table", "form"), COMBINATIONS)
def test_data_package_keeps_the_rules_of_the_standard_and_describes_the_file(made, table, form):
    """By the published rules of Data Package and Table Schema 1.0; the library itself is large."""
    folder = made[0] / f"{table}-{form}"
    package = json.loads((folder / "datapackage.json").read_text())
    assert re.fullmatch(r"[a-z0-9._/-]+", package["name"]) and package["resources"]
    (resource,) = package["resources"]
    assert re.fullmatch(r"[a-z0-9._-]+", resource["name"]) and not resource["path"].startswith(("/", ".."))
    data = (folder / resource["path"]).read_bytes()
    assert resource["bytes"] == len(data) and resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert resource["profile"] == "tabular-data-resource" and resource["encoding"] == "utf-8"
    fields = resource["schema"]["fields"]
    names = [field["name"] for field in fields]
    assert len(set(names)) == len(names) and set(resource["schema"]["primaryKey"]) <= set(names)
    for field in fields:
        assert field["type"] in {"string", "integer", "boolean", "array"} and field["description"]
        assert set(field.get("constraints", {})) <= {"required", "pattern"}
    if form != "xlsx":
        check_values(fields, form, data.decode())


def check_values(fields: list[dict], form: str, text: str) -> None:
    """Every value is of its field's type and fits its constraints."""
    if form == "csv":
        head, *rows = csv.reader(text.splitlines(keepends=True))
        assert head == [field["name"] for field in fields]
    else:
        parsed = [json.loads(line) for line in text.splitlines()]
        assert all(list(row) == [field["name"] for field in fields] for row in parsed)
        rows = [list(row.values()) for row in parsed]
    for row in rows:
        for field, value in zip(fields, row, strict=True):
            constraints = field.get("constraints", {})
            if value == "":
                assert not constraints.get("required"), field
                continue
            assert field["type"] != "array" or isinstance(value, list), field
            assert field["type"] != "integer" or str(value).isdecimal(), field
            assert field["type"] != "boolean" or value in field["trueValues"] + field["falseValues"]
            assert re.fullmatch(constraints.get("pattern", ".*"), str(value), re.S), (field, value)
