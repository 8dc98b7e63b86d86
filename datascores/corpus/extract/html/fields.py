"""What a browser shows of a web page although it is no running text: form fields, choices, frames written into the page.

The tree is changed so that the extraction meets these words where they stand, each on a line of its own. What nobody sees
(passwords, and what `style` takes off the page in an unusual spelling) is marked as not shown. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from resiliparse.parse.html import HTMLTree

# blocks of a browser's own style sheet that the extraction would run into the words beside them
_BLOCKS = ("summary", "legend", "caption", "option", "optgroup", "noscript", "dialog", "menu", "search")
_BLOCK_STARTS = tuple(f"<{name}".encode() for name in _BLOCKS)
_HIDING_NAMES = (b"display", b"visibility", b"mso-hide")
_ODD_HIDING = re.compile(rb"\b(?:display|visibility|mso-hide)(?:\s+:|/\*|:(?:\s{2,}|[^\S ]|/\*)|\s*:\s*collapse)")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_NOT_SHOWN = frozenset({("display", "none"), ("visibility", "hidden"), ("visibility", "collapse"), ("mso-hide", "all")})
_FRAME_STYLE = "color:#000;font-size:12pt"  # a document of its own takes no letters over from the page around it
_DEEPEST_FRAME = 3


def show_fields(tree: HTMLTree, data: bytes) -> bytes:
    """Bring the words into the tree; `data` are the page's bytes, and the answer those with the frames' own."""
    document: Any = tree.document  # one class of the library for all kinds of nodes
    if document is None:
        return data
    if b"srcdoc" in data.lower():
        data = b"\n".join([data, *_open_frames(tree)])
    said = data.lower()  # to look for fixed words in it is many times faster than an expression
    if b"password" in said:
        for node in _elements(document, ("input",)):
            if (node.getattr("type") or "").strip().lower() == "password":
                node.setattr("hidden", "")
    if any(name in said for name in _HIDING_NAMES) and _ODD_HIDING.search(said):
        for node in _elements(document):
            if "style" in node.attrs and hides(node.getattr("style")):
                node.setattr("hidden", "")
    if any(start in said for start in _BLOCK_STARTS):
        for node in _elements(document, _BLOCKS):
            _part_from_neighbours(tree, node)
    return data


def hides(style: str) -> bool:
    """Whether a `style` takes its element off the page, in whatever spelling CSS allows."""
    declarations = (one.partition(":") for one in _COMMENT.sub("", style).lower().split(";"))
    return any((name.strip(), value.partition("!")[0].strip()) in _NOT_SHOWN for name, _, value in declarations)


def _open_frames(tree: HTMLTree) -> list[bytes]:
    """Put the documents that frames carry in `srcdoc` in the place of the frames; answers their bytes."""
    opened: list[bytes] = []
    document: Any = tree.document
    for _ in range(_DEEPEST_FRAME):
        frames = [frame for frame in _elements(document, ("iframe",)) if "srcdoc" in frame.attrs]
        for frame in frames:
            page = frame.getattr("srcdoc")
            shown, inner = _new(tree, "div"), _new(tree, "div")
            for name in ("style", "hidden"):
                if frame.hasattr(name):
                    shown.setattr(name, frame.getattr(name))
            inner.setattr("style", _FRAME_STYLE)
            inner.html = page
            shown.append_child(inner)
            frame.parent.replace_child(shown, frame)
            opened.append(page.encode("utf-8", "replace"))
        if not frames:
            break
    return opened


def _part_from_neighbours(tree: HTMLTree, node: Any) -> None:
    node.append_child(_new(tree, "br"))
    if node.parent is not None and node.prev is not None:
        node.parent.insert_before(_new(tree, "br"), node)


def _elements(document: Any, tags: Collection[str] = ()) -> list[Any]:
    """All elements with one of these tags, or with any; to list them by a selector takes the square of their number."""
    found, waiting = [], [document]
    while waiting:
        child = waiting.pop().first_child
        while child is not None:
            tag = child.tag
            if tag and tag[0] not in "#!":
                waiting.append(child)
                if not tags or tag in tags:
                    found.append(child)
            child = child.next
    return found


def _new(tree: HTMLTree, tag: str) -> Any:
    return tree.create_element(tag)
