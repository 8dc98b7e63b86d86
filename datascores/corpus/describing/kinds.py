"""What kind of document it is: the words of its title, and the signs of a reply to a request. Pure.

A reply is known by several signs together, since a policy names the Act as well. Other kinds are known by their title,
else by the file name. "Other" is proposed only where the title names a kind of document that is none of ours.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePath

from datascores.corpus.describing.paper import HEADER, OWN, REQUEST, STANDARD, Certainty, Leaf, Paper, Proposal, propose

TITLE = 300  # code points at the beginning in which a title stands
HEADING = 600  # code points within which a bare heading is that of a letter
REPLY_FROM = 4  # points from which a document is a reply
SLIDES = ("pptx", "ppt", "odp")

LETTER, REVIEW = "foi response letter", "internal review"
_LAW = re.compile(
    r"freedom\s+of\s+information|\bFOI(?:A|SA)?\b|environmental\s+information\s+regulations|\bEIRs?\b"
    r"|request\s+for\s+information|information\s+(?:request|rights)|\bsame\s+exemptions|exemptions?\s+(?:would\s+)?appl|section\s+(?:1|12|14|17|2[1-9]A?|3\d|4[0-4])\b.{0,40}\bAct\b",
    re.I | re.S,
)
_REPLIES = re.compile(
    r"thank\s+you\s+for\s+your\s+(?:\w+\s+){0,5}(?:request|e-?mail|letter|enquiry)|(?:with\s+reference|further|in\s+(?:response|relation|reply))\s+to\s+your"
    r"|your\s+request\s+(?:has\s+been|was|number|reference|below|for\s+information|under)|(?:in\s+)?respect\s+of\s+your\s+request"
    r"|(?:information|documents?)\s+(?:that\s+)?you\s+(?:have\s+)?requested|you\s+(?:have\s+)?(?:asked|requested)\b|our\s+(?:response|reply)\b"
    r"|I\s+can\s+(?:now\s+)?confirm|response\s+to\s+your|you\s+sent\s+us",
    re.I,
)
_YOUR_REQUEST = re.compile(
    r"\byour\s+(?:\w+\s+){0,3}requests?\b|\b(?:in\s+which\s+)?you\s+(?:have\s+)?(?:asked|requested|sought)\b|\byour\s+(?:\w+\s+)?questions?\b",
    re.I,
)
# headings that part what was asked from what is answered
_ASKED_HEAD = re.compile(
    r"^\W*(?:\d+\W+)?(?:(?:your|the|foi|information)\s+)?(?:request(?:ed)?|questions?|information\s+requested|you\s+asked)(?:\s+(?:\d+|[a-z]))?\s*[:–-]?(?:\s|$)",
    re.I | re.M,
)
_ANSWERED_HEAD = re.compile(
    r"^\W*(?:\d+\W+)?(?:(?:our|the|council|trust|force|council['’]s)\s+)?(?:response|reply|answer|information\s+(?:supplied|provided)|we\s+(?:can\s+)?(?:answer|respond))s?(?:\s+(?:\d+|[a-z]))?\s*[:–-]?(?:\s|$)",
    re.I | re.M,
)
_NAMED_REPLY = re.compile(
    r"(?:freedom\s+of\s+information|\bFOI\b|information\s+request|request\s+for\s+information).{0,40}\b(?:response|reply)\b"
    r"|\b(?:response|reply)\s+to\s+(?:a\s+|your\s+|an\s+)?(?:freedom|foi|information|request)",
    re.I,
)
_REFUSES = re.compile(
    r"refusal\s+notice|is\s+exempt\s+from\s+disclosure|exemptions?\s+(?:applied|applicable|under|engaged)|public\s+interest\s+test"
    r"|(?:does|do)\s+not\s+hold|(?:is|are)\s+not\s+held|hold\s+none|information\s+(?:you\s+requested\s+)?is\s+held",
    re.I,
)
_REVIEW_TITLE = re.compile(
    r"internal\s+review\s+(?:outcome|decision|response|request|of|report|letter|result|findings)"
    r"|(?:outcome|result|response)\s+(?:of|to|for|[-–:])\s*(?:(?:the|your|an|a)\s+)?(?:request\s+for\s+(?:an?\s+)?)?internal\s+review"
    # a heading by itself, perhaps with the number of the request
    r"|(?P<bare>^[^\S\n]*(?:(?:re|subject)\s*:\s*)?(?:[\w &,/-]{0,40}[-–:,]\s*)?(?:your\s+)?"
    r"(?:request\s+for\s+(?:an?\s+)?)?internal\s+review"
    r"(?:\s*[-–:,]?\s*(?:ref\w*\.?\s*:?\s*)?[A-Z/]*[\s#-]*[\dA-Z/._-]*\d[\w/._-]*)?[^\S\n]*$)",
    re.I | re.M,
)
_REVIEWED = re.compile(
    r"(?:I|we)\s+have\s+(?:now\s+)?(?:(?:carefully|fully|completed|concluded|finished|carried\s+out|conducted|undertaken)\s+)*"
    r"(?:reviewed|reassessed|reconsidered|re-?examined|(?:my|our|an?|the|this)\s+(?:internal\s+)?review)"
    r"|(?:I|we)\s+have\s+(?:now\s+)?considered\s+(?:your\s+complaint|the\s+(?:matter|request|handling))|\buph(?:eld|old)\b|overturn(?:ed)?\b"
    r"|your\s+request\s+for\s+(?:an\s+)?internal\s+review|(?:outcome|findings|conclusion)s?\s+of\s+(?:my|our|this|the)\s+(?:internal\s+)?review"
    r"|(?:was|were)\s+(?:correctly|wrongly|rightly|properly|incorrectly)\s+(?:applied|handled|engaged|withheld|refused|answered)",
    re.I,
)
_OF_BEFORE = re.compile(
    r"(?:original|initial|first|earlier)\s+(?:decision|response|reply|refusal)|not\s+(?:party\s+to|involved\s+in)\s+the\s+(?:original|handling)"
    r"|requesting\s+an\s+internal\s+review",
    re.I,
)
_OFFERED = re.compile(
    r"\b(?:if\s+you|you\s+(?:may|can|have\s+the\s+right|are\s+entitled)|should\s+you|wish(?:es)?\s+to|right\s+to)\b[^.]*$",
    re.I,
)
_ASKED_TITLE = re.compile(r"\b(?:please|provide|you\s+(?:have\s+)?(?:asked|requested|sought)|in\s+which\s+you)\b", re.I)

# in order: a title that says two of these is of the first
_TITLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("risk log", (r"risks?\s+(?:and\s+issues?\s+)?(?:log|register)", r"raid\s+log")),
    (
        "process map",
        (
            r"process\s+(?:maps?|flows?|diagrams?)",
            r"data\s+(?:flow|process)\s+(?:maps?|mapping|diagrams?)",
            r"flow\s?charts?|swim\s?lanes?",
        ),
    ),
    (
        "impact assessment",
        (
            r"(?:privacy|data\s+protection|equality|equalities|algorithmic)\s+impact\s+assessments?",
            r"DPIA\b|EQIA\b",
        ),
    ),
    ("disclosure log", (r"disclosure\s+log",)),
    (
        "training material",
        (r"training|e-?learning|lesson\s+plan", r"workshop\s+(?:materials?|notes?)", r"induction\s+(?:pack|course)"),
    ),
    (
        "contract/licence",
        (
            r"(?:licen[cs]e|services?|framework|sharing|processing|call[\s-]?off|software|supply|partnership|hosting"
            r"|maintenance|master|support)\s+(?:level\s+)?agreement",
            r"contract\b(?!\s+(?:management|register|award|manager))",
            r"memorandum\s+of\s+understanding|terms\s+and\s+conditions|statement\s+of\s+works?|order\s+form|deed\s+of",
            r"licen[cs]e\b(?!\s+(?:plate|fee))",
        ),
    ),
    (
        "evaluation",
        (
            r"evaluation|case\s+study|lessons\s+learn(?:ed|t)",
            r"(?:pilot|trial)\s+(?:report|findings)",
            r"validation\s+(?:report|study)",
        ),
    ),
    ("screenshots", (r"screen\s?shots?|screen\s?grabs?",)),
    ("guide", (r"guide\b|hand\s?book|manual\b|how\s+to\s+use|guidance",)),
    (
        "council paper",
        (
            r"report\s+(?:to|of)\s+(?:the\s+)?(?:cabinet|council|committee|executive|director|head|chief|portfolio)",
            r"(?:cabinet|scrutiny|committee|executive|council|board)\s+(?:report|meeting|paper)",
            r"decision\s+notice|agenda\s+item",
        ),
    ),
    ("presentation", (r"presentation|slide\s?(?:s|deck)",)),
)
TITLES = tuple((kind, re.compile(rf"\b(?:{'|'.join(patterns)})", re.I)) for kind, patterns in _TITLES)
_OTHER = re.compile(
    r"\b(?:project\s+initiation\s+document|business\s+case|terms\s+of\s+reference|project\s+(?:plan|brief)|job\s+description|invoice|purchase\s+order"
    r"|minutes\s+of|privacy\s+(?:notice|policy)|\w+\s+policy\b|specification|press\s+release|news\s?letter|appendix\s+\w+|annex\s+\w+|data\s+dictionary|highlight\s+report)",
    re.I,
)


def reply_points(paper: Paper) -> int:
    """How much speaks for a reply to a request for information; from REPLY_FROM on it is one."""
    own = paper.words_of(OWN, STANDARD, most=12000)
    has_request = _holds_a_request(paper)
    is_asked = paper.salutation >= 0 and _YOUR_REQUEST.search(paper.first.text, 0, 4000) is not None
    points = 2 * has_request + 2 * bool(_LAW.search(own)) + 2 * bool(_REPLIES.search(own[:4000])) + is_asked
    points += 2 * (_turns(paper) > 1) + 2 * bool(_NAMED_REPLY.search(own[:400])) + bool(_REFUSES.search(own))
    points += bool("information commissioner" in own.lower()) + bool(paper.sign_offs) + (paper.salutation >= 0)
    return points if has_request or is_asked or _LAW.search(own) else 0


def _holds_a_request(paper: Paper) -> bool:
    """Whether somebody's request is quoted, or headings part what was asked from the answer."""
    text = paper.first.text[:4000]
    has_heads = _ASKED_HEAD.search(text) is not None and _ANSWERED_HEAD.search(text) is not None
    return has_heads or any(True for _ in paper.said("request"))


