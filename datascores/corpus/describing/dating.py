"""Which of the dates in a document is its own: where it stands and what stands before it decide. Pure.

A date in running prose is never taken, so neither are the date of the request, a date of birth, or the day on which a
contract begins, ends or is to be reviewed. A date in the file name is often that of the request: only its year is
taken, as doubtful, and none late in the year, when the reply may be of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from datascores.corpus.dates import precision_of
from datascores.corpus.describing.calendar import Found, find_dates
from datascores.corpus.describing.paper import HEADER, REQUEST, Certainty, Leaf, Paper, Proposal, propose
from datascores.corpus.segments.phrases import PUBLIC_SENDER

EARLIEST = "1990"
COVER = 600  # code points of a first page that may be a cover
_LATE = 11  # from this month on, a reply to a request of that day may be of the next year

_OF = (
    r"(?:\s+of\s+(?:this\s+)?(?:letter|response|reply|issue|publication|report|(?:the\s+)?meeting"
    r"|decision|internal\s+review|document))?"
)
_DATE_LABEL = re.compile(
    rf"(?:^|[\s|(/])(?:(?:letter|our|response|reply|issue|publication|report|meeting|document|release|today['’]s)\s+)?"
    rf"(?:dated?|dyddiad){_OF}(?:\s+(?:issued|sent|published))?\s*[:.|–-]*\s*$"
    r"|^\W*sent(?:\s+on)?\s*:\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?$",
    re.I,
)
_ISSUED = re.compile(
    r"(?:last\s+)?(?:updated|revised|modified|published|issued|produced|prepared|released)(?:\s+(?:on|in|date))*\s*[:–-]?\s*$",
    re.I,
)
_VERSION = re.compile(
    r"\b(?:version|v\.?|edition|revision|issue|draft)\s*(?P<number>v?[\d.]+[a-z]?)?\s*(?:draft|final)?\s*[-–,:(/]*\s*$",
    re.I,
)
_OTHER_DAY = re.compile(
    r"receiv|request(?!\s+for\s+information\s*[-–:])|\bbirth|\bborn|\bd\.?o\.?b\b|\bstart|\bend\b|commenc|expir|terminat|"
    r"\breview(?:ed)?\b(?!\s+(?:outcome|decision))|renew|\bdue\b|deadline|target|effective|\bvalid\b|\bfrom\b|\buntil\b|\btill\b|\bby\b|"
    r"\bto\b|complet|closing|\bnext\b|implementation|go[\s-]live|\byour\b|\bsince\b|as\s+(?:at|of)|\bappl(?:ied|ication)|incident|acknowledg",
    re.I,
)
_DEED = re.compile(
    r"(?:^\s*dated(?:\s+(?:this|the))?|\bthis\s+(?:[\w-]+\s+){0,3}(?:agreement|contract|deed|licen[cs]e|memorandum|lease)"
    r"\s+(?:is\s+)?(?:dated|made)(?:\s+(?:on|this|the))*)\s*:?\s*$",
    re.I,
)
_REPLY = re.compile(
    r"^\W*(?:(?:their|our|the|its|council['’]s|final|full)\s+)*(?:reply|response|answer)\s*[(:–-]*\s*(?:was\s+)?(?:received|sent|dated?|issued|emailed)\s*(?:on)?\s*:?\s*$",
    re.I,
)
_SIGNED = re.compile(r"\bsign(?:ed|ature)\b", re.I)
_ADDRESS_LINE = re.compile(r"^\s*(?:(?:our|your)\s+ref|ref(?:erence)?\b|tel(?:ephone)?\b|e-?mail\b)", re.I | re.M)
_MAIL_LINE = re.compile(r"^\W*(?:from|to|sent|subject|cc)\s*:", re.I | re.M)
_MAIL_TOP = re.compile(r"^\s*from:(?P<sender>.*)$", re.I | re.M)
_MAIL_SENT = re.compile(r"^\s*(?:sent|date):[ \t]*(?P<when>.*)$", re.I | re.M)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?", re.I)
_PLACE = re.compile(r"^\s*(?:[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)?,)?\s*$")
_OFFICE = re.compile(
    r"\b(?:council|constabulary|police|authority|trust|CCG|department|FOI|freedom\s+of\s+information|information\s+(?:governance|rights|access|request|management)"
    r"|disclosure|requests?|records)\b",
    re.I,
)
_LONGEST_AFTER = 200  # code points of a clock or the same date once more
_CLOCK = re.compile(
    r"(?:\s*(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*(?:[+-]\d{4}|GMT|BST|UTC|hrs|hours))?)+$",
    re.I,
)
_REFERENCE = re.compile(r"\bref(?:erence)?\b|\bfoi\b", re.I)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^\n]{0,60}?\b((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?\b[^\n]{0,40}", re.I
)
_OTHERS_COPYRIGHT = re.compile(
    r"\bAct\b|Designs|Ordnance|\bCrown\b|OpenStreetMap|database\s+right|\bGoogle\b|\bSI\b", re.I
)
_RUNNING_YEAR = re.compile(r"\b((?:19|20)\d\d)$")
_NAME_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[-_. ](?P<m>\d\d)[-_. ]\d\d|\d\d?[-_. ](?P<m2>\d\d)[-_. ](?P<y2>(?:19|20)\d\d))(?!\d)"
)
_WRITTEN = re.compile(r"[a-z]", re.I)
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
# "…, Town Hall, Library Street, Anytown AB1 2CD." before a date that ends the line: a letterhead put at the foot
_ADDRESS_BEFORE = re.compile(rf"^[^?!]{{10,200}}\b{_POSTCODE}\b[\s.,;|·•–-]*$")
# the same day in the other language stands before the first: "3ydd Gorffennaf 2018 / 3rd July 2018"
_TWICE = re.compile(r"^\s*/\s*")


@dataclass(frozen=True)
class _Sign:
    rank: int
    how: str
    certainty: Certainty


_LABEL = _Sign(9, "after the word “Date” on the first page", Certainty.SURE)
_LETTERHEAD = _Sign(9, "the date line of the letterhead", Certainty.SURE)
_SENT_BACK = _Sign(8, "said to be the day of the reply", Certainty.SURE)
_MAIL = _Sign(8, "the header of the mail at the top", Certainty.SURE)
_MONTH_OF_LETTERHEAD = _Sign(6, "the month alone in a line of the letterhead", Certainty.LIKELY)
_BELOW_GREETING = _Sign(6, "alone in the line below the greeting", Certainty.LIKELY)
_ADDRESS_LINE_DATE = _Sign(7, "after the body's address, at the end of its line", Certainty.LIKELY)
_DATED = _Sign(7, "“dated” at its beginning", Certainty.LIKELY)
_PUBLISHED = _Sign(6, "after “published”, “updated” or the like", Certainty.LIKELY)
_VERSIONED = _Sign(6, "beside the number of the version", Certainty.LIKELY)
_ON_COVER = _Sign(6, "alone in a line of the first page", Certainty.LIKELY)
_SIGNATURE = _Sign(5, "beside the signature", Certainty.LIKELY)
_FURTHER_LABEL = _Sign(4, "after the word “Date” on a later page", Certainty.DOUBTFUL)


def propose_date(paper: Paper, is_letter: bool) -> Proposal | None:
    """The date of the document, or None where it states none that can be told from others."""
    best: tuple[int, Leaf, Found, _Sign] | None = None
    for leaf in paper.leaves:
        ends = 0
        for found in find_dates(leaf.text):
            sign = _sign_of(paper, leaf, found, ends, is_letter)
            ends = found.end
            if sign and sign[0].rank > (best[0] if best else 0) and _may_be(sign[1].value, paper.received):
                best = (sign[0].rank, leaf, sign[1], sign[0])
    if best:
        _, leaf, found, kind = best
        how = f"{kind.how}; precise to the {precision_of(found.value)}"
        return propose(leaf, "date", found.value, how, kind.certainty, found.start, found.end)
    return _year_of_copyright(paper) or _year_of_running_line(paper) or _year_of_name(paper)


def _may_be(value: str, received: str) -> bool:
    return value >= EARLIEST and (not received or value <= received[: len(value)])


def _sign_of(paper: Paper, leaf: Leaf, found: Found, after: int, is_letter: bool) -> tuple[_Sign, Found] | None:
    """The sign by which a date is the document's, with the date as far as it is to be believed."""
    is_first = leaf is paper.first
    label = _label_before(leaf, found, after)
    speaker = leaf.speaker(found.start)
    if is_first and found.start < COVER and _is_mail_at_top(leaf, found):
        return _MAIL, found
    if speaker == HEADER:
        return None
    if is_first and _REPLY.search(label):
        return _SENT_BACK, found
    if speaker == REQUEST:
        return (_LABEL, found) if _stands_in_an_address_block(leaf, found, label) else None
    if _OTHER_DAY.search(label):
        return None
    if _DATE_LABEL.search(label):
        if is_first:
            return (_DATED if not is_letter and _DEED.search(label) else _LABEL), found
        return (_SIGNATURE if _is_beside_signature(paper, leaf, found) else _FURTHER_LABEL), found
    if is_first and not is_letter and _DEED.search(label):
        return _DATED, found
    if version := _VERSION.search(label):
        # "Version 6 January 2016" may be version six or the sixth day
        month_only = not version["number"] and len(found.value) == 10 and leaf.text[found.start].isdigit()
        return _VERSIONED, Found(found.value[:7], found.start, found.end) if month_only else found
    if _ISSUED.search(label) and not is_letter:
        return _PUBLISHED, found
    return _sign_of_line(paper, leaf, found, label, is_letter)


