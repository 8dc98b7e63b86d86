"""Where the form of a letter or a mail says that a person writes, is written to or is to be asked.

Formulas are those of British and Welsh letters; each position gives a name with its place. A page's text in, places out;
pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from datascores.corpus.personal.people import NameAt, name_at

# formulas that end a letter, in English and Welsh, alone on their line
CLOSING = re.compile(
    r"^[ \t>|]*(?:(?:yours|your'?s)[ ]+(?:sincerely|faithfully|truly)|(?:(?:kind|kindest|best|warm|warmest|many)\b[ ]*"
    r"(?:and[ ]\w+[ ])?)?(?:regards|thanks|wishes)|best(?=[ \t]*,)|yours(?=[ \t]*,)"
    r"|with[ ](?:kind|best)[ ]regards|many[ ]thanks|thank[ ]you|thanks|sincerely"
    r"|yn[ ](?:gywir|bur)|yr[ ]eiddoch[ ]yn[ ](?:gywir|bur)|cofion(?:[ ]\w+)?|gyda[ ]diolch|diolch)[ ]*[,.!]?[ \t]*"
    r"(?P<after>[^\n]{0,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_SALUTATION = re.compile(
    r"^[ \t>|]*(?:dear|hi|hello|annwyl|good[ ](?:morning|afternoon))[ ]+(?P<names>[^\n]{2,60}?)[ ]*[,:.]?[ \t]*$",
    re.I | re.M,
)
_HEAD = re.compile(
    r"^[ \t>|*]*(?P<head>from|to|cc|bcc|sent by|reply-to|oddi wrth|at|sent|date|subject|pwnc|dyddiad)[ \t*]*:[ \t*]*"
    r"(?P<rest>[^\n]*)$",
    re.I | re.M,
)
_WHO_HEADS = frozenset({"from", "to", "cc", "bcc", "sent by", "reply-to", "oddi wrth", "at"})
_WROTE = re.compile(
    r"^[ \t>|]*(?:on\b[^\n]{5,70}?[,:]?[ ]+)?(?P<name>[^\W\d_][^<\n]{2,60}?)[ ]*(?:[<\[(][^\n]{3,80}?[>\])])?[ ]+wrote:",
    re.I | re.M,
)
_SURE_LABEL = (
    r"please[ ]ask[ ]for|ask[ ]for|contact[ ](?:name|officer|person)|case[ ]?(?:officer|handler|worker)|our[ ]contact"
    r"|your[ ]contact|requested[ ]by|requester|requestor|applicant|name[ ]of[ ](?:the[ ])?(?:requester|applicant)"
    r"|reviewing[ ]officer|handled[ ]by"
    r"|dealt[ ]with[ ]by"
    r"|gofynnwch[ ]am|information[ ]officer|disclosure[ ]officer|foi[ ]officer|for[ ]the[ ]attention[ ]of|fao"
)
_DOUBTFUL_LABEL = (
    r"contact|(?:lead[ ]|responding[ ])?officer(?:[ ](?:dealing|responsible|name|in[ ]charge))?|prepared[ ]by"
    r"|completed[ ]by|reviewed[ ]by|approved[ ]by|author|enquiries[ ]to|signed|name"
)
_LABELLED = re.compile(
    rf"^[^\n]{{0,40}}?\b(?:(?P<sure>{_SURE_LABEL})|(?P<doubtful>{_DOUBTFUL_LABEL}))\b[ \t]*(?:[:\-–|\t]|$)[ \t]*\n?[ \t]*",
    re.I | re.M,
)
_IN_SENTENCE = re.compile(
    r"\b(?:contact|write[ ]to|writing[ ]to|e-?mail|call|speak[ ](?:to|with)|telephone|ask[ ]for|attention[ ]of|c/o|addressed[ ]to"
    r"|submitted[ ]to|liaise[ ]with)\s+(?=[^\W\d_])",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:officer|manager|supervisor|director|lead|head|advis[eo]r|assistant|co-?ordinator|solicitor|analyst|administrator|clerk"
    r"|consultant|secretary|representative|specialist|commissioner|lawyer|paralegal|guardian|swyddog)\b",
    re.I,
)
_UNIT = re.compile(r"\b(?:unit|team|department|directorate|section|services?|governance|disclosure|rights)\b", re.I)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\b\.?[ \u00a0]+(?=[A-Z])")
_SEPARATORS = re.compile(r"[|,\t(<\[]|[ ][\-–—][ ]|[ ]{3,}")
_WHO_SEPARATORS = re.compile(r"[;]|(?<=[>\])])[ ]*,")
_MOST_LINES = 4  # with words, after a closing formula, in which the name is looked for
_BLOCK_LINES = 16  # after a closing formula, in which mail addresses and telephone numbers are a person's


@dataclass(frozen=True)
class Line:
    """A line of a text with the place where it starts."""

    start: int
    text: str


def names_in(text: str) -> Iterator[NameAt]:
    """All names that stand where letters and mails name people; some may be given twice."""
    for find in (
        _after_closings,
        _in_salutations,
        _in_heads,
        _before_wrote,
        _after_labels,
        _in_sentences,
        _over_roles,
        _titled,
    ):
        yield from find(text)


def closing_blocks(text: str) -> Iterator[tuple[int, int]]:
    """From each closing formula to the end of what stands under it."""
    for match in CLOSING.finditer(text):
        lines = _lines(text, match.end())[: _BLOCK_LINES + 1]
        yield match.start(), (lines[-1].start + len(lines[-1].text)) if lines else match.end()


def _lines(text: str, start: int, most: int = 2_000) -> list[Line]:
    """The lines from a place on, within so many code points."""
    found, at = [], start
    for piece in text[start : start + most].split("\n"):
        found.append(Line(at, piece))
        at += len(piece) + 1
    return found


def _after_closings(text: str) -> Iterator[NameAt]:
    for match in CLOSING.finditer(text):
        if match["after"].strip():
            found = _name_in(text, match.start("after"), match["after"])
            if found and found.is_known:
                yield found
                continue
        if match["after"].strip():
            continue  # "Thank you for your request" ends no letter
        seen = 0
        for line in _lines(text, match.end())[1:]:
            if not line.text.strip(" \t>|"):
                continue
            seen += 1
            if seen > _MOST_LINES:
                break
            found = _name_in(text, line.start, line.text)
            if found and (found.is_known or (found.person.surname and seen <= 2)):
                yield found
                break


def _in_salutations(text: str) -> Iterator[NameAt]:
    for match in _SALUTATION.finditer(text):
        at = match.start("names")
        for piece in re.split(r"([ ]+(?:and|&|/)[ ]+|/|,[ ]*)", match["names"]):
            found = _name_in(text, at, piece)
            at += len(piece)
            if found:
                yield found


def _in_heads(text: str) -> Iterator[NameAt]:
    heads = list(_HEAD.finditer(text))
    for number, match in enumerate(heads):
        is_beside = any(
            0 <= number + step < len(heads)
            and text.count("\n", *sorted((match.start(), heads[number + step].start()))) <= 4
            for step in (-1, 1)
        )
        if match["head"].lower() not in _WHO_HEADS or not (is_beside or "@" in match["rest"]):
            continue
        at = match.start("rest")
        for piece in _WHO_SEPARATORS.split(match["rest"]):
            place = text.find(piece, at)
            at = place + len(piece)
            yield from _named_in_head(text, place, piece)


def _named_in_head(text: str, start: int, piece: str) -> Iterator[NameAt]:
    """ "Jane Smith <…>", "Smith, Jane (FOI) <…>", "'Jane Smith' [mailto:…]"."""
    lead = len(piece) - len(piece.lstrip(" '\"“‘*"))
    shown = re.split(r"[<\[(\"'”’]", piece[lead:], maxsplit=1)[0].rstrip(" ,*")
    turned = re.fullmatch(r"(?P<surname>[^\W\d_][\w'’\-]+),[ ]*(?P<given>[^\W\d_][\w.\-]*)(?:[ ][^\n,]*)?", shown)
    if turned:
        for part in ("surname", "given"):
            other = name_at(f"{turned['given']} {turned['surname']}")
            if other:
                yield NameAt(other.person, start + lead + turned.start(part), start + lead + turned.end(part), True)
        return
    found = name_at(shown)
    if found and (found.is_known or found.person.surname):
        yield NameAt(found.person, start + lead + found.start, start + lead + found.end, True)


def _before_wrote(text: str) -> Iterator[NameAt]:
    for match in _WROTE.finditer(text):
        piece = match["name"]
        for word in re.finditer(r"(?:^|[,:]?[ ]+)(?=[^\W\d_])", piece):
            found = name_at(piece, word.end())
            if found and found.is_known and found.end == len(piece):
                start = match.start("name")
                yield NameAt(found.person, start + found.start, start + found.end, True)
                break


def _after_labels(text: str) -> Iterator[NameAt]:
    for match in _LABELLED.finditer(text):
        line = text[match.end() : match.end() + 120].split("\n", 1)[0]
        found = _name_in(text, match.end(), line)
        if found and found.person.surname and (found.is_known or match["sure"]):
            yield found


def _in_sentences(text: str) -> Iterator[NameAt]:
    for match in _IN_SENTENCE.finditer(text):
        piece = " ".join(text[match.end() : match.end() + 80].split("\n"))
        found = _longest_known(piece)
        if found and found.person.surname:
            yield NameAt(found.person, match.end() + found.start, match.end() + found.end, True)


def _longest_known(piece: str) -> NameAt | None:
    """The name at the beginning of a sentence's rest: "Jane Smith on 0117 …" goes on where a line of its own would end."""
    words = list(re.finditer(r"[^\W\d_][\w'’\-]*\.?", piece))
    for count in (4, 3, 2):
        if len(words) >= count:
            end = words[count - 1].end()
            found = name_at(piece[:end])
            if found and (found.is_known or (piece[end : end + 1] == "," and _ROLE.search(piece, end, end + 40))):
                return found
    return None


