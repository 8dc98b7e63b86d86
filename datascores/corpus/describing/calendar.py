"""Dates as British documents write them, found in a text with their places. Pure; which of them dates the document is
decided in ``dating``.

Day before month; two digits of a year are of this century up to 49. What is no day of the calendar is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from datascores.corpus.dates import is_iso_date

_NAMES = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?",
    "july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_WELSH = (
    "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin",
    "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr",
)  # fmt: skip
_WELSH_ORDINAL = "af|ail|il|ydd|edd|ed|fed|eg|ain"
_MONTHS = [re.compile(f"(?:{name}|{welsh})$", re.I) for name, welsh in zip(_NAMES, _WELSH, strict=True)]
_MONTH = "|".join([*_NAMES, *_WELSH])
_DATE = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?P<d1>\d{{1,2}})\s*(?:st|nd|rd|th|{_WELSH_ORDINAL})?\s+(?:o\s+)?(?:day\s+of\s+|of\s+)?(?P<m1>{_MONTH})\.?,?\s+(?P<y1>(?:19|20)\d\d|['’]\d\d)"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)"
    rf"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)"
    rf"|(?P<d4>\d{{1,2}})(?P<s4>[/.-])(?P<m4>\d{{1,2}}|{_MONTH})(?P=s4)(?P<y4>(?:19|20)\d\d|\d\d)"
    rf"|(?P<m5>{_MONTH})\.?,?\s+(?P<y5>(?:19|20)\d\d)"
    rf")(?![\w]|[/-]\d|\.\d)",
    re.I,
)


@dataclass(frozen=True)
class Found:
    """An ISO date (a month where no day is written) and where it stands."""

    value: str
    start: int
    end: int


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Every date of a stretch of text, in order."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        if value := _iso(match):
            yield Found(value, match.start(), match.end())


def _iso(match: re.Match[str]) -> str:
    for form in "12345":
        groups = match.groupdict()
        year = groups[f"y{form}"]
        if not year:
            continue
        month, day = _month(groups[f"m{form}"]), groups.get(f"d{form}")
        value = f"{_year(year)}-{month:02}" + (f"-{int(day):02}" if day else "")
        return value if is_iso_date(value) else ""
    return ""


def _year(text: str) -> str:
    digits = text.lstrip("'’")
    return digits if len(digits) == 4 else f"{'20' if int(digits) < 50 else '19'}{digits}"


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(number for number, pattern in enumerate(_MONTHS, 1) if pattern.match(text))