def _turns(paper: Paper) -> int:
    """How often a question is answered right below it or beside it."""
    turns = 0
    for leaf in paper.leaves:
        for before, after in pairwise(leaf.spans):
            turns += str(before.kind) == REQUEST and str(after.kind) == OWN
    return turns


def _review_title(paper: Paper) -> tuple[int, int] | None:
    """Where the letter says that it is the outcome of an internal review, if what it says beside that is the outcome of one.

    What a requester may ask for stands in every reply, as standard wording or as an offer, and is none.
    """
    own = paper.words_of(OWN, most=4000)
    told = [found for found in _REVIEWED.finditer(own) if not _OFFERED.search(own[: found.start()][-160:])]
    is_letter = paper.salutation >= 0 or bool(paper.sign_offs) or _REPLIES.search(own) is not None
    for match in _REVIEW_TITLE.finditer(paper.first.text, 0, min(len(paper.first.text), 1200)):
        if paper.first.speaker(match.start()) not in (OWN, STANDARD):
            continue
        is_told = bool(told) if match["bare"] else bool(told or _OF_BEFORE.search(own))
        if is_told and (is_letter or len(told) > 1) and (not match["bare"] or match.start() < HEADING):
            return match.span()
    return None


def is_reply(paper: Paper) -> bool:
    """Whether the document answers a request. A title that says otherwise wins over signs in the text alone."""
    if _review_title(paper):
        return True
    points = reply_points(paper)
    if points < REPLY_FROM or paper.format in SLIDES or paper.page_count > 60:
        return False
    answers = paper.salutation >= 0 or _holds_a_request(paper) or bool(paper.sign_offs)
    return answers or _NAMED_REPLY.search(paper.first.text[:TITLE]) is not None or _title_of(paper) is None