def _over_roles(text: str) -> Iterator[NameAt]:
    """A name alone on its line or in its cell, with what the person does beside or under it.

    Under the last sentence of a letter the name of an office is enough, and the name need not be a known one.
    """
    lines = _lines(text, 0, len(text))
    for number, line in enumerate(lines):
        for cell in re.finditer(r"[^\t|]+", line.text):
            words = cell[0].strip()
            if not 4 < len(words) < 50 or not words[0].isupper():
                continue
            lead = len(cell[0]) - len(cell[0].lstrip())
            found = name_at(words)
            if not (found and found.person.surname and (found.is_known or _ends_letter(lines, number))):
                continue
            rest = words[found.end :]
            beside = re.split(r"[\t|]", line.text[cell.end() :].lstrip("\t| "), maxsplit=1)[0]
            under = next((other.text for other in lines[number + 1 : number + 3] if other.text.strip()), "")
            is_signed = _ends_letter(lines, number) and _is_short(under) and bool(_UNIT.search(under))
            if (not rest.strip() and (_is_role(beside) or _is_role(under) or is_signed)) or (
                re.match(r"[ ]*(?:,|[\-–—][ ]|\()", rest) and _is_role(rest.strip(" ,-–—("))
            ):
                start = line.start + cell.start() + lead
                yield NameAt(found.person, start + found.start, start + found.end, True)


