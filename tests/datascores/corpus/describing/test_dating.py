import pytest

from datascores.corpus.describing.dating import propose_date
from datascores.corpus.describing.paper import Leaf, Paper
from datascores.corpus.segments import cut_segments

LETTER = """Information Governance
Marsh House, Saltmere

14th March 2019

Our ref: FOI 4411

Dear Ms Pell

Thank you for your request of 20 February 2019, received on 21 February 2019. The contract began on 1 April 2016
and will end on 31 March 2024.

Yours sincerely

T Ord
"""


def paper(*texts: str, **about) -> Paper:
    spans = cut_segments(list(texts), "pdf")
    leaves = tuple(
        Leaf(number, text, tuple(cut)) for number, (text, cut) in enumerate(zip(texts, spans, strict=True), 1)
    )
    return Paper(leaves, len(leaves), received="2020-06-01", **about)


def date_of(*texts: str, is_letter: bool = True, **about) -> str:
    found = propose_date(paper(*texts, **about), is_letter)
    return found.value if found else ""


def test_the_date_line_of_the_letterhead_is_the_date_and_no_date_of_the_prose_is():
    found = propose_date(paper(LETTER), True)
    assert found and (found.value, found.certainty) == ("2019-03-14", "sure")
    assert found.start is not None and LETTER[found.start : found.end] == "14th March 2019"


def test_a_letter_that_only_tells_of_the_request_and_of_a_contract_has_no_date():
    assert date_of(LETTER.replace("14th March 2019\n", "")) == ""


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Date: 3 May 2018", "2018-05-03"),
        ("Date:\n03/05/18", "2018-05-03"),
        ("Date received: 2 April 2018   Date of response: 3 May 2018", "2018-05-03"),
        ("Dyddiad: 3 Mai 2018", "2018-05-03"),
        ("Our ref: 77/B   3 May 2018", "2018-05-03"),
        ("Thursday, 3 May 2018", "2018-05-03"),
        ("Date received: 2 April 2018", ""),
        ("Date of birth: 3 May 1998", ""),
        ("Review date: 3 May 2018", ""),
        ("Date: 31 February 2018", ""),
        ("Date: 3 May 2031", ""),
    ],
)
def test_what_stands_before_a_date_decides(line, value):
    assert date_of(f"Saltmere County Council\n{line}\n\nDear Ms Pell\n\nThank you for your request.\n") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Redwing user guide\nVersion 6 January 2016\n", "2016-01"),
        ("Redwing user guide\nVersion 6.1, 4 January 2016\n", "2016-01-04"),
        ("Redwing user guide\nLast updated: 4 January 2016\n", "2016-01-04"),
        ("Redwing user guide\nJanuary\n2016\n", "2016-01"),
        ("THIS AGREEMENT is dated 1 April 2015\nBetween\n", "2015-04-01"),
        ("Redwing user guide\n© 2014-2017 Redwing Analytics Ltd\n", "2017"),
        ("Redwing user guide\nContains Ordnance Survey data © Crown copyright 2015\n", ""),
        ("Copyright, Designs and Patents Act 1988\n", ""),
        ("Start date: 1 April 2015\nReview date: 1 April 2018\n", ""),
        ("The framework agreement of 1 April 2015 applies.\n", ""),
    ],
)
def test_other_documents_are_dated_by_version_cover_or_copyright(text, value):
    assert date_of(text, is_letter=False) == value


def test_a_date_in_the_file_name_gives_only_the_year_and_says_why():
    found = propose_date(paper("Appendix\nList of measures\n", name="2018-04-06 reply.docx"), False)
    assert found and (found.value, found.certainty, found.page) == ("2018", "doubtful", None)
    assert "request" in found.how
    assert date_of("Appendix\n", name="12-12-2018 reply.docx", is_letter=False) == ""


def test_the_date_of_a_quoted_mail_is_not_taken():
    quoted = (
        "Dear Ms Pell\n\nPlease find our answer attached.\n\nFrom: P Pell\nSent: 3 May 2018\nTo: foi@saltmere.gov.uk\n"
        "Subject: request\n\nPlease list your systems.\n"
    )
    assert date_of(quoted) == ""
