"""What a clause denies: the use of the name, information about it, something else, or nothing."""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.clauses import last_end, plain, without_noun
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.limits import without_place
from datascores.corpus.stance.words import DENIED, UNCLEAR

USE, INFORMATION, OTHER = "use", "information", "other"  # what is denied
_ANSWER_NO = re.compile(
    r"^[\s\"'”’)]*(?:[:\t–—-]|\s-\s)+\s*(?:no|none|nil|n/a|not\s+(?:used|held|in\s+use|applicable"
    r"|currently\s+used))(?!\w)(?!\s+longer)"
)
_USING = re.compile(
    rf"(?<!\w)(?:{cues.USE_VERBS}|plans?|intend|intentions?|contract(?:ed|s)?|us[ea]|rely|relies|made|given|issued|sold"
    r"|(?:users?|customers?|subscribers?|licensees?|clients?)\s+of)(?!\w)"
)
# acts that leave no paper: "no evaluation of X has been carried out" denies the evaluation
_CARRIED_OUT = re.compile(
    r"\b(?:carr(?:y|ied)\s+out|undertak(?:e|en)|conduct(?:ed)?|complet(?:e|ed)|perform(?:ed)?"
    r"|commission(?:ed)?|done)\b"
)
_OUTSIDERS = re.compile(
    r"\s*(?:members?\s+of\s+(?:the\s+)?public|(?:local\s+)?residents?|tenants?|patients?|pupils?"
    r"|citizens?|applicants?"
    r"|third\s+part\w+|external\s+\w+|outside\s+\w+|other\s+(?:organisations?|bod(?:y|ies)|part(?:y"
    r"|ies)|agenc(?:y|ies)))\b"
)
# "has chosen not to take X", "decided against X"
_CHOSEN_NOT = re.compile(
    rf"\b(?:chosen|chose|decided|elected|opted|agreed|resolved)\s+(?:not\s+to\s+(?:{cues.USE_VERBS}"
    rf"|take|go\s+(?:ahead\s+)?with"
    rf"|proceed\s+with|pursue|renew|join)|against\s+(?:{cues.USE_VERBS})?)\s*(?:the\s+)?$"
)
# "the use of X is nil", "the answer to whether we use X is no"
_IS_NIL = re.compile(
    rf"\b(?:use|usage|uptake|number\s+of\s+\w+)\s+(?:of|for)\s+(?:the\s+)?{NAME}[^.;,]*\s(?:is|was|are"
    rf"|were)\s+(?:nil|zero|none|0)\b"
    rf"|{NAME}[^.;,]*\b(?:is|are|was|were|been)\s+(?:used|held|operated)\s+(?:by\s+(?:nobody"
    rf"|no[\s-]?one|none)|nowhere|for\s+nothing)\b"
    rf"|\banswer\b[^.;]*{NAME}[^.;,]*?,?\s+(?:the\s+answer\s+)?is\s+(?:(?:a"
    rf"|an)\s+(?:\w+\s+)?)?(?:no\b(?!\s+\w)|in\s+the\s+negative)"
)
_AUXILIARY = re.compile(r"is|are|was|were|has|have|had|be|been|do|does|did|can|will|would")
# "but Tableau is not": denied of another thing, which has a name of its own
_OF_ANOTHER = re.compile(
    r",?\s*\b(?:but|and|while|whilst|whereas|although|though)\s+(?:[A-Z][\w’'.-]*\s+)+(?:is|are|was|were)\s+not\b"
)
_PREPOSED = re.compile(
    r"(?:about|on|regarding|concerning|relating\s+to|related\s+to|of|for|in\s+relation\s+to|with|in|from|by)\b"
)


def denied(before: str, after: str) -> str:
    """What is denied with the name: its use, information about it, something else, or nothing (empty)."""
    if cues.INSTEAD.search(before) and len(before[last_end(cues.INSTEAD, before) :].split()) <= 3:
        return USE
    if _ANSWER_NO.match(after):
        return USE
    if _CHOSEN_NOT.search(before):
        return USE
    if is_nil(before, after):
        return USE
    if re.search(r"\bwithout\s+(?:the\s+)?(?:help|aid|use|benefit|assistance|support)\s+of\s+(?:the\s+)?$", before):
        return USE
    negations = list(cues.NEGATION.finditer(before))
    if negations:
        scope, negation = before[negations[-1].start() :], negations[-1][0]
        found = _denied_before(scope, negation, is_double=len(negations) == 2)
        is_act = re.search(r"(?<!\w)(?:evaluations?|assessments?)(?!\w)", scope) and _CARRIED_OUT.search(scope + after)
        return OTHER if found == INFORMATION and is_act else found
    return _denied_after(after, before)


def is_nil(before: str, after: str) -> bool:
    """Whether use is said to be none, by number or answer: "the use of X is nil", "X is used by nobody"."""
    return bool(_IS_NIL.search(f"{before}{NAME}{after}"))


