"""Answers in one word or a short sentence: "X: no", "X | In use: yes", and "No." to a question that names X.

A bare "no" denies use only where the question asks for use and for nothing else: "Has X been evaluated? No." denies an
evaluation. Never guesses: what is no plain answer to a plain question gives nothing.
"""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.clauses import plain
from datascores.corpus.stance.words import AFFIRMED, DENIED, ENDED, PILOTED, PLANNED, UNCLEAR

_NO = r"(?:no|none|nil|n/a|not\s+(?:used|held|in\s+use|applicable|currently\s+used|in\s+place))"
_IN_USE = (
    r"(?:(?:currently|now)\s+)?(?:in\s+use|used|in\s+place|held|deployed|operational|live|active)"
    r"(?:\s+(?:by|at)\s+[^:?|]{1,40})?"
)
_CELL = r"^[\s\"'”’)]*(?:[:|\t–—-]+|\s-\s)\s*"
_WORD = re.compile(
    rf"{_CELL}(?:{_IN_USE}\s*[?:|\t–—-]+\s*)?(?P<word>yes|{_NO})(?=\s*(?:[.,;:)|\t\n–—-]|$))(?P<rest>.*)", re.S
)
_FIELD = re.compile(rf"\s*{_IN_USE}\s*[?:|\t–—-]+\s*(?P<word>yes|{_NO})(?=\s*(?:[.,;:)|\t\n–—-]|$))(?P<rest>.*)", re.S)

# what a question asks, in the words before and after the name
_ASKS = re.compile(r"\b(?:do|does|did|has|have|are|is|whether|if)\b(?P<middle>[^?;]*)$")
_OPEN = re.compile(r"\b(?:how|what|when|why|where|who|which)\b")
_AIM = re.compile(r"\s*(?:\w+\s+){0,2}?,?\s*\b(?:to|for|when|in\s+(?:order|deciding|making|relation))\b")
# "have access to X", "use software such as X" ask for X
_BY_WAY_OF = re.compile(
    r"\b(?:access\s+to|use\s+of|(?:contract|licen[cs]e|subscription)s?\s+(?:for|to|with)|such\s+as)(?!\w)"
)
# a question about ending, extending or thinking of it: its "no" is no denial of use
_TURNED = re.compile(
    rf"(?<!\w)(?:{cues.ENDING_VERB}|stop|replac\w+|extend\w*|expand\w*|consider\w*|plans?|intend\w*"
    rf"|{cues.NEGATION.pattern})(?!\w)"
)
_OPENS_NO = re.compile(
    r"[\s\"'“‘]*(?:a(?:nswer)?\s*\d*[.:)]\s*|response\s*[:.]\s*)?(?:\(?[a-z0-9]{1,2}[.)]\s+)?"
    r"(?:(?:no|none|nothing)(?:\s+(?:whatsoever|whatever|at\s+all))?(?=\s*(?:[.,;:–—-]|$))|n(?=\W*$)|nope|none"
    r"|nil|zero|negative|not\s+at\s+present|no\s+longer\b"
    r"|(?:not\s+since|(?:only\s+)?until)\b"
    r"|not\s+(?:used|in\s+use|held|any\s+more|any\s+longer|yet)\b"
    r"|(?:n/a|not\s+applicable|incorrect|£?\s?0(?:\.0+)?|no\s+(?:licen[cs]es?|contracts?|users?))(?=\s*(?:[.;:–—-]|$)))"
)
# whatever is asked, its cost or its date: "£0 - not used", "No licence"
_NOT_HAD = re.compile(
    r"\W*(?:(?:£?\s?0(?:\.0+)?|nil|none|n/a|zero)\W+)?(?:(?:it\s+is\s+|this\s+is\s+)?not\s+(?:used|in\s+use)|no\s+licen[cs]e(?:\s+held)?)\W*"
)
_OPENS_YES = re.compile(r"[\s\"'“‘]*(?:a(?:nswer)?\s*\d*[.:)]\s*|response\s*[:.]\s*)?(?:\(?[a-z0-9]{1,2}[.)]\s+)?yes\b")
_BODY = r"(?:we|you|it|they|the\s+\w+(?:\s+\w+)?|[a-z]+\s+(?:police|council|constabulary|trust))"
_SUCH = rf"(?:{cues.ANAPHOR}|(?:any\s+)?such\s+\w+|(?:this|the)\s+\w+)"
_SAYS_NOT = re.compile(
    rf"(?:{_BODY})\s+(?:{cues.NEGATION.pattern}|(?:do|does|did|has|have|is|are)\s+not)(?:\s+(?:currently|ever"
    r"|at\s+present))?"
    rf"\s*(?:[.,;]|$|(?:{cues.USE_VERBS}|have|had)\s+"
    rf"(?:access\s+to\s+|use\s+of\s+|an?\s+(?:contract|licen[cs]e)\s+for\s+)?{_SUCH}(?!\w))"
    rf"|(?:{_BODY})\s+{cues.USE_VERBS}\s+(?:none|neither)\b"
    r"|\bno\s+such\s+\w+\s+(?:(?:is|are|was|were|has\s+been|have\s+been"
    rf"|had\s+been)\s+(?:ever\s+)?(?:{cues.USED}|made|signed|taken\s+out|agreed|entered\s+into|let|placed"
    r"|concluded|awarded)|exists?|existed|took\s+place)"
    r"|\b(?:made|signed|have|has|hold|holds|placed|took\s+out|entered\s+into|agreed)\s+no\s+such\b"
    rf"|\b{_SUCH}\s+(?:is|has|are|have)\s+(?:never\s+been|not\s+(?:been\s+)?|never\s+)(?:currently\s+)?{cues.USED}"
)
_SAYS_SO = re.compile(
    r"[\s\"'“‘]*(?:(?:we|the\s+\w+)\s+(?:(?:do|does|have|has)\s*|(?=hold|use|have))"
    r"(?:(?:currently\s+)?(?:use|hold|have)\s+(?:an?\s+(?:licen[cs]e|contract"
    rf"|subscription)\s+for\s+)?{_SUCH}\s*)?(?:[.,;]|$)"
    r"|the\s+(?:answer|response)\s+(?:(?:to|for)\s+[^.;]{1,40}?\s+)?is\s+yes\b)"
)