def _ends_letter(lines: list[Line], number: int) -> bool:
    """Whether a line stands apart under the last sentence of a letter, as a signature without a formula does."""
    above = [line.text.rstrip() for line in lines[max(0, number - 6) : number]]
    last = next((text for text in reversed(above) if text.strip()), "")
    return bool(above) and not above[-1].strip() and last.endswith(".")


def _titled(text: str) -> Iterator[NameAt]:
    """Mr, Mrs, Ms and Miss in a letter or mail: doctors, professors and councillors are named there for what they do."""
    if not (CLOSING.search(text) or _SALUTATION.search(text) or _HEAD.search(text)):
        return
    for match in _TITLED.finditer(text):
        words = list(re.finditer(r"[^\W\d_][\w'’\-]*\.?", text[match.end() : match.end() + 60].split("\n", 1)[0]))
        for count in (3, 2, 1):
            if len(words) >= count and all(word[0][0].isupper() for word in words[:count]):
                start = match.start()
                found = name_at(text[start : match.end() + words[count - 1].end()])
                if found:
                    yield NameAt(found.person, start + found.start, start + found.end, True)
                    break


def _is_role(text: str) -> bool:
    """Whether a line or cell says what a person does."""
    return _is_short(text) and bool(_ROLE.search(text))


def _is_short(text: str) -> bool:
    """Whether a line or cell is a few words with a capital, no sentence."""
    text = text.strip(" \t|>)")
    return len(text) <= 80 and text[:1].isupper() and not text.endswith((".", ";", ":"))


def _name_in(text: str, start: int, line: str) -> NameAt | None:
    """The name with which a line or a piece of it begins, placed in the whole text."""
    lead = len(line) - len(line.lstrip(" \t>|*'\"“‘"))
    cell = _SEPARATORS.split(line[lead:], maxsplit=1)[0].rstrip(" '\"”’*,.:;")
    found = name_at(cell)
    return NameAt(found.person, start + lead + found.start, start + lead + found.end, found.is_known) if found else None
