"""The flags of the benchmark: a number that cannot be meant and a portal that cannot be measured are told at once."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from datascores.benchmark.measures_workers import NoPdf, pdfs_in
from datascores.servers import search_at
from tests.servers.loopback import free_port


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--workers", "1"], "--workers: must be a whole number from 2 on, not '1'"),
        (["--workers", "two"], "--workers: must be a whole number from 2 on, not 'two'"),
        (["--workers", "-3"], "--workers: must be a whole number from 2 on, not '-3'"),
        (["--documents", "1000", "0"], "--documents: must be a whole number from 1 on, not '0'"),
        (["--documents", "1e5"], "--documents: must be a whole number from 1 on, not '1e5'"),
        (["--documents", "²"], "--documents: must be a whole number from 1 on, not '²'"),
        (["--copies", "0"], "--copies: must be a whole number from 1 on, not '0'"),
        (["--documents"], "--documents: expected at least one argument"),
    ],
)
def test_a_bad_number_names_its_option_and_what_it_may_be(words, told):
    with pytest.raises(CommandError) as error:
        call_command("benchmark", "--scale", *words)
    assert told in str(error.value)


@pytest.mark.parametrize("other", ["--exports", "--recall"])
def test_one_kind_of_measures_at_a_time(other):
    with pytest.raises(CommandError, match="not allowed with"):
        call_command("benchmark", "--scale", other)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="nowhere is no folder"):
        call_command("benchmark", "--scale", files=tmp_path / "nowhere")


def test_a_folder_without_pdfs_is_told(tmp_path):
    (tmp_path / "letter.txt").write_text("No PDF.")
    with pytest.raises(NoPdf, match="holds no PDF with text"):
        pdfs_in(tmp_path)


def test_scale_without_servers_names_each_variable_that_is_missing_and_how_to_have_them(settings):
    settings.DATABASE_URL = settings.BROKER_URL = ""
    with pytest.raises(CommandError) as error:
        call_command("benchmark", "--scale")
    for name in ("DATASCORES_DATABASE_URL", "DATASCORES_BROKER_URL", "DATASCORES_SEARCH_ENGINE"):
        assert name in str(error.value)
    assert "python -m tests.servers.all" in str(error.value)
    settings.DATABASE_URL = "postgresql://somewhere/datascores"
    with pytest.raises(CommandError) as error:
        call_command("benchmark", "--scale")
    assert "DATASCORES_DATABASE_URL" not in str(error.value)


@pytest.fixture
def as_scaled(settings, monkeypatch):
    """What a scaled portal has set; nobody listens where broker and search engine are to be."""
    monkeypatch.setattr("search.engine.elastic_client._FIRST_PAUSE", 0.01)
    settings.DATABASE_URL = "postgresql://somewhere/datascores"  # told to be there; the tests' own database is used
    settings.BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    settings.SEARCH_ENGINE = search_at("elasticsearch", f"http://127.0.0.1:{free_port()}/benchmarked")
    return settings


@pytest.mark.django_db
def test_scale_names_the_servers_that_do_not_answer(as_scaled):
    with pytest.raises(CommandError) as error:
        call_command("benchmark", "--scale")
    assert "broker:" in str(error.value) and "search engine: The search engine cannot be reached" in str(error.value)
