"""Names, mail addresses and telephone numbers are found where letters and mails name people, and nowhere else."""

import pytest

from datascores.corpus.personal.finding import find_personal

BODY = "Thank you for your request. The council uses Lantern Score to sort claims.\n\n"


def found(*texts: str, entries: set[str] = frozenset()) -> list[list[str]]:
    spans = find_personal(texts, lambda names: names & entries)
    return [[text[span.start : span.end] for span in of_text] for text, of_text in zip(texts, spans, strict=True)]


@pytest.mark.parametrize(
    ("letter", "hidden"),
    [
        (BODY + "Yours sincerely\n\nThomasin Pellworth\nInformation Officer\n", ["Thomasin Pellworth"]),
        (BODY + "Yours faithfully,\n\n\nMr R. J. Applegarth\nHead of Legal", ["R. J. Applegarth"]),
        (BODY + "Kind regards\nMary O’Dowd-Price | FOI Team | Tel 0117 922 2000", ["Mary O’Dowd-Price", "0117 922 2000"]),
        (BODY + "Regards\n\nPriya\n", ["Priya"]),
        (BODY + "Cofion gorau,\n\nSiân Llwyd\nSwyddog Gwybodaeth\n", ["Siân Llwyd"]),
        (BODY + "I hope this helps.\n\nB Tunnicliffe\nInformation Rights Unit\n", ["B Tunnicliffe"]),
        (BODY + "Many thanks, Oliver\n", ["Oliver"]),
        ("Dear Ms Wetherell\n\n" + BODY, ["Wetherell"]),
        ("Dear Jasmine Okafor,\n" + BODY, ["Jasmine Okafor"]),
        ("Annwyl Carys,\n" + BODY, ["Carys"]),
        ("From: Jasmine Okafor <j.okafor@mere.gov.uk>\nSent: 4 May 2018\nTo: FOI\n", ["Jasmine Okafor", "j.okafor"]),
        ("From: Okafor, Jasmine (Legal)\nTo: 'Ruth Cade'\nSubject: Request 44\n", ["Okafor, Jasmine", "Ruth Cade"]),
        ("On 4 May 2018 at 10:21, Ruth Cade <ruth@gmail.com> wrote:\n> Please list\n", ["Ruth Cade", "ruth"]),
        ("Please ask for: Delroy Finch\nDirect dial: 01904 551550\n", ["Delroy Finch", "01904 551550"]),
        ("Case officer\tDelroy Finch\n", ["Delroy Finch"]),
        ("To complain, contact Delroy Finch, Head of Governance.", ["Delroy Finch"]),
        ("To complain you may write to Delroy Finch at the address above.", ["Delroy Finch"]),
        ("Requester: Ruth Cade\n", ["Ruth Cade"]),
        ("Officer dealing\tJulie Trask\n", ["Julie Trask"]),
        ("Ruth,\n\nattached.\n\nBest,\nJulie\n\nFrom: Ruth Cade <foi@mere.gov.uk>\nTo: FOI\n", ["Ruth", "Julie", "Ruth Cade"]),
        ("Mr B Threlfall\n12 Acacia Road\n\nDear Mr. Threlfall\n" + BODY, ["B Threlfall", "Threlfall"]),
        ("Dear Requester\n\nMr Aldous Pettigrew will call you, and Mrs Trask too.", ["Aldous Pettigrew", "Trask"]),
        ("Lantern training\nJames Holloway\tSenior Research Officer\n", ["James Holloway"]),
        ("Write to ruth.cade@mere.gov.uk. Ruth Cade will answer.", ["ruth.cade", "Ruth Cade"]),
        ("mobile 07700 900123, which is mine", []),  # kept free by Ofcom for plays: valid for nobody
        ("Mobile: 07912 345678", ["07912 345678"]),
        ("whoever holds request-123456-0a1b2c3d@whatdotheyknow.com may write", ["request-123456-0a1b2c3d"]),
    ],
)  # fmt: skip
def test_people_are_found_where_a_letter_names_them(letter, hidden):
    assert found(letter) == [hidden]


@pytest.mark.parametrize(
    "text",
    [
        BODY + "Yours sincerely\n\nInformation Governance Team\nBrackenford Borough Council\n",
        BODY + "Kind regards\n\nFOI Team\n",
        BODY + "Thank you for your patience.\n\nLantern Score\n",
        "Dear Sir/Madam\n" + BODY,
        "Dear Data Justice Lab,\n" + BODY,
        "Dear Requester\n" + BODY,
        "From: FOI Team <foi@brackenford.gov.uk>\nTo: Enquiries\nSubject: Request 44\n",
        "The tool was made by Dr G Barnes at Cambridge University and reviewed by Sheila Bird.",  # authors, no officers
        "Councillor Rosa Field told the meeting that the score was wrong.",
        "Harm Assessment Risk Tool\nDurham\n",
        "Please contact the Information Commissioner on 0303 123 1113 or 01625 545 745.",
        "Telephone: 029 2067 8400\nEmail: wales@ico.org.uk",
        "Call our switchboard on 0300 123 4567",
        "Write to accessinfo@southmere.gov.uk, kcc.information@mail.example, foi.gmcsu@nhs.net or info@lantern.example",
        "Contact Grant Thornton about the audit\n",
        "Reference 01904 551550 20 33 in the ledger of payments",  # figures that no label calls a telephone
        "Risk Manager\nOperational Lead Officer\nData Analyst",
    ],
)
def test_offices_authors_and_figures_stay(text):
    assert found(text, entries={"grant thornton"}) == [[]]


def test_a_name_found_once_is_hidden_on_every_page_in_every_way_of_naming_again():
    last = BODY + "Yours sincerely\n\nThomasin Pellworth\nInformation Officer\n"
    first = (
        "Spoke to Ms Pellworth and T. Pellworth. THOMASIN PELLWORTH agreed; Pellworth, Thomasin signed. Pellworth Road."
    )
    assert found(first, last)[0] == ["Pellworth", "T. Pellworth", "THOMASIN PELLWORTH", "Pellworth, Thomasin"]


def test_an_address_of_somebody_named_is_hidden_however_it_is_built():
    letter = "Yours sincerely\n\nThomasin Pellworth\ntpellworth@brackenford.gov.uk and lantern@brackenford.gov.uk\n"
    assert found(letter) == [["Thomasin Pellworth", "tpellworth"]]


def test_an_entry_of_the_catalogue_is_nobodys_name():
    letter = BODY + "Yours sincerely\n\nTower Hamlets\n"
    assert found(letter, entries={"tower hamlets"}) == [[]]
    assert found(letter) == [["Tower Hamlets"]]


def test_two_names_over_one_place_are_hidden_once():
    letter = "Please ask for: Thomasin Pellworth\n\nKind regards\nThomasin Pellworth\n"
    assert found(letter) == [["Thomasin Pellworth"] * 2]


@pytest.mark.parametrize(
    "text", ["", "\n" * 2000, "Dear " * 5000, "@" * 5000, "0" * 5000, "A. " * 5000, "from: " * 3000, "(0 " * 4000]
)
def test_odd_texts_hold_nobody(text):
    assert found(text) == [[]]
