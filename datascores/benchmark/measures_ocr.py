"""What isolation costs OCR, and what a second process brings, on scans made for it.

Bare Tesseract reads the same pages at the same resolution in the same run, so the machine's speed cancels out.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from datascores.benchmark.measures import Measure
from datascores.corpus.extract import Extractor
from datascores.corpus.extract.pictures.ocr import bare_tesseract
from datascores.corpus.extract.pictures.rasters import DPI
from datascores.corpus.extract.reading import PicturesWanted

PAGES, ROUNDS = 6, 3
_SENTENCE = "the council holds a contract for software that sorts claims by risk and asks its supplier to review them"


def measure_ocr(scratch: Path) -> list[Measure]:
    """Pages a second of bare Tesseract, of one limited process, and of two side by side; ratios are medians of rounds."""
    os.environ["OMP_THREAD_LIMIT"] = "1"  # as in the limited processes; read when Tesseract is loaded
    scan = make_scan(scratch / "scan.pdf")
    isolated, doubled, speeds = [], [], []
    with Extractor() as one, Extractor() as other:
        for extractor in (one, other):  # starts the processes and loads Tesseract
            extractor.read_pictures(scan, "scan.pdf", 1, PicturesWanted.PAGE)
        for _ in range(ROUNDS):
            bare = _seconds(lambda: _read_bare(scan))
            alone = _seconds(lambda: _read_with([one], scan))
            both = _seconds(lambda: _read_with([one, other], scan))
            isolated.append(bare / alone)
            doubled.append(alone / both)
            speeds.append(PAGES / bare)
    how = f"{PAGES} made pages at {DPI} dpi, median of {ROUNDS} rounds"
    return [
        Measure("bare Tesseract", f"{statistics.median(speeds):.2f} pages/s", f"{how}, in this process"),
        Measure("OCR / bare Tesseract", f"{statistics.median(isolated):.2f}", "one limited process, words with places"),
        Measure(
            "two OCR processes / one", f"{statistics.median(doubled):.2f}", f"on a machine of {os.cpu_count()} cores"
        ),
    ]


def make_scan(path: Path) -> Path:
    """A PDF of pages that are pictures of seeded sentences, as a scanner of 200 dpi makes them."""
    dice, font = random.Random(4), ImageFont.load_default(30)
    pages = []
    for _ in range(PAGES):
        page = Image.new("L", (1654, 2339), 255)
        draw = ImageDraw.Draw(page)
        for row in range(44):
            draw.text((150, 150 + 46 * row), " ".join(dice.choices(_SENTENCE.split(), k=14)), 0, font)
        pages.append(page)
    pages[0].save(path, "PDF", resolution=DPI, save_all=True, append_images=pages[1:])
    return path


def _read_bare(scan: Path) -> None:
    tesseract = bare_tesseract()
    with pypdfium2.PdfDocument(scan) as document:
        for page in document:
            bitmap = page.render(scale=DPI / 72, grayscale=True)
            tesseract.SetImageBytes(bytes(bitmap.buffer), bitmap.width, bitmap.height, 1, bitmap.stride)
            tesseract.SetSourceResolution(DPI)
            tesseract.GetUTF8Text()


def _read_with(extractors: list[Extractor], scan: Path) -> None:
    def read(number: int) -> None:
        extractor = extractors[number % len(extractors)]
        if extractor.read_pictures(scan, "scan.pdf", number, PicturesWanted.PAGE).failure:
            raise RuntimeError("OCR of a made page failed.")

    with ThreadPoolExecutor(len(extractors)) as threads:
        list(threads.map(read, range(1, PAGES + 1)))


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
