"""What a mail program quotes within html, with the mark that it has in plain mails: each line begins with ">".

Only what the program itself calls a citation is marked; a block that somebody set in is the writer's own.
"""

from __future__ import annotations

from typing import Any

from resiliparse.parse.html import HTMLTree

_BEGIN, _END = "\ufded", "\ufdee"  # code points that `marks` keeps free and `bare` takes out of the page
_CITED = 'blockquote[type="cite" i], blockquote.gmail_quote, blockquote.yahoo_quoted, blockquote.protonmail_quote'
_MOST = 200  # citations: to find them takes the square of their number


def bound_quotes(tree: HTMLTree) -> bool:
    """Write bounds around citations, to be taken out by `mark_lines`; False where there are none."""
    quotes = list(tree.body.query_selector_all(_CITED))[:_MOST] if tree.body is not None else []
    for quote in quotes:
        if quote.first_child is not None:
            quote.insert_before(_line(tree, _BEGIN), quote.first_child)
            quote.append_child(_line(tree, _END))
    return bool(quotes)


def mark_lines(text: str) -> str:
    """The text without the bounds, each line between them with a ">" for each citation that it stands in."""
    lines: list[str] = []
    depth = 0
    for line in text.split("\n"):
        depth += line.count(_BEGIN)
        words = line.replace(_BEGIN, "").replace(_END, "")
        if words.strip() or words == line:
            lines.append("> " * depth + words.lstrip() if depth and words.strip() else words)
        depth = max(0, depth - line.count(_END))
    return "\n".join(lines).strip("\n ")


def _line(tree: HTMLTree, words: str) -> Any:
    line: Any = tree.create_element("div")
    line.append_child(tree.create_text_node(words))
    return line
