"""From pages to segments: which texts are letters, and their paragraphs joined by who speaks and what answers what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datascores.corpus.mail_heads import FORMATS, head_end
from datascores.corpus.segments import asked, phrases
from datascores.corpus.segments.pairing import pairs_of
from datascores.corpus.segments.paragraphs import Paragraph, paragraphs_of
from datascores.corpus.segments.quoting import goes_outside, is_outsiders, quoted_within
from datascores.corpus.segments.restating import TOPIC
from datascores.corpus.segments.speakers import speakers_of
from datascores.corpus.segments.turns import HEADER, OWN, REQUEST, STANDARD, Mode

# Raised whenever the same texts would be cut in another way.
SEGMENT_VERSION = "6"

_SHEETS_AND_SLIDES = frozenset({"xlsx", "xls", "xlsb", "ods", "pptx", "ppt", "odp", "csv", "json"})
_LINED = frozenset(
    {"docx", "odt", "rtf", "doc", "txt", "eml", "msg", "html"}
)  # a line is a paragraph of the word processor
_RUNNING_ON = re.compile(r"[a-z,]\n[a-z]+ [a-z]")  # unless somebody pasted a mail with its line breaks
_WEB_PAGE = "html"  # its second page is what stands around the main text
_SENTENCE_WORDS = 8  # entries of menus and lines of a foot have fewer
_HEAD = 3000  # code points in which a letter shows that it is one
_LETTER = 20_000  # code points: what is longer and greets somebody is a report with a foreword
_TOPIC_WITHIN = 2000  # code points of a paragraph


@dataclass(frozen=True)
class Span:
    """Code points ``start`` to ``end`` of a page's text; ``kind`` is own, request, standard or header.

    ``pair`` is shared by a question and its answers within the document.
    """

    start: int
    end: int
    kind: str
    pair: int | None = None


def cut_segments(
    pages: Sequence[str], format: str = "", pictures_from: Sequence[int | None] | None = None
) -> list[list[Span]]:
    """The segments of each page: in order, without overlap, every character but blanks within one.

    ``format`` is the document's; sheets and slides are never letters. ``pictures_from`` is, for each page, where words
    begin that were read from pictures on it: they are no part of a letter's turns and the body's own.
    """
    if format == _WEB_PAGE and len(pages) > 1:
        return [*cut_segments(pages[:1]), *(_furniture(text) for text in pages[1:])]
    borders = list(pictures_from or [None] * len(pages))
    is_lined = format in _LINED and not any(_RUNNING_ON.search(text) for text in pages)
    paragraphs = [
        paragraphs_of(number, text, border, is_lined)
        for number, (text, border) in enumerate(zip(pages, borders, strict=True))
    ]
    flat = [paragraph for page in paragraphs for paragraph in page]
    spans: list[list[Span]] = [[] for _ in pages]
    head = head_end(pages[0], format) if pages else 0
    if head:
        spans[0].append(Span(0, len(pages[0][:head].rstrip()), HEADER))
        flat = [paragraph for paragraph in flat if paragraph.page or paragraph.start >= head]
    if format in _SHEETS_AND_SLIDES:
        for paragraph in flat:
            _append(spans[paragraph.page], Span(paragraph.start, paragraph.end, OWN))
        return spans
    written = [paragraph for paragraph in flat if not _is_pictured(paragraph, borders)]
    is_shaped = is_letter("\n".join([page[head * (not at) :] for at, page in enumerate(pages)]))
    first = pages[0][:head] if head else ""
    kinds, pairs = _spoken(written, format, first, is_shaped)
    spoken = {
        (paragraph.page, paragraph.start): (kind, pair)
        for paragraph, kind, pair in zip(written, kinds, pairs, strict=True)
    }
    for paragraph in flat:
        kind, pair = spoken.get((paragraph.page, paragraph.start), (OWN, None))
        whole = Span(paragraph.start, paragraph.end, kind, pair)
        for span in (
            _parts(pages[paragraph.page], paragraph, kind, pair) if is_shaped or goes_outside(first) else [whole]
        ):
            _append(spans[paragraph.page], span)
    return spans


def _spoken(
    paragraphs: Sequence[Paragraph], format: str, head: str, is_shaped: bool
) -> tuple[list[str], list[int | None]]:
    """Kinds and pairs: a text is a letter by its shape, a mail to somebody outside by its head; others are only searched
    for quotations."""
    mail = (Mode.QUOTED if is_outsiders(head) else Mode.REPLY) if format in FORMATS else None
    if not is_shaped and not goes_outside(head):
        return quoted_within(paragraphs, mail), [None] * len(paragraphs)
    kinds = speakers_of(paragraphs, mail if head else None, has_letterhead=is_shaped)
    return kinds, pairs_of(paragraphs, kinds)


def _furniture(text: str) -> list[Span]:
    """What stands around the main text of a web page: menus, head and foot are nobody's word on anything; whole sentences
    may be, since a program told the main text from the rest."""
    spans: list[Span] = []
    for paragraph in paragraphs_of(0, text):
        is_said = paragraph.text.endswith((".", "!", "?")) and len(paragraph.text.split()) >= _SENTENCE_WORDS
        _append(spans, Span(paragraph.start, paragraph.end, OWN if is_said else STANDARD))
    return spans


def is_letter(text: str) -> bool:
    """Whether a text answers a request: it names the law and addresses somebody, answers by number, or is a letter
    from salutation to signature; and where the salutation is missing, questions stand between answers and a sign-off."""
    head = text.lstrip()[:_HEAD]
    questions, answers = phrases.QUESTION_AND_ANSWER
    if len(questions.findall(head)) > 1 and len(answers.findall(head)) > 1:
        return True
    if len(text) < _LETTER and _is_shaped(text, head):
        return True
    if any(phrases.TABLE_HEAD.match(line.strip("\t ")) for line in head.split("\n")):
        return True
    if not phrases.LAW_WITHIN.search(head):
        return False
    is_answered = len(phrases.UNNUMBERED_QUESTION.findall(head)) > 1 and len(answers.findall(head)) > 1
    return len(questions.findall(head)) > 1 or is_answered or phrases.ADDRESS_WITHIN.search(head) is not None


def _is_shaped(text: str, head: str) -> bool:
    """A greeting with a farewell, questions or a word on the request; a farewell below questions or answers of one word."""
    is_closed = phrases.FAREWELL.search(text) is not None
    is_asked = phrases.ASKED_WITHIN.search(head) is not None
    bare = sum(_is_bare(line.strip()) for line in head.split("\n"))
    if phrases.GREETING.search(head):
        return (
            bare > 1
            or (phrases.DEAR.search(head) is not None and is_closed)
            or is_asked
            or _is_asking(head)
            or any(phrases.REPLY_LABEL.match(line.strip()) for line in head.split("\n"))
        )
    return is_closed and (is_asked or bare > 1 or len(phrases.LONE_QUESTION.findall(head)) > 1)


def _is_bare(line: str) -> bool:
    return asked.BARE_ANSWER.fullmatch(line) is not None or asked.DENIAL.fullmatch(line) is not None


def _is_asking(head: str) -> bool:
    """Whether two lines or more are questions, by their form or by number and mark."""
    marked = {found.start() for found in phrases.MARKED_QUESTION.finditer(head)}
    bare = [phrases.BULLET.sub("", line, count=1) for line in head.split("\n")]
    inverted = sum(line[:1].isupper() and asked.INVERTED.match(line) is not None and line[-1:] != "?" for line in bare)
    return inverted + len(marked | {found.start() for found in phrases.LONE_QUESTION.finditer(head)}) > 1


def _is_pictured(paragraph: Paragraph, borders: Sequence[int | None]) -> bool:
    border = borders[paragraph.page]
    return border is not None and paragraph.start >= border


def _parts(page: str, paragraph: Paragraph, kind: str, pair: int | None) -> Iterator[Span]:
    """A paragraph as spans: what "your request about ..." names is the question's, not the body's word for it."""
    at = paragraph.start
    words = page[at : min(paragraph.end, at + _TOPIC_WITHIN)]
    if kind == OWN:
        for topic in TOPIC.finditer(words):
            start, end = paragraph.start + topic.start(1), paragraph.start + len(words[: topic.end(1)].rstrip(" ,\n"))
            end += len(re.match(r"[\s.,;:]*", page[end : paragraph.end])[0].rstrip())  # type: ignore[index]
            if page[at:start].strip():
                yield Span(at, start, kind, pair)
            yield Span(start, end, REQUEST)
            at = end
    if page[at : paragraph.end].strip():
        yield Span(at, paragraph.end, kind, pair)


def _append(spans: list[Span], span: Span) -> None:
    last = spans[-1] if spans else None
    if last and (last.kind, last.pair) == (span.kind, span.pair):
        spans[-1] = Span(last.start, span.end, span.kind, span.pair)
    else:
        spans.append(span)