def _sign_of_line(paper: Paper, leaf: Leaf, found: Found, label: str, is_letter: bool) -> tuple[_Sign, Found] | None:
    """Dates that have a line for themselves, or end the line of the reference."""
    left, right = leaf.line_at(found.start)[0], leaf.line_at(found.end - 1)[1]
    after = leaf.text[found.end : right].strip(" .,")
    if len(after) > _LONGEST_AFTER:  # a line of dates would else be gone through for each of them
        return None
    before, after = _WEEKDAY.sub("", leaf.text[left : found.start]), _CLOCK.sub("", after)
    if _TWICE.match(after) and (other := next(find_dates(after), None)) and other.value == found.value:
        after = after[other.end :].strip()
    if after:
        return None
    is_alone = bool(_PLACE.match(before))
    is_day, is_written = len(found.value) == 10, bool(_WRITTEN.search(leaf.text[found.start : found.end]))
    if is_letter and is_day and leaf is paper.first and _ADDRESS_BEFORE.match(before):
        return _ADDRESS_LINE_DATE, found
    if leaf is paper.first and found.start < paper.head_end:
        in_letterhead = is_letter and is_day and (paper.salutation >= 0 or found.start < COVER)
        if in_letterhead and (is_alone or _REFERENCE.search(before)):
            return _LETTERHEAD, found
        if is_letter and is_alone and is_written and paper.salutation >= 0 and found.start < COVER:
            return _MONTH_OF_LETTERHEAD, found
        if not is_letter and is_alone and is_written and found.start < COVER:
            return _ON_COVER, found
    if is_letter and is_alone and is_day and _is_below_greeting(paper, leaf, left):
        return _BELOW_GREETING, found
    if is_alone and is_day and _is_beside_signature(paper, leaf, found):
        return _SIGNATURE, found
    return None


