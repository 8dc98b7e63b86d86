"""Other names of what a query names are offered, each as a search of its own."""

import pytest

from datascores.catalogue.models import Authority, Company, System
from search.names import other_names

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue():
    new = Company.objects.create(slug="novalens", name="NovaLens")
    old = Company.objects.create(slug="lampcredit", name="Lampcredit", successor=new)
    old.aliases.create(text="Lampcredit Limited")
    old.aliases.create(text="LCR")
    system = System.objects.create(slug="face", name="FACE", name_is_ambiguous=True)
    system.aliases.create(text="Family Case Engine")
    before = Authority.objects.create(slug="old-brack", name="Old Brack District Council")
    before.successors.add(Authority.objects.create(slug="brackenford", name="Brackenford Council"))


def offered(text: str) -> dict[str, str]:
    return {name: query for other in other_names(text) for name, query in other.choices}


def test_a_firm_is_offered_under_the_name_it_had_before_and_after():
    assert offered("novalens contract") == {"Lampcredit": "(novalens | Lampcredit) contract"}
    assert offered("Lampcredit") == {"LCR": "(Lampcredit | LCR)", "NovaLens": "(Lampcredit | NovaLens)"}
    [other] = other_names("Lampcredit")
    assert other.all_of_them == "(Lampcredit | LCR | NovaLens)"


def test_a_name_that_holds_the_words_asked_for_is_found_by_them_and_not_offered():
    assert "Lampcredit Limited" not in offered("Lampcredit")


def test_names_of_several_words_keep_together_and_a_body_has_its_predecessors():
    assert offered("brackenford council risk") == {
        "Old Brack District Council": '("brackenford council" | "Old Brack District Council") risk'
    }


def test_a_name_with_other_meanings_counts_only_as_written():
    assert offered("face to face") == {}
    assert offered("face") == {"Family Case Engine": '(face | "Family Case Engine")'}  # all that is asked for
    assert offered("FACE assessment") == {"Family Case Engine": '(FACE | "Family Case Engine") assessment'}


@pytest.mark.parametrize(
    "text", ["-Lampcredit x", "company:lampcredit", '"the Lampcredit contract"', "", "lamp credit"]
)
def test_what_is_excluded_quoted_within_more_or_a_field_gets_no_offer(text):
    assert other_names(text) == []


def test_a_quoted_name_is_widened_with_its_quotes():
    assert offered('"Lampcredit" x')["LCR"] == '("Lampcredit" | LCR) x'
