"""What staff see of the pipeline, and what its buttons do."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from datascores import jobs
from datascores.corpus.models import Document, Failure, Job, Stamp
from datascores.corpus.segmenting import SegmentStep
from datascores.corpus.steps import GIVEN_UP
from datascores.pipeline import behind, catch_up
from tests.letters import make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(User.objects.create_superuser("ada"))
    return client


def press(client, **wanted) -> str:
    response = client.post(reverse("pipeline"), wanted, follow=True)
    assert response.status_code == 200, response.content
    return response.content.decode()


@pytest.fixture
def failing(monkeypatch):
    """Two documents that cannot be cut, for the same reason."""

    def fail(self, document):
        raise ValueError("cannot cut this")

    for number in (1, 2):
        make_letter(f"{number}.txt", [f"Letter {number}."])
    Stamp.objects.filter(step="segment").delete()
    with monkeypatch.context() as patch:
        patch.setattr(SegmentStep, "make", fail)
        catch_up(at_most=10)


def test_only_staff_who_may_see_jobs_see_it(client):
    assert client.get(reverse("pipeline")).status_code == 302
    reader = User.objects.create_user("ben", is_staff=True)
    client.force_login(reader)
    assert client.get(reverse("pipeline")).status_code == 403
    reader.user_permissions.add(Permission.objects.get(codename="view_job"))
    job = jobs.ask("rebuild_index")
    page = client.get(reverse("pipeline"))
    assert page.status_code == 200 and "cancel</button>" not in page.content.decode()
    assert client.post(reverse("pipeline"), {"deed": "cancel", "job": job.pk}).status_code == 403
    job.refresh_from_db()
    assert job.state == Job.State.WAITING


def test_the_first_page_of_the_admin_leads_there(staff):
    assert reverse("pipeline") in staff.get(reverse("admin:index")).content.decode()


def test_failures_stand_in_groups_by_reason_and_a_whole_group_is_tried_again(staff, failing):
    page = staff.get(reverse("pipeline")).content.decode()
    assert "ValueError: cannot cut this" in page and "all 2</button>" in page
    assert catch_up(at_most=10).forward == 0
    assert "2 documents will be tried again" in press(
        staff, deed="retry", kind="raised", step="segment", reason="ValueError: cannot cut this"
    )
    catch_up(at_most=10)
    assert behind()["segment"] == 0 and not Failure.objects.exists()
    assert "cannot cut this" not in staff.get(reverse("pipeline")).content.decode()


def test_one_of_a_group_is_tried_again_alone(staff, failing):
    chosen = Document.objects.get(name="1.txt")
    press(
        staff, deed="retry", kind="raised", step="segment", reason="ValueError: cannot cut this", sha256=chosen.sha256
    )
    catch_up(at_most=10)
    assert Failure.objects.get().document.name == "2.txt"


def test_what_took_too_long_and_what_could_not_be_read_is_tried_again_when_asked(staff):
    make_letter("bad.pdf", [], content=b"%PDF-1.4 nothing else")
    slow = make_letter("slow.txt", ["A letter."])
    catch_up()
    unread = Document.objects.get(name="bad.pdf")
    assert unread.status == Document.Status.FAILED
    Stamp.objects.filter(document=slow, step="match").update(output=f"{GIVEN_UP}it took 120 seconds")
    page = staff.get(reverse("pipeline")).content.decode()
    assert unread.reason in page and "it took 120 seconds" in page
    press(staff, deed="retry", kind="unread", step="extract", reason=unread.reason)
    press(staff, deed="retry", kind="slow", step="match", reason="it took 120 seconds")
    again = set(Stamp.objects.filter(version="").values_list("document_id", "step"))
    assert again == {(unread.pk, "extract"), (slow.pk, "match")}


def test_job_is_cancelled_while_it_runs_and_its_worker_stops(staff, monkeypatch):
    def long(job, beat):
        press(staff, deed="cancel", job=job.pk)
        beat(1)
        return {"went": "on"}

    monkeypatch.setitem(jobs.KINDS, "rebuild_index", long)
    jobs.ask("rebuild_index")
    job = jobs.take()
    jobs.do(job)
    job = Job.objects.get()
    assert (job.state, job.result) == (Job.State.CANCELLED, {})
    assert jobs.take() is None
    assert "has ended already" in press(staff, deed="cancel", job=job.pk)


def test_failed_or_cancelled_job_is_repeated_and_an_older_try_no_longer_counts(staff):
    asked = jobs.ask("rebuild_index")
    older = jobs.take()
    press(staff, deed="cancel", job=asked.pk)
    assert "waits to be done again" in press(staff, deed="repeat", job=asked.pk)
    newer = jobs.take()
    jobs.do(older)
    assert Job.objects.get().state == Job.State.RUNNING
    jobs.do(newer)
    assert Job.objects.get().state == Job.State.DONE
    assert "neither failed nor was cancelled" in press(staff, deed="repeat", job=asked.pk)


@pytest.mark.parametrize(
    "wanted", [{}, {"deed": "drop"}, {"deed": "retry", "kind": "x"}], ids=["nothing", "other deed", "other kind"]
)
def test_what_no_button_asks_for_is_a_bad_request(staff, wanted):
    assert staff.post(reverse("pipeline"), wanted).status_code == 400


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "123456"])
def test_job_that_is_not_there_is_told(staff, number):
    assert "has ended already" in press(staff, deed="cancel", job=number)
