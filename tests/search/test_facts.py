"""Facts in words, and names of facet values."""

from __future__ import annotations

import pytest

from datascores.corpus.models import Label
from search.facets import labels_for
from search.facts import describe_date, facts_for
from tests.letters import make_catalogue, make_letter, state


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2018", "2018"),
        ("2018-05", "May 2018"),
        ("2018-05-03", "3 May 2018"),
        ("", ""),
        ("2018-99", "2018-99"),
        ("soon", "soon"),
    ],
)
def test_dates_read_as_people_write_them_and_nonsense_as_it_is(iso, words):
    assert describe_date(iso) == words


@pytest.mark.django_db
def test_proposal_of_a_rule_is_a_fact_that_says_it_is_proposed():
    document = make_letter("a.pdf", ["x"])
    Label.objects.create(document=document, kind="kind", value="guide", standing=Label.Standing.PROPOSED)
    facts = facts_for([document.pk])[document.pk]
    assert facts.kind_in_words == "guide (proposed by machine)"
    assert (facts.date_in_words, facts.authority_in_words) == ("not known yet",) * 2


@pytest.mark.django_db
def test_body_that_the_catalogue_does_not_have_is_named_without_a_link():
    document = make_letter("a.pdf", ["x"])
    state(document, authority="a body with blanks")
    body = facts_for([document.pk])[document.pk].authorities[0]
    assert (body.name, body.url) == ("a body with blanks", "")


@pytest.mark.django_db
def test_facet_values_get_their_names_in_one_query(django_assert_num_queries):
    make_catalogue()
    with django_assert_num_queries(1):
        labels = labels_for("asked", ["system:quillmark", "authority:brackenford", "company:gone"])
    assert labels == {
        "system:quillmark": "Quillmark",
        "authority:brackenford": "Brackenford Borough Council",
        "company:gone": "company:gone",
    }
    assert labels_for("year", ["undated", "2018"]) == {"undated": "Date not known yet", "2018": "2018"}
