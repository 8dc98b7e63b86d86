"""Letters of invented bodies: the hard ones name others more often, quote others, or say nothing of their sender."""

from datascores.catalogue.rules import Catalogue, NameRule, RecordRules
from datascores.corpus.describing.attributing import propose_body
from datascores.corpus.describing.bodies import read_bodies
from datascores.corpus.describing.kinds import is_reply
from datascores.corpus.describing.paper import Leaf, Paper, Proposal
from datascores.corpus.describing.signs import Named
from datascores.corpus.matcher import Matcher, PageInput
from datascores.corpus.segments import cut_segments


def record(number: int, kind: str, slug: str, names: list[str], short: tuple[str, ...] = (), **about) -> RecordRules:
    rules = tuple(NameRule(name, name in short) for name in [*names, *short])
    return RecordRules(number, kind, slug, names[0], rules, **about)


RECORDS = (
    record(1, "authority", "saltmere", ["Saltmere County Council"], ("Saltmere", "SCC"), domains=("saltmere.gov.uk",)),
    record(2, "authority", "ferrow", ["Ferrow Borough Council"], ("Ferrow", "FBC"), domains=("ferrow.gov.uk",)),
    record(3, "authority", "marsh-police", ["Marsh Constabulary", "Marsh Police"], domains=("marsh.police.uk",)),
    record(4, "authority", "commissioner", ["Information Commissioner's Office"], domains=("ico.org.uk",)),
    record(5, "authority", "elver-trust", ["Elver Hospitals NHS Trust"]),
    record(6, "system", "tidewatch", ["Tidewatch"], context_words=("Ferrow",)),
)
BODIES = read_bodies(Catalogue(RECORDS, {record.record_id: record for record in RECORDS}))
MATCHER = Matcher(Catalogue(RECORDS, {record.record_id: record for record in RECORDS}))
END = "\nIf you are dissatisfied, write to the Information Commissioner's Office, Wycliffe House, www.ico.org.uk.\n"


def propose(*texts: str, **about) -> Proposal | None:
    cuts = [tuple(cut) for cut in cut_segments(list(texts), "pdf")]
    leaves = tuple(Leaf(number, text, cut) for number, (text, cut) in enumerate(zip(texts, cuts, strict=True), 1))
    paper = Paper(leaves, len(leaves), **about)
    matches = MATCHER.match([PageInput(leaf.number, leaf.text, leaf.spans) for leaf in leaves], "")
    by_id = {record.record_id: record for record in RECORDS}
    named, systems = [], {}
    for match in matches:
        found = by_id[match.record_id]
        if found.kind == "authority":
            named.append(Named(found.slug, match.page, match.start, match.end, str(match.segment)))
        else:
            systems.setdefault(match.record_id, (match.page, match.start, match.end))
    return propose_body(paper, named, systems, BODIES, is_reply(paper))


def body(*texts: str, **about) -> str:
    found = propose(*texts, **about)
    return found.value if found else ""


def test_a_letter_that_names_another_council_more_often_comes_from_its_signatory():
    letter = (
        "Dear Ms Pell\n\nThank you for your Freedom of Information request.\n\n"
        "Ferrow Borough Council runs the shared service. Ferrow Borough Council holds the contract with the supplier. "
        "Ferrow Borough Council has published a guide. You may wish to contact Ferrow Borough Council at foi@ferrow.gov.uk.\n\n"
        "Yours sincerely\n\nT Ord\nInformation Officer\nSaltmere County Council\n"
    )
    assert body(letter + END) == "saltmere"


def test_the_words_a_proposal_rests_on_stand_at_its_place():
    text = "Dear Ms Pell\n\nThank you for your FOI request, received by Marsh Constabulary on 3 May 2018.\n"
    found = propose(text)
    assert found and found.value == "marsh-police"
    assert found.start is not None and text[found.start : found.end] == "Marsh Constabulary"
    assert "received by Marsh Constabulary" in found.sentence


