"""A load of lists that would sweep through the corpus is told row by row and written only on an operator's word."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from datascores.catalogue.models import Keyword, System
from datascores.corpus.intake import NewArrival
from datascores.curation.checking import check
from datascores.curation.drafting import open_draft, put_edit
from datascores.curation.everyday import said_of
from datascores.curation.models import RuleExample, Version
from datascores.pipeline import catch_up, submit

pytestmark = pytest.mark.django_db
HEADER = "slug,name,aliases,ambiguous_names,context_words,reject_words,maker,category\n"


@pytest.fixture
def corpus():
    System.objects.create(slug="compass", name="Redwing Compass")
    RuleExample.objects.create(kind="system", slug="compass", sentence="We use Redwing Compass daily.")
    for number in range(5):
        text = f"Dear Ms Pell {number}\n\nThe retention schedule applies to letter {number}. Redwing Compass is used."
        submit(NewArrival(collection="files", file_name=f"{number}.txt"), io.BytesIO(text.encode()))
    catch_up()


def load(path, *rows: str, **options) -> None:
    (path / "systems.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    call_command("load_catalogue", folder=path, origin="mine", write=True, verbosity=0, **options)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("dear,Dear,,,,,,other", "row 2, column name: “Dear” consists of words of every letter"),
        (
            "thanks,Heron,Thank you for your request,,,,,other",
            "row 2, column aliases: “Thank you for your request” consists",
        ),
        ("letter,Window,,,,,,other", "“Window” is an everyday word"),
        ("kept,Retention Schedule,,,,,,other", "“Retention Schedule” would be found newly in 100% of the documents"),
        (
            "swallow,use Redwing Compass,,,,,,other",
            "row 2: The test sentence “We use Redwing Compass daily.” would no longer",
        ),
    ],
)
def test_what_a_draft_would_be_asked_about_is_refused_with_its_row(corpus, tmp_path, capsys, row, said):
    with pytest.raises(CommandError, match="nothing was written"):
        load(tmp_path, row)
    assert said in capsys.readouterr().err
    assert System.objects.count() == 1 and not Version.objects.exists()


def test_an_operators_word_writes_it_and_stands_in_the_log(corpus, tmp_path):
    load(tmp_path, "dear,Dear,,,,,,other", confirm=True)
    assert System.objects.filter(slug="dear").exists()
    assert (
        "confirmed by the operator in spite of" in Version.objects.get().reason
        and "Dear" in Version.objects.get().reason
    )


def test_names_that_tell_something_are_loaded_without_a_word(corpus, tmp_path):
    load(tmp_path, "heron,Heron Index,,,,,,other", "window,Window,,Window,housing software,,,other")
    assert System.objects.count() == 3


def test_a_look_before_writing_tells_the_same(corpus, tmp_path, capsys):
    (tmp_path / "systems.csv").write_text(HEADER + "dear,Dear,,,,,,other\n", encoding="utf-8")
    call_command("load_catalogue", folder=tmp_path, origin="mine")
    assert "--write --confirm" in capsys.readouterr().err


def test_what_stands_already_is_not_doubted_again(corpus, tmp_path):
    load(tmp_path, "dear,Dear,,,,,,other", confirm=True)
    catch_up()
    load(tmp_path, "dear,Dear,,,,,,housing")
    assert System.objects.get(slug="dear").category == "housing"


def test_a_sentence_broken_by_a_confirmed_load_is_named_as_broken_in_every_later_draft(corpus, tmp_path):
    load(tmp_path, "swallow,use Redwing Compass,,,,,,other", confirm=True)
    draft = open_draft(None, "later")
    put_edit(draft, "system", "heron", {"slug": "heron", "name": "Heron Index"})
    said = [str(finding) for finding in check(draft)]
    assert any("must name it and does not in the live catalogue already" in finding for finding in said)
    assert not any("as before" in finding for finding in said)


def test_topics_may_be_common_words_but_not_those_of_letters():
    assert said_of("keyword", "window", False) == "" and said_of("system", "window", False)
    assert said_of("keyword", "sincerely", False) and said_of("system", "Dear", True) == ""


def test_reference_lists_load_without_a_word():
    call_command("load_catalogue", "--write", verbosity=0)
    assert Keyword.objects.exists()
