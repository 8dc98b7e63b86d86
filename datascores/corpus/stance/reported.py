"""Use that is only reported: claimed, alleged, believed, read in the press, put in the body's mouth by whoever asks; and
what a sentence nearby takes back. What is reported says nothing of use; what is reported and taken back denies it.
"""

from __future__ import annotations

import re

from datascores.corpus.stance import cues

NEAR = 70  # code points after a word of reporting in which what is reported begins
_SOMEBODY = r"(?:that|we|our|us|it|they|there|use|uses|using|about|to\s+be|to\s+have)"
_REPORT = re.compile(
    r"(?<!\w)(?:claims?|claimed|claiming|alleg(?:e|es|ed|edly|ing|ation|ations)|assert(?:s|ed|ing|ion"
    r"|ions)?|contend(?:s|ed)?|contention"
    r"|misconceptions?|myth|rumou?r(?:s|ed)?|hearsay|speculat\w+|insinuat\w+|purport\w*|reportedly"
    r"|supposed(?:ly)?|presum(?:e|es|ed|ably|ption)"
    r"|belie(?:f|ve|ves|ved|ving)|assum(?:e|es|ed|ing|ption|ptions)|impression|suggest(?:s|ed|ing|ion"
    r"|ions)?|impl(?:y|ies|ied)|implication"
    r"|accus(?:e|es|ed|ation|ations)|quot(?:e|es|ed)\s+(?:as|in)|misquoted|articles?|press"
    r"|newspapers?|media|journalists?|headlines?|guardian|bbc|broadcast"
    r"|campaigners?|tweet(?:s|ed)?|blogs?|wikipedia|website\s+called|stor(?:y|ies)\s+(?:that|in)"
    r"|understood\s+(?:that|to)|thought\s+(?:that|to)"
    r"|(?:is|are|was|were|been)\s+(?:often\s+|widely\s+)?(?:said|told|asked|credited|(?:thought"
    r"|reported)\s+(?:that|to\s+(?:be|have|use)|as))|asked\s+about|perception|notion|idea\s+that"
    r"|view\s+that"
    r"|according\s+to|refut\w+|disput\w+|contrary\s+to|(?:supplier|vendor|company|provider|salesman"
    r"|colleagues?|neighbours?)\s+(?:has\s+|have\s+|had\s+)?(?:told|says?|said|informed|advised"
    r"|claims?)"
    r"|(?:you|he|she|requester|requestor|applicant|enquirer|correspondent|your\s+(?:letter|e-?mail"
    r"|message|request|question|enquiry))\s+(?:also\s+|have\s+|has\s+|had\s+|seems?\s+to\s+"
    r"|appears?\s+to\s+|may\s+|rightly\s+|wrongly\s+|further\s+|then\s+|will\s+)*"
    r"(?:say|says|said|state[ds]?|mention(?:s|ed)?|refer(?:s|red)?|write[s]?|wrote|written|note[ds]?"
    r"|think|thinks|thought|appear|seem|argue[ds]?|maintain(?:s|ed)?"
    r"|describe[ds]?|report(?:s|ed)?|understand|understood|infer(?:red)?|cite[ds]?|point(?:s"
    r"|ed)?\s+out|speak|spoke|talk|heard|ask(?:s|ed)?|enquire[ds]?|conclude[ds]?)"
    r"|your\s+(?:assumption|claim|statement|belief|suggestion|understanding|assertion|contention"
    r"|allegation|view|premise|reference|remark|comment|point)s?"
    r"|statements?\s+(?:that|by|in|of))(?!\w)"
)
_PLAINLY = re.compile(
    r"(?<!\w)(?:contrary\s+to|according\s+to|refut\w+|misquoted|quoted\s+as|rumou?red|allegedly|reportedly|supposedly"
    r"|(?<!\bi\s)(?<!\bwe\s)(?<!can\s)(?:told|informed|assured)\s+(?:\w+\s+){1,4}?that"
    r"|(?:articles?|reports?|papers?|letter|guardian|press|minister|leader|mp|cllr|councillor"
    r"|newspaper|bbc|requester|applicant|you)\s+(?:\w+ly\s+)?(?:says?|said|stated?s?|claims?|claimed"
    r"|alleges?|asserts?))(?!\w)"
)
# of the body's own making, whatever the word: "we believe that our …" is doubt, read elsewhere; "the press office uses X" is use
_NO_REPORT = re.compile(
    r"\bpress\s+(?:office|team|officers?|releases?|cuttings?)|\b(?:social|multi)[\s-]?media"
    r"|\bmedia\s+(?:team|office\w*|monitoring)|\barticles?\s+\d+"
    r"|\bclaims?\s+(?:team|handl\w+|management|data|unit|history|process\w*|are|is|form)"
    r"|\b(?:insurance|benefits?|housing\s+benefit|new|all|every)\s+claims?"
    r"|\ballegations?\s+(?:are|is|of|against|made)|\b(?:as|where|when)\s+you\s+(?:are|will)"
    r"|\byou\s+(?:will|may)\s+(?:note|see)"
    r"|\bas\s+suggested|\bsuggests?\s+(?:to|which|what|how)"
)
_AFTERWARDS = re.compile(
    r"(?<!\w)(?:it\s+(?:is|was|has\s+been)\s+(?:claimed|alleged|said|reported|rumoured|thought"
    r"|believed)|reportedly|allegedly|supposedly|is\s+(?:said|believed|alleged"
    r"|reported|thought|rumoured|claimed|understood)\s+to|according\s+to\s+(?:the|an?|its|press|media"
    r"|some)|(?:you|they|the\s+\w+)\s+(?:claim|allege|assert|say|suggest)s?\s*\W*$)(?!\w)"
)
_WRONG = (
    r"(?:unfounded|baseless|groundless|untrue|incorrect|inaccurate|mistaken|erroneous|error|mistake"
    r"|wrong|wrongly|false|falsehood|fiction|fabrication|misleading|misinformed"
    r"|misconceptions?|misunderstanding|myth|fanciful|nonsense|inaccuracy|misquoted|misquotation"
    r"|mis-?reported|mis-?spoke|spurious"
    r"|without\s+(?:any\s+)?(?:foundation|basis|substance|merit)|(?:no|little)\s+(?:truth|foundation"
    r"|basis|substance)|not\s+(?:\w+\s+){0,2}?(?:true|so|correct|the\s+case|accurate|right"
    r"|recognised?|accepted?|agreed?))"
)
_REFUTES = re.compile(
    rf"(?<!\w)(?:{_WRONG}|refut\w+|rejects?|rejected|den(?:y|ies|ied)|disput(?:e|es|ed)|disagrees?"
    rf"|disagreed|contradict\w*|contrary|retract\w*|corrected|correction|apologi\w+)(?!\w)"
)
_NEXT = re.compile(
    rf"(?:{cues.NEGATION.pattern}).{{0,80}}|(?<!\w)(?:{_WRONG}|refut\w+|rejects?|rejected|den(?:y|ies"
    rf"|ied)|disput(?:e|es|ed)|disagree[sd]?|retract\w*|corrected|apologi\w+|zero)(?!\w)"
)
_POINTS_BACK = re.compile(
    r"\b(?:this|that|it|these|those|such|so|either|any|either|do|does|have|has|did|nothing|none|sort"
    r"|kind|you|disagree\w*|disput\w*|article|report|statement|claim|description)\b"
)
# what opens a sentence that takes the one before it back, however plain that was
_TAKEN_BACK = re.compile(
    rf"\W*(?:(?:however|but|unfortunately|regrettably|sadly|in\s+fact|in\s+truth"
    rf"|please\s+note\s+that),?\s+)*(?:this|that|it|these|the\s+(?:statement|above|claim|assertion"
    rf"|sentence|answer|entry|information|reply|foregoing|suggestion|description|report|article)"
    rf"|such\s+\w+|to\s+say\s+so|the\s+\w+\s+was|our\s+\w+\s+\w+\s+was)\b"
    rf"[^.;]{{0,50}}?\b{_WRONG}(?!\w)|\W*(?:this|that|it|the\s+(?:statement|above|claim))\s+(?:was|is"
    rf"|has\s+been)\s+(?:later\s+|since\s+|subsequently\s+)?(?:an?\s+(?:error|mistake)|corrected"
    rf"|retracted|withdrawn\s+as)"
    rf"|\W*(?:we|the\s+\w+)\s+(?:disputes?|refutes?|den(?:y|ies)|rejects?|disagrees?)\b|\W*(?:we"
    rf"|the\s+\w+)\s+(?:ha(?:ve|s)\s+never|never|do(?:es)?\s+not|don't|doesn't)\s+(?:done?|did"
    rf"|do)?\s*(?:so|this|that|any\s+such\s+thing)?\s*(?:[.,;!]|$)"
    r"|\W*(?:there\s+is\s+no\s+such|no\s+such\s+\w+\s+(?:takes?\s+place|is|are|exists?|was|has))\b"
)
_NEGATED_CONTENT = re.compile(rf"(?:{cues.NEGATION.pattern})")
_DOUBTED_BEFORE = re.compile(
    rf"\b(?:following|below|these|this|next)\s+(?:\w+\s+){{0,3}}?(?:statements?|claims?|assertions?"
    rf"|remarks?|passages?|words?|sentences?|extracts?|quotations?|quotes?|articles?|report|is|are|was"
    rf"|were)\b[^.]*?{_WRONG}"
    rf"|{_WRONG}[^.;]{{0,40}}\b(?:to\s+(?:say|state|claim)|following|that)\b[^.;]{{0,20}}[.:]?\s*$"
)