# a question said as a statement, or that names nothing but the thing: "X is used here?", "And X?"
_BARE = re.compile(
    r"\W*(?:q\s?\d*\s*[.:)]\s*)?(?:\(?[a-z0-9]{1,2}[.)]\s*)?(?:(?:and|or|also)\W+)?(?:(?:what"
    r"|how)\s+about\s+)?(?:the\s+)?"
)
_IS_RIGHT = re.compile(
    r"\b(?:is|would)\s+it\s+(?:be\s+)?(?:right|true|correct|the\s+case|fair)\s+(?:to\s+say\s+)?that\s+(?:(?:we"
    r"|i)\s+(?:understand|believe|think)\s+(?:that\s+)?)?"
)
_STATED = re.compile(rf"^\s+(?:is|are|was)\s+(?=(?:\w+ly\s+|being\s+|still\s+)*{cues.USED}(?!\w))")
_ENDING_ASKED = re.compile(
    rf"\b(?:has|have|had|did|is|are|was|were)\b[^?;]*?(?<!\w){cues.ENDING_VERB}(?!\w)(?:\s+(?:using"
    r"|the\s+use\s+of|use\s+of|its|your|the|our|paying\s+for))*\s*$"
)
_ENDED_ASKED = re.compile(
    rf"^\s+(?:contract\s+|licence\s+)?(?:now\s+|since\s+)?(?:been\s+|being\s+)?{cues.ENDING_VERB}(?!\w)"
)
_STILL_USED = re.compile(
    rf"\b(?:still|remains?|continues?\s+to\s+be)\s+(?:being\s+)?(?:{cues.USED}|in\s+use)(?!\w)|\bstill\s+us(?:e"
    r"|es|ing)\b"
)


def answered(after: str) -> str:
    """What a word right after the name answers: "X: no", "X | in use: yes"; empty where there is none."""
    return _of_word(_WORD.match(after))