def denied_later(before: str, sentence: str) -> tuple[str, bool] | None:
    """What the rest of the sentence takes back: "others use X, we do not", "X: we have no such system".

    Where the name's own clause says that it is used, and the rest that it is not, by whomever, it is unclear.
    """
    said, _, later = sentence.partition(NAME)
    first, rest = (cues.FALSE_NEGATION.sub(" ", plain(part)) for part in (said, _OF_ANOTHER.sub(" ", later)))
    rest = without_place(rest)
    is_topic = bool(cues.TOPIC.search(first) or re.match(r"[\s\"'”’)]*(?::|[–—]|\s-\s|\t)", rest))
    if cues.NOTHING_HELD.search(rest):
        return DENIED, False
    denial = cues.OPEN_DENIAL.search(rest)
    if denial is None:
        return (UNCLEAR, True) if is_topic and cues.NEGATION.search(rest) else None
    if re.search(r"\byet\b", denial[0]):
        return UNCLEAR, True  # "bought but not yet rolled out"
    if re.search(r"\b(?:which|who|that|whose)\s+(?:\w+\s+){0,2}$", rest[: denial.start()]):
        return UNCLEAR, True  # denied of something that the sentence names later
    is_used = (not is_topic and cues.FINITE.search(before)) or re.search(
        r"\b(?:is|are)\s+(?:\w+ly\s+)?used\b", rest[: denial.start()]
    )
    return (UNCLEAR, True) if is_used else (DENIED, True)


def _denied_before(scope: str, negation: str, is_double: bool) -> str:
    """The negation stands before the name; ``scope`` runs from it to the name."""
    if is_double and re.match(r"not\b.*\bwithout\b", scope):
        return ""
    between = scope[len(negation) :]
    if negation in ("no", "nor", "neither") and _OUTSIDERS.match(between):
        return OTHER  # "no member of the public has access to X"
    if negation == "nil" and re.match(r"\s+(?:returns?|response|results?|hits)\b", between):
        return INFORMATION
    if re.match(r"(?:not|never)\b.*\b(?:replac|decommission|ceas|stopp|withdr|discontinu|cancel)", scope):
        return ""  # "we have not replaced X"
    if re.search(rf"(?<!\w){cues.INFORMATION}(?!\w)", between):
        return INFORMATION
    uses = bool(_USING.search(between))
    if negation in ("nor", "neither") or re.fullmatch(r"\s*(?:the|any|our|even|currently|to|in|on|with)?\s*", between):
        return USE  # "but not X"
    if negation in ("not", "never", "cannot", "unable to", "yet to") or negation.endswith("n't"):
        held = re.search(r"\bany\s+(?P<noun>\w+)\s+(?:\w+\s+)?(?:with|for|of|in|from|about|on)\b", between)
        if uses and held and not re.fullmatch(rf"{cues.USE_NOUNS}|part|form|kind|module|element", held["noun"]):
            return OTHER
        return USE if uses else OTHER
    if re.match(rf"\s*(?:\w+\s+)?{cues.USE_NOUNS}(?!\w)", between):
        return USE  # "no software that is supplied by X"
    if re.match(
        r"\s*(?:\w+\s+)?(?:involvement|take-?up|uptake|participation|dealings|engagement)\s+(?:in|of|with)\b", between
    ):
        return USE
    preposed = re.search(rf"\b(\w+)\s+{_PREPOSED.pattern}", between)
    if preposed and not re.fullmatch(cues.USE_NOUNS, preposed[1]) and not uses:
        return ""  # "no suppliers are involved with X": what is denied is the supplier
    return USE if uses or not cues.VERB.search(between) else ""


def _denied_after(after: str, before: str) -> str:
    """The negation stands after the name: its use is denied where the verb that follows is one of use."""
    after = without_noun(after)
    match = cues.NEGATION.search(after)
    if match is None or len(after[: match.start()].split()) > 12:
        return ""
    first = cues.VERB.search(after)
    if first and first.end() < match.start() and not _AUXILIARY.fullmatch(first[0]):
        return ""
    if re.match(r"\s*(?:\w+ly\s+)?(?:form(?:s|ed)?\s+no\s+part|ha(?:s|d|ve)\s+no\s+(?:place|part))\b", after):
        return USE
    is_said = re.search(r"\bthat\s+(?:the\s+)?$", before)  # "have shown that X is not installed": X is no object
    if (
        not is_said
        and cues.VERB.search(before)
        and re.search(r"\b(?:we|it|they|council|uses?|used|using|ha[sd]|have)\b", before)
    ):
        return ""  # the name is an object: the negation that follows has its own
    rest = after[match.end() :]
    if re.match(r"\s+(?:\w+ly\s+)?(?:exist|feature|appear|form\s+part)\b", rest):
        return USE
    if re.match(
        rf"\s+(?:\w+ly\s+|been\s+|being\s+|has\s+been\s+|have\s+been\s+|get\s+|actually\s+|in\s+the\s+)*{cues.USED}(?!\w)",
        rest,
    ):
        return USE
    if re.match(
        r"\s+(?:a|an|one\s+of|part\s+of|among|something)\b.*\b(?:we|us|our|council|force|trust|hold|use[sd]?)\b", rest
    ):
        return USE
    return ""
