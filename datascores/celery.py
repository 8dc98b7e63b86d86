"""The Celery application: how messages travel, and how long a task may take.

``celery -A datascores worker --queues …`` and ``celery -A datascores beat`` start from here. Messages are JSON and carry
ids only; results are not kept. A message is acknowledged when its task is done, so that a killed worker's comes back.
"""

from __future__ import annotations

import os

from celery import Celery
from django.conf import settings
from kombu import Queue

from datascores.messages import QUEUES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datascores.settings")

HOURS = 3600
app = Celery("datascores")
app.conf.update(
    broker_url=settings.BROKER_URL or None,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 12 * HOURS,  # above the longest task, or it would be begun a second time meanwhile
        "queue_order_strategy": "priority",  # in the order in which a worker names its queues
        "socket_connect_timeout": 5,
        "socket_timeout": 30,
        "socket_keepalive": True,
        "health_check_interval": 25,
    },
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_queues=[Queue(name) for name in QUEUES],
    task_default_queue="default",
    task_create_missing_queues=False,
    worker_prefetch_multiplier=1,
    worker_max_memory_per_child=1024 * 1024,  # KB; looked at after each task
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    timezone=settings.TIME_ZONE,
    beat_schedule={
        "dispatch": {
            "task": "datascores.tasks.dispatch",
            "schedule": 60.0,
            "options": {"queue": "interactive", "expires": 55},
        }
    },
    beat_schedule_filename=str(settings.DATA_DIR / "celery-beat"),
)
app.autodiscover_tasks(["datascores"])
