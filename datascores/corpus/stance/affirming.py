"""Whether a clause gives positive evidence that a body has or uses the name; without it nothing is ever affirmed.

Evidence is a verb of use that governs the name, the name as what is used, held, supplied or at work for the body's people, a
contract or licence that is held, or a list under a heading of what is used. Words on a thing in general ("widely used in
local government"), on others ("several boroughs use X") and on a company's own doings ("X submitted a bid") are none.
"""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.clauses import plain
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.others import ADVERBS, GENERAL, HAD, HAS, OTHER_SUBJECT

_USES_ANY = re.compile(rf"(?<![\w-])(?:{HAS}|{HAD})(?![\w-])")
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$")
_MAY = re.compile(
    r"\b(?:able|continu\w+|trained|began|begun|started|entitled|authori[sz]ed|permitted|licen[cs]ed?"
    r"|contract\w*|required|ha(?:s|ve)|data)"
    r"\s+to\s+(?:\w+ly\s+)?$"
)
# what may join a verb of use to the name: "access to X", "a range of tools, such as X"
_LINKS = re.compile(
    r"\b(?:access(?:\s+\w+)?|licen[cs]es?|contracts?|subscriptions?|agreements?|arrangements?"
    r"|data(?:\s+\w+)?|information|records?|reports?|scores?|dashboards?|outputs?"
    r"|copy|copies|suite|range|number|series|variety|mix|combination|set|instance|modules?|elements?"
    r"|products?|tools?|software|systems?|platforms?|packages?|use|logins?|log|in|services?|models?"
    r"|cases?)"
    r"\s+(?:held\s+|stored\s+|provided\s+|supplied\s+|developed\s+|made\s+)?(?:in\s+)?(?:to|for|with"
    r"|of|from|in|on|by|into|onto)\b"
    r"|\b(?:such\s+as|including|include[sd]?|namely|called|known\s+as|for\s+(?:example|instance)"
    r"|as\s+well\s+as|in\s+addition\s+to|as\s+follows|via|through|using)\b|\be\.?g\.?"
)
_DIRECTLY = re.compile(
    r"\s+(?:(?:by|within)\s+\w+\s+)?(?:in|from|on|within|for|to\s+(?:populate|feed|update|supplement))\s"
)
_ASIDE = re.compile(r"\b(?:for|in|to|across|within|at|on|with|by|from)\s+[^,;:]*?(?:,|\band)\s")
_PARTS = re.compile(  # what parts them: another relation, or a thing that is only near to it
    r"(?<![\w-])(?:of|from|about|against|than|over|between|except|for|with|to|in|on|at|by|into|within"
    r"|after|before|under|above|as|like|unlike|but|bar|save|without"
    r"|instead|towards?|behind|beyond|near|if|when|alternative\w*|rivals?|competitor\w*|similar"
    r"|comparable|equivalent|akin|interest\w*|concerns?|brochures?|leaflets?|own"
    r"|nothing|knowledge|opposition|objections?|doubts?|criticism|views?|opinions?|marketing"
    r"|quotation\w*|quotes?|letters?|everything|anything|heard|seen)(?![\w-])"
)
_HINDERED = re.compile(
    r"\b(?:prevent\w*|stop(?:s|ped|ping)?|refrain\w*|abstain\w*|sh(?:y|ies|ied)\s+away|preclud\w*"
    r"|deter\w*|discourag\w*|dissuad\w*|debarred|far\s+from|short\s+of"
    r"|(?:risks?|ethics|idea|cost|prospect|possibility|merits?|benefits|dangers?|legality|question"
    r"|thought|notion|point|way)\s+of|ahead\s+of|report\s+(?:on|about)|rather\s+than|as\s+against"
    r"|in\s+the\s+event|(?:but|bar|save|except)\s*$|(?:before|until|once|were)\s+(?:the\s+)?$)"
)
_USING_OF = re.compile(
    r"\b(?:of|from|on|about|against|for|than|before|after|if|to|staff|officers|anyone|people|towards?"
    r"|with)\s+(?:\w+ly\s+)?$"
)

