"""The words that a presentation or drawing of OpenDocument shows on its pages without holding them there: those of master
pages, and the headers, footers and dates that are declared for all slides.

As in pptx they stand once, on the first page that shows them; the words of placeholders on a master are prompts.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..marks import bare, mark
from ..office.tree import Element, read_tree
from .slides import PageJudge
from .styles import Styles

_DECLARED = ("header", "footer", "date-time")
_FIELDS = frozenset({*_DECLARED, "page-number", "page-count", "page-name", "date", "time", "file-name"})


def words_of_masters(styles: bytes, content: bytes, hidden_pages: set[int]) -> dict[int, list[str]]:
    """Words by number of page, what nobody sees between marks; pages in `hidden_pages` show nothing that others show too.

    Raises Unreadable for damaged XML.
    """
    masters = _masters(styles) if styles else {}
    root = read_tree(content)
    declared = {(name, element.get("name")): bare(element.text.strip()) for element in root.walk() for name in _DECLARED
                if element.name == f"{name}-decl"}  # fmt: skip
    looks = {style.get("name"): style.find("drawing-page-properties") for style in root.walk() if style.name == "style"}
    pages = list(enumerate((page for page in root.walk() if page.name == "page"), 1))
    told: set[str] = set()
    found: dict[int, list[str]] = {}
    for number, page in sorted(pages, key=lambda numbered: numbered[0] in hidden_pages):
        look = looks.get(page.get("style-name")) or Element("none", {})
        words = [declared.get((name, page.get(f"use-{name}-name")), "") for name in _DECLARED
                 if look.get(f"display-{name}") != "false"]  # fmt: skip
        if look.get("background-objects-visible") != "false":
            words += masters.get(page.get("master-page-name"), [])
        new = [line for line in dict.fromkeys(words) if line and line not in told]
        told.update(new)
        found[number] = new
    return found


def _masters(styles: bytes) -> dict[str, list[str]]:
    """The words of the shapes on each master page, by its name."""
    judge = PageJudge(Styles(), styles, styles)
    found: dict[str, list[str]] = {}
    for name, line in _lines(read_tree(styles), judge, ""):
        found.setdefault(name, []).append(line)
    return found


def _lines(element: Element, judge: PageJudge, master: str) -> Iterator[tuple[str, str]]:
    """Paragraphs with the name of the master page that they stand on."""
    if element.name == "master-page":
        master = element.get("name")
    elif element.name in ("notes", "forms", "handout-master") or ("class" in element.attributes and master):
        master = ""
    if element.name in judge.watched:
        judge.start(element.name, element.attributes)
    if element.name in ("p", "h"):
        line = _written(element, judge)
        if master and bare(line).strip():
            yield master, line
    else:
        for child in element.children:
            yield from _lines(child, judge, master)
    if element.name in judge.watched:
        judge.end(element.name)


def _written(element: Element, judge: PageJudge) -> str:
    pieces = [mark(bare(element.text), judge.reason())]
    for child in element.children:
        if child.name in judge.watched:
            judge.start(child.name, child.attributes)
        pieces.append({"tab": "\t", "line-break": "\n", "s": " "}.get(child.name) or
                      ("" if child.name in _FIELDS else _written(child, judge)))  # fmt: skip
        if child.name in judge.watched:
            judge.end(child.name)
        pieces.append(mark(bare(child.tail), judge.reason()))
    return "".join(pieces)
