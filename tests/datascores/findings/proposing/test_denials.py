"""Denials of a whole class, and sentences that deny something else."""

import pytest

from datascores.findings.proposing import class_denials_in

DENIED = [
    ("Kirkmoor Council does not have any software that predicts demand.", "any software that predicts demand"),
    ("We do not use predictive analytics of any kind.", "predictive analytics of any kind"),
    ("We have not deployed any predictive analytic processes so far.", "any predictive analytic processes so far"),
    ("There is no automated decision making within the Trust.", "automated decision making within the Trust"),
    ("The Board has no systems, automated or otherwise, for scoring.", "systems, automated or otherwise, for scoring"),
    ("We keep a register but no automated scoring systems.", "automated scoring systems"),
    ("The force does not currently hold any of this software.", "any of this software"),
    ("It appears that we don’t have any algorithmic tools.", "any algorithmic tools"),
    ("We do not use predictive analytics of any description.", "predictive analytics of any description"),
    ("The Trust makes no use of algorithms of any sort.", "use of algorithms of any sort"),
    ("No predictive tools of any type are used.", "predictive tools of any type"),
    ("Predictive analytics are not used by the Council.", "Predictive analytics"),
    ("Algorithms are not used to rank tenants.", "Algorithms … to rank tenants"),
    ("The system does not make any automated decisions.", "any automated decisions"),
    ("The Trust has never used machine learning.", "machine learning"),
    ("We do not carry out automated profiling, and staff decide.", "automated profiling, and staff decide"),
]
NOT_DENIED = [
    "We do not hold any information about predictive software.",
    "No documents concerning automated systems are held.",
    "We have no briefing notes on predictive analytics.",
    "We do not hold any training materials for these systems.",
    "Does the Council not use any predictive software?",
    "We may not need any predictive software.",
    "Our predictive model does not replace the judgement of staff.",
    "There are no commercial suppliers of the predictive model.",
    "No decisions about people are taken with the data.",
    "We no longer use any predictive software.",
    "The Council uses predictive analytics not only for housing.",
    "The data set is not used for predictive analytics.",
    "We do not have a car park.",
    "Apart from the matrix, we have no predictive software.",
    "The force does not use such software.",
]


@pytest.mark.parametrize(("sentence", "words"), DENIED)
def test_a_denied_class_is_found_in_its_own_words(sentence, words):
    assert [denial.words for denial in class_denials_in(sentence)] == [words]


@pytest.mark.parametrize("sentence", NOT_DENIED)
def test_other_denials_deny_no_class(sentence):
    assert not list(class_denials_in(sentence))
