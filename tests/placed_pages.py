"""Makers of pages whose words stand in awkward places: turned, cropped, broken at line ends, with ligatures. Invented words.

`python -m tests.placed_pages FOLDER` writes them all; take them in and measure with `python -m tests.marks`.
"""

from __future__ import annotations

import io
import random
import re
import sys
from pathlib import Path

import pikepdf
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.scans import picture_of, scan_pdf

WIDTH, HEIGHT = 595, 842
WORDS = re.findall(
    r"\w+",
    """
council lantern score claims housing profile officer benefit report system analysis family review
contract supplier evidence process meeting decision training customer register network quality budget
answer question library village harbour meadow timber copper silver winter summer garden bridge market
castle river mountain forest station window
""",
)
LIGATURES = {"final": "ﬁnal", "office": "oﬃce", "flow": "ﬂow", "staff": "staﬀ", "benefit": "beneﬁt"}
BROKEN = ["information", "communication", "organisation", "administration", "consultation"]


def sentence(chance: random.Random, length: int = 9) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(length)).capitalize() + "."


def text_pdf(seed: int, rotate: int = 0, crop: tuple[int, int, int, int] | None = None, pages: int = 2) -> bytes:
    """Pages of sentences in a small hand, some set in bold and two columns; turned and cropped as asked."""
    chance, file = random.Random(seed), io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
    for _ in range(pages):
        for row in range(22):
            canvas.setFont(chance.choice(["Helvetica", "Times-Roman", "Courier-Bold"]), chance.choice([8, 10, 11]))
            canvas.drawString(130, 700 - 24 * row, sentence(chance, 5))
        canvas.showPage()
    canvas.save()
    return _turned(file.getvalue(), rotate, crop)


def sideways_pdf(seed: int, angle: int) -> bytes:
    """Lines that are written up or down an upright page, as in the head of a table."""
    chance, file = random.Random(seed), io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
    for column in range(10):
        canvas.saveState()
        canvas.translate(80 + 45 * column, 150 if angle == 90 else 700)
        canvas.rotate(angle)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(0, 0, sentence(chance, 7))
        canvas.restoreState()
    canvas.save()
    return file.getvalue()


def broken_pdf(seed: int, rotate: int = 0) -> bytes:
    """Words broken by a hyphen at the line's end, some of which stand whole elsewhere; and words with ligatures."""
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    chance, file = random.Random(seed), io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setFont("Vera", 10)
    y = 760
    for word in BROKEN:
        at = chance.randint(3, len(word) - 3)
        canvas.drawString(70, y, f"{sentence(chance, 5)} The {word[:at]}-")
        canvas.drawString(70, y - 14, f"{word[at:]} of {sentence(chance, 4)}")
        if chance.random() < 0.6:
            canvas.drawString(70, y - 28, f"Here {word} stands whole.")
        y -= 60
    for plain, joined in LIGATURES.items():
        canvas.drawString(70, y, f"{sentence(chance, 3)} A {joined} and {chance.choice([plain, joined])} end.")
        y -= 20
    canvas.save()
    return _turned(file.getvalue(), rotate, None)


def read_pdf(seed: int) -> bytes:
    """Two pages that are pictures, for OCR."""
    chance = random.Random(seed)
    return scan_pdf(*([sentence(chance, 6) for _ in range(12)] for _ in range(2)))


def turned_scan_pdf(seed: int, rotate: int) -> bytes:
    """A picture that stands upright once the page is turned."""
    chance, file = random.Random(seed), io.BytesIO()
    picture = picture_of([sentence(chance, 6) for _ in range(12)]).rotate(rotate, expand=True)
    from reportlab.lib.utils import ImageReader

    size = (HEIGHT, WIDTH) if rotate in (90, 270) else (WIDTH, HEIGHT)
    canvas = Canvas(file, pagesize=size, invariant=True)
    canvas.drawImage(ImageReader(picture), 0, 0, *size)
    canvas.save()
    return _turned(file.getvalue(), rotate, None)


def all_files() -> dict[str, bytes]:
    """Every kind once or more, by a name that says which."""
    files = {f"turned-{rotate}.pdf": text_pdf(rotate + 1, rotate) for rotate in (0, 90, 180, 270)}
    crop = (100, 60, 560, 760)
    files |= {f"cropped-{rotate}.pdf": text_pdf(rotate + 2, rotate, crop) for rotate in (0, 90, 180, 270)}
    files |= {f"sideways-{angle}.pdf": sideways_pdf(angle + 3, angle) for angle in (90, 270)}
    files |= {f"broken-{rotate}.pdf": broken_pdf(rotate + 4, rotate) for rotate in (0, 270)}
    files |= {"read.pdf": read_pdf(5), "read-turned.pdf": turned_scan_pdf(6, 90)}
    return files


def _turned(pdf: bytes, rotate: int, crop: tuple[int, int, int, int] | None) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.Rotate = rotate
            if crop:
                page.CropBox = list(crop)
        document.save(file, deterministic_id=True)
    return file.getvalue()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in all_files().items():
        (folder / name).write_bytes(content)