def propose_kind(paper: Paper, kinds: tuple[str, ...]) -> Proposal | None:
    """The kind, of those that the settings name; None where nothing tells it."""
    found = _reply(paper) if is_reply(paper) else _by_title(paper) or _by_name(paper) or _by_format(paper)
    return found if found and found.value in kinds else None


def _reply(paper: Paper) -> Proposal | None:
    leaf = paper.first
    if title := _review_title(paper):
        return propose(leaf, "kind", REVIEW, "it reports the outcome of an internal review", Certainty.SURE, *title)
    points = reply_points(paper)
    certainty = Certainty.SURE if points >= REPLY_FROM + 2 else Certainty.LIKELY
    for pattern in (_NAMED_REPLY, _REPLIES, _LAW):
        if place := _find(leaf, pattern, 6000):
            return propose(leaf, "kind", LETTER, "it answers a request for information", certainty, *place)
    return Proposal("kind", LETTER, "it quotes a request and answers it", certainty)


def _find(leaf: Leaf, pattern: re.Pattern[str], within: int) -> tuple[int, int] | None:
    for match in pattern.finditer(leaf.text, 0, min(len(leaf.text), within)):
        if leaf.speaker(match.start()) in (OWN, STANDARD):
            return match.span()
    return None


def _title_of(paper: Paper) -> tuple[str, int, int] | None:
    """The kind that the first lines name, with the place of the words; the earliest of them is the title."""
    text, first = paper.first.text, None
    for line_start, line_end in _first_lines(text):
        line = text[line_start:line_end]
        if len(line) > 120 or line.rstrip().endswith((".", ",", ";", "?", '."', ".”", '?"', "?”")):
            continue  # a sentence, not a title
        if paper.first.speaker(line_start) in (REQUEST, HEADER) or _ASKED_TITLE.search(line):
            continue  # what somebody asks for, not what this is
        for kind, pattern in TITLES:
            if match := pattern.search(text, line_start, line_end):
                first = (kind, match.start(), match.end())
                break
        if first is None and (match := _OTHER.search(text, line_start, line_end)):
            first = ("other", match.start(), match.end())
        if first:
            return first
    return None


