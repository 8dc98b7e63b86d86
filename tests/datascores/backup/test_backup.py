"""A backup holds all that cannot be made again; a portal restored from it answers under the same addresses."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from datascores.backup.archive import BadArchive
from datascores.backup.restoring import check_archive
from datascores.backup.tables import kept_tables
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, PageText
from datascores.corpus.originals import originals
from datascores.corpus.permanent import quote_url
from datascores.pipeline import catch_up, submit
from tests.letters import make_catalogue, open_collection

pytestmark = pytest.mark.django_db(transaction=True)
LETTER = "The Council uses the Lantern Score to rank claims.\n\nBrackenford Borough Council, 3 May 2018"
ROOT = Path(__file__).resolve().parents[3]
BESIDE = """
import sqlite3, sys
from pathlib import Path
import django
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from datascores.backup.taking import take_backup
call_command("migrate", verbosity=0)
User.objects.create(username="ada")
def write_beside(what, done, total):
    if (what, done) == ("tables", 1):
        with sqlite3.connect(Path(sys.argv[1]) / "data" / "datascores.sqlite3", timeout=1) as other:
            other.execute("UPDATE auth_user SET username = 'eve'")
take_backup(Path(sys.argv[1]) / "portal.tar", write_beside)
print(User.objects.get().username)
"""


@pytest.fixture
def portal() -> dict[str, int]:
    """A portal with a catalogue, two letters and a user; how many rows each of its tables has."""
    make_catalogue()
    open_collection("post")
    for number in range(2):
        content = f"{LETTER}\n\nNumber {number}".encode()
        submit(NewArrival(collection="post", file_name=f"letter {number}.txt"), io.BytesIO(content))
    catch_up()
    User.objects.create_user("ada", password="a long secret of hers")
    return rows()


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in kept_tables()}


def empty(settings, tmp_path) -> None:
    """The portal as a new machine has it: tables without rows, no original, no index."""
    call_command("flush", "--no-input", verbosity=0)
    for name in ("originals", "index", "data"):
        (tmp_path / "new" / name).mkdir(parents=True)
    settings.INDEX_DIR = tmp_path / "new" / "index"
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "new" / "originals", "base_url": None},
        },
    }


def answers() -> dict[str, tuple[int, bytes]]:
    """What the portal says at addresses that are to be permanent, and what a search counts."""
    client, found = Client(), {}
    for document in Document.objects.order_by("sha256"):
        text = PageText.objects.get(document=document)
        for address in (
            reverse("original", args=[document.sha256]),
            quote_url(document.sha256, 1, 4, 20, text.text_hash) + "cite.bib",
            reverse("search-csv") + "?q=lantern&system=lantern-score",
        ):
            response = client.get(address)
            found[address] = response.status_code, b"".join(response)
    return found


def test_restored_portal_has_the_same_rows_and_the_same_answers(portal, settings, tmp_path):
    before, archive = answers(), tmp_path / "portal.tar"
    assert {status for status, _ in before.values()} == {200}
    call_command("backup", archive)
    empty(settings, tmp_path)
    assert not Document.objects.exists()
    call_command("restore", archive)
    assert rows() == portal and answers() == before
    assert User.objects.get().check_password("a long secret of hers")
    made = submit(NewArrival(collection="post", file_name="new.txt"), io.BytesIO(b"A new letter."))
    assert Document.objects.get(sha256=made.sha256).pk not in (1, 2)  # keys go on behind those restored


def test_backup_on_sqlite_is_of_one_moment_and_holds_up_no_writer(tmp_path):
    """In a process of its own, since the database of the tests is no file."""
    done = subprocess.run(
        [sys.executable, "-c", BESIDE, str(tmp_path)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "datascores.settings", "DATASCORES_DATA": str(tmp_path / "data")},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    with tarfile.open(tmp_path / "portal.tar") as tar:
        users = gzip.decompress(tar.extractfile("rows/auth.User.jsonl.gz").read()).decode()
    assert done.stdout == "eve\n" and "ada" in users and "eve" not in users


def test_portal_that_holds_documents_is_not_overwritten(portal, tmp_path):
    call_command("backup", tmp_path / "portal.tar")
    with pytest.raises(CommandError, match="holds documents already"):
        call_command("restore", tmp_path / "portal.tar")
    assert rows() == portal


def test_damaged_original_makes_no_backup(portal, tmp_path):
    document = Document.objects.first()
    with Path(originals().path(document.original.key)).open("ab") as file:
        file.write(b"!")
    with pytest.raises(CommandError, match=f"{document.sha256} is damaged"):
        call_command("backup", tmp_path / "portal.tar")
    assert [path.name for path in tmp_path.glob("portal*")] == []


@pytest.mark.parametrize("harm", ["cut", "byte", "row", "no tar"])
def test_archive_that_is_not_whole_is_refused_and_nothing_is_changed(portal, settings, tmp_path, harm):
    archive = tmp_path / "portal.tar"
    call_command("backup", archive)
    data = bytearray(archive.read_bytes())
    with tarfile.open(archive) as tar:
        member = next(one for one in tar if one.name.startswith("originals/"))
    match harm:
        case "cut":
            del data[len(data) // 2 :]
        case "byte":
            data[member.offset_data] ^= 1
        case "row":
            data = data.replace(b'"corpus.Document": 2', b'"corpus.Document": 3')
        case "no tar":
            data = bytearray(b"no archive at all")
    archive.write_bytes(data)
    empty(settings, tmp_path)
    before = rows()
    with pytest.raises(CommandError):
        call_command("restore", archive)
    assert rows() == before


def test_archive_of_another_version_says_so(portal, settings, tmp_path):
    archive = tmp_path / "portal.tar"
    call_command("backup", archive)
    archive.write_bytes(archive.read_bytes().replace(b"corpus.0001_initial", b"corpus.0001_inital_"))
    empty(settings, tmp_path)
    with pytest.raises(CommandError, match="another version of the portal"):
        call_command("restore", archive)


def test_backup_never_replaces_another_and_can_be_checked_alone(portal, tmp_path):
    archive = tmp_path / "portal.tar"
    call_command("backup", archive)
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", archive)
    assert archive.stat().st_mode & 0o077 == 0
    assert check_archive(archive).rows == portal
    with pytest.raises(BadArchive, match="no backup that can be read"):
        check_archive(tmp_path / "nothing.tar")


def test_manifest_names_every_member_with_its_hash(portal, tmp_path):
    call_command("backup", tmp_path / "portal.tar")
    with tarfile.open(tmp_path / "portal.tar") as tar:
        names = set(tar.getnames())
        manifest = json.loads(tar.extractfile("manifest.json").read())
    assert set(manifest["members"]) == names - {"manifest.json"}
    assert len([name for name in names if name.startswith("originals/")]) == 2
