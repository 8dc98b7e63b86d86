"""How a page, or words on it, are cited: in a sentence, as BibTeX and as RIS. Pure.

What only a rule proposes of a document (its body, its date) says so in each form, since a citation outlives the portal. BibTeX:
btxdoc, 1988, with the urldate field of biblatex; RIS: the tags of the specification of 2011, lines ended by CR LF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from search.facts import BY_MACHINE, Facts, describe_date

TYPES = {"txt": "text/plain", "bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TEX_SIGNS = re.compile("[" + re.escape("".join(_TEX)) + "]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_BY_MONTH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Citation:
    """What is cited: the document, the place in it, perhaps the words, and the permanent address.

    ``span`` tells quotes of one page apart: their first and last place and the text's hash, as in the address. ``read_by``
    is what took the words that are cited.
    """

    title: str
    facts: Facts
    place: str
    url: str
    sha256: str
    read_by: str
    retrieved: date
    words: str = ""
    span: str = ""

    @property
    def bodies(self) -> tuple[str, ...]:
        return tuple(body.name for body in self.facts.authorities)

    @property
    def note(self) -> str:
        """What no field of a reference manager holds."""
        proposed = [name for name, kind in (("body", "authority"), ("date", "date")) if kind in self.facts.proposed]
        said = [f"{' and '.join(proposed).capitalize()} {BY_MACHINE}."] if proposed else []
        return " ".join([*said, f"Text taken by {self.read_by}.", f"SHA-256 of the file: {self.sha256}"])


def cite(citation: Citation, kind: str) -> str:
    """The citation as txt, bib or ris. Raises KeyError for another kind."""
    return {"txt": plain, "bib": bibtex, "ris": ris}[kind](citation)


def plain(citation: Citation) -> str:
    """One line for a footnote."""
    facts = citation.facts
    parts = [
        f"“{citation.words}”" if citation.words else "",
        citation.title,
        facts.authority_in_words if facts.authorities else "",
        facts.date_in_words if facts.date else "",
        citation.place,
    ]
    said = ", ".join(_one_line(part) for part in parts if part)
    return f"{said}. {citation.url} (retrieved {describe_date(citation.retrieved.isoformat())})\n"


def bibtex(citation: Citation) -> str:
    """An entry of type misc, whose key is made of the hash, the place and the span, so that it stays the same."""
    year, month = _year(citation.facts.date), _month(citation.facts.date)
    fields = {
        "author": " and ".join("{" + _tex(body) + "}" for body in citation.bodies),
        "title": "{" + _tex(citation.title) + "}",
        "year": year,
        "howpublished": _tex(citation.place),
        "url": _in_url(citation.url),
        "urldate": citation.retrieved.isoformat(),
        "note": _tex((f"“{citation.words}” " if citation.words else "") + citation.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if month:
        lines.insert(3 if citation.bodies else 2, f"  month = {_BY_MONTH[month - 1]},")
    return f"@misc{{{_key(citation)},\n" + "\n".join(lines) + "\n}\n"


def ris(citation: Citation) -> str:
    """An entry of the generic type."""
    facts = citation.facts
    tags = [
        ("TY", "GEN"),
        *(("AU", body) for body in citation.bodies),
        ("TI", citation.title),
        ("PY", _year(facts.date)),
        ("DA", _ris_date(facts.date)),
        ("SP", citation.place),
        ("UR", citation.url),
        ("Y2", citation.retrieved.strftime("%Y/%m/%d")),
        ("AB", citation.words),
        ("N1", citation.note),
        ("ID", _key(citation)),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _key(citation: Citation) -> str:
    where = f"{citation.place} {citation.span}".lower()
    return f"{citation.sha256[:12]}-{re.sub('[^a-z0-9]+', '-', where).strip('-')}"


def _tex(words: str) -> str:
    return _TEX_SIGNS.sub(lambda match: _TEX[match[0]], _one_line(words))


def _in_url(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _one_line(words: str) -> str:
    return " ".join(_CONTROL.sub(" ", words).split())


def _year(iso: str) -> str:
    return iso[:4] if re.match(r"\d{4}(-|$)", iso) else ""


def _month(iso: str) -> int:
    match = re.match(r"\d{4}-(\d{2})", iso)
    return int(match[1]) if match and 1 <= int(match[1]) <= 12 else 0


def _ris_date(iso: str) -> str:
    """YYYY/MM/DD/ with what is not known left empty."""
    if not _year(iso):
        return ""
    year, month, day = ([*iso.split("-"), "", ""])[:3]
    return f"{year}/{month}/{day}/"
