"""Tables whose cells are written as paragraphs, as word processors and mail programs do: a row stays one line of cells.

Without this each cell would be a paragraph of its own, and nobody could tell the column of the questions from that of the
answers. Only rows of short cells are joined; a table that lays out a whole page keeps its paragraphs.
"""

from __future__ import annotations

from typing import Any

from resiliparse.parse.html import HTMLTree

_LONGEST = 1500  # code points of a cell that is joined
_LEAST = 2  # cells with words in a row, and such rows in a table
_BLOCKS = "p, div"
_OWN_LINES = "table, ul, ol, pre, h1, h2, h3, h4, h5, h6, blockquote"


def join_cells(tree: HTMLTree) -> None:
    """Write the paragraphs within the cells of a table as words of one line."""
    if tree.body is None:
        return
    for table in tree.body.query_selector_all("table"):
        if table.query_selector("td table, th table") is not None:
            continue  # it lays out the page; the tables within it come by themselves
        rows = [list(row.query_selector_all("td, th")) for row in table.query_selector_all("tr")]
        told = [cells for cells in rows if sum(bool(_words_of(cell).strip()) for cell in cells) >= _LEAST]
        if len(told) < _LEAST:
            continue
        for cells in told:
            if all(len(_words_of(cell)) <= _LONGEST and cell.query_selector(_OWN_LINES) is None for cell in cells):
                for cell in cells:
                    _join(tree, cell)


def _words_of(cell: Any) -> str:
    return cell.text or ""


def _join(tree: HTMLTree, cell: Any) -> None:
    for block in reversed(list(cell.query_selector_all(_BLOCKS))):
        words: Any = tree.create_element("span")
        for child in list(block.child_nodes):
            words.append_child(child)
        block.parent.insert_before(tree.create_text_node(" "), block)
        block.parent.replace_child(words, block)
