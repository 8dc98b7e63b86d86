"""The four laws under which public bodies are asked, and the sections on which they refuse.

Sources: Freedom of Information Act 2000 (c. 36), section 2(3) for what is absolute; Freedom of Information (Scotland) Act 2002
(asp 13), section 2(2); Environmental Information Regulations 2004 (SI 2004/3391), regulations 12 and 13; Environmental
Information (Scotland) Regulations 2004 (SSI 2004/520), regulations 10 and 11. A number means something else in each: section 33
is commercial interests in Scotland and audit functions elsewhere, so a section is never looked up without its Act.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Nature(StrEnum):
    """How a ground of refusal works."""

    ABSOLUTE = "absolute"  # no public interest test
    QUALIFIED = "qualified"  # the public interest in disclosure is weighed against it
    PARTLY = "partly absolute"  # absolute or qualified by subsection
    PROCEDURAL = "procedural"  # no exemption: cost, vexation, what is not held


@dataclass(frozen=True, slots=True)
class Section:
    """A section or regulation on which a body may refuse; ``number`` is without subsection."""

    number: str
    name: str
    nature: Nature


@dataclass(frozen=True)
class Act:
    """A law: its short name as it is written in exports, and its grounds of refusal by number.

    ``prefix`` is "s" for the sections of an Act, "r" for regulations.
    """

    short: str
    name: str
    prefix: str
    nations: frozenset[str]  # whose bank holidays are no working days
    is_environmental: bool
    is_without_more_time: bool  # no extension for the public interest test (FOISA)
    sections: dict[str, Section] = field(default_factory=dict)

    def section(self, number: str) -> Section | None:
        """The section with this number, subsections left out: "43(2)" is 43. None where it is no ground of refusal."""
        found = re.match(r"\d+[A-Z]?", number.strip())
        return self.sections.get(found[0]) if found else None

    def label(self, number: str) -> str:
        """As it is written in exports: "s43 FOIA". Raises KeyError for what is no ground of refusal of this law."""
        section = self.section(number)
        if section is None:
            raise KeyError(f"{self.short} has no ground of refusal {number}.")
        return f"{self.prefix}{section.number} {self.short}"


def _sections(text: str) -> dict[str, Section]:
    """Lines of number, nature and name."""
    natures = {"A": Nature.ABSOLUTE, "Q": Nature.QUALIFIED, "P": Nature.PARTLY, "-": Nature.PROCEDURAL}
    rows = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return {number: Section(number, name, natures[nature]) for number, nature, name in rows}


UK = frozenset({"ENG", "WLS", "SCT", "NIR"})
SCOTLAND = frozenset({"SCT"})

FOIA = Act(
    "FOIA",
    "Freedom of Information Act 2000",
    "s",
    UK,
    is_environmental=False,
    is_without_more_time=False,
    sections=_sections("""
12 - cost limit
14 - vexatious or repeated request
21 A accessible by other means
22 Q intended for future publication
22A Q research
23 A security bodies
24 Q national security
26 Q defence
27 Q international relations
28 Q relations within the United Kingdom
29 Q the economy
30 Q investigations and proceedings
31 Q law enforcement
32 A court records
33 Q audit functions
34 A parliamentary privilege
35 Q formulation of government policy
36 P conduct of public affairs
37 P communications with the Sovereign, honours
38 Q health and safety
39 Q environmental information
40 P personal information
41 A provided in confidence
42 Q legal professional privilege
43 Q commercial interests
44 A prohibitions on disclosure
"""),
)
FOISA = Act(
    "FOISA",
    "Freedom of Information (Scotland) Act 2002",
    "s",
    SCOTLAND,
    is_environmental=False,
    is_without_more_time=True,
    sections=_sections("""
12 - cost limit
14 - vexatious or repeated request
17 - not held
18 - neither confirmed nor denied
25 A otherwise accessible
26 A prohibitions on disclosure
27 Q intended for future publication, research
28 Q relations within the United Kingdom
29 Q formulation of Scottish Administration policy
30 Q conduct of public affairs
31 Q national security and defence
32 Q international relations
33 Q commercial interests and the economy
34 Q investigations
35 Q law enforcement
36 P confidentiality
37 A court records
38 P personal information
39 Q health, safety and the environment
40 Q audit functions
41 Q communications with the Sovereign, honours
"""),
)
EIR = Act(
    "EIR",
    "Environmental Information Regulations 2004",
    "r",
    UK,
    is_environmental=True,
    is_without_more_time=False,
    sections=_sections("""
6 - already available
12 Q exceptions
13 P personal data
"""),
)
EISR = Act(
    "EISR",
    "Environmental Information (Scotland) Regulations 2004",
    "r",
    SCOTLAND,
    is_environmental=True,
    is_without_more_time=False,
    sections=_sections("""
6 - already available
10 Q exceptions
11 P personal data
"""),
)
ACTS = {act.short: act for act in (FOIA, FOISA, EIR, EISR)}


def name_of_section(label: str) -> str:
    """What a section as written in exports is called and how it works: "commercial interests, qualified"; empty for no law's."""
    number, _, short = label.partition(" ")
    section = ACTS[short].section(number[1:]) if short in ACTS else None
    return f"{section.name}, {section.nature}" if section else ""
