"""The log for machines: one object a line, with the ids of what it speaks of."""

from __future__ import annotations

import io
import json
import logging
import logging.config

import pytest

from datascores.celery import app
from datascores.operations.logs import logging_in
from datascores.pipeline import catch_up
from tests.letters import make_letter


@pytest.fixture
def lines():
    """What is logged while the log is for machines, as objects."""
    written, config = io.StringIO(), logging_in("json")
    config["handlers"]["console"]["stream"] = written
    root = logging.getLogger()
    kept = root.handlers[:], root.level
    logging.config.dictConfig(config)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers[:] = kept[0]
    root.setLevel(kept[1])


def test_each_line_is_an_object_with_time_level_and_place(lines):
    logging.getLogger("datascores.x").warning("A letter of “%s”.", "Ynys Môn")
    [line] = lines()
    assert line["message"] == "A letter of “Ynys Môn”."
    assert {"at", "level", "logger", "process"} <= line.keys() and line["level"] == "WARNING"
    assert "task" not in line


@pytest.mark.django_db
def test_failure_names_document_and_step_and_none_of_its_words(lines, monkeypatch):
    def fail(self, document):
        raise ValueError("cannot cut this")

    letter = make_letter("a.txt", ["Secret words of a letter."])
    monkeypatch.setattr("datascores.corpus.segmenting.SegmentStep.make", fail)
    catch_up(at_most=5)
    told = lines()
    assert [(line["step"], line["document"]) for line in told if "document" in line] == [("segment", letter.sha256)]
    assert "Secret words" not in json.dumps(told)


def test_what_a_task_logs_has_its_number(lines):
    @app.task
    def speak():
        logging.getLogger("datascores.x").warning("Here.")

    speak.apply(task_id="t-1")
    assert [line.get("task") for line in lines() if line["message"] == "Here."] == ["t-1"]