def is_reported(before: str, after: str) -> bool:
    """Whether the words before and after a name in its sentence only report that it is used."""
    before = _NO_REPORT.sub(" ", before)
    if _PLAINLY.search(before):
        return True
    for match in _REPORT.finditer(before):
        if re.search(rf"\b{_SOMEBODY}\b", before[match.start() : match.end() + NEAR]):
            return True
    return bool(_AFTERWARDS.search(after))


def is_refuted_within(before: str, after: str) -> bool:
    """Whether a sentence that reports it also takes it back: "the claim that we use X is untrue"."""
    return bool(_REFUTES.search(before) or _REFUTES.search(after))


def denies_content(before: str, after: str) -> bool:
    """Whether what is reported is itself a denial: "the claim that we do not use X"."""
    reports = [*_REPORT.finditer(before)]
    return bool(
        reports and _NEGATED_CONTENT.search(re.sub(rf"(?<!\w){_WRONG}(?!\w)", " ", before[reports[-1].end() :]))
    )


def refutes_report(following: str) -> bool:
    """Whether a sentence takes back what the one before it reports: "The Council disagrees."."""
    match = _NEXT.search(following)
    return bool(match and match.start() < 60 and _POINTS_BACK.search(following[: match.end() + 40]))


def takes_back(following: str) -> bool:
    """Whether a sentence takes back what the one before it states: "This was an error."."""
    return bool(_TAKEN_BACK.match(following))


def is_doubted_by(preceding: str) -> bool:
    """Whether the sentence before says that what follows is wrong."""
    return bool(_DOUBTED_BEFORE.search(preceding))
