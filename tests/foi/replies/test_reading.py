"""What invented replies say, read from their own words after the pages were cut as any letter's are."""

from __future__ import annotations

import pytest
from django.conf import settings

from datascores.corpus.describing.kinds import propose_kind
from datascores.corpus.describing.paper import Leaf, Paper, Proposal
from datascores.corpus.segments import cut_segments
from foi.laws import ACTS
from foi.outcomes import REPLIES
from foi.replies.reading import read_reply
from foi.replies.sayings import is_aside
from foi.replies.signs import Sign, signs_of
from foi.replies.types import _BY_SECTION, _BY_WORDS
from foi.response_types import RESPONSE_TYPES
from tests.foi.replies.further import FURTHER
from tests.foi.replies.made import MADE, Made

ALL = {**MADE, **FURTHER}


def read(text: str, nation: str = "England") -> list[Proposal]:
    spans = cut_segments([text], "docx")[0]
    paper = Paper((Leaf(1, text, tuple(spans)),), 1, "reply.docx", "", "docx", "2018-12-01")
    kind = propose_kind(paper, tuple(settings.DOCUMENT_KINDS))
    return read_reply(paper, kind.value if kind else "", nation)


def values(told: list[Proposal], kind: str) -> list[str]:
    return [proposal.value for proposal in told if proposal.kind == kind]


@pytest.mark.parametrize("made", ALL.values(), ids=list(ALL))
def test_a_letter_is_read_as_what_it_comes_to(made: Made):
    told = read(made.text, made.nation)
    assert values(told, "outcome") in [[outcome] for outcome in (made.outcome, *made.also)]
    assert sorted(values(told, "exemption")) == sorted(made.exemptions)
    types = set(values(told, "response type"))
    assert set(made.types) <= types and not types & set(made.not_types)


@pytest.mark.parametrize("made", ALL.values(), ids=list(ALL))
def test_each_proposal_rests_on_words_that_stand_where_it_says(made: Made):
    for proposal in read(made.text, made.nation):
        if proposal.page is not None:
            assert " ".join(made.text[proposal.start : proposal.end].split()) == proposal.sentence != ""


def test_every_word_that_the_rules_can_say_is_one_that_is_counted():
    assert set(_BY_SECTION.values()) | set(_BY_WORDS) <= set(RESPONSE_TYPES)
    assert {made.outcome for made in ALL.values()} == set(REPLIES)
    for label in _BY_SECTION:
        number, short = label.split()
        assert ACTS[short].label(number[1:]) == label


@pytest.mark.parametrize(
    "words, nation, expected",
    [
        ("It is exempt under section 33.", "Scotland", ["s33 FOISA"]),
        ("It is exempt under section 33.", "England", ["s33 FOIA"]),
        ("It is exempt under section 33 of the Freedom of Information (Scotland) Act 2002.", "England", ["s33 FOISA"]),
        ("It is exempt under sections 31(1)(a) and 43(2).", "Wales", ["s31 FOIA", "s43 FOIA"]),
        ("It is exempt under s.22A and S40.", "England", ["s22A FOIA", "s40 FOIA"]),
        ("It is exempt under section 99.", "England", []),
        ("It is withheld under section 7 of the Data Protection Act 1998.", "England", []),
        ("It is withheld under section 31 of the Crime and Disorder Act 1998.", "England", []),
        ("Section 43 of the contract is withheld.", "England", []),
        ("It is withheld. Section 16 of the Act asks us to advise you.", "England", []),
        ("No exemption was applied under section 43.", "England", []),
        ("It may be exempt under section 43, for example.", "England", []),
        ("The 40 pages are withheld.", "England", []),
    ],
)
def test_a_section_is_read_with_its_law(words, nation, expected):
    # the law of Scotland is not named in the letter's own frame here, so that the nation has to tell
    text = f"Dear Requester\n\nRequest for information 4471\n\nThank you for your request. {words}\n\nYours sincerely\n"
    assert values(read(text, nation), "exemption") == expected


@pytest.mark.parametrize(
    "words",
    [
        "If you are unhappy with this response you can ask for an internal review.",
        "You may complain to the Information Commissioner's Office under section 50.",
        "The Act gives two rights, which are subject to exemptions.",
        "Should you wish to discuss section 43, please call us.",
        "The Freedom of Information Act 2000 requires us to withhold nothing without a reason.",
    ],
)
def test_rights_of_review_and_what_the_law_says_are_asides(words):
    assert is_aside(words)


@pytest.mark.parametrize(
    "words, sign",
    [
        ("No information has been withheld.", Sign.WITHHOLDS),
        ("Exemptions applied: not applicable", Sign.WITHHOLDS),
        ("Thank you for your clarification of 9 July.", Sign.ASKS),
        ("The names of the systems are given below.", Sign.ASKS_NAME),
        ("The council does not have any software of this kind.", Sign.NOT_HELD),
        ("The complaint was not upheld.", Sign.OVERTURNED),
    ],
)
def test_a_sentence_is_not_taken_for_its_opposite(words, sign):
    assert sign not in signs_of(words)
