"""One XML part of an office file as a tree of plain elements with local names.

For parts whose elements must be seen together, such as the shapes of a slide. Text that runs on for pages is read in one
pass by `markup` instead. A document type declaration is refused there and here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..reading import Status, Unreadable
from .markup import RELATIONSHIPS, parse, safe_parser

_DEEPEST = 400  # its readers call themselves for each level


@dataclass(slots=True)
class Element:
    """An element: its local name, attributes by local name (relations as "r:id"), children, and the text around them.

    `text` stands before the first child, `tail` behind the element itself.
    """

    name: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""
    tail: str = ""

    def get(self, attribute: str, otherwise: str = "") -> str:
        return self.attributes.get(attribute, otherwise)

    def findall(self, *path: str) -> list[Element]:
        """The elements under this one that a path of names leads to, in order."""
        found = [self]
        for name in path:
            found = [child for element in found for child in element.children if child.name == name]
        return found

    def find(self, *path: str) -> Element | None:
        """The first of `findall`."""
        found: Element | None = self
        for name in path:
            found = next((child for child in found.children if child.name == name), None) if found else None
        return found

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the part."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))


def read_tree(data: bytes) -> Element:
    """The outermost element of a part. Raises Unreadable for damaged XML."""
    root = Element("", {})
    open_elements = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(open_elements) > _DEEPEST:
            raise Unreadable(Status.FAILED, "The file is nested more deeply than any office program does; not read.")
        local = {name.replace(RELATIONSHIPS, "r:").rpartition(" ")[2]: value for name, value in attributes.items()}
        element = Element(tag.rpartition(" ")[2], local)
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(_tag: str) -> None:
        open_elements.pop()

    def characters(text: str) -> None:
        element = open_elements[-1]
        if element.children:
            element.children[-1].tail += text
        else:
            element.text += text

    parser = safe_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parse(parser, data)
    return root.children[0]