_THING = (
    r"(?:\s*,)?(?:\s+(?!(?:is|are|was|were|ha[sd]|have|but|that|while|whilst|whereas|because|since|so"
    r"|which|who|\w{3,}ed|gave|sells?|sent|made)\b)"
    r"[\w,'’/&-]+){0,8}?"
)
_IS = r"(?:is|are|was|were|be|being|been|remain(?:s|ed)?|continues?(?:\s+to\s+be)?|went|goes|gets?|got)"
_IN_USE = rf"(?:{cues.USED}|in\s+(?:daily|regular|constant|full|current|widespread)\s+use|embedded|paid\s+for)"
_OWN_THING = (
    r"(?:(?:an?\s+)?(?:\w+\s+)?part\s+of\s+(?:our|the\s+(?:council|trust|force|board)['’]s)|our|the\s+(?:council|trust|force)['’]s|the\s+(?:main|primary|system|software|tool"
    r"|product|supplier|case\s+management|database|platform)(?=\s+(?:\w+\s+){0,3}?(?:we|our|us|used"
    r"|in\s+use|of\s+choice|system|here))|one\s+of\s+(?:our|the\s+\w+\s+(?:we"
    r"|used))"
    r"|a(?:n|nother)?\s+[^.;,]*\b(?:we|our|used\s+(?:by|in|within|to|for)))"
)
_FOR_US = (
    r"(?:hosted|provided|supplied|maintained|supported|populated|updated|fed|refreshed|integrated"
    r"|accessed|based|linked|connected|configured|set\s+up|built|developed"
    r"|contracted|engaged|appointed|accessible|recorded|stored|kept|held|run|operated|managed|taken"
    r"|entered|available|live|licen[cs]ed|owned|on\s+(?:every|all|each|our))"
)
_SOON = re.compile(
    r"^[^.;]*?\b(?:must|will|shall|has|have)\s+(?:\w+ly\s+)?(?:be|been)\s+(?:renewed|extended|replac\w+|upgraded)\b"
)
_CAN_BE = re.compile(rf"^{_THING}\s+can\b")  # what a thing is able to do is said of it in general
_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|research|academics?|university|universities|experiment|america\w*|us\s+cit\w+)\b"
)
_HERE = re.compile(r"^[^.;]*?\b(?:since\s+it\s+(?:went|was|came)|(?:under|within|as\s+part\s+of)\s+our)\b")
_PEOPLE = (
    r"(?:our|us|we|officers?|staff|practitioners?|social\s+workers?|case\s?workers?|nurses?|analysts?"
    r"|managers?|clinicians?|gps?|teams?|teachers?"
    r"|custody|the\s+(?:council|trust|force|board|association|service|authority|department|team|constabulary|user)s?)"
)
_PASSIVE = re.compile(
    rf"^{_THING}\s*,?\s+(?:(?P<past>was|were)\s+|(?:has|have|had)\s+{ADVERBS}been\s+"
    rf"|{_IS}\s+){ADVERBS}(?:being\s+|been\s+)?(?:to\s+)?"
    rf"(?:(?P<used>{_IN_USE})|{_OWN_THING}|(?P<thing>{_FOR_US})(?=[^.;]*?(?<!\w){_PEOPLE}(?!\w)))(?!\w)"
)
_OWNED_BY = re.compile(
    rf"^{_THING}\s+(?:is|are|was|were)\s+{ADVERBS}(?:run|owned|held|operated|available|licen[cs]ed"
    rf"|commissioned|live|acquired|bought|launched|introduced|employed)\s+(?:by|on|to"
    rf"|in(?!\s+(?:\w+\s+)?\d{{4}})|from|through)\b(?![^.;]*?(?<!\w){_PEOPLE}(?!\w))"
)
_DOES = (
    r"(?:help|provid|support|show|allow|enabl|produc|giv|scor|rank|identif|predict|combin|flag|link"
    r"|match|draw|tak|us|hold|contain|includ|stor"
    r"|record|calculat|generat|alert|tell|assign|profil|inform|analys|bring|assist|prompt|classif"
    r"|sort|weigh|collect|monitor|manag|suppl|deliver|run|host|process|need|play)"
    r"(?:s|es|ies|ed|d|e|y|ied)?"
)
_WORKS = re.compile(rf"^{_THING}\s+(?:is\s+(?=to\b))?{ADVERBS}(?:to\s+)?{_DOES}\s+[^.;]*?(?<!\w){_PEOPLE}(?!\w)")
_THROUGH = re.compile(
    r"(?:\b(?:produced|plotted|mapped|stored|recorded|logged|created|generated|drawn|calculated"
    r"|presented|published|displayed|visuali[sz]ed|viewed|captured|entered|held|kept|profiled|populated"
    r"|fed|supplied|provided|delivered|developed|hosted|maintained|analysed|modelled|scored|managed"
    r"|processed|built|designed|purchased|bought|procured|licen[cs]ed|commissioned"
    r"|obtained|acquired|sourced|informed|supported|carried\s+out|undertaken|done|made|run|based"
    r"|reported|tracked|monitored|written|identified|uploaded|submitted|set\s+up|migrated|transferred"
    r"|moved)"
    r"(?:\s+\w+){0,2}?\s+(?:up\s+)?(?:in|into|on|onto|with|within|using|by|through|via|from|to|under|upon)"
    r"|\b(?:records?|cases?|files?|data)\s+(?:are|is)\s+(?:now\s+|all\s+|currently\s+)*(?:held\s+|kept\s+)?in"
    r"|\bsubscri(?:be|bes|bed|bing)(?:\s+\w+ly)?\s+to"
    r"|\b(?:is|are|been|remains?|became|become)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?(?:customer|user|subscriber|licensee"
    r"|client)s?\s+of"
    r"|\b(?:\d+|our|all)\s+(?:\w+\s+){0,2}?(?:users|licen[cs]es)\s+(?:of|for)"
    r"|\b(?:spen[dt]s?|spending|pays?|paid)\b[^.;:]{0,60}?\b(?:on|for)"
    r"|\b(?:checked|screened|matched)\s+(?:\w+\s+){0,2}?against"
    r"|\b(?:is|are|remains?)\s+under\s+contract\s+(?:with|to)"
    r"|\b(?:records?|stores?|keeps?)\s+(?:all|its|the|their|our|every|each|these|this|her|his)\b[^.;:]{0,60}?\b(?:in|on)"
    r"|\bwith\s+the\s+(?:aid|help|assistance|support|benefit)\s+of"
    r"|\b(?:via|by\s+means\s+of|(?:by|through|with)\s+(?:the\s+)?use\s+of|(?:data|records?|scores?"
    r"|entries|dashboards?|variables|fields|indicators|predictors|flags)\s+(?:from|in|on|within)"
    r"|part\s+of|output\s+of|on\s+the\s+(?:strength|basis)\s+of)"
    r"|\b(?:submit(?:s|ted)?|upload(?:s|ed)?|feeds?|fed|enter(?:s|ed)?|contribut(?:e|es|ed)"
    r"|participat(?:e|es|ed)|tak(?:e|es|ing)\s+part|sends?|sent|logs?|logged|export(?:s"
    r"|ed)?)\b[^.;:]{0,60}?\b(?:to|into|in|on|onto)"
    r"|\b(?:replac\w+|upgrad\w+)\b[^.;:]{0,60}?\b(?:with|by|to))(?P<gap>\s[^.;]*)$"
)
_OURS = re.compile(
    r"\b(?:our|(?:council|trust|force|board|association|constabulary|police|service)['’]s)(?P<gap>\s[^.;,]*)$"
)
_NOT_REAL = re.compile(
    r"\b(?:figment|myth|fiction|fantasy|nonsense|invention|rumour|imagin\w+|contemplated|subject\s+to|depend\w*|conditional|hypothetical|realised"
    r"|precluded|debated|raised|mooted|imaginary|invent\w+)\b"
)
# what a second verb undoes, whatever it is: "was drawn up and then torn up"; verbs that carry on are none
_THEN = re.compile(
    r"\b(?:and|but|only\s+to\s+be)\s+(?:then|later|subsequently|afterwards|promptly|immediately)\s+(?:was\s+|were\s+)?"
    r"(?!us|utilis|extend|renew|roll|expand|deploy|introduc|upgrad|updat|implement|adopt|install|review|check|assess|stor|enter"
    r"|record|analys|sent|shar|present|publish|match|link|sort|rank|scor|target|pass|load|import|export|combin)"
    r"\w+(?:ed|rn|en|wn|lt|ung|ut|ost)\b"
)
# put before the body, which says nothing of what it made of it: "a licence for X was offered"
_OFFERED = re.compile(
    r"^[^.;]{0,30}?\b(?:is|was|were|been|being)\s+(?:\w+ly\s+)?(?:offered|quoted|sought|requested|discussed|mooted|suggested"
    r"|pitched|marketed|demonstrated|touted|promoted)\b"
)
_HELD = re.compile(
    r"\b(?:contracts?|licen[cs]es?|subscriptions?|agreements?|deal)\b[^.;]{0,60}?\b(?:with|for|to"
    r"|from|by|awarded)(?P<gap>\s[^.;,]*)$"
)
_HELD_VERB = re.compile(
    rf"\b(?:{HAS}|h[eo]ld(?:s|ing)?|signed|entered\s+into|awarded|let|in\s+place|runs?|expires?"
    rf"|renew(?:ed|s)?|extended|began|started|commenced|must|cost|costs|paid|worth|is|current)\b"
    r"|\bwas\s+(?:\w+ly\s+)?(?:£|let|agreed|made|for|with|between|worth|won|concluded|procured|purchased|bought|taken\s+out)"
)
_SUPPLIER = re.compile(
    r"\b(?:supplier|provider|vendor|contractor|system|software|tool|product|package|database|platform"
    r"|model)s?(?:\s+(?:for|of|in|used|within|behind|that|which)\s+[^.;]{1,60}|\s+\w+)?\s+(?:is|are"
    r"|being|was|were)\s+(?:the\s+|called\s+|named\s+)?(?:[\w&,]+\s+){0,6}$"
)
_LISTED = re.compile(
    rf"{cues.INVENTORY.pattern}[^.;§]*?(?:[:|\t]|\b(?:as\s+follows|include[sd]?|including|such\s+as|are|is)\b)[^.;]*$"
)
_HEADING = re.compile(
    r"[^.;:§]{0,80}?\b(?:tools|systems|applications|products|packages|platforms|databases|suppliers"
    r"|providers|models|software\s+(?:used|in\s+use))\W*(?:(?:used|in\s+use|held|currently)\W*)*"
)
_MENTION_ONLY = re.compile(
    r"\b(?:search(?:es|ed|ing)?|hits?|results?|question|quer(?:y|ies)|ask(?:ed|s)?|request(?:ed)?"
    r"|number|how\s+many|spend|word|term|list\s+of\s+(?:known|possible)"
    r"|example|market|companies|demonstrat\w+|presentation|marketing|meeting|brochure|press|sell(?:s|ing)?|sold)\b"
)
# what somebody has for sale: "our supplier's product list includes X"
_SELLER = r"(?:suppliers?|vendors?|providers?|contractors?|manufacturers?|resellers?|firms?|compan(?:y|ies))"
_GOODS = r"(?:catalogues?|price\s+list|lists?|ranges?|portfolio|brochure|offerings?|line-?up|website|web\s+site|shop)"
_ON_SALE = re.compile(
    rf"\b{_GOODS}\s+(?:of|from|by)\s+(?:products\s+(?:of|from)\s+)?(?:\w+\s+){{0,2}}?{_SELLER}\b(?!\s+(?:we|used|in\s+use|to\s+the))"
    rf"[^.;]*$|\b{_SELLER}['’]s?\s+(?:\w+\s+){{0,2}}?{_GOODS}\b[^.;]*$"
)


