"""OpenDocument texts, presentations and drawings (odt, odp, odg), by their XML parts.

Headers, footers, notes and comments count as text, words deleted in tracked changes do not. An odt is one page; each
slide of an odp and each page of an odg is a page. Sheets (ods) are read in `sheets`.
"""

from __future__ import annotations

import zipfile

from .markup import Dialect, read_elements, read_markup
from .normalise import normalise
from .package import open_package, read_part
from .pdf import clean_title
from .quality import count_characters
from .reading import ENCRYPTED_REASON, PageReading, Reading, Status, Task, Unreadable

_DC = "http://purl.org/dc/elements/1.1/"  # who commented and when; the fields of the same names are text
_DIALECT = Dialect(
    paragraph=frozenset({"p", "h"}),
    cell=frozenset({"table-cell"}),
    row=frozenset({"table-row"}),
    written={"tab": "\t", "line-break": "\n", "s": " "},
    skipped=frozenset(
        {
            "tracked-changes",
            "binary-data",
            f"{_DC} creator",
            f"{_DC} date",
            "date-string",
            "note-citation",
            "script",
            "page-number",
        }
    ),
    block=frozenset({"page"}),
)
_HEADER_DIALECT = Dialect(**{**vars(_DIALECT), "block": frozenset({"header", "footer"})})


def read_opendocument(task: Task, format_name: str) -> Reading:
    """The text of an odt as page 1, of an odp or odg page by page. Raises Unreadable when encrypted or damaged."""
    with open_package(task) as package:
        manifest = read_part(package, "META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest:
            raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON)
        content = read_part(package, "content.xml")
        if content is None:
            raise Unreadable(Status.FAILED, "The file is damaged: its main text is missing.")
        text, slides = read_markup(content, _DIALECT)
        headers = _headers(package)
        title = _title(package)
    if format_name in ("odp", "odg"):
        pages = tuple(
            PageReading(
                number, slide, format_name if slide else "", label=f"Slide {number}" if format_name == "odp" else ""
            )
            for number, slide in enumerate(map(normalise, slides), 1)
        )
    else:
        pages = (PageReading(1, normalise("\n\n".join([*headers, text])), format_name),)
    if not any(count_characters(page.text) for page in pages):
        return Reading(format_name, Status.NO_TEXT, "The file holds no text.", title, pages, engine="opendocument")
    return Reading(format_name, Status.OK, "", title, pages, engine="opendocument")


def _headers(package: zipfile.ZipFile) -> list[str]:
    styles = read_part(package, "styles.xml")
    if not styles:
        return []
    _, blocks = read_markup(styles, _HEADER_DIALECT)
    return list(dict.fromkeys(block for block in blocks if block.strip()))


def _title(package: zipfile.ZipFile) -> str:
    meta = read_part(package, "meta.xml")
    titles = [text for name, _, text in read_elements(meta) if name == "title"] if meta else []
    return clean_title(titles[0]) if titles else ""
