"""What it costs to store the text of born-digital PDFs: isolated, inspected for hidden words and kept, against bare readers.

Raw pdfium and pdfminer.six read the same files in the same run and in one process, so the machine's speed cancels out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
from django.conf import settings

from datascores.benchmark.measures import Measure, copies_of, pages_of
from datascores.corpus.extract.pdf.hidden_objects import read_drawing
from datascores.corpus.extract.pdf.hidden_words import inspect_page

_SLOW_PAGES = 60  # that pdfminer.six reads: enough to know its speed


def measure_text(files: Path, scratch: Path) -> list[Measure]:
    """The extract step alone, in a portal of its own, on the PDFs of a folder that have text."""
    pdfs = [path for path in sorted(files.rglob("*")) if path.suffix.lower() == ".pdf" and is_born_digital(path)]
    if not pdfs:
        raise ValueError(f"{files} holds no PDF with text.")
    copies = copies_of(pdfs, scratch / "text-copies")
    stored, pages, raw = _store(copies[0].parent, scratch / "text-portal")
    slow_pages, slow = _read_slowly(pdfs)
    looked, rendered = _count_rendered(pdfs)
    ratio, how = (pages / stored) / (pages / raw), f"{pages} pages of {len(copies)} PDFs with text"
    return [
        Measure(
            "text stored", f"{pages / stored:.1f} pages/s", f"{how}: the extract step with {os.cpu_count()} children"
        ),
        Measure("text stored / raw pdfium", f"{ratio:.2f}", f"raw: {pages / raw:.1f} pages/s in one process"),
        Measure(
            "text stored / pdfminer.six",
            f"{(pages / stored) / (slow_pages / slow):.1f}",
            f"pdfminer.six: {slow_pages / slow:.1f} pages/s on {slow_pages} pages in one process",
        ),
        Measure("pages rendered for hidden words", f"{rendered / looked:.1%}", f"{rendered} of {looked} pages"),
    ]


def store_folder(folder: str) -> None:
    """Print as JSON the seconds that storing takes, the pages, and the seconds of raw pdfium. Run in the scratch portal."""
    from datascores.corpus.extraction import ExtractStep
    from datascores.corpus.intake import NewArrival, receive
    from datascores.corpus.models import Document, Page

    paths = sorted(Path(folder).iterdir())
    for path in paths:
        with path.open("rb") as content:
            receive(NewArrival(collection="benchmark", file_name=path.name), content)
    step = ExtractStep()
    step.run(list(step.due()[: os.cpu_count() or 1]))  # starts the children
    first = Page.objects.count()
    stored = 0.0
    while batch := list(step.due()[: step.batch_size]):
        started = time.perf_counter()
        step.run(batch)
        stored += time.perf_counter() - started
    pages = Page.objects.count() - first
    started = time.perf_counter()
    read = sum(pages_of(path) for path in paths)
    raw = (time.perf_counter() - started) * pages / read
    print(json.dumps({"stored": stored, "pages": pages, "raw": raw, "documents": Document.objects.count()}))


def _store(folder: Path, portal: Path) -> tuple[float, int, float]:
    environment = {**os.environ, "DATASCORES_DATA": str(portal)}
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True, capture_output=True)
    code = f"from datascores.benchmark.measures_text import store_folder; store_folder({str(folder)!r})"
    report = subprocess.run([*manage, "shell", "-c", code], env=environment, capture_output=True, text=True)
    if report.returncode:
        raise RuntimeError(f"Storing the texts failed: {report.stderr[-500:]}")
    found = json.loads(report.stdout.strip().splitlines()[-1])
    return found["stored"], found["pages"], found["raw"]


def is_born_digital(path: Path) -> bool:
    """Whether pdfium finds text on every page."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return all(page.get_textpage().count_chars() > 100 for page in pdf)
    except pypdfium2.PdfiumError:
        return False


def _read_slowly(pdfs: list[Path]) -> tuple[int, float]:
    from pdfminer.high_level import extract_text
    from pdfminer.pdfpage import PDFPage

    pages, started = 0, time.perf_counter()
    for path in pdfs:
        if pages >= _SLOW_PAGES:
            break
        extract_text(path)
        with path.open("rb") as file:
            pages += sum(1 for _ in PDFPage.get_pages(file))
    return pages, time.perf_counter() - started


def _count_rendered(pdfs: list[Path]) -> tuple[int, int]:
    looked = rendered = 0
    for path in pdfs:
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                textpage = page.get_textpage()
                text = textpage.get_text_range(errors="surrogatepass")
                looked += 1
                rendered += inspect_page(page, textpage, text, read_drawing(page), time.monotonic() + 60).is_rendered
    return looked, rendered
