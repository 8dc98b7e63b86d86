"""The form of the log: lines for people, or one JSON object a line for machines. Ids of documents and tasks, no words of them."""

from __future__ import annotations

import logging
from typing import Any

FORMS = ("plain", "json")
_JSON = {
    "()": "pythonjsonlogger.json.JsonFormatter",
    "fmt": "{asctime}{levelname}{name}{message}{process}",
    "style": "{",
    "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
    "json_ensure_ascii": False,
}
_PLAIN = {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}


class TaskNumber(logging.Filter):
    """Adds the number of the Celery task, as ``task``, to what is logged while it runs."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            from celery import current_task
        except ImportError:  # comes with the extra “scale” only
            return True
        if current_task and current_task.request.id:
            record.task = current_task.request.id
        return True


def logging_in(form: str) -> dict[str, Any]:
    """The settings of logging for one of FORMS, to standard error."""
    handler: dict[str, Any] = {"class": "logging.StreamHandler", "formatter": form}
    filters: dict[str, Any] = {}
    if form == "json":
        filters["task"] = {"()": "datascores.operations.logs.TaskNumber"}
        handler["filters"] = ["task"]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": filters,
        "formatters": {"plain": dict(_PLAIN), "json": dict(_JSON)},
        "handlers": {"console": handler},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"datascores": {"level": "INFO"}, "search": {"level": "INFO"}},
    }
