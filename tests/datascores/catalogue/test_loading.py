"""Loading: plans are right, deeds follow plans, curators' work is never lost."""

import pytest
from django.core.management import CommandError, call_command

from datascores.catalogue.loading import REFERENCE_FOLDER, LoadRefused, apply, plan_load, remove
from datascores.catalogue.models import Alias, Authority, Company, Keyword, Record, System
from datascores.catalogue.rules import read_catalogue
from datascores.catalogue.table import OPTIONAL_COLUMNS


def hashes() -> dict[tuple[str, str], str]:
    return {(record.kind, record.slug): record.rules_hash for record in read_catalogue().records}


def test_plan_writes_nothing(db, folder):
    plan = plan_load(folder.path, "invented")
    assert len(plan.added) == 6
    assert not Record.objects.exists()


def test_load_fills_all_kinds_with_links_and_aliases(loaded):
    moor = Authority.objects.get(slug="moor-district-council")
    assert [successor.slug for successor in moor.successors.all()] == ["northmoor-council"]
    assert Company.objects.get(slug="scorewell").successor.slug == "bigger-scores"
    assert System.objects.get(slug="tessera").maker.slug == "scorewell"
    assert Authority.objects.get(slug="northmoor-council").domains == "northmoor.example\nold-northmoor.example"
    assert Keyword.objects.get(slug="risk-score").keyword_list == "general|media"
    assert {(alias.text, alias.is_ambiguous) for alias in Alias.objects.filter(record__slug="northmoor-council")} == {
        ("Northmoor", True),
        ("NMC", True),
    }


def test_load_leaves_history_with_its_reason(loaded):
    moor = Authority.objects.get(slug="moor-district-council")
    assert {entry.history_change_reason for entry in moor.history.all()} == {"loaded from invented"}
    assert [row.to_authority.slug for row in moor.history.first().successors.all()] == ["northmoor-council"]
    assert {entry.history_change_reason for entry in Alias.history.all()} == {"loaded from invented"}


def test_second_load_changes_nothing(loaded):
    before = read_catalogue().version
    plan = plan_load(loaded.path, "invented")
    assert plan.is_empty
    assert (plan.unchanged, plan.edited, plan.gone) == (6, (), ())
    apply(plan)
    assert read_catalogue().version == before
    assert Company.history.count() == 3  # two created, one linked to its successor


def test_change_of_a_file_changes_that_record_alone(loaded):
    before = hashes()
    loaded.row("system", "tessera").update({"aliases": "TESSERA|Tessera Public", "category": "geodemographic"})
    loaded.write()
    plan = plan_load(loaded.path, "invented")
    assert plan.changed[0].differences == {
        "aliases": ("TESSERA", "TESSERA|Tessera Public"),
        "category": ("segmentation", "geodemographic"),
    }
    kept = Alias.objects.get(text="TESSERA").pk
    apply(plan)
    after = hashes()
    assert [key for key in after if after[key] != before[key]] == [("system", "tessera")]
    assert Alias.objects.get(text="TESSERA").pk == kept
    assert plan_load(loaded.path, "invented").is_empty


def test_edited_record_is_reported_and_kept(loaded):
    Alias.objects.get(text="TESSERA").delete()
    loaded.row("system", "tessera")["category"] = "other"
    loaded.write()
    plan = plan_load(loaded.path, "invented")
    assert [change.slug for change in plan.edited] == ["tessera"]
    assert plan.is_empty
    apply(plan)
    assert System.objects.get(slug="tessera").category == "segmentation"
    assert not Alias.objects.filter(text="TESSERA").exists()


def test_edited_record_is_overwritten_when_asked_for(loaded):
    Alias.objects.get(text="TESSERA").delete()
    apply(plan_load(loaded.path, "invented", overwrite_edited=True))
    assert Alias.objects.filter(text="TESSERA").exists()
    assert plan_load(loaded.path, "invented").edited == ()


def test_edit_that_the_file_takes_over_counts_as_loaded(loaded):
    System.objects.filter(slug="tessera").update(category="geodemographic")
    loaded.row("system", "tessera")["category"] = "geodemographic"
    loaded.write()
    apply(plan_load(loaded.path, "invented"))
    loaded.row("system", "tessera")["category"] = "other"
    loaded.write()
    assert [change.slug for change in plan_load(loaded.path, "invented").changed] == ["tessera"]


