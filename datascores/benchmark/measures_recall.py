"""What the readers miss: the words of office files that a second, independent engine finds and ours does not.

Files made here (see `office_sources`), the samples, and those of any folder. A word counts once for each file. An engine
that is not installed gets a row that says so.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

from datascores.benchmark.measures import Measure
from datascores.benchmark.office_sources import convert, write_office_files
from datascores.corpus.extract.isolation.worker import Extractor
from datascores.corpus.extract.limits import Limits
from datascores.corpus.extract.reading import Status
from datascores.corpus.places import SHEETS

_WORD = re.compile(r"[^\W_]{2,}")
MISSING_SHOWN = 8


@dataclass(frozen=True)
class Engine:
    """A second reader: the module or program it needs, and what it finds in a file of a format."""

    name: str
    needs: str
    formats: frozenset[str]
    read: Callable[[Path, str], str]

    @property
    def is_there(self) -> bool:
        return bool(shutil.which(self.needs)) or importlib.util.find_spec(self.needs) is not None


@dataclass
class Tally:
    """Counts over the files of one format read by one engine."""

    files: int = 0
    failures: int = 0
    words: int = 0
    found: int = 0
    ours: int = 0
    missing: list[str] = field(default_factory=list)


def measure_recall(folders: Iterable[Path], scratch: Path) -> list[Measure]:
    """A row for each format and engine: the share of the engine's words that our reader has too."""
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    rows = []
    if shutil.which("soffice"):
        files += write_office_files(scratch)
    else:
        rows.append(Measure("word recall, made files", "not measured", "LibreOffice (soffice) is not installed"))
    rows += measure_files(files, [engine for engine in ENGINES if engine.is_there])
    rows += [
        Measure(f"word recall against {engine.name}", "not measured", f"{engine.needs} is not installed")
        for engine in ENGINES
        if not engine.is_there
    ]
    return rows


def measure_files(files: Iterable[Path], engines: Sequence[Engine]) -> list[Measure]:
    """A row for each pair of a format and an engine that reads it; encrypted files are left out."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    with Extractor(Limits()) as extractor:
        for path in files:
            reading = extractor.read(path)
            words = words_of(" ".join(f"{page.label} {page.text}" for page in reading.pages))
            for engine in engines:
                if reading.format in engine.formats and reading.status != Status.ENCRYPTED:
                    _compare(tallies[reading.format, engine.name], engine, path, reading.format, words)
    return [_row(*key, tally) for key, tally in sorted(tallies.items())]


def words_of(text: str) -> set[str]:
    """The words of two letters or figures and more, in lower case, each once."""
    return {word.lower() for word in _WORD.findall(text)}


def _compare(tally: Tally, engine: Engine, path: Path, format_name: str, ours: set[str]) -> None:
    try:
        theirs = words_of(engine.read(path, format_name))
    except Exception:  # what a second engine stumbles over is no fault of ours; the row tells how often it did
        tally.failures += 1
        return
    tally.files += 1
    tally.words += len(theirs)
    tally.found += len(theirs & ours)
    tally.ours += len(ours)
    tally.missing += sorted(theirs - ours)


def _row(format_name: str, engine: str, tally: Tally) -> Measure:
    share = f"{tally.found / tally.words:.3f}" if tally.words else "no words"
    more = f"; it has {tally.found / tally.ours:.3f} of ours" if tally.ours else ""
    failed = f"; it failed on {tally.failures}" if tally.failures else ""
    missing = f"; missing: {' '.join(tally.missing[:MISSING_SHOWN])}" if tally.missing else ""
    how = f"of {tally.words} words in {tally.files} files{more}{failed}{missing}"
    return Measure(f"word recall, {format_name} against {engine}", share, how)


def _read_by_libreoffice(path: Path, format_name: str) -> str:
    """The words of the file as LibreOffice prints it; of sheets as a web page, since print cuts wide cells."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"file.{format_name}"
        shutil.copyfile(path, copy)
        if format_name in SHEETS:
            return _read_by_lxml(convert(copy, "html", Path(folder)), "html")
        with pypdfium2.PdfDocument(convert(copy, "pdf", Path(folder))) as pdf:
            return " ".join(page.get_textpage().get_text_bounded() for page in pdf)


def _read_by_python_docx(path: Path, _format: str) -> str:
    document = importlib.import_module("docx").Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for section in document.sections:
        texts += [paragraph.text for part in (section.header, section.footer) for paragraph in part.paragraphs]
    return " ".join(texts)


def _read_by_python_pptx(path: Path, _format: str) -> str:
    texts: list[str] = []

    def add(shapes: Any) -> None:
        for shape in shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            elif getattr(shape, "has_table", False):
                texts.extend(cell.text for row in shape.table.rows for cell in row.cells)
            elif hasattr(shape, "shapes"):
                add(shape.shapes)

    for slide in importlib.import_module("pptx").Presentation(str(path)).slides:
        add(slide.shapes)
        if slide.has_notes_slide:
            add(slide.notes_slide.shapes)
    return " ".join(texts)


def _read_by_openpyxl(path: Path, _format: str) -> str:
    workbook = importlib.import_module("openpyxl").load_workbook(path, data_only=True)
    texts = []
    for sheet in workbook.worksheets:
        texts.append(sheet.title)
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            texts += [] if cell.value is None or not isinstance(cell.value, str) else [cell.value]
            texts += [cell.comment.text] if cell.comment else []
    return " ".join(texts)


def _read_by_lxml(path: Path, _format: str) -> str:
    html = importlib.import_module("lxml.html")
    tree = html.document_fromstring(path.read_bytes())
    for element in tree.xpath("//script|//style|//head"):
        element.drop_tree()
    return tree.text_content()


def _read_by_catdoc(path: Path, _format: str) -> str:
    command = ["catdoc", "-d", "utf-8", str(path)]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode("utf-8", "replace")


_PRINTED = frozenset({"docx", "doc", "odt", "rtf", "pptx", "ppt", "odp", "odg", "xlsx", "xls", "xlsb", "ods"})
ENGINES = (
    Engine("LibreOffice", "soffice", _PRINTED, _read_by_libreoffice),
    Engine("python-docx", "docx", frozenset({"docx"}), _read_by_python_docx),
    Engine("python-pptx", "pptx", frozenset({"pptx"}), _read_by_python_pptx),
    Engine("openpyxl", "openpyxl", frozenset({"xlsx"}), _read_by_openpyxl),
    Engine("lxml", "lxml", frozenset({"html"}), _read_by_lxml),
    Engine("catdoc", "catdoc", frozenset({"doc"}), _read_by_catdoc),
)
