"""Word (docx) and PowerPoint (pptx) files, by their XML parts.

Headers, footers, footnotes, text boxes and comments count as text, since replies hide there; deleted words of tracked
changes and field codes do not. A docx is one page, since its pages exist only in print; each slide is a page with its
speaker notes.
"""

from __future__ import annotations

import re
import zipfile

from .marks import HIDDEN_SLIDE, normalise_marked, whole
from .markup import Dialect, read_elements, read_markup
from .normalise import normalise
from .office_pictures import has_large_picture, main_part
from .package import open_package, read_part
from .pdf import clean_title
from .quality import count_characters, describe_unread
from .reading import PageReading, PicturesWanted, Reading, Status, Task, Unreadable
from .relations import relations, targets_of
from .word_visibility import RunJudge

_OFFICE = Dialect(
    paragraph=frozenset({"p"}),
    cell=frozenset({"tc"}),
    row=frozenset({"tr"}),
    written={"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
    # Fallback repeats the text box of its AlternateContent; pPr and rPr hold tab stops, no text
    skipped=frozenset({"Fallback", "pPr", "rPr", "delText", "instrText", "moveFrom"}),
    text=frozenset({"t", "text"}),
)
_PART_NUMBER = re.compile(r"(\d*)\.xml$")


def read_docx(task: Task) -> Reading:
    """The whole text of a Word file as page 1. Raises Unreadable when it is damaged."""
    with open_package(task) as package:
        main = _main_part(package, "word/document.xml")
        texts = [*_texts(package, "word/header"), main]
        for stem in ("word/footer", "word/footnotes", "word/endnotes", "word/comments"):
            texts.extend(_texts(package, stem))
        text, hidden = normalise_marked("\n\n".join(texts))
        title = _title(package)
        wanted = _pictures_wanted(package, main_part(package))
    return _reading(
        "docx", title, (PageReading(1, text, "docx" if text else "", pictures_wanted=wanted, hidden=hidden),)
    )


def read_pptx(task: Task) -> Reading:
    """Each slide as a page: its text, then its notes and comments. Raises Unreadable when the file is damaged."""
    pages: list[PageReading] = []
    with open_package(task) as package:
        slides = slide_parts(package)
        if len(slides) > task.limits.pages:
            raise Unreadable(Status.TOO_LARGE, f"The presentation has {len(slides):,} slides.")
        for number, part in enumerate(slides, 1):
            related = relations(package, part)
            texts = [_part_text(package, part)]
            for kind in ("diagramData", "notesSlide", "comments"):
                texts.extend(_part_text(package, target) for target in related.get(kind, ()))
            text = normalise("\n".join(texts))
            wanted = _pictures_wanted(package, part)
            label, read_by = f"Slide {number}", "pptx" if text else ""
            hidden = whole(text, HIDDEN_SLIDE) if _is_hidden_slide(package, part) else ()
            pages.append(PageReading(number, text, read_by, label=label, pictures_wanted=wanted, hidden=hidden))
        title = _title(package)
    return _reading("pptx", title, tuple(pages))


def _pictures_wanted(package: zipfile.ZipFile, part: str) -> PicturesWanted:
    return PicturesWanted.PICTURES if has_large_picture(package, part) else PicturesWanted.NOTHING


def _reading(name: str, title: str, pages: tuple[PageReading, ...]) -> Reading:
    is_wordless = not any(count_characters(page.text) for page in pages)
    reason = describe_unread({page.number: page.pictures_wanted for page in pages}, is_wordless)
    if is_wordless:
        return Reading(name, Status.NO_TEXT, reason or "The file holds no text.", title, pages, engine="ooxml")
    return Reading(name, Status.PARTIAL if reason else Status.OK, reason, title, pages, engine="ooxml")


def _main_part(package: zipfile.ZipFile, name: str) -> str:
    data = read_part(package, name)
    if data is None:  # some programs number the part: document2.xml
        names = [part for part in package.namelist() if re.fullmatch(r"word/document\d*\.xml", part)]
        data = read_part(package, names[0]) if names else None
    if data is None:
        raise Unreadable(Status.FAILED, "The file is damaged: its main text is missing.")
    return read_markup(data, _OFFICE, RunJudge())[0]


def _texts(package: zipfile.ZipFile, stem: str) -> list[str]:
    """The distinct texts of the parts header1.xml, header2.xml, … in order."""
    parts = [name for name in package.namelist() if re.fullmatch(re.escape(stem) + r"\d*\.xml", name)]
    parts.sort(key=lambda name: int("0" + _PART_NUMBER.search(name)[1]))  # type: ignore[index]
    found = (_part_text(package, part, RunJudge()) for part in parts)
    return list(dict.fromkeys(text for text in found if text.strip()))


def _part_text(package: zipfile.ZipFile, part: str, judge: RunJudge | None = None) -> str:
    data = read_part(package, part)
    return read_markup(data, _OFFICE, judge)[0] if data else ""


def _is_hidden_slide(package: zipfile.ZipFile, part: str) -> bool:
    """Whether a show passes over the slide (ECMA-376 part 1, 19.3.1.38)."""
    slides = [
        attributes for name, attributes, _ in read_elements(read_part(package, part) or b"<none/>") if name == "sld"
    ]
    return bool(slides) and slides[0].get("show") in ("0", "false")


def slide_parts(package: zipfile.ZipFile) -> list[str]:
    """The slides in the order in which they are shown. Raises Unreadable when the list of slides is missing."""
    data = read_part(package, "ppt/presentation.xml")
    if data is None:
        raise Unreadable(Status.FAILED, "The file is damaged: its list of slides is missing.")
    targets = targets_of(package, "ppt/presentation.xml")
    wanted = [attributes.get("r:id", "") for name, attributes, _ in read_elements(data) if name == "sldId"]
    parts = [targets[relation][1] for relation in wanted if relation in targets]
    return list(dict.fromkeys(parts))  # the same slide thousands of times is no presentation


def _title(package: zipfile.ZipFile) -> str:
    data = read_part(package, "docProps/core.xml")
    titles = [text for name, _, text in read_elements(data) if name == "title"] if data else []
    return clean_title(titles[0]) if titles else ""
