"""The head of a mail as the first lines of its text, so that it is found by who wrote to whom, when and about what.

Nobody's own words: it is a segment of its own kind, never evidence. Of a person's address only the part after the @ is
shown: it says which body writes, and leads to nobody's letter box. The address of an office stays whole, so that it can be
searched for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import getaddresses

FORMATS = frozenset({"eml", "msg"})
MOST_NAMES = 10
_FIELDS = {"From": "from", "To": "to", "Cc": "cc", "Date": "date", "Subject": "subject"}
_HEAD = re.compile(r"(?:(?:From|To|Cc|Date|Subject): [^\n]*(?:\n|\Z))++(?=\n|\Z)")
_OFFICE = re.compile(
    r"(?:foi|foia|eir|dpa|freedom|of|information|info|governance|requests?|enquir(?:y|ies)|contact|us|customer|services?|access|data"
    r"|protection|complaints?|press|media|office|team|council|democratic|legal|post|mail|admin|disclosure|no|reply|do|not|and|to|[\W_\d])+",
    re.I,
)


def write_head(metadata: Mapping[str, str]) -> str:
    """The lines for what a mail's header tells, each "From: …", a blank line after them; empty where it tells nothing."""
    values = {title: metadata.get(name, "") for title, name in _FIELDS.items()}
    values |= {title: show_people(values[title], with_offices=True) for title in ("From", "To", "Cc")}
    values["Date"] = values["Date"][:16].replace("T", " ")
    lines = [f"{title}: {value}\n" for title, value in values.items() if value]
    return "".join([*lines, "\n"]) if lines else ""


def head_end(text: str, format_name: str) -> int:
    """Where the head of a mail's first page ends; 0 for what is no mail or has none."""
    found = _HEAD.match(text) if format_name in FORMATS else None
    return found.end() if found else 0


def show_people(addresses: str, *, with_offices: bool = False) -> str:
    """`FOI Team <foi@saltmere.example>, a@b.example` as `FOI Team (saltmere.example), somebody at b.example`.

    ``with_offices`` keeps an office's address whole.
    """
    people: list[str] = []
    for part in filter(None, map(str.strip, addresses.split(";"))):  # Outlook keeps bare names, parted so
        people += [_show(*pair, with_offices) for pair in getaddresses([part]) if any(pair)] if "@" in part else [part]
    more = f" and {len(people) - MOST_NAMES} more" if len(people) > MOST_NAMES else ""
    return ", ".join(people[:MOST_NAMES]) + more


def _show(name: str, address: str, with_offices: bool) -> str:
    box, at, domain = address.rpartition("@")
    if not at:
        return name or address
    shown = address if with_offices and len(box) <= 64 and _OFFICE.fullmatch(box) else domain
    if not name or "@" in name:
        return shown if shown == address else f"somebody at {domain}"
    return f"{name} ({shown})"