def test_the_address_of_the_desk_tells_who_answers():
    letter = (
        "Dear Ms Pell\n\nThank you for your request under the Freedom of Information Act. The Council does not hold it."
        "\n\nfoi@saltmere.gov.uk\n"
    )
    assert body(letter) == "saltmere"


def test_a_reply_that_quotes_a_request_to_somebody_else_and_says_no_more_stays_open():
    letter = (
        "Dear Ms Pell\n\nThank you for your Freedom of Information request.\n\nYour request:\n\n"
        "Please list any software used within the jurisdiction of Ferrow Borough Council.\n\nOur response:\n\n"
        "We do not hold this information.\n"
    )
    assert body(letter + END) == ""


def test_the_commissioner_of_the_standard_wording_is_never_proposed():
    assert (
        body("Dear Ms Pell\n\nThank you for your FOI request. We do not hold it.\n\nYours sincerely\n\nT Ord\n" + END)
        == ""
    )


def test_a_contract_between_two_bodies_stays_open():
    contract = (
        "DATA SHARING AGREEMENT\n\nThis agreement is made between\nSaltmere County Council and\nMarsh Constabulary\n\n"
        "Saltmere County Council will supply data. Marsh Constabulary will supply data.\n"
    )
    assert body(contract) == ""


def test_a_guide_by_a_company_stays_open_and_takes_no_body_from_its_examples():
    guide = (
        "Redwing Compass user guide\n\n"
        "Customers such as Ferrow Borough Council and Elver Hospitals NHS Trust have used it since 2015.\n"
    )
    assert body(guide) == ""


def test_a_name_that_runs_through_the_pages_is_their_maker():
    pages = [
        f"Saltmere County Council 2016\n\nPage {number}: how cases are sorted by need.\n" for number in range(1, 5)
    ]
    assert body(*pages) == "saltmere"


def test_a_system_known_to_be_run_in_one_place_tells_the_body_where_nothing_else_does():
    found = propose("Tidewatch: the screens\n\nCases in Ferrow by need.\n")
    assert found and (found.value, found.certainty) == ("ferrow", "doubtful")


def test_a_reply_that_speaks_of_anothers_system_is_not_the_others():
    letter = (
        "Dear Ms Pell\n\nThank you for your FOI request to Saltmere County Council. "
        "The Council does not use Tidewatch.\n\nSaltmere County Council\n"
    )
    assert body(letter) == "saltmere"


def test_a_document_with_no_hint_stays_open():
    assert body("Notes of the day\n\nNothing was decided.\n") == ""


def test_the_file_name_counts_where_it_gives_a_full_name():
    assert body("Measures\n1 2 3\n", name="Marsh Constabulary reply.pdf") == "marsh-police"
    assert body("Measures\n1 2 3\n", name="Saltmere.pdf") == ""


def test_a_line_with_the_bodys_name_and_postcode_is_its_letterhead_wherever_it_stands():
    table = "Request\t\tResponse\nIs it used?\t\tNo\nWhich firm?\t\tNone\n\n"
    found = propose(
        f"{table}Saltmere Council, Town Hall, Mill Street, Ferrow WN1 1YN. 2 March 2018".replace(
            "Saltmere", "Ferrow Borough"
        )
    )
    assert found is not None and found.value == "ferrow"


def test_the_second_name_of_a_forces_domain_is_its_own():
    text = (
        "Dear Ms Orr\n\nThank you for your request. Marsh Police do not use it.\n\nWrite to foi@marsh.pnn.police.uk.\n"
    )
    found = propose(text)
    assert found is not None and found.value == "marsh-police"


def test_what_a_body_does_not_do_is_a_sign_of_it():
    assert (
        "it says what this body does"
        in propose(
            "Dear Ms Orr\n\nThank you for your request. Marsh Police do not use it. Ask foi@marsh.police.uk.\n"
        ).how
    )
