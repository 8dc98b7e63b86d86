"""Where in a document a word stands, in words that lead a person to it in the original file.

"page 3" of a PDF, "slide 3", "Licences, row 14" of a workbook, "row 14" of a table without sheets. Word-processor files,
web pages and mails have no pages of their own: their one text counts paragraphs, below the head of a mail. Pure functions
of rows already at hand.
"""

from __future__ import annotations

import re

from datascores.corpus.mail_heads import head_end
from datascores.corpus.models import Page

SLIDES = frozenset({"pptx", "ppt", "odp"})
SHEETS = frozenset({"xlsx", "xlsb", "xls", "ods", "csv"})
LINE_IS_PARAGRAPH = frozenset({"docx", "doc", "odt", "rtf"})
BLOCK_IS_PARAGRAPH = frozenset({"txt", "html", "eml", "msg"})
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BLOCK = re.compile(r"\S.*?(?=\n[^\S\n]*\n|\Z)", re.S)


def place_of(page: Page, offset: int, format_name: str) -> str:
    """The place of the character at ``offset`` (code points) in the page's current text; ``page.text`` should be loaded.

    Counts in the stored text, not in the shown one, whose covers may lie over line ends. Words that OCR read say so, since
    they may be wrong.
    """
    if page.text.picture_from is not None and offset >= page.text.picture_from:
        return f"{place_of_page(page, format_name)}, in a picture"
    if page.text.read_by == "ocr":
        return f"{place_of_page(page, format_name)}, read by OCR"
    text = page.text.text
    if page.first_row is not None:
        row = f"row {page.first_row + text.count(chr(10), 0, offset)}"
        return f"{page.label}, {row}" if page.label else row
    if format_name in LINE_IS_PARAGRAPH or format_name in BLOCK_IS_PARAGRAPH:
        head = head_end(text, format_name)
        if offset < head:
            return "the mail’s header"
        paragraph = _LINE if format_name in LINE_IS_PARAGRAPH else _BLOCK
        number = max(1, sum(match.start() <= offset for match in paragraph.finditer(text, head)))
        return f"{page.label}, paragraph {number}" if page.label else f"paragraph {number}"
    return place_of_page(page, format_name)


def place_of_page(page: Page, format_name: str) -> str:
    """The page as a whole: "page 3", "slide 3", "sheet Licences"."""
    if format_name in SHEETS and page.label:
        return f"sheet {page.label}"
    return f"{'slide' if format_name in SLIDES else 'page'} {page.number}"
