"""Word (docx) and PowerPoint (pptx) files, by their XML parts.

Headers, footers, footnotes, text boxes, comments, diagrams and the words of charts count as text, since replies hide
there; field codes do not. Deleted words of tracked changes stand at the end of a docx, all withheld: one click shows them
to whoever has the file, so its original stays closed, and inside the sentences they would break up what the sender says.
A docx is one page, since its pages exist only in print; each slide is a page with its speaker notes, the first that shows
them also with the words of its master and layout.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..html.text import html_text
from ..marks import DELETED, HIDDEN_SLIDE, bare, mark, normalise_marked, take_marks, whole
from ..normalise import clean_title
from ..quality import count_characters, describe_unread
from ..reading import Member, PageReading, Reading, Status, Task, Unreadable
from ..rtf.text import rtf_text
from ..sheets.drawings import DIAGRAM, part_words
from ..slides.behind import WordsBehind
from ..slides.deck import Deck
from ..slides.pictures import pictures_in
from ..slides.visibility import SlideJudge
from ..text import decode
from ..word.paper import paper_of
from ..word.parts import AROUND, main_part, parts_around
from ..word.pictures import word_pictures
from ..word.styles import Styles, read_styles
from ..word.visibility import RunJudge
from .charts import CHARTS
from .embedded import take_embedded
from .markup import Dialect, read_elements, read_markup
from .package import open_package, read_part
from .pictures import Sifted, describe_sifted, shown_pictures, sift
from .relations import relations, targets_of

_OFFICE = Dialect(
    paragraph=frozenset({"p"}),
    cell=frozenset({"tc"}),
    row=frozenset({"tr"}),
    written={"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"},
    # Fallback repeats the text box of its AlternateContent; pPr and rPr hold tab stops, no text
    skipped=frozenset({"Fallback", "pPr", "rPr", "delText", "instrText", "moveFrom"}),
    text=frozenset({"t", "text"}),
)
_WORD = replace(
    _OFFICE,
    skipped=_OFFICE.skipped - {"delText"} | {"delInstrText"},
    text=frozenset({"t", "text", "delText"}),
    block=frozenset({"del"}),
    told={"textpath": "string"},  # WordArt of the older kind
    choice="ddList",
)
_IMPORTED = "aFChunk"  # kind of relation
_NOT_INSPECTED = "Hidden words could not be looked for on these slides: {}."


def read_docx(task: Task) -> Reading:
    """The whole text of a Word file as page 1. Raises Unreadable when it is damaged."""
    with open_package(task) as package:
        main = _main_part(package)
        unread: list[str] = []
        try:
            styles = read_styles(package, main)
            paper = paper_of(package, main, styles.palette)
        except Unreadable:  # Word opens such a file, as the words themselves are whole
            styles, paper = Styles(), None
            unread.append("The file's styles are damaged: words that they hide could not be looked for.")
        deleted: list[str] = []

        def read(part: str, on_paper: bool = True) -> str:
            text, blocks = read_markup(
                read_part(package, part) or b"<none/>", _WORD, RunJudge(styles, paper if on_paper else None)
            )
            deleted.extend(blocks)
            return text

        around = {kind: parts_around(package, main, kind) for kind in AROUND}
        texts = [*_texts(around["header"], read), read(main), *_around(package, main, unread)]
        for kind in ("footer", "footnotes", "endnotes"):
            texts.extend(_texts(around[kind], read))
        texts.extend(_texts(around["comments"], lambda part: read(part, on_paper=False)))
        texts.extend(mark(take_marks(words)[0], DELETED) for words in dict.fromkeys(deleted) if words.strip())
        text, hidden = normalise_marked("\n\n".join(texts))
        title = _title(package)
        sifted = Sifted()
        try:
            sifted = sift(package, word_pictures(package))
        except Unreadable:
            unread.append("Pictures in the file could not be looked for.")
        members, not_taken = take_embedded(task, package)
    page = PageReading(1, text, "docx" if text else "", pictures_wanted=sifted.wanted, hidden=hidden)
    reasons = [*dict.fromkeys(unread), describe_sifted({1: sifted}), not_taken]
    return _reading("docx", title, (page,), " ".join(filter(None, reasons)), members)


def read_pptx(task: Task) -> Reading:
    """Each slide as a page: its text, then its notes and comments. Raises Unreadable when the file is damaged."""
    pages: list[PageReading] = []
    with open_package(task) as package:
        slides = slide_parts(package)
        if len(slides) > task.limits.pages:
            raise Unreadable(Status.TOO_LARGE, f"The presentation has {len(slides):,} slides.")
        deck, not_inspected, pictures = Deck(package), list[str](), dict[int, Sifted]()
        behind, texts, passed_over = WordsBehind(), dict[int, list[str]](), set[int]()
        for number, part in enumerate(slides, 1):
            judge = _judge_of(deck, package, part)
            texts[number] = [*_slide_texts(judge, package, part)]
            if _is_hidden_slide(package, part):
                passed_over.add(number)  # what OCR would read in its pictures cannot be seen either
            else:
                pictures[number] = sift(package, pictures_in(judge.view) if judge else shown_pictures(package, part))
            if judge is None:
                not_inspected.append(f"{number}")
            else:
                texts[number][1:1] = behind.take(number, judge, number in passed_over)
        for number, words in behind.left().items():
            texts[number] += words
        for number in texts:
            text, hidden = normalise_marked("\n".join(texts[number]))
            if number in passed_over:
                hidden, pictures[number] = whole(text, HIDDEN_SLIDE), Sifted()
            label, read_by, wanted = f"Slide {number}", "pptx" if text else "", pictures[number].wanted
            pages.append(PageReading(number, text, read_by, label=label, pictures_wanted=wanted, hidden=hidden))
        title = _title(package)
        members, not_taken = take_embedded(task, package)
    reasons = [_NOT_INSPECTED.format(", ".join(not_inspected)) if not_inspected else "", describe_sifted(pictures)]
    return _reading("pptx", title, tuple(pages), " ".join(filter(None, [*reasons, not_taken])), members)


def _judge_of(deck: Deck, package: zipfile.ZipFile, part: str) -> SlideJudge | None:
    """None where a layout, a theme or another part behind the slide is damaged: its words can be read all the same."""
    try:
        return SlideJudge(deck, package, part)
    except Unreadable:
        return None


def _slide_texts(judge: SlideJudge | None, package: zipfile.ZipFile, part: str) -> Iterator[str]:
    """The words of a slide, of its charts and diagrams, its notes and comments; what nobody sees between marks."""
    yield read_markup(read_part(package, part) or b"<none/>", _OFFICE, judge)[0]
    reasons = judge.frame_reasons() if judge else {}
    for relation, (kind, target) in targets_of(package, part).items():
        if kind in CHARTS or kind == DIAGRAM:
            yield from (mark(bare(line), reasons.get(relation, "")) for line in part_words(package, kind, target))
    related = relations(package, part)
    for kind in ("notesSlide", "comments"):
        yield from (_part_text(package, target) for target in related.get(kind, ()))


def _reading(
    name: str, title: str, pages: tuple[PageReading, ...], not_read: str, members: tuple[Member, ...]
) -> Reading:
    is_wordless = not any(count_characters(page.text) for page in pages)
    reason = describe_unread({page.number: page.pictures_wanted for page in pages}, is_wordless)
    reason = " ".join(filter(None, [reason, not_read]))
    if is_wordless:
        return Reading(name, Status.NO_TEXT, reason or "The file holds no text.", title, pages, members, engine="ooxml")
    return Reading(name, Status.PARTIAL if reason else Status.OK, reason, title, pages, members, engine="ooxml")


def _main_part(package: zipfile.ZipFile) -> str:
    part = main_part(package)
    if part not in package.namelist():
        raise Unreadable(Status.FAILED, "The file is damaged: its main text is missing.")
    return part


def _texts(parts: Iterable[str], read: Callable[[str], str]) -> list[str]:
    """The distinct texts of the parts in order."""
    return list(dict.fromkeys(text for text in map(read, parts) if text.strip()))


def _around(package: zipfile.ZipFile, part: str, unread: list[str]) -> Iterator[str]:
    """The words of the diagrams, charts and imported pages that a part shows; what is damaged is told in `unread`."""
    for kind, target in targets_of(package, part).values():
        try:
            if kind in CHARTS or kind == DIAGRAM:
                yield bare("\n".join(part_words(package, kind, target)))
            elif kind == _IMPORTED:
                yield _imported(package, target, unread)
        except Unreadable:
            unread.append("A chart or diagram in the file is damaged and was not read.")


def _imported(package: zipfile.ZipFile, part: str, unread: list[str]) -> str:
    """The words of a file that Word takes into the text when it opens it (ECMA-376 part 1, 17.17.2.1)."""
    data = read_part(package, part) or b""
    if data.lstrip().startswith(b"{\\rtf"):
        return rtf_text(data)
    if part.lower().endswith((".html", ".htm", ".xhtml")):
        return html_text(data)[0]
    if part.lower().endswith(".txt"):
        return bare(decode(data))
    unread.append("A file that is part of the text was not read.")
    return ""


def _part_text(package: zipfile.ZipFile, part: str) -> str:
    data = read_part(package, part)
    return read_markup(data, _OFFICE)[0] if data else ""


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
