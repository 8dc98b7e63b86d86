"""What is said of a name at its place in a text: lists, tables, forms, and the sentence that follows."""

from __future__ import annotations

import pytest

from datascores.corpus.stance import read_place
from tests.marked_names import place_in


@pytest.mark.parametrize(
    ("stance", "text"),
    [
        ("denied", "We do not use any of the following:\n• Acorn\n• {Mosaic}\n• CAMEO\n\nWe use QlikView."),
        ("denied", "The Council does not hold or use:\n\n1. Acorn\n2. {Mosaic}\n"),
        ("affirmed", "The following systems are used by the service:\no Acorn\no {Mosaic}, with our own weights\n"),
        ("affirmed", "Profiling tools (not predictive as such)\n• Acorn\n• {Mosaic}\n"),
        ("affirmed", "We do not use any of the following:\n• Acorn\n• CAMEO\n\nWe use {QlikView}."),
        ("denied", "System\tIn use\nAcorn\tYes\n{Mosaic}\tNo\n"),
        ("piloted", "The software for the families project was {Atos Vista}. This was a pilot scheme."),
        ("ended", "Analysts worked with {Paragon}. It was decommissioned in 2014."),
        ("affirmed", "Analysts work with {Paragon}. The old database was decommissioned in 2014."),
        (
            "denied",
            "Having looked into this with the service, the Council does not use software such as\n{Mosaic} to make decisions.",
        ),
        ("denied", "Acorn - yes. {Mosaic} - no. CAMEO - yes."),
        ("affirmed", "Acorn - no. {Mosaic} - yes. CAMEO - no."),
        ("denied", "Acorn (yes), {Mosaic} (no) and CAMEO (yes)"),
        ("denied", "System: {Mosaic} | In use: No"),
        ("affirmed", "System: {Mosaic} | In use: Yes"),
        ("denied", "Product: {Mosaic}\nIn use: No\n\nProduct: Acorn\nIn use: Yes\n"),
        ("ended", "{Mosaic}: yes, until 2016"),
        ("denied", "You asked whether we use {Mosaic}. We do not."),
        ("denied", "{Mosaic}? We don’t use that."),
        ("unclear", "You asked whether {Mosaic} is accurate. We do not know."),
        ("denied", "You have asserted that we use {Mosaic}. The Council disagrees."),
        ("denied", "You say that the Council uses {Mosaic}. We have never done so."),
        ("denied", "You refer to our use of {Mosaic}. There is no such use."),
        ("denied", "We use {Mosaic}. This was an error."),
        ("unclear", "The following statement is untrue. We use {Mosaic}."),
        ("unclear", "You say that we use {Mosaic}. We note your remarks."),
        ("ended", "{Mosaic} was purchased in 2012. The licence was allowed to run out."),
        ("ended", "We used {Mosaic} for mailings. We stopped paying for it in 2016."),
        ("unclear", "We plan to buy {Mosaic}. The purchase was cancelled."),
        ("denied", "Do you hold a licence for {Mosaic}? | None held"),
        ("denied", "Do you use {Mosaic}?\tNo\tn/a"),
        ("affirmed", "Do you use {Mosaic}? | Yes | 2015"),
        ("affirmed", "A. We do not use Acorn.\nB. {Mosaic} is used by the library service for its surveys.\n"),
    ],
)
def test_lists_tables_and_following_sentences_count(stance, text):
    assert read_place(*place_in(text)).stance == stance


def test_reports_denied_are_no_denial_of_use():
    text, start, end = place_in("We hold no briefing notes on {Mosaic}.")
    reading = read_place(text, start, end)
    assert (reading.stance, reading.is_of_use) == ("denied", False)


def test_use_denied_is_a_denial_of_use():
    text, start, end = place_in("We do not use {Mosaic}.")
    assert read_place(text, start, end).is_of_use
