"""Messages over a real broker, and what a portal does when it is away."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.kills import PROJECT, Portal

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def portal(database, broker, tmp_path_factory):
    """A portal without workers."""
    url = database.create_database("messages")
    return Portal(tmp_path_factory.mktemp("portal"), DATABASE_URL=url, BROKER_URL=broker.url)


def python(portal: Portal, code: str) -> str:
    return portal.run("-c", f"import django; django.setup()\n{code}")


COUNT = "import json; from datascores.messages import count_waiting; print(json.dumps(count_waiting()))"
SUBMIT = """
import io
from datascores.corpus.intake import NewArrival
from datascores.pipeline import submit
for number in range({number}):
    submit(NewArrival("post", f"{{number}}.txt"), io.BytesIO(b"%d" % number))
"""


def waiting(portal: Portal) -> dict[str, int]:
    found = python(portal, COUNT)
    return json.loads(found)


def test_a_thousand_documents_are_few_messages_and_lost_ones_are_made_up_for(portal, broker):
    python(portal, SUBMIT.format(number=1000))
    assert waiting(portal)["extract"] == 1
    dispatch = "from datascores.dispatching import dispatch; dispatch(); dispatch()"
    python(portal, dispatch)
    assert waiting(portal)["extract"] == 16
    broker.stop()
    broker.start()
    assert waiting(portal)["extract"] == 0
    python(portal, dispatch)
    assert waiting(portal)["extract"] == 16


def test_without_the_broker_a_document_is_taken_in_all_the_same(portal, broker):
    broker.stop()
    try:
        words = ["-c", f"import django; django.setup()\n{SUBMIT.format(number=1)}"]
        done = subprocess.run(
            [sys.executable, *words], cwd=PROJECT, env=portal.environment, capture_output=True, text=True, check=False
        )
    finally:
        broker.start()
    assert done.returncode == 0, done.stderr
    assert "No message could be sent" in done.stderr
    assert "only-for-tests" not in done.stderr


def test_a_job_is_done_once_however_often_its_message_comes(portal):
    code = """
from datascores import jobs, tasks
from datascores.corpus.models import Job
job = jobs.ask("rebuild_index")
tasks.do_job(job.pk); tasks.do_job(job.pk)
job.refresh_from_db()
print(job.state, job.tries)
"""
    assert python(portal, code).split() == ["done", "1"]


def test_a_worker_that_lost_its_job_to_another_does_not_record_its_end(portal):
    code = """
from datetime import timedelta
from django.utils import timezone
from datascores import jobs
from datascores.corpus.models import Job
job = jobs.ask("rebuild_index")
slow = jobs.take(job.pk)
Job.objects.filter(pk=job.pk).update(beat_at=timezone.now() - jobs.BEAT_LOST * 2)
quick = jobs.take(job.pk)
assert quick.tries == 2
jobs.do(slow)
job.refresh_from_db()
print(job.state)
jobs.do(quick)
job.refresh_from_db()
print(job.state)
"""
    assert python(portal, code).split() == ["running", "done"]


def test_a_database_of_another_order_is_refused_with_the_words_that_make_a_right_one(database, tmp_path):
    import psycopg

    with psycopg.connect(database.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    with pytest.raises(AssertionError, match="CREATE DATABASE datascores TEMPLATE template0 ENCODING 'UTF8'"):
        Portal(tmp_path, DATABASE_URL=database.url("latin"))
