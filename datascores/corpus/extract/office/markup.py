"""Running text out of office XML: paragraphs as lines, table rows as lines, cells separated by tabs.

One streaming pass with expat. A document type declaration is refused, so entities can neither expand nor reach for
another file. Knows element names (by local name), not their meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers import expat

from ..marks import bare, mark
from ..reading import Status, Unreadable


@dataclass(frozen=True)
class Dialect:
    """The local names that matter in a family of formats."""

    paragraph: frozenset[str]
    cell: frozenset[str]
    row: frozenset[str]
    written: dict[str, str]  # elements that stand for characters
    skipped: frozenset[str]  # elements whose content is not read, by local name or "namespace name"
    text: frozenset[str] | None = None  # elements that hold text; None: anything inside a paragraph
    block: frozenset[str] = frozenset()  # elements to collect apart, such as slides
    told: Mapping[str, str] = field(default_factory=dict)  # elements that keep words in an attribute: its name
    choice: str = ""  # a list to choose from (`result` or `default` is the number, each `listEntry` a choice)


class Judge(Protocol):
    """Follows the elements of a part and says at each text whether it can be seen."""

    watched: frozenset[str]  # local names; it is told of no others

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def reason(self) -> str:
        """Why the words that stand here are hidden; empty when they are seen."""


_TOO_DEEP = "The file is nested more deeply than any office program does; not read."
_MOST_NESTED = 1000  # elements inside each other; office programs stay far below a hundred


class _Collector:
    """Turns a stream of tags into lines."""

    def __init__(self, dialect: Dialect, judge: Judge | None = None) -> None:
        self.dialect = dialect
        self.judge = judge
        self.blocks: list[str] = []
        self.stack: list[tuple[str, list[str]]] = [("root", [])]
        self.skip_depth = 0
        self.in_text = 0
        self.choices: list[str] = []
        self.chosen: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.stack) > _MOST_NESTED:  # closing one searches the others
            raise Unreadable(Status.FAILED, _TOO_DEEP)
        local, dialect = tag.rpartition(" ")[2], self.dialect
        if self.judge is not None and local in self.judge.watched:
            self.judge.start(local, {name.rpartition(" ")[2]: value for name, value in attributes.items()})
        if self.skip_depth or local in dialect.skipped or tag in dialect.skipped or _is_number_field(local, attributes):
            self.skip_depth += 1
        elif local in dialect.paragraph:
            self.stack.append(("paragraph", []))
        elif local in dialect.cell or local in dialect.row or local in dialect.block:
            self.stack.append((local, []))
        elif dialect.text is not None and local in dialect.text:
            self.in_text += 1
        elif local in dialect.told:
            self._tell(_attribute(attributes, dialect.told[local]))
        elif local in (dialect.choice, "result", "default", "listEntry") and dialect.choice:
            self._take_choice(local, _attribute(attributes, "val"))
        elif local in dialect.written and (self.stack[-1][0] == "paragraph" or self.stack[-1][0] in dialect.block):
            times = next((value for name, value in attributes.items() if name.endswith(" c")), "1")
            self.stack[-1][1].append(dialect.written[local] * (min(int(times), 100) if times.isdigit() else 1))

    def end(self, tag: str) -> None:
        local, dialect = tag.rpartition(" ")[2], self.dialect
        if self.judge is not None and local in self.judge.watched:
            self.judge.end(local)
        if self.skip_depth:
            self.skip_depth -= 1
        elif local in dialect.paragraph:
            line = "".join(self.stack.pop()[1])
            # A text box sits inside a paragraph: its own paragraphs go to the cell or page around, not into the line.
            next(held for kind, held in reversed(self.stack) if kind != "paragraph").append(line)
        elif local in dialect.cell:
            self._close("\n")
        elif local in dialect.row:
            self._close("\t")
        elif local in dialect.block:
            self.blocks.append("\n".join(self.stack.pop()[1]))
        elif local == dialect.choice and local:
            chosen = self.chosen.get("result", self.chosen.get("default", 0))
            self._tell(self.choices[chosen] if chosen < len(self.choices) else "")
        elif dialect.text is not None and local in dialect.text:
            self.in_text -= 1

    def _take_choice(self, local: str, value: str) -> None:
        """A part of a list to choose from (ECMA-376 part 1, 17.16.9); `end` tells what is chosen."""
        if local == self.dialect.choice:
            self.choices, self.chosen = [], {}
        elif local == "listEntry":
            self.choices.append(value)
        elif value.isdigit():
            self.chosen[local] = int(value)

    def _tell(self, words: str) -> None:
        if words and self.stack[-1][0] != "root":
            self.stack[-1][1].append(self._marked(words))

    def _close(self, separator: str) -> None:
        held = self.stack.pop()[1]
        next(outer for kind, outer in reversed(self.stack) if kind != "paragraph").append(separator.join(held))

    def characters(self, text: str) -> None:
        if self.skip_depth:
            return
        if self.dialect.text is None:
            if self.stack[-1][0] == "paragraph":
                self.stack[-1][1].append(self._marked(" ".join(text.split("\n"))))
        elif self.in_text:
            self.stack[-1][1].append(self._marked(text))

    def _marked(self, text: str) -> str:
        return mark(bare(text), self.judge.reason() if self.judge is not None else "")


def _attribute(attributes: dict[str, str], name: str) -> str:
    return next((value for given, value in attributes.items() if given.rpartition(" ")[2] == name), "")


def _is_number_field(local: str, attributes: dict[str, str]) -> bool:
    """A slide number is not a word of the speaker."""
    return local == "fld" and attributes.get("type", "").startswith("slidenum")


def read_markup(data: bytes, dialect: Dialect, judge: Judge | None = None) -> tuple[str, list[str]]:
    """The text of one XML part and, apart from it, the text of each block. Raises Unreadable for damaged XML.

    What a judge calls hidden stands between `marks`.
    """
    collector = _Collector(dialect, judge)
    parser = safe_parser()
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.characters
    parse(parser, data)
    return "\n".join(collector.stack[0][1]), collector.blocks


def read_elements(data: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Every element of a small XML part as (local name, attributes by local name, direct text), in order of ends."""
    found: list[tuple[str, dict[str, str], str]] = []
    open_elements: list[tuple[str, dict[str, str], list[str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = {name.replace(RELATIONSHIPS, "r:").rpartition(" ")[2]: value for name, value in attributes.items()}
        open_elements.append((tag.rpartition(" ")[2], local, []))

    def end(_tag: str) -> None:
        name, attributes, texts = open_elements.pop()
        found.append((name, attributes, "".join(texts)))

    parser = safe_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: open_elements[-1][2].append(text)
    parse(parser, data)
    return found


RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships "


def safe_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_declaration: object) -> None:
    raise Unreadable(Status.FAILED, "The file declares its own XML entities, which office programs never do; not read.")


def parse(parser: expat.XMLParserType, data: bytes) -> None:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable(Status.FAILED, f"The file is damaged: its XML breaks off or is wrong ({error}).") from error
