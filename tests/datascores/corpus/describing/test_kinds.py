import pytest

from datascores.corpus.describing.kinds import is_reply, propose_kind
from datascores.corpus.describing.paper import Leaf, Paper
from datascores.corpus.segments import cut_segments

KINDS = (
    "foi response letter", "internal review", "contract/licence", "guide", "process map", "evaluation",
    "training material", "screenshots", "presentation", "risk log", "impact assessment", "council paper", "other",
)  # fmt: skip
REPLY = """Dear Ms Pell

Freedom of Information Act 2000

Thank you for your request. We do not hold the information.

If you are dissatisfied you may ask for an internal review, and then write to the Information Commissioner.

Yours sincerely
T Ord
"""
REVIEW = """Dear Ms Pell

Outcome of your internal review, FOI 77

I have reviewed the handling of your request under the Freedom of Information Act. The original decision is upheld.

Yours sincerely
T Ord
"""
POLICY = """Data Protection Policy

The Authority answers requests under the Freedom of Information Act within twenty working days. The Information
Commissioner oversees this.
"""


def paper(text: str, **about) -> Paper:
    return Paper((Leaf(1, text, tuple(cut_segments([text], "pdf")[0])),), 1, **about)


def kind_of(text: str, **about) -> str:
    found = propose_kind(paper(text, **about), KINDS)
    return found.value if found else ""


def test_a_reply_is_known_though_its_complaints_paragraph_speaks_of_reviews():
    assert kind_of(REPLY) == "foi response letter"


def test_the_outcome_of_an_internal_review_is_one():
    assert kind_of(REVIEW) == "internal review"


def test_a_policy_that_names_the_act_is_no_reply():
    assert not is_reply(paper(POLICY))
    assert kind_of(POLICY) == "other"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Software Licence Agreement", "contract/licence"),
        ("DATA SHARING AGREEMENT", "contract/licence"),
        ("Redwing Compass: quick start guide", "guide"),
        ("Housing data flow diagram", "process map"),
        ("Pilot report", "evaluation"),
        ("Staff induction course", "training material"),
        ("Project risk register", "risk log"),
        ("Data Protection Impact Assessment", "impact assessment"),
        ("Report to the Cabinet", "council paper"),
        ("Business case", "other"),
        ("Notes", ""),
    ],
)
def test_other_documents_are_known_by_their_title_or_stay_open(title, kind):
    assert kind_of(f"{title}\n\nRedwing Compass sorts cases by need.\n") == kind


def test_a_sentence_is_no_title():
    assert kind_of("The contract was signed after a training session and the guide was read.\n") == ""


def test_slides_and_file_names_tell_where_no_title_does():
    assert kind_of("Welcome\n", format="pptx") == "presentation"
    assert kind_of("1 2 3\n", name="Compass_screenshots.pdf") == "screenshots"


def test_a_kind_that_the_settings_do_not_name_is_not_proposed():
    assert propose_kind(paper("Project risk register\n"), ("guide",)) is None
