"""The commands are an interface for scripts: their columns, formats and exit codes are promises."""

import csv
import io
import json
import os
import shutil

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from datascores.catalogue.models import Authority, System
from datascores.corpus.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    Authority.objects.create(slug="saltmere", name="Saltmere County Council")
    System.objects.create(slug="compass", name="Redwing Compass")
    folder = tmp_path / "inbox"
    (folder / "letters").mkdir(parents=True)
    (folder / "letters" / "reply.txt").write_text("Saltmere County Council uses Redwing Compass.")
    (folder / "note.txt").write_text("Nothing of the kind is used by us.")
    return folder


def run(*arguments, **options) -> str:
    output = io.StringIO()
    call_command(*arguments, stdout=output, **options)
    return output.getvalue()


def table(*arguments) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv"))))


def test_ingest_gives_every_file_a_status_and_says_when_nothing_is_new(folder):
    first = run("ingest", str(folder))
    assert "2 files: 2 documents, 2 of them new; 2 new arrivals." in first
    again = run("ingest", str(folder))
    assert "0 of them new; 0 new arrivals." in again
    assert "Nothing was added" in again


def test_ingest_records_what_is_stated_about_the_files(folder):
    run("ingest", str(folder / "letters"), "--authority", "saltmere", "--date", "2018-05", "--source", "post")
    [row] = table("documents")
    assert (row["authority"], row["date"], row["date_precision"]) == ("saltmere", "2018-05", "month")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--authority", "atlantis"], "atlantis"),
        (["--date", "2018-13"], "2018-13"),
        (["--kind", "poem"], "poem"),
    ],
)
def test_ingest_refuses_nonsense_before_it_takes_anything_in(folder, options, message):
    with pytest.raises(CommandError, match=message):
        run("ingest", str(folder), *options)
    assert not Document.objects.exists()


