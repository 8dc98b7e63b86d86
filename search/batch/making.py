"""A batch of searches on disk: the answers grow under a ledger, and after a kill the batch goes on where it stopped.

Each question has one row of answer: how many documents, whether all or most of the words are meant, the first documents,
and every warning. A question that the engine refuses says so in its row; an engine that fails ends the batch, unfinished.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from django.urls import reverse

from datascores.corpus.visibility import shown_documents
from search.asking import ask
from search.batch.questions import Question, check_batch, read_questions
from search.batch.values import LONGEST_SHOWN, Values
from search.engine.port import Engine, EngineRefused
from search.exports.cells import Echo, defuse
from search.exports.ledger import open_ledger
from search.query import SearchQuery

QUESTIONS, ANSWERS, PART = "queries.csv", "answers.csv", "answers.part"
TOP = 5  # documents named for each question
STEP = 25  # questions between two checkpoints
Progress = Callable[[int, int], None]  # questions done, questions


def search_batch(folder: Path, engine: Engine, progress: Progress) -> dict[str, Any]:
    """Answer the questions in the folder; what it came to. Raises BadBatch, EngineUnavailable, LedgerBusy."""
    questions, answers = folder / QUESTIONS, folder / ANSWERS
    checked = check_batch(questions)
    total, values = checked.questions, Values(engine)
    result = {"rows": total, "blank": checked.blank, "file": ANSWERS}
    if answers.exists():
        return result
    with open_ledger(folder, (PART,)) as ledger:
        columns = list(next(read_questions(questions)).cells)
        if ledger.is_empty(PART):
            ledger.append(0, 0, {PART: head_line(columns).encode()})
        waiting = islice(read_questions(questions), ledger.done, None)
        while some := list(islice(waiting, STEP)):
            lines = "".join(answer_line(question, engine, values) for question in some)
            ledger.append(ledger.done + len(some), ledger.rows + len(some), {PART: lines.encode()})
            progress(ledger.done, total)
    (folder / PART).rename(answers)
    return result


def answer_batch(questions: Path, engine: Engine, progress: Progress) -> Iterator[str]:
    """The same lines one by one, for a command that writes them itself."""
    total, values = check_batch(questions).questions, Values(engine)
    yield head_line(list(next(read_questions(questions)).cells))
    for done, question in enumerate(read_questions(questions), 1):
        yield answer_line(question, engine, values)
        progress(done, total)


def head_line(columns: list[str]) -> str:
    """The head of the answers: the questions' columns as they came, then ours."""
    tops = [f"top_{number}_{what}" for number in range(1, TOP + 1) for what in ("sha256", "title")]
    return _line(["row", *columns, "documents", "match", "warnings", "address", *tops])


def answer_line(question: Question, engine: Engine, values: Values) -> str:
    """The answer to one question as a line of CSV. Raises EngineUnavailable."""
    cells = list(question.cells.values())
    query = question.query
    warnings = list(dict.fromkeys([*query.warnings, *_told_of(query), *values.tell_unknown(query)]))
    try:
        asked = ask(query, engine)
        page = engine.search(asked.clause, query.filters, (), query.sort, 0, TOP)
    except EngineRefused as error:
        return _line(
            [question.row, *cells, "", "", " ".join([*warnings, f"Not searched: {error}"]), *[""] * (2 * TOP + 1)]
        )
    titles = _titles_of([hit.id for hit in page.hits])
    tops = [part for sha256, title in titles.items() for part in (sha256, title)]
    tops += [""] * (2 * TOP - len(tops))
    address = f"{reverse('search')}?{query.to_querystring()}"
    return _line([question.row, *cells, page.total, asked.match, " ".join(warnings), address, *tops])


def _told_of(query: SearchQuery) -> list[str]:
    """What there is to say of the words, each once, with the words that it is about."""
    about: dict[str, list[str]] = {}
    for warning in query.parsed.warnings:
        words = query.text[warning.position : warning.position + warning.length].strip()
        about.setdefault(warning.message, []).append(f"“{words[:LONGEST_SHOWN]}”")
    return [
        f"{message}." if words[0] in message else f"{', '.join(dict.fromkeys(words))}: {message}."
        for message, words in about.items()
    ]


def _titles_of(ids: list[str]) -> Mapping[str, str]:
    found = {document.sha256: str(document) for document in shown_documents().filter(sha256__in=ids)}
    return {sha256: found[sha256] for sha256 in ids if sha256 in found}


def _line(cells: list[object]) -> str:
    return csv.writer(Echo()).writerow([defuse(cell) for cell in cells])
