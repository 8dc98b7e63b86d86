"""How far the corpus has followed a published version, read from the stamps of the steps; nothing is kept for it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile

from datascores.corpus.matching import MatchStep
from datascores.corpus.models import Stamp
from datascores.curation.models import Version
from datascores.pipeline import steps
from search.engine.port import EngineError


@dataclass(frozen=True)
class Following:
    """Documents that a step from matching on is due for, and those that such a step was done for since the version.

    ``problem`` says why nothing can be said of the search index, where that is so.
    """

    waiting: int
    done: int
    problem: str = ""

    @property
    def total(self) -> int:
        return self.waiting + self.done


def following(version: Version) -> Following | None:
    """How far the corpus is; None for a version that others followed, since documents do not wait for each of them."""
    if Version.objects.filter(number__gt=version.number).exists():
        return None
    own = [step for step in dropwhile(lambda step: step.name != MatchStep.name, steps()) if not step.is_patient]
    waiting: set[int] = set()
    problem = ""
    for step in own:
        try:
            waiting |= set(step.due().values_list("pk", flat=True))
        except EngineError as error:
            problem = str(error)
    stamps = Stamp.objects.filter(step__in=[step.name for step in own], at__gte=version.published_at)
    done = {*stamps.values_list("document_id", flat=True).distinct()} - waiting
    return Following(len(waiting), len(done), problem)
