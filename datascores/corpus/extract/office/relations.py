"""How the parts of an Office package (docx, pptx, xlsx) refer to each other.

Only parts inside the package are named: links to places outside are left out, so nothing is ever fetched.
"""

from __future__ import annotations

import posixpath
import zipfile

from .markup import read_elements
from .package import read_part


def targets_of(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (kind, part inside the package); "" is the package itself. Raises Unreadable for damaged XML."""
    folder, name = posixpath.split(part)
    data = read_part(package, f"{folder}/_rels/{name}.rels".lstrip("/"))
    targets = {}
    for element, attributes, _ in read_elements(data) if data else ():
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", ""))).lstrip("/")
            targets[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)
    return targets


def relations(package: zipfile.ZipFile, part: str) -> dict[str, list[str]]:
    """The parts that `part` refers to, by kind of relation."""
    related: dict[str, list[str]] = {}
    for kind, target in targets_of(package, part).values():
        related.setdefault(kind, []).append(target)
    return related