def affirmed(before: str, after: str, sentence: str) -> bool:
    """Whether the clause says that the name is had or used; ``before`` and ``after`` are plain words, ``sentence`` is as
    it stands, with NAME for the name."""
    if _is_unlike(plain(sentence.partition(NAME)[0])):
        return False
    head = re.sub(r"^\s*(?:(?:i|we)\s+can\s+confirm|please\s+note|(?:i|we)\s+confirm)\s+(?:that\s+)?", "", before)
    if (
        _ON_SALE.search(head)
        or _HINDERED.search(head)
        or _NOT_REAL.search(after)
        or _OFFERED.search(after)
        or _THEN.search(after)
    ):
        return False
    if _governed(head) or _is_subject(head, after) or is_listed(head, after):
        return True
    if OTHER_SUBJECT.search(head) or GENERAL.search(head + NAME + after) or _MENTION_ONLY.search(head):
        return False
    if _is_joined(_THROUGH, head) or _is_joined(_OURS, head) or _SUPPLIER.search(head):
        return True
    return _is_joined(_HELD, head) and bool(_HELD_VERB.search(head + NAME + after))


def _is_joined(pattern: re.Pattern[str], before: str) -> bool:
    """Whether words that give evidence lead to the name with nothing between that parts them."""
    match = pattern.search(before)
    return match is not None and _is_clean(match["gap"])