def _first_lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    while start < min(len(text), TITLE):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            lines.append((start, end))
        start = end + 1
    return lines[:8]


def _by_title(paper: Paper) -> Proposal | None:
    if not (title := _title_of(paper)):
        return None
    kind, start, end = title
    name = _kind_of_words(_words_of_name(paper))
    certainty = Certainty.SURE if kind == name else Certainty.LIKELY
    if name == "training material" and kind == "guide":
        kind = name  # a handbook that was handed out for training
    if kind == "other":
        certainty = Certainty.DOUBTFUL
    return propose(paper.first, "kind", kind, "its title says so", certainty, start, end)


def _by_name(paper: Paper) -> Proposal | None:
    for words, where in ((paper.title, "its title field says so"), (_words_of_name(paper), "its file name says so")):
        if kind := _kind_of_words(words):
            return Proposal("kind", kind, where, Certainty.LIKELY if kind != "other" else Certainty.DOUBTFUL)
    return None


def _by_format(paper: Paper) -> Proposal | None:
    if paper.format in SLIDES:
        return Proposal("kind", "presentation", "it is a file of slides", Certainty.LIKELY)
    return None


def _words_of_name(paper: Paper) -> str:
    return re.sub(r"[_\W]+", " ", PurePath(paper.name).stem)


def _kind_of_words(words: str) -> str:
    for kind, pattern in TITLES:
        if pattern.search(words):
            return kind
    return "other" if _OTHER.search(words) else ""
