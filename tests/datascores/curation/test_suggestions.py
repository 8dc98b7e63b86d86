"""What is missing from the catalogue: ranked over the corpus, with sentences that may be shown and nothing else."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.management import call_command

from datascores.catalogue.models import Company
from datascores.catalogue.rules import Catalogue, read_catalogue
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Page, Takedown, WithheldSpan
from datascores.curation.suggestions import said_at, suggest_names
from datascores.pipeline import catch_up, submit

pytestmark = pytest.mark.django_db
LETTER = "We use the Brindle Gate system for repairs. The Brindle Gate software was supplied by {firm} for {year}."


def take_in(*texts: str) -> None:
    for number, text in enumerate(texts):
        submit(NewArrival(collection="files", file_name=f"{number}.txt"), io.BytesIO(text.encode()))
    catch_up()


def names() -> list[str]:
    return [suggestion.name for suggestion in suggest_names()]


def test_a_name_seen_in_several_papers_comes_before_one_seen_in_one():
    take_in(
        *(LETTER.format(firm="Torvane", year=year) for year in (2016, 2017)), "The Oddment Sorter tool is used once."
    )
    assert names().index("Brindle Gate") < names().index("Oddment Sorter")


def test_a_listed_name_is_not_suggested_and_cuts_a_longer_run():
    Company.objects.create(slug="torvane", name="Torvane")
    take_in("The Torvane Brindle Gate system was supplied by Torvane.")
    assert names() == ["Brindle Gate"]


def test_a_dismissed_name_does_not_come_back():
    take_in(LETTER.format(firm="Torvane", year=2016))
    assert "Torvane" in names()
    assert "Torvane" not in [one.name for one in suggest_names(dismissed=["torvane"])]


def test_an_abbreviation_is_one_suggestion_with_its_name():
    take_in("The Early Warning Checker (EWC) system is new. The EWC system runs nightly. The EWC tool is dear.")
    (suggestion,) = suggest_names()
    assert suggestion.name == "Early Warning Checker" and suggestion.abbreviation == "EWC" and suggestion.sightings == 3


def test_the_sentence_of_each_place_is_given_with_its_page():
    take_in(LETTER.format(firm="Torvane", year=2016))
    first = next(one for one in suggest_names() if one.name == "Torvane")
    (said,) = said_at(first.places)
    assert said.words == "Torvane" and said.sentence.endswith("supplied by Torvane for 2016.") and said.page == 1


def test_withheld_words_and_taken_down_documents_are_neither_read_nor_shown():
    take_in(LETTER.format(firm="Torvane", year=2016))
    places = next(one for one in suggest_names() if one.name == "Torvane").places
    page = Page.objects.get()
    start = page.text.text.index("Torvane")
    WithheldSpan.objects.create(
        document=page.document, page=1, text_hash=page.text.text_hash, start=start, end=start + 7, reason="under a box"
    )
    assert "Torvane" not in names() and said_at(places) == []
    Takedown.objects.create(sha256=page.document.sha256, reason="By order.")
    assert names() == []


def test_the_command_prints_a_table(capsys):
    take_in(LETTER.format(firm="Torvane", year=2016))
    call_command("suggest_names", "--most", "2")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["rank"] for row in rows] == ["1", "2"]
    assert {row["name"] for row in rows} == {"Brindle Gate", "Torvane"}
    assert all(row["name"] in row["sentence"] for row in rows)


@pytest.mark.shared
def test_risk_based_verification_is_proposed_first_of_all_to_the_catalogue_of_2018(shared):
    """The list of 2018 had 45 names of companies and systems and missed its own best finding."""
    call_command("load_catalogue", "--write", verbosity=0)
    wanted = {
        (kind, row["slug"])
        for kind, file in (("company", "companies"), ("system", "systems"))
        for row in csv.DictReader((shared / "data" / "catalogue" / f"{file}.csv").open(encoding="utf-8"))
        if row["original"]
    }
    full = read_catalogue()
    kept = [
        record
        for record in full.records
        if record.kind in ("authority", "keyword") or (record.kind, record.slug) in wanted
    ]
    take_in((shared / "data" / "report-2018.txt").read_text(encoding="utf-8"))
    found = [suggestion.key for suggestion in suggest_names(Catalogue(tuple(kept), {}), at_most=20)]
    assert "risk based verification" in found