def _is_clean(between: str) -> bool:
    return not _PARTS.search(_LINKS.sub(" ", between)) or not _PARTS.search(_LINKS.sub(" ", _ASIDE.sub(" ", between)))


def is_listed(before: str, after: str) -> bool:
    """Whether the name is an item under a heading that is a list of systems or suppliers."""
    lead = before[-300:]
    return (
        bool(_LISTED.search(lead) or _HEADING.fullmatch(lead))
        and not _MENTION_ONLY.search(lead)
        and not re.match(r"\s*:?\s*(?:0|£0|zero)\b", after)
    )


def _governed(before: str) -> bool:
    """Whether a verb of use governs the name: "we use X", "using X", "has access to X"."""
    for verb in reversed([*_USES_ANY.finditer(before)]):
        between = before[verb.end() :]
        if re.search(r"[.;]", between) or re.match(r"\s+(?:to|by)\s+(?:do|be)\b", between):
            continue
        if not before[: verb.start()].strip() and re.fullmatch(
            r"use|run|hold|buy|access|purchase|install|take|see|send|keep|record", verb[0]
        ):
            continue  # an order to somebody
        if _INFINITIVE.search(before[: verb.start()]) and not _MAY.search(before[: verb.start()]):
            continue
        lead = before[: verb.start()]
        if OTHER_SUBJECT.search(lead) or (verb[0].endswith("ing") and (_USING_OF.search(lead) or _STUDY.search(lead))):
            continue
        if _DIRECTLY.match(between) and re.match(r"us|h[eo]ld|deploy|run|access|stor|record|kept|install", verb[0]):
            between = _DIRECTLY.sub(" ", between)  # "held in X", "used for the X project"
        is_plain = not re.match(r"ha(?:ve|s|d|ving)", verb[0])
        if not _PARTS.search(_LINKS.sub(" ", between)) or (is_plain and _is_clean(between)):
            return True
    return False


