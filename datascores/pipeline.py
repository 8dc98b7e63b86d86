"""The walk of a document. Read this first.

``submit`` takes a file with the story of how it came in. ``catch_up`` runs, in the order of ``settings.PIPELINE_STEPS``,
each step for the documents for which it is due, and only those: new documents, an edited catalogue, a newer extractor, a
killed process and a lost index are all found the same way, by stamps that no longer match.

Several processes may catch up at once: each claims the documents of its batch, so that they share the work. A worker, which
takes a slice at a time, looks through the corpus for the first step that has something to do and carries what it finds there
through the later ones: to look is what grows with the corpus.

The steps live in their rooms and are named by dotted path; the pipeline imports none of them.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from django.conf import settings
from django.utils.module_loading import import_string

from datascores import messages
from datascores.corpus.claims import TurnTaken, claimed
from datascores.corpus.failures import forget, note, without_resting
from datascores.corpus.intake import NewArrival, Receipt, receive
from datascores.corpus.models import Document
from datascores.corpus.steps import Step

logger = logging.getLogger(__name__)
# step, documents done in this round, documents due at its start (as many as are done where a slice is taken)
Progress = Callable[[str, int, int], None]
_FROM_THE_START = 20  # one look in so many begins with the first document, however many there are at the end
_reached: dict[str, int] = {}  # by step, the last document that this process found due; only a hint where to look on
_looks: Counter[str] = Counter()


@dataclass
class Round:
    """What one catch-up did: documents that a step was run for, how many of them failed, and in words what is left to a
    later round: documents, and steps that could not begin. ``working`` are the seconds of each step at its documents,
    ``looking`` those for finding and claiming them.

    ``let_through`` are exceptions that end it, such as that of a time limit; whatever else a step raises is a failure.
    """

    done: dict[str, int] = field(default_factory=dict)
    failed: int = 0
    failures: list[str] = field(default_factory=list)
    let_through: tuple[type[Exception], ...] = ()
    working: dict[str, float] = field(default_factory=dict)
    looking: dict[str, float] = field(default_factory=dict)

    @property
    def forward(self) -> int:
        """Steps of documents that went through."""
        return sum(self.done.values()) - self.failed

    def log(self) -> None:
        """A line for each step that had something to do: documents, and where the time went."""
        for step, done in self.done.items():
            if done:
                working, looking = round(self.working.get(step, 0.0), 3), round(self.looking[step], 3)
                told = {"step": step, "documents": done, "working": working, "looking": looking}
                logger.info("%s: %d documents in %.3f s, found in %.3f s", step, done, working, looking, extra=told)


def submit(arrival: NewArrival, content: BinaryIO) -> Receipt:
    """Take in one file. Cheap and safe to repeat; the steps follow in ``catch_up``. Raises OSError if bytes cannot be kept."""
    receipt = receive(arrival, content)
    messages.wake("extract")
    return receipt


def steps(queue: str | None = None) -> list[Step]:
    """New steps, so that each round sees the catalogue and settings of its time; of one queue if it is named."""
    made: list[Step] = [import_string(path)() for path in settings.PIPELINE_STEPS]
    return [step for step in made if queue in (None, step.queue)]


def behind() -> dict[str, int]:
    """How many documents each step is due for."""
    return {step.name: step.due().count() for step in steps()}


def catch_up(
    progress: Progress = lambda step, done, due: None,
    at_most: int | None = None,
    queue: str | None = None,
    let_through: tuple[type[Exception], ...] = (),
) -> Round:
    """Do what is due, step by step, and only that.

    ``at_most`` bounds the documents of this round, so that a background worker can turn to other work: it takes the first
    that a step is due for and does them step by step. A patient step (OCR) then takes its turn only when the others had
    nothing to do, and documents at which the step has just failed are left alone for a while. Without it, rounds follow each
    other until nothing is due, since OCR gives the steps before it new words. A document at which a step fails, and a step
    that cannot begin, as when the search engine is away, are named in the log and in the result and stay due. What other
    processes have in hand is left to them. ``queue`` names the steps to turn to, if not all.
    """
    outcome = Round(let_through=let_through)
    while _go_round(outcome, progress, at_most, queue) and at_most is None:
        pass
    outcome.failures = list(dict.fromkeys(outcome.failures))
    return outcome


def _go_round(outcome: Round, progress: Progress, at_most: int | None, queue: str | None) -> bool:
    """Each step once; whether a patient step did something, so that earlier steps may be due again."""
    has_new_words = False
    carried: Sequence[int] = ()
    for step in steps(queue):
        if step.is_patient and at_most is not None and outcome.forward:
            continue
        if not _is_ready(step, outcome):
            continue
        forward = outcome.forward
        if at_most is None:
            _run_due(step, outcome, progress)
        else:
            done = _run_slice(step, outcome, progress, at_most, carried)
            carried = carried or done
        has_new_words |= step.is_patient and outcome.forward > forward
    return has_new_words


def _is_ready(step: Step, outcome: Round) -> bool:
    """Whether the step can begin; if not, the others go on without it."""
    try:
        step.prepare()
    except outcome.let_through:
        raise
    except TurnTaken as taken:
        logger.info("The step %s is left out of this round: %s", step.name, taken)
        return False
    except Exception as error:
        logger.exception("The step %s cannot begin.", step.name)
        outcome.failures.append(f"{step.name} cannot begin: {error}")
        return False
    return True


def _run_due(step: Step, outcome: Round, progress: Progress) -> None:
    """Run the step for all that is due."""
    began, working, done, last = time.perf_counter(), 0.0, 0, 0
    due = step.due().count()
    while True:
        with claimed(step.due().filter(pk__gt=last), step.batch_size) as ids:
            if not ids:
                break
            last = ids[-1]
            batch = list(step.due().filter(pk__in=ids))  # without what another did between our look and our claim
            working += _run_claimed(step, batch, outcome)
        done += len(batch)
        due = max(due, done)  # members of containers join while the round goes on
        progress(step.name, done, due)
    _add_up(outcome, step, done, working, time.perf_counter() - began)


def _run_slice(step: Step, outcome: Round, progress: Progress, at_most: int, carried: Sequence[int]) -> Sequence[int]:
    """Run the step for so many of what is due among the carried documents, or of all if none are; the documents it was run for.

    Documents that fail do not count, or they would hold up the others for ever.
    """
    at_most = min(at_most, step.slice or at_most)
    began, working, failed = time.perf_counter(), 0.0, outcome.failed
    done: list[int] = []
    for after in (0,) if carried else _places(step):
        last = after
        while (wanted := at_most - len(done) + outcome.failed - failed) > 0:
            due = without_resting(step.due(), step.name)
            within = due.filter(pk__in=carried, pk__gt=last) if carried else due.filter(pk__gt=last)
            with claimed(within, min(step.batch_size, wanted)) as ids:
                if not ids:
                    break
                last = ids[-1]
                batch = list(due.filter(pk__in=ids))
                working += _run_claimed(step, batch, outcome)
            done += [document.pk for document in batch]
            progress(step.name, len(done), len(done))
        if done:
            if not carried:
                _reached[step.name] = last
            break
    else:
        _reached.pop(step.name, None)
    _add_up(outcome, step, len(done), working, time.perf_counter() - began)
    return done


def _places(step: Step) -> Iterator[int]:
    """After which documents to look for what is due: where the last look ended, then from the start.

    What is looked through before the first find is looked through in vain, so that slice after slice would cost the square
    of the corpus. One look in some begins at the start all the same: a stream of new documents must not hold up old ones.
    """
    _looks[step.name] += 1
    if _looks[step.name] % _FROM_THE_START and (reached := _reached.get(step.name)):
        yield reached
    yield 0


def _run_claimed(step: Step, batch: Sequence[Document], outcome: Round) -> float:
    """Run a batch; the seconds it took."""
    began = time.perf_counter()
    failures = _run_batch(step, batch, outcome.let_through) if batch else []
    outcome.failures += failures
    outcome.failed += len(failures)
    return time.perf_counter() - began


def _add_up(outcome: Round, step: Step, done: int, working: float, took: float) -> None:
    outcome.done[step.name] = outcome.done.get(step.name, 0) + done
    outcome.working[step.name] = outcome.working.get(step.name, 0.0) + working
    outcome.looking[step.name] = outcome.looking.get(step.name, 0.0) + took - working


def _run_batch(step: Step, batch: Sequence[Document], let_through: tuple[type[Exception], ...]) -> list[str]:
    """Run a batch; if it fails, run its documents one by one, so that a bad one does not hold up the others.

    Whatever a step raises is caught here, as no list of errors could name what a future step may raise: it is logged with
    its stack, noted with its reason, told by name in the round's result, and the document stays due.
    """
    try:
        step.run(batch)
        forget(step.name, [document.pk for document in batch])
        return []
    except let_through:
        raise
    except Exception:
        logger.exception(
            "Step %s failed for a batch of %d documents; they are tried one by one.", step.name, len(batch)
        )
    failures = []
    for document in batch:
        try:
            step.run([document])
            forget(step.name, [document.pk])
        except let_through:
            raise
        except Exception as error:
            logger.exception(
                "Step %s failed for document %s.",
                step.name,
                document.sha256,
                extra={"step": step.name, "document": document.sha256},
            )
            failures.append(f"{step.name} of {document.sha256}: {error}")
            note(step.name, document, error)
    return failures
