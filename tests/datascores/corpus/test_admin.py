"""What staff write in the admin is checked before it can reach a page or stop a step."""

import io

import pytest
from django.urls import reverse

from datascores.catalogue.models import Authority
from datascores.corpus.intake import NewArrival, receive
from datascores.corpus.labels import settled_labels
from datascores.corpus.models import Arrival, Document, Label, Takedown
from datascores.pipeline import catch_up
from foi.reading import ReadStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    receive(NewArrival(collection="files", file_name="reply.txt"), io.BytesIO(b"Some words."))
    catch_up()
    return Document.objects.get()


def save_label(client, document, **label):
    form = {
        "labels-TOTAL_FORMS": 1, "labels-INITIAL_FORMS": 0, "arrivals-TOTAL_FORMS": 0, "arrivals-INITIAL_FORMS": 0,
        **{f"labels-0-{name}": value for name, value in {"standing": "confirmed", "how": "", **label}.items()},
    }  # fmt: skip
    return client.post(reverse("admin:corpus_document_change", args=[document.pk]), form)


def test_a_confirmed_body_is_kept_with_who_said_so(admin_client, admin_user, document):
    Authority.objects.create(slug="saltmere", name="Saltmere County Council")
    save_label(admin_client, document, kind="authority", value="saltmere")
    assert (document.labels.get().value, document.labels.get().by) == ("saltmere", admin_user)


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("date", "31 Februaryy 2018", "no date"),
        ("date", "2018-02-31", "no date"),
        ("authority", "no such council", "No authority"),
        ("kind", "poem", "no such kind"),
        ("outcome", "refused\u202e", "not seen"),
        ("Authority", "saltmere", "Select a valid choice"),
    ],
)
def test_a_label_that_makes_no_sense_is_refused_with_the_reason(admin_client, document, kind, value, message):
    response = save_label(admin_client, document, kind=kind, value=value)
    assert message in response.content.decode()
    assert not Label.objects.exists()


def test_a_date_that_is_none_stops_neither_the_index_nor_a_rebuild(document):
    from search.indexing import rebuild_index

    Label.objects.create(document=document, kind="date", value="31 Februaryy", standing=Label.Standing.CONFIRMED)
    assert catch_up().failures == []
    assert rebuild_index().documents == 1


def take_down(client, sha256):
    return client.post(
        reverse("admin:corpus_takedown_add"), {"sha256": sha256, "reason": "Personal data."}, follow=True
    )


def test_a_hash_pasted_with_blanks_or_capitals_takes_the_document_down(admin_client, client, document):
    take_down(admin_client, f"  {document.sha256.upper()}\n")
    assert client.get(reverse("document", args=[document.sha256])).status_code == 410


def test_a_hash_that_is_none_is_refused(admin_client, document):
    response = take_down(admin_client, document.sha256[:63])
    assert "64 hex digits" in response.content.decode()
    assert not Takedown.objects.exists()


def test_a_takedown_of_what_is_not_held_warns(admin_client):
    assert "No document with this hash is held" in take_down(admin_client, "a" * 64).content.decode()


@pytest.mark.parametrize("key", ["abc", "9" * 30])
def test_histories_that_do_not_exist_are_not_found(admin_client, key):
    for name in ("history", "change"):
        response = admin_client.get(f"/admin/catalogue/system/{key}/{name}/")
        assert response.status_code in (302, 404)


def propose(document, kind="kind", value="guide") -> Label:
    return Label.objects.create(
        document=document, kind=kind, value=value, standing=Label.Standing.PROPOSED, how="its title", certainty="likely"
    )


@pytest.mark.parametrize(("action", "standing"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_a_proposal_is_confirmed_or_rejected_in_the_list_with_who_did_it(
    admin_client, admin_user, document, action, standing
):
    label = propose(document)
    data = {"action": action, "_selected_action": [label.pk]}
    admin_client.post(reverse("admin:corpus_label_changelist"), data)
    label.refresh_from_db()
    assert (label.standing, label.by) == (standing, admin_user)


def test_a_corrected_proposal_is_a_persons_word_and_the_old_value_is_rejected(admin_client, admin_user, document):
    label = propose(document)
    form = {"kind": "kind", "value": "other", "standing": "proposed", "how": "read by eye", "sentence": ""}
    admin_client.post(reverse("admin:corpus_label_change", args=[label.pk]), form)
    rows = set(document.labels.values_list("value", "standing", "by__username"))
    assert rows == {("other", "confirmed", admin_user.username), ("guide", "rejected", admin_user.username)}


def test_a_corrected_statement_outlasts_a_new_reading_of_what_was_stated(admin_client, document):
    Arrival.objects.filter(document=document).update(stated_date="2018-05-29")
    ReadStep().keep(document, ReadStep().make(document))
    label = document.labels.get(standing="stated", kind="date")
    form = {"kind": "date", "value": "2017-05-29", "standing": "stated", "how": "", "sentence": ""}
    admin_client.post(reverse("admin:corpus_label_change", args=[label.pk]), form)
    ReadStep().keep(document, ReadStep().make(document))
    assert settled_labels([document.pk])[document.pk].date == "2017-05-29"