def _is_subject(before: str, after: str) -> bool:
    """Whether the name is what is used or at work: "X is used by our teams", "X helps officers to …"."""
    after = re.sub(r"^['’]s?\b", "", after)
    if GENERAL.search(after) or (_CAN_BE.match(after) and not re.search(rf"(?<!\w){_PEOPLE}(?!\w)", after)):
        return False
    if _HERE.match(after):
        return True
    if re.search(r"\b(?:than|by|about|from|to|of|for|with|against|unlike)\s+(?:the\s+)?$", before) and not re.search(
        r"\b(?:use|aims?|purposes?|functions?|role|benefits?|version|implementation|module|part"
        r"|rollout|deployment|contract|licen[cs]e|of)\s+(?:of|for|with)\s+(?:the\s+|an?\s+)?$",
        before,
    ):
        return False
    if _WORKS.match(after) or _SOON.match(after) or cues.HARMLESS.search(before + NAME + after):
        return True
    passive = _PASSIVE.match(after)
    if passive is None or _STUDY.search(before + after) or _OWNED_BY.match(after):
        return False
    return not passive["past"] or bool(
        re.search(rf"(?<!\w){_PEOPLE}(?!\w)|\b(?:by|in|at|within|since|until|from)\b", before + after)
    )


def _is_unlike(before: str) -> bool:
    return bool(
        re.search(r"\b(?:unlike|contrary\s+to|in\s+contrast\s+(?:to|with))\s+(?:the\s+)?$", before)
        or re.search(r"\b(?:unlike|whereas|in\s+contrast\s+to)\b[^,;]*,?\s*(?:which|who)\b[^,;]*$", before)
        or re.search(
            r"\b(?:chose|chosen|prefer\w*|picked|selected|favou?red)\b[^.;]*\b(?:over|to"
            r"|above)\s+(?:the\s+)?$",
            before,
        )
        or re.search(r"\b(?:all|every\w*|any\w*|none)\b[^.;,]*\b(?:but|bar|save)\s*$", before)
        or re.match(r"\W*(?:had\s+(?:we|it|they|the|this|our)|suppos\w+|imagine|please|staff\s+must|do)\b", before)
    )
