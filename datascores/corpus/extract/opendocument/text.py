"""OpenDocument texts, presentations and drawings (odt, odp, odg), by their XML parts.

Headers, footers, notes and comments count as text. An odt is one page, with the words deleted in tracked changes at its
end, all withheld as those of a docx; each slide of an odp and each page of an odg is a page. Sheets (ods) are read in `sheets`.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace

from ..marks import DELETED, HIDDEN_SLIDE, mark, normalise_marked, take_marks, whole
from ..normalise import clean_title
from ..office.markup import Dialect, read_elements, read_markup
from ..office.package import open_package, read_part
from ..office.pictures import Sifted, describe_sifted, sift
from ..quality import count_characters, describe_unread
from ..reading import ENCRYPTED_REASON, PageReading, Reading, Status, Task, Unreadable
from .masters import words_of_masters
from .pictures import drawn_things
from .slides import PageJudge
from .styles import Styles
from .visibility import TextJudge

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
_TEXT_DIALECT = replace(
    _DIALECT, skipped=_DIALECT.skipped - {"tracked-changes"} | {"change-info"}, block=frozenset({"deletion"})
)
_HEADERS = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
_HEADER_DIALECT = replace(_DIALECT, block=frozenset(_HEADERS))


def read_opendocument(task: Task, format_name: str) -> Reading:
    """The text of an odt as page 1, of an odp or odg page by page. Raises Unreadable when encrypted or damaged."""
    with open_package(task) as package:
        manifest = read_part(package, "META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest:
            raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON)
        content = read_part(package, "content.xml")
        if content is None:
            raise Unreadable(Status.FAILED, "The file is damaged: its main text is missing.")
        headers, styles = _headers(package)
        is_text = format_name == "odt"
        judge = TextJudge(styles) if is_text else PageJudge(styles, read_part(package, "styles.xml") or b"", content)
        text, blocks = read_markup(content, _TEXT_DIALECT if is_text else _DIALECT, judge)
        title = _title(package)
        things = drawn_things(package, format_name)
        sifted = {number: sift(package, shown) for number, shown in things.pictures.items()}
        if isinstance(judge, PageJudge):
            of_masters = words_of_masters(read_part(package, "styles.xml") or b"", content, judge.hidden_pages)
            beside = [
                [*things.charts.get(number, ()), *of_masters.get(number, ())] for number in range(1, len(blocks) + 1)
            ]
            blocks = ["\n".join([words, *more]) for words, more in zip(blocks, beside, strict=True)]
    if isinstance(judge, PageJudge):
        pages = tuple(_page(number, block, format_name, judge) for number, block in enumerate(blocks, 1))
    else:
        deleted = [mark(take_marks(words)[0], DELETED) for words in dict.fromkeys(blocks) if words.strip()]
        text, hidden = normalise_marked("\n\n".join([*headers, text, *things.charts.get(1, ()), *deleted]))
        pages = (PageReading(1, text, format_name, hidden=hidden),)
    pages = tuple(replace(page, pictures_wanted=sifted.get(page.number, Sifted()).wanted) for page in pages)
    is_wordless = not any(count_characters(page.text) for page in pages)
    unread = describe_unread({page.number: page.pictures_wanted for page in pages}, is_wordless)
    reason = " ".join(filter(None, [unread, describe_sifted(sifted)]))
    if is_wordless:
        reason = reason or "The file holds no text."
        return Reading(format_name, Status.NO_TEXT, reason, title, pages, engine="opendocument")
    return Reading(format_name, Status.PARTIAL if reason else Status.OK, reason, title, pages, engine="opendocument")


def _page(number: int, marked: str, format_name: str, judge: PageJudge) -> PageReading:
    text, hidden = normalise_marked(marked)
    label = f"Slide {number}" if format_name == "odp" else ""
    if number in judge.hidden_pages:
        hidden = whole(text, HIDDEN_SLIDE)
    return PageReading(number, text, format_name if text else "", label=label, hidden=hidden)


def _headers(package: zipfile.ZipFile) -> tuple[list[str], Styles]:
    """The distinct headers and footers, and the styles that they share with the text."""
    judge = TextJudge()
    part = read_part(package, "styles.xml")
    _, blocks = read_markup(part, _HEADER_DIALECT, judge) if part else ("", [])
    return list(dict.fromkeys(block for block in blocks if block.strip())), judge.styles


def _title(package: zipfile.ZipFile) -> str:
    meta = read_part(package, "meta.xml")
    titles = [text for name, _, text in read_elements(meta) if name == "title"] if meta else []
    return clean_title(titles[0]) if titles else ""
