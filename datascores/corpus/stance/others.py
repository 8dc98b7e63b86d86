"""Verbs of having and using in a clause, and whether they are said of others or of everybody and not of a body at hand."""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.cues import NAME

ADVERBS = (
    r"(?:(?:also|now|still|already|only|currently|presently|always|both|either|in\s+fact|at\s+present"
    r"|since|then|do|does|did|\w+ly)"
    r",?\s+)*"
)
_PARTICIPLE = (
    r"(?:\w{2,}(?:ed|en|wn|lt)|been|had|got|gone|done|begun|run|held|bought|built|made|put|set|met"
    r"|sought|fought|taught|read|lost|won|no|never"
    r"|not|none|little|nothing)"
)
# "has", "had" by themselves, not as auxiliaries
HAS = rf"ha(?:ve|s|d|ving)(?!\s+{ADVERBS}{_PARTICIPLE}\b)"
HAD = (
    r"(?:us(?:e|es|ed|ing)|utili[sz](?:e|es|ed|ing)|employ(?:s|ed|ing)?|operat(?:e|es|ed|ing)|run(?:s"
    r"|ning)?|ran|h[eo]ld(?:s|ing)?"
    r"|own(?:s|ed)?|possess(?:es|ed)?|deploy(?:s|ed)?|implement(?:s|ed)?|introduc(?:e|es|ed)|adopt(?:s|ed)?"
    r"|purchas(?:e|es|ed)|procur(?:e|es|ed)|buys?|bought|acquir(?:e|es|ed)|commission(?:s|ed)?"
    r"|licens(?:e|es|ed)|licenced"
    r"|subscrib(?:e|es|ed|ing)|install(?:s|ed)?|access(?:es|ed|ing)?|maintain(?:s|ed|ing)?|appl(?:y"
    r"|ies|ied|ying)|launch(?:ed|es)?"
    r"|roll(?:s|ed|ing)\s+out|rel(?:y|ies|ied|ying)\s+(?:\w+ly\s+)?(?:up)?on|mak(?:e|es"
    r"|ing)\s+use\s+of|made\s+use\s+of|moved\s+to|migrated\s+to"
    r"|switched\s+to|log(?:s|ged)?\s+(?:on|in)\s*to|work(?:s|ed)?\s+(?:in|on|with)|take(?:s|n)?|took"
    r"|receiv(?:e|es|ed)|pay(?:s)?\s+for"
    r"|paid(?:\s+for)?|engag(?:e|es|ed)|appointed|contract(?:s|ed)\s+(?:with|to)|see(?:s)?|feed(?:s)?"
    r"|sen[dt](?:s)?|draw(?:s)?|scor(?:e|es)"
    r"|produc(?:e|es|ed)|record(?:s|ed)?|stor(?:e|es)|keep(?:s)?|kept)"
)
_USES = re.compile(rf"(?<!\w)(?:{HAS}|{HAD})(?!\w)(?P<between>[^.;]*)$")
_BODIES = (
    r"(?:councils|(?:local\s+|public\s+)?authorities|boroughs|(?:police\s+)?forces|constabularies"
    r"|trusts|boards|landlords|associations"
    r"|bodies|organisations|agencies|companies|firms|suppliers?|vendors?|competitors?|universities"
    r"|retailers|insurers|banks|charities"
    r"|governments?|states|cities|counties|countries|regions|neighbours|residents|people"
    r"|users\s+elsewhere|campaigners|academics)"
)
_OTHERS = (
    rf"(?:others?|neighbouring|nearby|elsewhere|(?:(?:several|many|most|some|various|numerous|few|hundreds"
    rf"|dozens|two|three|all)\s+(?:of\s+)?)?(?:\w+\s+){{0,2}}?(?<!our\s)(?<!sole\s)(?<!only\s)(?<!main\s){_BODIES}|our\s+(?:\w+\s+)?neighbours)"
)
OTHER_SUBJECT = re.compile(
    rf"(?<!\w){_OTHERS}(?:\s+(?:such\s+as|like|including|in|across|of"
    rf"|within)\s+[^,;]{{1,40}})?(?:\s+(?:who|that|which))?\s+{ADVERBS}"
    rf"(?:(?:ha(?:ve|s|d)|are|is|was|were|do|does|did|will)\s+{ADVERBS})?(?:been\s+)?$"
)
GENERAL = re.compile(
    rf"\b(?:widely|commonly|frequently|extensively|often|typically|generally|increasingly|mostly"
    rf"|mainly)\s+(?:\w+\s+)?{cues.USED}"
    rf"(?!\s+(?:by|in|within|across)\s+(?:our|us|the\s+(?:council|trust|force|board|team|service"
    rf"|department|association|constabulary)|this|all\s+our))"
    rf"|{cues.USED}\s+(?:\w+ly\s+)?(?:by|in|within|across|throughout|at)\s+(?:the\s+)?(?:(?:rest\s+of|whole)\s+)?"
    rf"(?:{_OTHERS}|local\s+government|public\s+(?:sector|services?)|(?:private\s+)?sector|industry|uk"
    rf"|united|country|england|scotland|wales"
    r"|london|america\w*|europe\w*|usa?|nhs\s+generally|police\s+service\s+generally|police\s+forces"
    r"|housing\s+sector|north|south|midlands)\b"
    rf"|\b(?:nationally|worldwide|internationally|popular|elsewhere)\b"
)


def is_of_others(before: str, after: str) -> bool:
    """Whether others are said to use it, or everybody: "several boroughs use X", "X is widely used"."""
    verb = _USES.search(before)
    subject = before[: verb.start()] if verb else before
    return bool(OTHER_SUBJECT.search(subject)) or (
        not (verb and re.search(r"\b(?:we|our|us)\b", before)) and bool(GENERAL.search(before + NAME + after))
    )
