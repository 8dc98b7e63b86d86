"""Matching: how fast texts are matched, against a bare walk of the automaton, and what one changed name costs.

The bare walk is the same automaton over the same folded texts in the same process, its hits thrown away: no folding, no
offsets, no rules. Texts are made, once with names of the reference catalogue strewn in as thickly as letters hold them,
where each name has its price, and once without, which is what most pages of a crawl are like.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max

from datascores.benchmark.generator import VOCABULARY, WORDS_A_DOCUMENT, vocabulary
from datascores.benchmark.measures import Measure
from datascores.catalogue.models import Alias, System
from datascores.catalogue.rules import read_catalogue
from datascores.corpus.matcher import Matcher, PageInput
from datascores.corpus.matching import MatchStep
from datascores.corpus.models import Candidate, Document, Page, PageText, Stamp

NAMES_A_DOCUMENT = 6
CHANGED_NAME = "lantern household index"  # stands in one made document of a hundred
ONE_IN = 100


def measure_matching(documents: int, scratch: Path) -> list[Measure]:
    """Matching of made documents in a portal of its own, then again after one name was added to a record."""
    found = _in_portal(scratch / "matching-portal", documents)
    speed, walk = (found["megabytes"] / found[key] for key in ("matching", "walking"))
    plain_speed, plain_walk = (found["plain_megabytes"] / found[key] for key in ("plain_matching", "plain_walking"))
    return [
        Measure(
            "matching", f"{speed:.1f} MB/s a core", f"{found['megabytes']:.1f} MB made text, {found['hits']} mentions"
        ),
        Measure("matching / bare automaton walk", f"{speed / walk:.2f}", f"walk: {walk:.0f} MB/s of the folded text"),
        Measure(
            "the same, text that names nothing",
            f"{plain_speed / plain_walk:.2f}",
            f"{plain_speed:.1f} against {plain_walk:.0f} MB/s",
        ),
        Measure(
            f"one name added, {documents} documents",
            f"{found['rematched']} matched again",
            f"{found['seconds']:.1f} s; {found['looked']} documents looked through for the name",
        ),
    ]


def match_made(documents: int) -> None:
    """Print as JSON what matching costs. Run in the scratch portal, which holds the reference catalogue."""
    catalogue = read_catalogue()
    texts = list(made_letters(documents, [name.text for record in catalogue.records for name in record.names]))
    matcher = Matcher(catalogue)

    def measure(texts: Sequence[str]) -> tuple[float, float, float, int]:
        # each page is a document, and is folded while it is matched
        matching, hits = _seconds(lambda: sum(len(matcher.match([PageInput(1, text)])) for text in texts))
        folded = [PageInput(1, text).folded for text in texts]
        walking, _ = _seconds(lambda: [matcher.walk(text) for text in folded])
        return sum(len(text.encode()) for text in texts) / 1e6, matching, walking, hits

    megabytes, matching, walking, hits = measure(texts)
    plain_megabytes, plain_matching, plain_walking, _ = measure(list(made_letters(documents, [])))
    _store(texts)
    _run(MatchStep())
    Alias.objects.create(record_id=System.objects.order_by("slug")[0].pk, text=CHANGED_NAME)
    step = MatchStep()
    started = time.perf_counter()
    looked, rematched = _run(step)
    print(
        json.dumps(
            {
                "megabytes": megabytes,
                "matching": matching,
                "walking": walking,
                "hits": hits,
                "plain_megabytes": plain_megabytes,
                "plain_matching": plain_matching,
                "plain_walking": plain_walking,
                "looked": looked,
                "rematched": rematched,
                "seconds": time.perf_counter() - started,
            }
        )
    )


def made_letters(count: int, names: Sequence[str], seed: int = 3) -> Iterator[str]:
    """Made texts in lines and paragraphs, each with a few of the names if there are any; the same for the same seed."""
    rng, words = random.Random(seed), vocabulary()
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    for number in range(count):
        text = rng.choices(words, weights, k=WORDS_A_DOCUMENT)
        strewn = (
            [*rng.choices(names, k=NAMES_A_DOCUMENT), *([CHANGED_NAME] if number % ONE_IN == 0 else [])]
            if names
            else []
        )
        for name in strewn:
            text.insert(rng.randrange(len(text)), name)
        lines = [" ".join(text[start : start + 12]) for start in range(0, len(text), 12)]
        yield ".\n\n".join("\n".join(lines[start : start + 5]) for start in range(0, len(lines), 5))


def _seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def _store(texts: Sequence[str]) -> None:
    """Rows of documents as they stand before the match step, without files."""
    hashes = [hashlib.sha256(f"{number} {text}".encode()).hexdigest() for number, text in enumerate(texts)]
    made = [Document(sha256=sha, size=1, name="made", status=Document.Status.OK, page_count=1) for sha in hashes]
    documents = Document.objects.bulk_create(made, batch_size=500)
    rows = [
        PageText(document=document, number=1, text=text, text_hash=sha, read_by="made")
        for document, text, sha in zip(documents, texts, hashes, strict=True)
    ]
    stored = PageText.objects.bulk_create(rows, batch_size=500)
    Page.objects.bulk_create([Page(document_id=row.document_id, number=1, text=row) for row in stored], batch_size=500)
    stamps = [Stamp(document=row, step="segment", version="made", inputs="", output="made") for row in documents]
    Stamp.objects.bulk_create(stamps, batch_size=500)


def _run(step: MatchStep) -> tuple[int, int]:
    """Run the step for all that is due: how many documents it looked at, and how many of them it matched."""
    looked = 0
    last = Candidate.objects.aggregate(last=Max("pk"))["last"] or 0
    due = list(step.due())
    for start in range(0, len(due), step.batch_size):
        step.run(batch := due[start : start + step.batch_size])
        looked += len(batch)
    return looked, Candidate.objects.filter(pk__gt=last).values("document").distinct().count()


def _in_portal(portal: Path, documents: int) -> dict[str, float]:
    environment = {**os.environ, "DATASCORES_DATA": str(portal)}
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    for preparation in (["migrate", "--verbosity", "0"], ["load_catalogue", "--write"]):
        subprocess.run([*manage, *preparation], env=environment, check=True, capture_output=True)
    code = f"from datascores.benchmark.measures_matching import match_made; match_made({documents})"
    report = subprocess.run([*manage, "shell", "-c", code], env=environment, capture_output=True, text=True)
    if report.returncode:
        raise RuntimeError(f"Matching failed: {report.stderr[-500:]}")
    return json.loads(report.stdout.strip().splitlines()[-1])