def answered_in_field(line: str) -> str:
    """What the next field of a form says of the one before: "In use: No"."""
    return _of_word(_FIELD.match(plain(line)))


def answer_to(question: str, start: int, end: int, answer: str) -> str:
    """The stance of an ``answer`` to the name at ``start`` to ``end`` of the ``question``; empty where it is no plain one."""
    asked, after = _as_asked(plain(question[:start]), plain(question[end:]))
    words = re.split(r"\s*[\t|]", plain(answer).lstrip(" \t|–—-:"), maxsplit=1)[0]  # the cell beside the question
    if cues.REFUSES_TO_SAY.search(words) or cues.DOUBT.search(words[:120]):
        return ""
    if _IS_RIGHT.search(asked) and (no := _SAYS_NOT.search(f"{_IS_RIGHT.split(asked)[-1]} it.")) and no:
        return DENIED if _OPENS_YES.match(words) and not cues.CONTRAST.search(words[:200]) else ""
    what = _asked(asked, after)
    if what == "over":
        return _of_ending(words)
    if what and _OPENS_NO.match(words) and _STILL_USED.search(words[:120]):
        return UNCLEAR
    if what in ("", "use", "past") and _NOT_HAD.fullmatch(words) and _only_asks_about(asked):
        return DENIED
    says_not, opens_no = _SAYS_NOT.search(words[:200]), _OPENS_NO.match(words)
    if not what and not (says_not and says_not.start() < 80 and _only_asks_about(asked)):
        return ""
    if opens_no or (says_not and says_not.start() < 80):
        return _of_no(words, what)
    if what and not _is_one_of(asked, after) and (_OPENS_YES.match(words) or _SAYS_SO.match(words)):
        return _of_yes(words, what)
    return ""


def _as_asked(before: str, after: str) -> tuple[str, str]:
    """The words of a question before and after the name, put as questions are where they are put as statements."""
    if _BARE.fullmatch(before) and re.fullmatch(r"[\s?.:|\"'”’)]*", after):
        return "do you use ", "?"
    if _BARE.fullmatch(before) and (stated := _STATED.match(after)):
        return "is ", f" {after[stated.end() :]}"
    if (right := _IS_RIGHT.search(before)) and not cues.NEGATION.search(before[right.end() :]):
        return f"does {before[right.end() :]}", after
    return before, after


def _of_ending(words: str) -> str:
    """What the answer to "Have you stopped using X?" says."""
    first = re.split(r"(?<=\w\w)[.;]\s", words.strip() + " ", maxsplit=1)[0]
    if _OPENS_YES.match(words) and not cues.NEGATION.search(first) and not cues.CONTRAST.search(first):
        return ENDED
    return AFFIRMED if _OPENS_NO.match(words) and _STILL_USED.search(words[:120]) else ""


