"""What the document page prints of a mail's header."""

import pytest

from datascores.portal.mail_header import show_people
from tests.letters import make_letter

KEPT = {
    "from": "FOI Team <foi@saltmere.example>",
    "to": "a.person@mail.example",
    "subject": "Your request – 4711",
    "date": "2018-05-29T09:30:00+01:00",
}


@pytest.mark.django_db
@pytest.mark.parametrize("format_name", ["eml", "msg"])
def test_mail_shows_from_to_date_and_subject(client, format_name):
    letter = make_letter("a.eml", ["Please find our reply."], format=format_name, properties=KEPT)
    page = client.get(f"/documents/{letter.sha256}/").content.decode()
    for words in (
        "FOI Team (saltmere.example)",
        "somebody at mail.example",
        "2018-05-29 09:30:00+01:00",
        "Your request – 4711",
    ):
        assert words in page
    assert "a.person@" not in page and "foi@" not in page


@pytest.mark.django_db
def test_other_documents_have_no_mail_header(client):
    letter = make_letter("a.pdf", ["Words."], properties=KEPT)
    assert "Mail from" not in client.get(f"/documents/{letter.sha256}/").content.decode()


def test_names_without_addresses_stay_and_long_lists_are_cut():
    assert show_people("A. Requester; Legal") == "A. Requester, Legal"
    assert show_people('"a@b.example" <a@b.example>') == "somebody at b.example"
    assert show_people(", ".join(f"n{i}@b.example" for i in range(12))).endswith(" and 2 more")
    assert show_people("") == ""