def test_ingest_names_what_is_no_file_and_takes_the_rest(folder, tmp_path):
    os.mkfifo(folder / "pipe")
    (tmp_path / "outside.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "x.pdf").mkdir()
    output = io.StringIO()
    with pytest.raises(CommandError, match="3 of the paths were not taken in"):
        call_command("ingest", str(folder), stdout=output)
    for name, reason in (("pipe", "pipe"), ("link.txt", "leads out"), ("loop", "links are not followed")):
        assert any(name in line and reason in line for line in output.getvalue().splitlines())
    assert Document.objects.count() == 2


def test_ingest_of_a_path_that_does_not_exist_fails_and_says_so(tmp_path):
    output = io.StringIO()
    with pytest.raises(CommandError):
        call_command("ingest", str(tmp_path / "nowhere"), stdout=output)
    assert "nowhere" in output.getvalue()


def test_documents_and_mentions_keep_their_columns(folder):
    run("ingest", str(folder))
    assert list(table("documents")[0]) == [
        "sha256", "name", "format", "pages", "status", "reason", "read_by", "authority",
        "authority_standing", "kind", "kind_standing", "date", "date_precision", "date_standing",
        "outcome", "exemptions", "same_text_as", "outcome_standing", "exemptions_standing", "response_types",
    ]  # fmt: skip
    rows = table("mentions")
    assert list(rows[0]) == [
        "sha256", "page", "start", "end", "kind", "slug", "surface", "segment", "evidence", "stance", "rule",
        "catalogue_version",
    ]  # fmt: skip
    assert {(row["kind"], row["slug"], row["evidence"]) for row in rows} == {
        ("authority", "saltmere", "yes"), ("system", "compass", "yes"),
    }  # fmt: skip


def test_copies_with_the_same_words_name_the_first_of_them(folder):
    (folder / "copy.html").write_text("<html><body><p>Nothing of the kind is used by us.</p></body></html>")
    run("ingest", str(folder))
    rows = {row["name"]: row for row in table("documents")}
    pointing = {name for name, row in rows.items() if row["same_text_as"]}
    assert pointing in ({"copy.html"}, {"note.txt"})
    [other] = {"copy.html", "note.txt"} - pointing
    assert rows[pointing.pop()]["same_text_as"] == rows[other]["sha256"]


def test_search_prints_one_hit_a_line_with_its_pages(folder):
    run("ingest", str(folder))
    [line] = run("search", "--format", "ndjson", "compass").splitlines()
    hit = json.loads(line)
    assert (hit["title"], hit["pages"], hit["match"]) == ("reply.txt", [1], "all")
    assert hit["sha256"] == Document.objects.get(name="reply.txt").sha256


def test_search_as_json_has_total_warnings_facets_and_hits(folder):
    run("ingest", str(folder))
    answer = json.loads(run("search", "--format", "json", "--filter", "system=compass", 'council "'))
    assert answer["total"] == len(answer["hits"]) == 1
    assert answer["warnings"][0]["position"] == 8
    assert {"value": "compass", "count": 1, "selected": True} in answer["facets"]["system"]


def test_search_refuses_a_filter_that_does_not_exist(folder):
    with pytest.raises(CommandError, match="colour"):
        run("search", "--filter", "colour=red", "compass")


def test_search_without_an_index_is_an_error_and_not_an_empty_answer(folder, settings):
    run("ingest", str(folder))
    shutil.rmtree(settings.INDEX_DIR)
    with pytest.raises(CommandError):
        run("search", "compass")


def test_status_is_well_after_ingest_and_not_when_something_is_due_or_lost(folder, settings):
    run("ingest", str(folder))
    assert "All is well" in run("status")
    System.objects.create(slug="tern", name="Tern Score")
    with pytest.raises(SystemExit):
        run("status")
    run("catch_up")
    assert "All is well" in run("status")
    shutil.rmtree(settings.INDEX_DIR)
    with pytest.raises(SystemExit):
        run("status")
    run("rebuild_index")
    assert "All is well" in run("status")


def test_rebuilt_index_gives_the_same_hits_and_counts(folder, settings):
    run("ingest", str(folder))
    before = run("search", "--format", "json", "us*|compass")
    shutil.rmtree(settings.INDEX_DIR)
    run("rebuild_index")
    assert run("search", "--format", "json", "us*|compass") == before


def test_work_does_what_is_due_and_the_jobs_in_the_queue(folder):
    from datascores.corpus.intake import NewArrival
    from datascores.corpus.models import Job
    from datascores.pipeline import submit

    submit(NewArrival(collection="post", file_name="a.txt"), io.BytesIO(b"Redwing Compass"))
    run("ask", "export", "--query", "q=compass", "--format", "ndjson")
    run("work", "--once")
    assert Job.objects.get().result["rows"] == 1
    assert "All is well" in run("status")


def test_only_a_collection_said_to_be_open_hands_out_its_files(folder, client):
    run("ingest", str(folder / "note.txt"))
    run("ingest", str(folder / "letters"), "--source", "ours", "--open")
    codes = {
        document.name: client.get(f"/documents/{document.sha256}/original").status_code
        for document in Document.objects.all()
    }
    assert codes == {"note.txt": 403, "reply.txt": 200}
    with pytest.raises(CommandError, match="not open"):
        run("ingest", str(folder), "--open")


def test_a_document_that_is_taken_down_is_in_no_table(folder):
    from datascores.corpus.models import Takedown

    run("ingest", str(folder))
    Takedown.objects.create(sha256=Document.objects.get(name="reply.txt").sha256, reason="Personal data.")
    assert [row["name"] for row in table("documents")] == ["note.txt"]
    assert table("mentions") == []


def test_a_name_that_is_a_formula_is_defused_in_tables(folder):
    (folder / "=cmd|calc!A0.txt").write_text("words")
    run("ingest", str(folder))
    assert "'=cmd|calc!A0.txt" in {row["name"] for row in table("documents")}
