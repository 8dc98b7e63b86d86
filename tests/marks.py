"""Random hits followed from the search to the reader: are the right words marked, and do the boxes lie over them?

`python -m tests.marks [HITS]` measures the corpus under DATASCORES_DATA. Born-digital places are checked against pdfminer.six,
which shares no code with the reader's pdfium; of pages read by OCR the picture within the boxes is read once more.
"""

from __future__ import annotations

import io
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from html.parser import HTMLParser

from nltk.stem import PorterStemmer
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfpage import PDFPage
from PIL import Image

_WORD = re.compile(r"[A-Za-z]{4,}")
_PAGE_LINK = re.compile(r'href="(/documents/[0-9a-f]{64}/pages/(\d+)/\?[^"#]*)')


@dataclass
class Tally:
    """What became of the hits; ``wrong`` are some that failed, in words."""

    hits: int = 0
    marks: int = 0
    words_right: int = 0
    boxed: int = 0
    places_right: int = 0
    places_checked: int = 0
    wrong: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """The marks of a reader page and the boxes over its picture."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[int, str] = {}
        self.boxes: dict[int, list[tuple[float, ...]]] = {}
        self.size = (0.0, 0.0)
        self._mark = self._number = self._box = 0
        self._is_in_article = False  # elsewhere on the page the hits are listed with marks of their own

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "article":
            self._is_in_article = True
        elif tag == "mark" and self._is_in_article:  # one without a number goes on with the one before
            named = re.fullmatch(r"hit-(\d+)", values.get("id") or "")
            self._mark = self._number = int(named[1]) if named else self._number
        elif tag == "svg":
            self.size = tuple(float(side) for side in values["viewbox"].split()[2:])
        elif tag == "a" and (named := re.fullmatch(r"#hit-(\d+)", values.get("href") or "")):
            self._box = int(named[1])
        elif tag == "rect":
            sides = tuple(float(values[name]) for name in ("x", "y", "width", "height"))
            self.boxes.setdefault(self._box, []).append(sides)

    def handle_endtag(self, tag):
        if tag == "mark":
            self._mark = 0
        elif tag == "article":
            self._is_in_article = False

    def handle_data(self, data):
        if self._mark:
            self.marks[self._mark] = self.marks.get(self._mark, "") + data


def measure(client, documents, hits: int, seed: int = 1) -> Tally:
    """Follow random words of random pages of PDFs from the search to the marks and boxes of the page a result names."""
    chance, tally, stem = random.Random(seed), Tally(), PorterStemmer().stem
    pages = [page for document in documents for page in document.pages.select_related("text")]
    words = [sorted(set(_WORD.findall(page.text.text))) for page in pages]
    pages = [(page, found) for page, found in zip(pages, words, strict=True) if found]
    known = {page.document.sha256: page.document for page, _ in pages}
    while tally.hits < hits:
        query = chance.choice(chance.choice(pages)[1]).lower()
        links = [link for link in _PAGE_LINK.finditer(client.get("/search/", {"q": query}).content.decode())
                 if link[1].split("/")[2] in known]  # fmt: skip
        if not links:
            tally.hits += 1
            tally.wrong.append(f"{query}: no result names a page")
            continue
        link = chance.choice(links)
        tally.hits += 1
        document, number = known[link[1].split("/")[2]], int(link[2])
        read = _Reader()
        read.feed(client.get(link[1].replace("&amp;", "&")).content.decode())
        where = f"{query} on page {number} of {document.name}"
        if not read.marks:
            tally.wrong.append(f"{where}: nothing marked")
        for at, mark in read.marks.items():
            tally.marks += 1
            plain = re.sub(r"[^A-Za-z]", "", mark).lower()
            is_right = stem(plain) == stem(query) or query in re.split(r"\W+", mark.lower())
            tally.words_right += is_right
            if not is_right:
                tally.wrong.append(f"{where}: marks {mark!r}")
            boxes = read.boxes.get(at, [])
            tally.boxed += bool(boxes)
            if boxes:
                _check_place(tally, client, document, number, mark, boxes, read.size, where)
            else:
                tally.wrong.append(f"{where}: no box for {mark!r}")
    return tally


def _check_place(tally: Tally, client, document, number: int, mark: str, boxes, size, where: str) -> None:
    text = document.pages.select_related("text").get(number=number).text
    letters = re.sub(r"[\W_]", "", mark)
    if "ocr" in text.read_by:
        seen = _read_again(client, document, number, boxes, size)
        is_right = SequenceMatcher(None, letters.lower(), seen.lower()).ratio() >= 0.6
        if not is_right and text.read_by != "ocr":
            seen = _letters_within(_bytes_of(document), number, boxes)
            is_right = Counter(seen) == Counter(letters)
    else:
        seen = _letters_within(_bytes_of(document), number, boxes)
        is_right = Counter(seen) == Counter(letters)
    tally.places_checked += 1
    tally.places_right += is_right
    if not is_right:
        tally.wrong.append(f"{where}: the boxes of {mark!r} hold {seen!r}")


def _bytes_of(document) -> bytes:
    from datascores.corpus.originals import originals

    with originals().open(document.original.key) as file:
        return file.read()


def _letters_within(pdf: bytes, number: int, boxes) -> str:
    """The letters whose middle lies within the boxes, by pdfminer."""
    found = ""
    for letter, x, y in _placed_letters(pdf, number):
        if any(left < x < left + width and top < y < top + height for left, top, width, height in boxes):
            found += letter
    plain = found.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi").replace("ﬄ", "ffl")
    return re.sub(r"[\W_]", "", plain)


@lru_cache(maxsize=64)
def _placed_letters(pdf: bytes, number: int) -> list[tuple[str, float, float]]:
    """Each letter of a page and its middle in points from the top left of what is seen of the page."""
    page = list(PDFPage.get_pages(io.BytesIO(pdf)))[number - 1]
    layout = next(iter(extract_pages(io.BytesIO(pdf), page_numbers=[number - 1])))
    mx0, my0, mx1, my1 = page.mediabox
    cx0, cy0, cx1, cy1 = page.cropbox
    cx0, cy0, cx1, cy1 = max(cx0, mx0), max(cy0, my0), min(cx1, mx1), min(cy1, my1)
    left, top = {
        0: (cx0 - mx0, my1 - cy1),
        90: (cy0 - my0, cx0 - mx0),
        180: (mx1 - cx1, cy0 - my0),
        270: (my1 - cy1, mx1 - cx1),
    }[page.rotate % 360]
    height = (mx1 - mx0) if page.rotate % 180 else (my1 - my0)
    found = []

    def walk(item) -> None:
        if isinstance(item, LTChar):
            x0, y0, x1, y1 = item.bbox
            found.append((item.get_text(), (x0 + x1) / 2 - left, height - (y0 + y1) / 2 - top))
        elif isinstance(item, LTContainer):
            for inner in item:
                walk(inner)

    walk(layout)
    return found


def _read_again(client, document, number: int, boxes, size) -> str:
    """What OCR reads in the picture that is served, within the boxes and nothing else."""
    import tesserocr

    from datascores.corpus.extract.pictures.ocr import bare_tesseract

    data = client.get(f"/documents/{document.sha256}/pages/{number}/image.webp").content
    picture = Image.open(io.BytesIO(data)).convert("L")
    scale = picture.width / size[0]
    tesseract, words = bare_tesseract(), []
    for left, top, width, height in boxes:
        cut = picture.crop(tuple(round(side * scale) for side in (left, top, left + width, top + height)))
        cut = cut.resize((cut.width * 2, cut.height * 2))
        framed = Image.new("L", (cut.width + 40, cut.height + 40), 255)
        framed.paste(cut, (20, 20))
        tesseract.SetImageBytes(framed.tobytes(), framed.width, framed.height, 1, framed.width)
        tesseract.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
        words.append(re.sub(r"[\W_]", "", tesseract.GetUTF8Text()))
    return "".join(words)


def main(hits: int) -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datascores.settings")
    django.setup()
    from django.test import Client

    from datascores.corpus.models import Document

    tally = measure(Client(headers={"host": "localhost"}), Document.objects.filter(format="pdf"), hits)
    for line in tally.wrong:
        print(line)
    print({name: value for name, value in vars(tally).items() if name != "wrong"})


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
