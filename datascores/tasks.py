"""Celery's tasks: a few lines each, which call what ``manage.py work`` calls."""

from __future__ import annotations

from celery.exceptions import SoftTimeLimitExceeded

from datascores import dispatching, jobs
from datascores.celery import HOURS, app


@app.task(soft_time_limit=2 * HOURS, time_limit=2 * HOURS + 300)
def work(queue: str) -> None:
    dispatching.work(queue, let_through=(SoftTimeLimitExceeded,))


@app.task(soft_time_limit=11 * HOURS, time_limit=11 * HOURS + 300)
def do_job(job_id: int) -> None:
    if job := jobs.take(job_id):
        jobs.do(job)


@app.task(soft_time_limit=300, time_limit=330)
def dispatch() -> None:
    dispatching.dispatch()
