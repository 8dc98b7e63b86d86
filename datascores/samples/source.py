"""The texts of the samples, as written in `texts/*.md`.

A source begins with lines "key: value" up to "---"; "===" parts pages (slides, sheets, attachments). Within a page
"# " starts a heading, "> " a quotation, "| a | b |" a table row, "notes: " the notes of a slide; blank lines part
paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from datascores.samples import FOLDER, MARK


@dataclass(frozen=True)
class Block:
    """One piece of a page: kind is "text", "heading", "quote", "row" or "notes"; cells only for rows."""

    kind: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """One text and the files to be made from it."""

    files: tuple[str, ...]
    authority: str
    kind: str
    date: str
    note: str
    title: str
    pages: tuple[tuple[Block, ...], ...]

    @property
    def mark(self) -> str:
        """What each page opens with: replies are invented, case notes are not."""
        return MARK if self.authority else ""


def read_sources() -> list[Source]:
    """All sources, by file name."""
    return [read_source(path) for path in sorted((FOLDER / "texts").glob("*.md"))]


def read_source(path: Path) -> Source:
    """One source. Raises ValueError when its head is incomplete."""
    head, _, body = path.read_text(encoding="utf-8").partition("---\n")
    values = dict(line.split(":", 1) for line in head.splitlines())
    missing = {"files", "authority", "kind", "date", "note", "title"} - values.keys()
    if missing:
        raise ValueError(f"{path.name}: the head lacks {', '.join(sorted(missing))}")
    pages = tuple(tuple(_blocks(page)) for page in body.split("===\n"))
    files = tuple(values.pop("files").split())
    return Source(files=files, pages=pages, **{key: value.strip() for key, value in values.items()})


def _blocks(page: str) -> list[Block]:
    blocks = []
    for line in page.splitlines():
        if line.startswith("# "):
            blocks.append(Block("heading", line[2:]))
        elif line.startswith("> "):
            blocks.append(Block("quote", line[2:]))
        elif line.startswith("notes: "):
            blocks.append(Block("notes", line.removeprefix("notes: ")))
        elif line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
            blocks.append(Block("row", "\t".join(cells), cells))
        elif line.strip():
            blocks.append(Block("text", line))
    return blocks
