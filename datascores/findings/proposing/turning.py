"""Sentences over page turns: a page's words with what runs into them and on from them, and rows back to places of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from datascores.corpus.page_turns import TurnedPage, Volume
from datascores.findings.proposing.rows import Leaf, Named, Proposal


def leaf_of(volume: Volume, number: int, segments: Sequence) -> Leaf:
    """A page by itself, with its turned one where something runs over its turns or may."""
    page, text = volume.page(number), volume.text(number)
    if page.text == text and not (page.begins_on or page.goes_on_on):
        return Leaf(number, text, segments)
    turned = Leaf(number, page.text, page.segments, page=page, doubted=volume.doubted(number))
    edges = tuple(Leaf(number, edge.text, edge.segments, page=edge) for edge in volume.edges(number))
    return Leaf(number, text, segments, turned, edges)


def readings_of(leaf: Leaf, named: Mapping[int, Sequence[Named]]) -> Iterator[tuple[Leaf, list[Named], list[Named]]]:
    """The words in which a page is read, all that is named in them, and which of it is to be read there.

    A name in the furniture of a page is read there, every other with what runs over its turns.
    """
    if leaf.turned is None:
        here = [*named.get(leaf.number, ())]
        yield leaf, here, here
        return
    for words in (leaf.turned, *leaf.edges):
        moved = _within(words.page, named) if words.page else []
        yield words, moved, [name for name in moved if name.page == leaf.number]


def _within(page: TurnedPage, named: Mapping[int, Sequence[Named]]) -> list[Named]:
    """What is named in the page's words, by places in them."""
    found = []
    for name in (name for part in page.parts for name in named.get(part.number, ())):
        start, end = page.inward(name.start, name.page), page.inward(name.end, name.page)
        if start is not None and end is not None:
            found.append(replace(name, start=start, end=end))
    return found


def on_its_page(leaf: Leaf, row: Proposal) -> Proposal | None:
    """A row with the places of the page; None where none of its words are there."""
    if leaf.page is None:
        return row
    part = next((part for part in leaf.page.outward(row.start, row.end) if part.number == leaf.number), None)
    return replace(row, start=part.start, end=part.end) if part else None
