"""Web pages (html): the main text, after it what stands around it (menus, head and foot), and the title.

Nothing that can be seen is lost: what looks like a menu may be the sender's address, and a form may hold the answer. What
the page says not to show is left out; words that are there but cannot be seen stand between `marks`. Nothing is fetched and
no script is run. A page longer than the limit is read to the limit and says so.
"""

from __future__ import annotations

import re
from collections import Counter

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from resiliparse.parse.html import HTMLTree

from ..limits import MEGABYTE
from ..marks import bare, normalise_marked, take_marks
from ..normalise import normalise, one_line
from ..quality import count_characters
from ..reading import PageReading, Reading, Status, Task
from ..sniff import as_utf8
from .cells import join_cells
from .fields import show_fields
from .quotes import bound_quotes, mark_lines
from .visibility import mark_unseen

AROUND = "Around the main text"  # the label of the page with menus, head and foot
_LEAST_SHARE = 0.25  # main text below this share of all text was cut too hard: letters and mails have no "article"

# what neither a browser nor a mail program shows
_HIDDEN = ["[hidden]", *(f'[style*="{style}" i]' for style in ("display:none", "display: none", "visibility:hidden",
           "visibility: hidden", "mso-hide:all", "mso-hide: all"))]  # fmt: skip

# the code points of `marks`, U+FDD0 to U+FDEF, as references
_WRITTEN_MARK = re.compile("&#(?:x0{0,9}fd[de][0-9a-f]|0{0,9}(?:6497[6-9]|649[89][0-9]|6500[0-7]));?", re.I)
_DEEP = 2_000
# elements that need no end are left out, as a page may have thousands of them side by side
_NESTING_TAG = re.compile(
    rb"<(/?)(?!(?:br|img|hr|input|meta|link|col|area|wbr|source|embed|p|li|td|tr|th|dt|dd|option)\b)[a-z]", re.I
)


def read_html(task: Task) -> Reading:
    """The main text as page 1, what stands around it as page 2; all of it as page 1 where no main text can be told."""
    with task.path.open("rb") as file:
        data = file.read(task.limits.html_bytes + 1)
    cut = len(data) > task.limits.html_bytes
    *texts, title = main_and_around(data[: task.limits.html_bytes])
    pages = tuple(
        PageReading(number, text, "resiliparse", label=label, hidden=hidden)
        for number, (label, (text, hidden)) in enumerate(
            zip(("", AROUND), map(normalise_marked, texts), strict=True), 1
        )
        if count_characters(text)
    )
    if not pages:
        return Reading("html", Status.NO_TEXT, "The web page holds no text.", title, engine="resiliparse")
    limit = task.limits.html_bytes / MEGABYTE
    reason = f"The web page is very long: only its first {limit:.0f} MB were read." if cut else ""
    status = Status.PARTIAL if cut else Status.OK
    return Reading("html", status, reason, title, pages, engine="resiliparse")


def html_text(data: bytes, charset: str = "") -> tuple[str, str]:
    """All text of a mail in html, in its order, with `marks`, ">" before what it cites, and the title.

    ``charset`` is what its sender states.
    """
    data, charset = _one_encoding(data, charset)
    tree = _tree(data, charset)
    is_quoting = b"blockquote" in data.lower() and not is_deep(data) and bound_quotes(tree)
    text = _all_text(tree, data)
    return mark_lines(text) if is_quoting else text, one_line(tree.title or "")[:300]


def main_text(data: bytes) -> str:
    """The text without what looks like menus, head and foot; all of it where there is no main text to be told."""
    data, charset = _one_encoding(data)
    tree = _tree(data, charset)
    return take_marks(_main_text(tree, data, _all_text(tree, data)))[0]


def main_and_around(data: bytes) -> tuple[str, str, str]:
    """The main text and what stands around it (which may be empty), both with `marks`, and the title."""
    data, charset = _one_encoding(data)
    tree = _tree(data, charset)
    whole = _all_text(tree, data)
    main = _main_text(tree, data, whole)
    return main, _without_lines(whole, main), one_line(tree.title or "")[:300]


def _one_encoding(data: bytes, charset: str = "") -> tuple[bytes, str]:
    """A page in UTF-16 as UTF-8, since places of the page are also told from its bytes; all others unchanged."""
    plain = as_utf8(data)
    return (plain, charset) if plain is data else (plain, "utf-8")


def _tree(data: bytes, charset: str = "") -> HTMLTree:
    page = _WRITTEN_MARK.sub("", bare(bytes_to_str(data, _encoding(data, charset))))
    tree = HTMLTree.parse(page)
    mark_unseen(tree, show_fields(tree, data))
    if not is_deep(data):
        join_cells(tree)
    return tree


def _all_text(tree: HTMLTree, data: bytes) -> str:
    return normalise(_extract(tree, formatted=not is_deep(data)))


def _main_text(tree: HTMLTree, data: bytes, whole: str) -> str:
    if is_deep(data):
        return whole
    main = normalise(_extract(tree, main_content=True))
    return main if count_characters(main) >= _LEAST_SHARE * count_characters(whole) else whole


def _extract(tree: HTMLTree, formatted: bool = True, main_content: bool = False) -> str:
    return extract_plain_text(
        tree,
        preserve_formatting=formatted,
        main_content=main_content,
        form_fields=True,
        noscript=True,  # no script is run here, and none in a mail program
        skip_elements=_HIDDEN,
    )


def _encoding(data: bytes, charset: str = "") -> str:
    """The stated charset where the bytes are of it (a wrong one is common), else what they look like."""
    try:
        if charset:
            data.decode(charset)
            return charset
    except (UnicodeDecodeError, LookupError):
        pass
    return detect_encoding(data, from_html_meta=True) or "utf-8"


def _without_lines(text: str, known: str) -> str:
    """The lines of ``text`` without those of ``known``, each taken away as often as it stands there."""
    taken = Counter(map(_bare, known.splitlines()))
    kept = []
    for line in text.splitlines():
        letters = _bare(line)
        if letters and taken[letters]:
            taken[letters] -= 1
        else:
            kept.append(line)
    return normalise("\n".join(kept))


def _bare(line: str) -> str:
    return "".join(line.split())


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