def _label_before(leaf: Leaf, found: Found, after: int) -> str:
    """What stands before a date in its line, from the date before it on; the line before where it begins the line."""
    start = leaf.line_at(found.start)[0]
    before = leaf.text[max(start, after) : found.start]
    if not before.strip() and start:
        before = leaf.text[max(after, leaf.line_at(start - 1)[0]) : found.start]
        if not before.rstrip().endswith((":", "–", "-")) and not _DATE_LABEL.fullmatch(before.strip()):
            return ""
    return before[-120:]


def _is_mail_at_top(leaf: Leaf, found: Found) -> bool:
    sender = _MAIL_TOP.search(leaf.text, 0, COVER)
    sent = _MAIL_SENT.search(leaf.text, 0, COVER)
    if not sender or not sent or sender.start() > 200:
        return False
    if not (
        PUBLIC_SENDER.search(sender["sender"]) or ("@" not in sender["sender"] and _OFFICE.search(sender["sender"]))
    ):
        return False
    return sent.start("when") <= found.start <= sent.end("when")


def _is_below_greeting(paper: Paper, leaf: Leaf, line: int) -> bool:
    """Whether a line is the first with words after the greeting."""
    if leaf is not paper.first or not 0 <= paper.salutation < line:
        return False
    return not leaf.text[leaf.line_at(paper.salutation)[1] : line].strip()