def test_record_that_the_file_lost_is_reported_and_kept(loaded):
    loaded.rows["keyword"] = []
    loaded.write()
    plan = plan_load(loaded.path, "invented")
    assert plan.gone == (("keyword", "risk-score"),)
    apply(plan)
    assert Keyword.objects.filter(slug="risk-score").exists()


def test_absent_file_leaves_its_kind_untouched(loaded):
    loaded.file("keyword").unlink()
    plan = plan_load(loaded.path, "invented")
    assert (plan.gone, plan.problems) == ((), ())


def test_record_of_another_origin_is_never_taken_over(loaded):
    plan = plan_load(loaded.path, "other", overwrite_edited=True)
    assert "belongs to the records loaded from “invented”" in plan.problems[0].message
    with pytest.raises(LoadRefused):
        apply(plan)


def test_curators_own_record_with_the_slug_of_a_file_is_kept(db, folder):
    Keyword.objects.create(slug="risk-score", name="risk score", category="my own")
    plan = plan_load(folder.path, "invented")
    assert [change.slug for change in plan.edited] == ["risk-score"]


@pytest.mark.parametrize(
    ("kind", "slug", "changes", "row", "column", "words"),
    [
        ("system", "tessera", {"maker": "nobody"}, 2, "maker", "no company"),
        ("authority", "moor-district-council", {"successors": "nowhere"}, 3, "successors", "no authority"),
        ("company", "bigger-scores", {"successor": "scorewell"}, 2, "successor", "lead back"),
        ("keyword", "risk-score", {"name": ""}, 2, "name", "empty"),
        ("company", "scorewell", {"aliases": "X"}, 2, "aliases", "one letter"),
        ("company", "scorewell", {"aliases": "score-well ltd|Score Well Ltd"}, 2, "aliases", "just as"),
        ("company", "scorewell", {"aliases": "of the"}, 2, "aliases", "every text"),
        ("company", "scorewell", {"aliases": "Score\u202eWell"}, 2, "aliases", "not seen"),
        ("company", "scorewell", {"slug": "bigger-scores"}, 3, "slug", "more than once"),
    ],
)
def test_bad_row_is_named_and_nothing_is_written(db, folder, kind, slug, changes, row, column, words):
    folder.row(kind, slug).update(changes)
    folder.write()
    plan = plan_load(folder.path, "invented")
    assert any((p.row, p.column) == (row, column) and words in p.message for p in plan.problems), plan.problems
    with pytest.raises(LoadRefused):
        apply(plan)
    assert not Record.objects.exists()


def test_folder_without_files_is_a_problem(db, tmp_path):
    assert "holds none of" in plan_load(tmp_path, "empty").problems[0].message


def test_removed_origin_is_gone_with_its_aliases_and_the_rest_stays(loaded):
    keyword = Keyword.objects.create(slug="own", name="own keyword")
    assert remove("invented") == 6
    assert list(Record.objects.all()) == [keyword.record_ptr]
    assert not Alias.objects.exists()
    assert System.history.first().history_change_reason == "removed with invented"
    assert Alias.history.first().history_change_reason == "removed with invented"
    assert len(plan_load(loaded.path, "invented").added) == 6


def test_version_follows_an_alias_and_comes_back(loaded):
    before, names = read_catalogue().version, read_catalogue().names_hash
    alias = Alias.objects.create(record=Record.objects.get(slug="tessera"), text="Tesserae")
    assert read_catalogue().version != before
    assert read_catalogue().names_hash != names
    alias.delete()
    assert (read_catalogue().version, read_catalogue().names_hash) == (before, names)


def test_version_is_the_same_in_another_database(loaded):
    before = read_catalogue().version
    remove("invented")
    apply(plan_load(loaded.path, "invented"))
    assert read_catalogue().version == before


def test_project_files_load_completely_and_twice(db, capsys):
    call_command("load_catalogue", "--write")
    assert "Written." in capsys.readouterr().out
    assert [model.objects.count() for model in (Authority, Company, System, Keyword)] == [1159, 87, 123, 285]
    call_command("load_catalogue", "--write")
    assert "Nothing to change." in capsys.readouterr().out


