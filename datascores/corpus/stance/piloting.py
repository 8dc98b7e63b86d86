"""Whether a pilot or trial of a name is over: completed, given up, not followed by use; one that is over is no use."""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.words import AFFIRMED, ENDED, PILOTED

NEAR = 60  # code points between a trial and what is tried
_NOT = rf"(?:{cues.NEGATION.pattern})"
_TRIED = re.compile(
    rf"(?:{cues.PILOT.pattern})|(?<!\w)(?:pilots?|trials?|piloted|trialled|tested|tried)(?!\w)"
    r"|(?<!\w)proofs?[\s-]of[\s-]concept(?!\w)"
)
_YEAR = r"(?:\w+\s+)?(?:\w+\s+)?(?:19|20)\d\d"
_OVER = re.compile(
    r"(?<!\w)(?:complet(?:ed|ion)|conclud(?:ed|es)|finish(?:ed|es)|ended|over(?=\s*(?:[.,;]|and\b|but\b|now\b"
    r"|in\b|$))|closed|c[ao]me\s+to\s+(?:an?\s+|its\s+)(?:\w+\s+)?(?:end|close|conclusion)"
    r"|brought\s+to\s+(?:an?\s+|its\s+)(?:end|close|conclusion)|stopped|halted|abandoned|discontinued"
    r"|terminated|wound\s+(?:up|down)|lapsed|dropped|scrapped|cancelled|aborted"
    r"|(?:took\s+place|ran|run|lasted|was\s+held|was\s+in\s+place)\b[^.;]*?\b(?:between|until|from)\b|lasted"
    rf"|(?:from|between)\s+{_YEAR}\s+(?:to|and|until|till)\s+{_YEAR}|(?:from|between)\s+\w+\s+(?:to|and"
    r"|until)\s+\w+\s+(?:19|20)\d\d"
    rf"|{_NOT}(?:\s+(?:\w+ly|been|be|in\s+the\s+end))*\s+(?:extend(?:ed)?|continu(?:ed|e)|repeated|renew(?:ed)?"
    r"|taken\s+(?:any\s+)?(?:further|forward|up)|pursued?|carried\s+(?:on|forward)|carry\s+on|adopt(?:ed)?"
    r"|progress(?:ed)?"
    r"|roll(?:ed)?\s+out|followed|proceed(?:ed)?|bought|buy|purchased?|go\s+(?:further|beyond)"
    r"|gone?\s+(?:further|beyond)|went\s+(?:further|into|live|beyond)|lead|led|implemented|deployed)"
    r"|(?:decid|opt|elect)ed\s+(?:not\s+to|against)|chose\s+not\s+to|rejected|turned\s+down|did\s+not\s+lead"
    r"|no\s+longer|(?:was|were)\s+(?:a\s+)?(?:unsuccessful|failure)"
    r"|without\s+(?:further\s+action|being\s+(?:adopted|extended)))(?!\w)"
)
_BEGAN_NOT = re.compile(
    rf"{_NOT}(?:\s+\w+ly|\s+been)*\s+(?:go|gone|went|going)\s+ahead(?!\w)|{_NOT}(?:\s+\w+ly|\s+been)*\s+(?:start"
    r"|begin|began|begun|took\s+place|take\s+place|held)\w*"
    r"|before\s+(?:it|they)\s+(?:began|started)"
)
_STILL = re.compile(
    r"(?<!\w)(?:still|ongoing|under\s?way|continues|continuing|currently|at\s+present|in\s+progress"
    r"|being\s+\w+ed|is\s+running|are\s+running|midway|has\s+begun)(?!\w)"
    rf"|(?<!\w)(?:will|due|expected|scheduled|planned|to\s+be|shall|{_NOT}\s+(?:yet\s+been|yet"
    r"|been))\s+(?:to\s+)?(?:be\s+|yet\s+)?(?:complet|conclud|finish|end|clos|extend|stop)"
    rf"|(?<!\w){_NOT}\s+(?:yet\s+)?over(?!\w)|(?:until|to|till)\s+(?:the\s+)?(?:end\s+of\s+(?:the|this|next)|next)"
)
_TAKEN_ON = re.compile(
    r"(?<!\w)(?<!not\s)(?<!never\s)(?<!not\sbeen\s)(?:rolled\s+out|(?:is|are)\s+(?:now\s+|still\s+"
    r"|\w+ly\s+)*(?:used|in\s+use|live|in\s+place)"
    r"|(?:was|were|has\s+been|have\s+been)\s+(?:then\s+|since\s+|later\s+|\w+ly\s+)*(?:adopted|implemented"
    r"|introduced|rolled\s+out|deployed|bought|purchased)|went\s+live"
    r"|(?:has|have)\s+been\s+(?:used|in\s+use|in\s+place)\s+(?:\w+\s+)?(?:since|ever|across|by)"
    r"|and\s+(?:then\s+|later\s+|\w+ly\s+)?(?:adopted|bought|purchased|introduced|implemented)\s+(?:in|from|by"
    r"|across)|became\s+(?:part|permanent|business)|led\s+to\s+(?:the\s+)?(?:full|wider|adoption|roll|purchase)"
    r"|now\s+use)(?!\w)"
)
_RUNS = re.compile(
    r"(?<!\w)(?:running\s+a|trying\s+out|taking\s+place|at\s+the\s+(?:pilot|trial)|(?:has|have)\s+(?:begun"
    r"|started|launched))(?!\w)"
)
_OTHER_TRIAL = re.compile(
    r"\b(?:pilots?|trials?)\s+(?:of|with|for)\s+(?:an?other|a\s+different|the\s+(?:old|new|previous))\b"
    r"|\b(?:court|criminal|fair|jury|clinical|randomised|controlled)\s+trials?\b"
)


# behind the name: "the X pilot", "X was trialled"
_OF_NAME = re.compile(
    r"^(?:['’]s)?\s+(?:(?:pilot|trial|proof[\s-]of[\s-]concept|test)\b|(?:\w+\s+){0,3}?(?:piloted|trialled"
    r"|tested|tried)\b)"
)


_NOT_OVER = re.compile(
    rf"(?<!\w){_NOT}\s+(?:yet\s+|been\s+)*(?:complet|conclud|finish|end|clos|stop|over)\w*|\b(?:has"
    r"|is)\s+yet\s+to\s+(?:be\s+)?(?:complet|conclud|finish|end)"
)


def pilot_over(before: str, after: str) -> str:
    """ended, affirmed (it was taken on), piloted (it is said not to be over), or empty where nothing is said of a pilot's end."""
    clause = re.split(r"[.;:!?]\s", before)[-1]
    following = re.split(r"[.!?](?:\s|$)", after)[0]
    words = f"{clause}{NAME}{following}"
    tried = _TRIED.search(words)
    if tried is None or _OTHER_TRIAL.search(words) or cues.DOUBT.search(words[: tried.end()]):
        return ""
    if not (tried.end() <= len(clause) and len(clause) - tried.end() <= NEAR) and not _OF_NAME.match(following):
        return ""
    over = _OVER.search(words, tried.start())
    if _NOT_OVER.search(words, tried.end()) or _NOT_OVER.search(following):
        return PILOTED
    if _STILL.search(words) or _BEGAN_NOT.search(words):
        return ""
    taken = _TAKEN_ON.search(words, tried.end())
    if taken and not re.search(rf"(?<!\w){_NOT}\s+(?:\w+\s+)?$", words[: taken.start()]):
        return AFFIRMED
    return ENDED if over else ""
