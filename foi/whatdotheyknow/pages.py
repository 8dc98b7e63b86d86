"""The page of a request: its messages with their texts, and the files of each by the key that the source gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from resiliparse.parse.html import ElementNode, HTMLTree

_KEY = re.compile(r"(incoming|outgoing)-(\d+)\Z")
_FILE = re.compile(r"/request/(?P<slug>[^/]+)/response/(?P<message>\d+)/attach/(?P<part>\d+)/(?P<name>[^/?#]+)\Z")
_FRAME = frozenset({"incoming", "outgoing", "correspondence"})


@dataclass(frozen=True)
class SourceFile:
    """A file of a message: its key is the message and the part; the address has no query."""

    key: str
    name: str
    address: str
    place: str  # of a saved copy, below the folder of the request: response/22/attach/3/Annex A.pdf


@dataclass(frozen=True)
class SourceMessage:
    """A message as the page shows it; without words where the source hides it."""

    key: str
    is_incoming: bool
    time: datetime | None
    sender: str
    text: str
    prominence: str = ""
    files: tuple[SourceFile, ...] = ()


def read_page(content: bytes) -> tuple[list[SourceMessage], str, list[str]]:
    """The messages, the state as the page's own class has it, and what could not be read."""
    tree = HTMLTree.parse(bytes_to_str(content, detect_encoding(content) or "utf-8"))
    problems: list[str] = []
    messages: dict[str, SourceMessage] = {}
    for node in tree.body.query_selector_all(".correspondence") if tree.body else []:
        key = _KEY.match(node.getattr("id", "") or "")
        if not key:
            continue
        message = _message(node, key[0], problems)
        if message.key in messages:
            problems.append(f"The message {message.key} stands twice on the page.")
            continue
        messages[message.key] = message
    if not messages:
        problems.append("The page has no message in the form that is known; its layout may have changed.")
    status = tree.body.query_selector("#request_status") if tree.body else None
    classes = (status.getattr("class", "") or "").split() if status else []
    state = next((name.partition("--")[2] for name in classes if "--" in name), "")
    return list(messages.values()), state, problems


def _message(node: ElementNode, key: str, problems: list[str]) -> SourceMessage:
    classes = set((node.getattr("class", "") or "").split()) - _FRAME
    time = node.query_selector("time")
    author = node.query_selector(".correspondence__header__author")
    files = tuple(_files(node, key))
    words = node.query_selector(".correspondence_text")
    if words is None:
        problems.append(f"The message {key} shows no text.")
    return SourceMessage(
        key=key,
        is_incoming=key.startswith("incoming"),
        time=_time(time.getattr("datetime", "") or "", key, problems) if time else None,
        sender=" ".join((author.text or "").split()) if author else "",
        text=_words(words) if words else "",
        prominence=" ".join(sorted(classes)),
        files=files,
    )


def _words(node: ElementNode) -> str:
    """The text of a message without the list of its files."""
    for listed in node.query_selector_all(".attachments"):
        if listed.parent is not None:
            listed.decompose()
    return extract_plain_text(node.html, preserve_formatting=True, main_content=False).strip()


def _files(node: ElementNode, key: str) -> Iterator[SourceFile]:
    seen = set()
    for item in node.query_selector_all("li.attachment"):
        for link in item.query_selector_all("a"):
            address = urlsplit(link.getattr("href", "") or "")
            found = _FILE.search(address.path)
            if not found or found["part"] in seen:
                continue
            seen.add(found["part"])
            name = unquote(found["name"])
            shown = item.query_selector(".attachment__name")
            yield SourceFile(
                f"{key}/{found['part']}",
                (" ".join((shown.text or "").split()) if shown else "") or name,
                address._replace(query="", fragment="").geturl(),
                f"response/{found['message']}/attach/{found['part']}/{name}",
            )


def _time(written: str, key: str, problems: list[str]) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        problems.append(f"The time of {key}, “{written[:40]}”, is none.")
        return None
