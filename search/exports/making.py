"""A whole export on disk: snapshot of the hits, rows batch by batch, the file, and what makes it citable.

1. ``ids``: the hits in their order, written once, so that all of the export is of one answer of the index.
2. ``rows.ndjson`` and ``digests`` grow under a ledger: after a kill they go on where they stopped.
3. The file in its format is made from the rows; then manifest, data package and bundle, each whole or not there.

Calling it again for the same folder goes on, or gives what is there. A failure anywhere leaves no finished file.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.http import QueryDict

from search.asking import Asked, ask
from search.engine.clauses import within
from search.engine.port import Engine, EngineRefused
from search.exports.bundle import compose_readme, in_json, write_bundle
from search.exports.closing import last_withheld
from search.exports.datapackage import describe_package
from search.exports.digests import digest_of
from search.exports.formats import write_file
from search.exports.found import BATCH, refuse_empty_passages, rows_of
from search.exports.ledger import Ledger, open_ledger, write_whole
from search.exports.lines import ndjson_lines, with_root
from search.exports.manifest import Order, compose_manifest, reproduce_url, versions_now
from search.exports.tables import TABLES_VERSION
from search.exports.wanted import find_problem, in_lasting_order
from search.most import most_of
from search.query import SearchQuery

IDS, ROWS, DIGESTS, PLAN, RESULT = "ids", "rows.ndjson", "digests", "plan.json", "result.json"
BUNDLE, MANIFEST, PACKAGE, README = "bundle.zip", "manifest.json", "datapackage.json", "README.txt"
BEAT_EVERY = 2000  # rows while the file is written
Progress = Callable[[int, int], None]  # documents done, documents found


def make_export(
    order: Order, folder: Path, kept: Path, engine: Engine, steps: Mapping[str, str], progress: Progress
) -> dict[str, Any]:
    """Make the export in a folder of its own, or go on with it; what it came to, as JSON.

    Row digests are kept in the folder ``kept`` under the export's name, for ``reproduce``. Raises EngineUnavailable,
    EngineRefused, LedgerBusy, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / RESULT).exists():
        return json.loads((folder / RESULT).read_text(encoding="utf-8"))
    query = SearchQuery.from_querystring(QueryDict(order.querystring))
    with open_ledger(folder, (ROWS, DIGESTS)) as ledger:
        if not _is_begun(folder):
            ledger.begin_anew()
            _write_snapshot(order, query, folder, engine)
        plan = json.loads((folder / PLAN).read_text(encoding="utf-8"))
        _write_rows(order, _asked_then(query, plan), ledger, folder, lambda done: progress(done, plan["documents"]))
        result = _finish(order, query, plan, ledger, folder, engine, steps, progress)
    _keep(folder, kept, result)
    write_whole(folder / RESULT, json.dumps(result))
    for name in (ROWS, DIGESTS):
        (folder / name).unlink(missing_ok=True)
    return result


def _is_begun(folder: Path) -> bool:
    """Whether the snapshot is there, and the rows that may follow it have the columns of now."""
    if not (folder / IDS).exists():
        return False
    return json.loads((folder / PLAN).read_text(encoding="utf-8")).get("tables") == TABLES_VERSION


def _write_snapshot(order: Order, query: SearchQuery, folder: Path, engine: Engine) -> None:
    if problem := find_problem(query):
        raise EngineRefused(problem)
    asked = ask(query, engine)
    refuse_empty_passages(asked, order.table)
    versions = versions_now(engine)
    count = 0
    unfinished = folder / f"{IDS}.unfinished"
    with unfinished.open("w", encoding="ascii") as file:
        for record_id in engine.iter_ids(asked.clause, query.filters, in_lasting_order(query).sort):
            file.write(f"{record_id}\n")
            count += 1
    plan = {
        "at": _now(),
        "tables": TABLES_VERSION,
        "match": asked.match,
        "documents": count,
        "versions": versions,
        "last_withheld": last_withheld(),
    }
    write_whole(folder / PLAN, json.dumps(plan))
    unfinished.replace(folder / IDS)


def _asked_then(query: SearchQuery, plan: Mapping[str, Any]) -> Asked:
    """The question as it was asked when the snapshot was taken: words are marked by it, whatever would be found by now."""
    most = most_of(query.text) if plan["match"] == "most" else None
    if most is not None:
        return Asked(query, within(most, query.scope), plan["match"])
    return Asked(query, query.clause)


def _write_rows(order: Order, asked: Asked, ledger: Ledger, folder: Path, tell: Callable[[int], None]) -> None:
    with (folder / IDS).open(encoding="ascii") as file:
        ids = (line.strip() for line in islice(file, ledger.done, None))
        while batch := list(islice(ids, BATCH)):
            rows = list(rows_of(batch, asked, order.table))
            pieces = {
                ROWS: "".join(ndjson_lines(rows, order.table)).encode(),
                DIGESTS: b"".join(digest_of(row, order.table) for row in rows),
            }
            ledger.append(ledger.done + len(batch), ledger.rows + len(rows), pieces)
            tell(ledger.done)


def _finish(
    order: Order,
    query: SearchQuery,
    plan: Mapping[str, Any],
    ledger: Ledger,
    folder: Path,
    engine: Engine,
    steps: Mapping[str, str],
    progress: Progress,
) -> dict[str, Any]:
    total = plan["documents"]
    data = folder / f"{order.table.name}.{order.format}"
    rows = _beating(read_rows(folder / ROWS), lambda: progress(total, total))
    written = write_file(order.format, with_root(rows, order.root), order.table, data)
    if written.rows != ledger.rows:
        raise OSError(f"{ledger.rows} rows were made and {written.rows} written: the disk or a file is damaged.")
    file = {"name": data.name, "bytes": data.stat().st_size, "sha256": sha256_of(data)}
    rows_sha256 = sha256_of(folder / ROWS)
    name = hashlib.sha256(f"{order.querystring}\0{order.table.name}\0{rows_sha256}".encode()).hexdigest()[:32]
    address = reproduce_url(name, order, ledger.rows, plan["versions"])
    ended = {
        "at": _now(),
        "rows": ledger.rows,
        "interruptions": ledger.interruptions,
        "versions": versions_now(engine),
        "rows_sha256": rows_sha256,
        "reproduce": address,
        "cut_count": written.cut_count,
        "cuts": written.cuts,
    }
    manifest = compose_manifest(order, query, plan, ended, file, steps)
    texts = {
        README: compose_readme(manifest),
        MANIFEST: in_json(manifest),
        PACKAGE: in_json(describe_package(order.table, order.format, file, written.sheets)),
    }
    for text_name, text in texts.items():
        write_whole(folder / text_name, text)
    write_bundle(folder / BUNDLE, [data], texts)
    return {"rows": ledger.rows, "documents": total, "file": data.name, "export": name, "reproduce": address, **file}


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows from a file of one JSON object a line."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield json.loads(line)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _keep(folder: Path, kept: Path, result: Mapping[str, Any]) -> None:
    """Row digests and manifest under the export's name; the same export again leaves the first."""
    kept.mkdir(parents=True, exist_ok=True)
    if not (kept / f"{result['export']}.json").exists():
        shutil.copyfile(folder / DIGESTS, kept / f"{result['export']}.digests")
        write_whole(kept / f"{result['export']}.json", (folder / MANIFEST).read_text(encoding="utf-8"))


def _beating(rows: Iterable[dict[str, Any]], beat: Callable[[], None]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, 1):
        if number % BEAT_EVERY == 0:
            beat()
        yield row


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