def test_command_writes_only_when_told_and_names_the_first_changes(db, folder, capsys):
    call_command("load_catalogue", folder=folder.path, origin="invented")
    out = capsys.readouterr().out
    assert "6 to add" in out and "+ system tessera: Tessera" in out and "use --write" in out
    assert not Record.objects.exists()


def test_command_fails_on_problems_with_row_and_column(db, folder, capsys):
    folder.row("keyword", "risk-score")["name"] = ""
    folder.write()
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("load_catalogue", folder=folder.path, origin="invented", write=True)
    assert "keywords.csv, row 2, column name: The name is empty." in capsys.readouterr().err
    assert not Record.objects.exists()


def test_command_removes_an_origin_and_refuses_an_unknown_one(loaded, capsys):
    call_command("load_catalogue", remove="invented")
    assert Record.objects.count() == 6
    call_command("load_catalogue", remove="invented", write=True)
    assert not Record.objects.exists()
    with pytest.raises(CommandError, match="No records were loaded"):
        call_command("load_catalogue", remove="invented", write=True)


def test_command_wants_folder_and_origin_together(db, folder):
    with pytest.raises(CommandError, match="go together"):
        call_command("load_catalogue", folder=folder.path)


def test_project_files_hold_no_bracketed_marks_and_no_sentences():
    for file in REFERENCE_FOLDER.glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        assert "[G]" not in text and "\r" not in text, file.name


def test_record_that_a_curator_deleted_is_reported_and_not_brought_back(loaded):
    System.objects.get(slug="tessera").delete()
    plan = plan_load(loaded.path, "invented")
    assert (plan.deleted, plan.added) == ((("system", "tessera"),), ())
    apply(plan)
    assert not System.objects.filter(slug="tessera").exists()


def test_removed_origin_can_be_loaded_again(loaded):
    remove("invented")
    plan = plan_load(loaded.path, "invented")
    assert (len(plan.added), plan.deleted) == (6, ())


def test_rules_of_a_record_come_back_as_they_were_loaded(db, folder):
    row = folder.row("system", "tessera")
    row |= {"context_reach": "80", "reject_reach": "10", "near_companies": "maker|bigger-scores"}
    row |= {"lifts_short_forms": "no", "allows_plural": "yes", "name_dates": "TESSERA=2010/2016-05"}
    folder.write()
    apply(plan_load(folder.path, "invented"))
    assert plan_load(folder.path, "invented").is_empty
    rules = next(record for record in read_catalogue().records if record.slug == "tessera")
    assert (rules.context_reach, rules.reject_reach, rules.lifts_short_forms, rules.allows_plural) == (
        80,
        10,
        False,
        True,
    )
    assert rules.near_companies == ("Score-well Ltd", "Scorewell", "Bigger Scores")
    assert [(name.text, name.valid_from, name.valid_until) for name in rules.names if name.valid_from] == [
        ("TESSERA", "2010", "2016-05")
    ]


def test_file_without_the_columns_of_rare_rules_is_loaded_with_usual_values(loaded):
    file = loaded.file("system")
    lines = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
    kept = [place for place, column in enumerate(lines[0]) if column not in OPTIONAL_COLUMNS]
    file.write_text("\n".join(",".join(line[place] for place in kept) for line in lines) + "\n", encoding="utf-8")
    plan = plan_load(loaded.path, "invented")
    assert plan.is_empty and not plan.problems


def test_columns_that_a_file_does_not_have_stay_as_they_are_and_the_preview_says_so(db, folder, capsys):
    folder.row("system", "tessera").update(context_reach="80", name_dates="TESSERA=2010/2016-05")
    folder.write()
    apply(plan_load(folder.path, "invented"))
    file = folder.file("system")
    lines = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
    kept = [place for place, column in enumerate(lines[0]) if column not in OPTIONAL_COLUMNS]
    file.write_text("\n".join(",".join(line[place] for place in kept) for line in lines) + "\n", encoding="utf-8")
    plan = plan_load(folder.path, "invented")
    assert plan.is_empty
    assert plan.untold == (("system", ("context_reach", "name_dates"), 1),)
    call_command("load_catalogue", folder=folder.path, origin="invented")
    assert "has no column context_reach, name_dates; 1 records keep what they hold there" in capsys.readouterr().out
