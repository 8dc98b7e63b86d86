"""Index and database are compared both ways, and what differs is put right."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from datascores.corpus.models import Stamp, Takedown
from search.index import open_engine
from search.index_check import compare_index
from tests.letters import index_all, make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters():
    letters = sorted((make_letter(f"{number}.txt", ["A score."]) for number in range(5)), key=lambda one: one.sha256)
    index_all()
    for letter in letters:
        Stamp.objects.create(document=letter, step="index", version="1", inputs="1", output="1")
    return letters


def test_index_that_was_let_alone_has_no_differences(letters, capsys):
    call_command("check_index")
    assert "5 documents compared: 0 missing from the index, 0 in it" in capsys.readouterr().out


@pytest.mark.parametrize("at", [0, 2, 4])
def test_document_that_the_index_lost_is_named_and_handed_in_again(letters, capsys, at):
    lost = letters[at].sha256
    open_engine().delete([lost])
    with pytest.raises(SystemExit):
        call_command("check_index")
    assert f"missing {lost}" in capsys.readouterr().out
    call_command("check_index", repair=True)
    assert compare_index(open_engine()).is_none and "Repaired" in capsys.readouterr().out


def test_document_that_may_not_be_found_is_taken_out(letters):
    Takedown.objects.create(sha256=letters[1].sha256, reason="Somebody asked.")
    assert compare_index(open_engine()).foreign == [letters[1].sha256]
    call_command("check_index", repair=True)
    assert compare_index(open_engine()).is_none


def test_document_that_waits_for_the_index_is_no_difference(letters):
    make_letter("late.txt", ["Not indexed yet."])
    assert compare_index(open_engine()).is_none


def test_missing_index_is_an_error_and_no_difference(letters, settings, tmp_path):
    settings.INDEX_DIR = tmp_path / "nowhere"
    with pytest.raises(CommandError, match="cannot be compared"):
        call_command("check_index")
