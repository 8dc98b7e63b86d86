"""Web pages (html): the main text without menus, and the title.

Nothing is fetched and no script is run. A page longer than the limit is read to the limit and says so.
"""

from __future__ import annotations

import re

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree

from .limits import MEGABYTE
from .normalise import normalise, one_line
from .quality import count_characters
from .reading import PageReading, Reading, Status, Task

_LEAST_SHARE = 0.25  # main text below this share of all text was cut too hard: letters and mails have no "article"

_DEEP = 2_000
# elements that need no end are left out, as a page may have thousands of them side by side
_NESTING_TAG = re.compile(
    rb"<(/?)(?!(?:br|img|hr|input|meta|link|col|area|wbr|source|embed|p|li|td|tr|th|dt|dd|option)\b)[a-z]", re.I
)


def read_html(task: Task) -> Reading:
    """The page as page 1."""
    with task.path.open("rb") as file:
        data = file.read(task.limits.html_bytes + 1)
    cut = len(data) > task.limits.html_bytes
    text, title = html_text(data[: task.limits.html_bytes])
    if not count_characters(text):
        return Reading("html", Status.NO_TEXT, "The web page holds no text.", title, engine="resiliparse")
    limit = task.limits.html_bytes / MEGABYTE
    reason = f"The web page is very long: only its first {limit:.0f} MB were read." if cut else ""
    status = Status.PARTIAL if cut else Status.OK
    return Reading("html", status, reason, title, (PageReading(1, text, "resiliparse"),), engine="resiliparse")


def html_text(data: bytes) -> tuple[str, str]:
    """The text and the title of a web page given as bytes."""
    tree = HTMLTree.parse_from_bytes(data, detect_encoding(data, from_html_meta=True) or "utf-8")
    if is_deep(data):
        return normalise(extract_plain_text(tree, preserve_formatting=False)), one_line(tree.title or "")[:300]
    whole = extract_plain_text(tree, preserve_formatting=True)
    main = extract_plain_text(tree, preserve_formatting=True, main_content=True)
    text = main if count_characters(main) >= _LEAST_SHARE * count_characters(whole) else whole
    return normalise(text), one_line(tree.title or "")[:300]


def is_deep(data: bytes) -> bool:
    """Whether elements lie inside each other as in no page that people read.

    Finding the main text, and indenting lists, takes time that grows with the square of the depth: minutes for 50,000.
    """
    if data.count(b"<") < _DEEP:
        return False
    depth = 0
    for tag in _NESTING_TAG.finditer(data):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _DEEP:
            return True
    return False