def _stands_in_an_address_block(leaf: Leaf, found: Found, label: str) -> bool:
    """Whether "Date:" begins a line beside reference and telephone: a letterhead that was read after the quoted request."""
    if not re.fullmatch(r"\s*date\s*:\s*", label, re.I):
        return False
    left, right = max(0, found.start - 160), found.end + 160
    around = leaf.text[left:right]
    return bool(_ADDRESS_LINE.search(around)) and not _MAIL_LINE.search(around)


def _is_beside_signature(paper: Paper, leaf: Leaf, found: Found) -> bool:
    if any(number == leaf.number and 0 <= found.start - end < 300 for number, end in paper.sign_offs):
        return True
    return bool(_SIGNED.search(leaf.text, max(0, found.start - 200), found.start))


def _year_of_copyright(paper: Paper) -> Proposal | None:
    for leaf in paper.leaves:
        for match in _COPYRIGHT.finditer(leaf.text):
            year = match[2] or match[1]
            if leaf.speaker(match.start()) in (REQUEST, HEADER) or _OTHERS_COPYRIGHT.search(match[0]):
                continue
            if _may_be(year, paper.received):
                how = "the year of the copyright line; precise to the year"
                group = 2 if match[2] else 1
                return propose(leaf, "date", year, how, Certainty.LIKELY, match.start(group), match.end(group))
    return None


def _year_of_running_line(paper: Paper) -> Proposal | None:
    """The year at the end of a line that heads or ends every page."""
    lines = [set(_edges(leaf)) for leaf in paper.leaves if leaf.text.strip()]
    if len(lines) < 2:
        return None
    for line in sorted(set.intersection(*lines)):
        match = _RUNNING_YEAR.search(line)
        start = paper.first.text.find(line)
        if match and start >= 0 and _may_be(match[1], paper.received):
            how = "the year in the line that runs through the pages; precise to the year"
            place = (start + match.start(1), start + match.end(1))
            return propose(paper.first, "date", match[1], how, Certainty.DOUBTFUL, *place)
    return None


def _edges(leaf: Leaf) -> Iterator[str]:
    lines = [line.strip() for line in leaf.text.strip().split("\n")]
    yield from lines[:2]
    yield from lines[-2:]


def _year_of_name(paper: Paper) -> Proposal | None:
    match = _NAME_DATE.search(paper.name)
    if not match:
        return None
    year, month = match["y"] or match["y2"], int(match["m"] or match["m2"])
    if not 1 <= month < _LATE or not _may_be(year, paper.received):
        return None
    how = "a date in the file name, which may be that of the request: only its year is taken"
    return Proposal("date", year, how, Certainty.DOUBTFUL)