def _of_word(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    rest = re.split(r"[.;\n|\t]", match["rest"], maxsplit=1)[0]
    if cues.CONTRAST.search(rest) or cues.DOUBT.search(rest):
        return UNCLEAR
    if re.search(rf"(?<!\w)(?:{cues.NO_LONGER}|{cues.ENDING_VERB})(?!\w)", rest) or cues.UNTIL.search(rest):
        return ENDED
    if match["word"] != "yes":
        return DENIED
    if cues.NEGATION.search(rest):
        return UNCLEAR
    return PILOTED if cues.PILOT.search(rest) else AFFIRMED


def _asked(before: str, after: str) -> str:
    """use, past, pilot or plan: what a yes-or-no question asks of the name; empty where it asks something else."""
    sentence = re.split(r"[?.;]\s", before)[-1]
    if re.search(rf"(?<!\w){cues.INFORMATION}(?!\w)", sentence):
        return ""
    if (
        _ENDING_ASKED.search(sentence)
        or (re.search(r"\b(?:has|have|had|is|are|was|were)\b", sentence) and _ENDED_ASKED.match(after))
    ) and not re.search(
        r"\b(?:plans?|intend\w*|consider\w*|will|going|decid\w*|ever|not|n't|why|when|how)\b", sentence
    ):
        return "over"
    asks = _ASKS.search(sentence)
    if asks is None or _OPEN.search(sentence[: asks.end()]):
        return ""
    middle = _BY_WAY_OF.sub(" ", re.sub(r"\bma(?:k(?:e|es|ing)|de)\s+use\s+of\b", "use", asks["middle"]))
    if re.search(
        rf"\b(?:plans?|intend|intention)\s+(?:to|of)\s+(?:{cues.USE_VERBS})\s+(?:\w+\s+){{0,2}}$", middle + " "
    ):
        return "plan"
    verbs = [*re.finditer(rf"(?<!\w){cues.USE_VERBS}(?!\w)", middle)]
    follows = re.match(rf"[^?.;]{{0,20}}?\s+(?:been\s+|being\s+|currently\s+|ever\s+)*{cues.USED}(?!\w)", after)
    if verbs:
        between = middle[verbs[-1].end() :]
        if _TURNED.search(middle):
            return ""
        if re.search(r"\b(?:from|about|on|with|of|against|by|in|to|for)\b", between):
            return ""
        limit = after
    elif follows and len(middle.split()) <= 2:
        limit = after[follows.end() :]
    else:
        return ""
    if _AIM.match(limit) and not (follows and not verbs and re.match(r"\s*for\s+(?!the\s+purpose)", limit)):
        return ""  # asks for one use of it
    if re.search(r"\b(?:pilot|trial)\w*", middle + (follows[0] if follows else "")):
        return "pilot"
    return "past" if re.search(r"\b(?:ever|did|had|previously)\b", sentence) else "use"


def _only_asks_about(before: str) -> bool:
    """Whether the question asks for nothing but the thing itself: how, when or why it is used."""
    return not re.search(rf"(?<!\w){cues.INFORMATION}(?!\w)", re.split(r"[?.;]\s", before)[-1])


def _is_one_of(before: str, after: str) -> bool:
    """Whether the name is one of several that a "yes" may mean."""
    return bool(
        re.search(r"(?:\bor|,|such\s+as|e\.?g\.?|including|like|similar\s+to)\s*(?:the\s+)?$", before)
        or re.match(r"\s*(?:,|\(|or\b|and\b)(?!,?\s*(?:and\s*,?\s*)?(?:if|how|when|what|since|for)\b)", after)
    )


def _of_no(words: str, what: str) -> str:
    first = re.split(r"(?<=\w\w)[.;]\s", words.strip() + " ", maxsplit=2)
    opening = " ".join(first[:2])[:300]
    if re.search(rf"(?<!\w)(?:{cues.NO_LONGER}|{cues.FORMER})(?!\w)", opening) or cues.UNTIL.search(opening):
        return ENDED
    if re.search(rf"(?<!\w)(?<!not\s)(?:{cues.ENDING_VERB})(?!\w)", opening):
        return ENDED  # "No, it was replaced in 2017"
    if re.match(r"\W*(?:not\s+since|(?:only\s+)?until)\b", opening):
        return ENDED
    if re.search(r"\bnot\s+yet\b", opening):
        return PLANNED
    rest = cues.NEGATION.sub(" ", opening)
    if cues.CONTRAST.search(rest) or cues.PILOT.search(rest) or re.search(rf"(?<!\w)(?:{cues.PLAN})(?!\w)", rest):
        return ""
    return DENIED


def _of_yes(words: str, what: str) -> str:
    opening = re.split(r"(?<=\w\w)[.;]\s", words.strip() + " ", maxsplit=1)[0][:300]
    if cues.NEGATION.search(opening) or cues.CONTRAST.search(opening):
        return ""
    if re.search(rf"(?<!\w)(?:{cues.NO_LONGER}|{cues.ENDING_VERB})(?!\w)", opening) or cues.UNTIL.search(opening):
        return ENDED
    if what == "past":
        return ""
    if what == "plan":
        return PLANNED
    return PILOTED if what == "pilot" or cues.PILOT.search(opening) else AFFIRMED
