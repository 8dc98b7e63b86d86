"""The wording of wants without a question mark, and of answers that say nothing without their question, as data.

Patterns name no body, person or system; unless named ``*_WITHIN`` they are tried where a paragraph's words begin.
"""

from __future__ import annotations

import re

_MORE = (
    r"(?:(?:any|all|the|a|an|some|each|every|your|most|recent|latest|full|complete|exhaustive|current|up\s+to\s+date|total"
    r"|annual|relevant|internal|other|further|exact|approximate|written|original|copies\s+of|copy\s+of|details\s+of)\s+){0,4}"
)
_NOUNS = (
    r"(?:briefings?|notes?|reports?|evaluations?|summar(?:y|ies)|overviews?|training|manuals?|materials?|information|data"
    r"|documents?|documentation|contracts?|cop(?:y|ies)|details?|lists?|stud(?:y|ies)|correspondence|minutes|polic(?:y|ies)"
    r"|guidance|presentations?|names?|numbers?|costs?|amounts?|breakdowns?|dates?|agreements?|records?|e-?mails?"
    r"|assessments?|trials?|research|invoices?|spend(?:ing)?|expenditure|values?|job\s+titles?|purposes?|audits?|reviews?"
    r"|licen[cs]es?|evidence|payments?|tenders?|business\s+cases?|titles?|figures|statistics|specifications?|budgets?|sums?"
    r"|job\s+descriptions?|complaints?|incidents?|meetings?|discussions?|decisions?|outputs?|results?|errors?|systems?|tools?|software|suppliers?|memorand\w+|proposals?|length|duration|identity|roles?)"
)
_FOLLOWED = (
    r"(?:of|about|on|for|relat(?:ing|ed)|regarding|concerning|with|between|from|since|in\s+(?:relation|respect|which|use)"
    r"|to|that|which|who|whom|whose|showing|setting|used|held|made|produced|carried|paid|spent|provided|sent|received|and|or"
    r"|under|by|similar)"
)
WANT = re.compile(
    rf"{_MORE}(?:(?!(?:is|are|was|were|has|have|had|uses?|holds?|of|for|in|on)\b)[\w’'-]+\s+){{0,2}}?{_NOUNS}\s+{_FOLLOWED}\b"
    r"|(?:if\s+so,?\s+)?whether\b|how\s+(?:many|much|often|long)\b",
    re.I,
)
# the wants of requests: a report has no headings such as these
STRONG_WANT = re.compile(
    r"(?:(?:the|a|an|total|full|complete)\s+){0,2}(?:any|all|cop(?:y|ies)|details|names?|numbers?|lists?|breakdowns?|titles?"
    r"|job\s+titles|how\s+(?:many|much|often|long)|whether|if\s+so)\b",
    re.I,
)
# verbs that make a sentence of a noun phrase; "used", "held" and "made" may belong to the noun
FINITE_WITHIN = re.compile(
    r"\b(?:ended|expire[sd]?|began|started|starts|ceased|lapsed|remains?|shows?|showed|includes?|included|covers|covered"
    r"|allow(?:s|ed)|help(?:s|ed)|supports|enable[sd]|came|comes|went|goes|takes|took|makes|gives|gave|runs|ran|costs?\s+£"
    r"|uses|holds|became|becomes|replaced|belongs?|depends?|consists?|varies|should|could|cannot|might|shall"
    r"|see\s+(?:above|below)|attached|enclosed|exempt|unavailable|published)\b|\w+n['’]t\b",
    re.I,
)
# one of the sentences is the requester's
REQUESTER_WITHIN = re.compile(
    r"(?:^|[.?!:;,]['\"”’]?\s+(?:and\s+|so\s+)?)(?:"
    r"I\s+(?:would|['’]d)\s+(?:like|be\s+(?:interested|grateful))(?:\s+to\s+(?:see|know|have|receive|obtain|request|be\s+(?:told|sent|provided)|view|find|understand|learn)\b|\s+(?:the|an?|any|all|copies|details|information|you)\b|\s+(?:for|if|in)\b)"
    r"|I\s+['’]?(?:a?m)\s+(?:requesting|seeking|asking\s+for)|I\s+wish\s+to\s+(?:know|see|request|receive|obtain)"
    r"|I\s+(?:request|seek|want|ask\s+for|need)\s+(?:to\s+(?:know|see)|the|an?|any|all|copies|details)\b"
    r"|please\s+(?:can|could|would|will)\s+you\s+(?:send|provide|supply|tell|give|confirm|state|list)"
    r"|(?:can|could|would|will)\s+you\s+(?:please\s+)?(?:send|supply|tell|give)\s+(?:me|all|any|the|copies|details)\b"
    r"|(?:can|could|will)\s+you\s+(?:please\s+)?(?:confirm|explain)\s+(?:this|that|whether|if|how|why|what)\b[^.]*\?"
    r"|(?:provide|supply|disclose)\s+(?:the|all|any|copies)\b|send\s+(?:me|copies)\b"
    r"|(?:please|kindly)\s+(?:send|supply|disclose|list|tell\s+me|give\s+me|provide\s+me|provide\s+(?:all|any|copies|details|evaluations|the\s+(?:contracts?|evaluations?|costs?|training|names|reports?)))\b)",
    re.I,
)
# the body writes to the requester, whatever else is in the paragraph
ADDRESSED_WITHIN = re.compile(
    r"\b(?:thank\s+you|your\s+(?:\w+\s+){0,2}(?:request|enquiry|e-?mail|letter|questions?)|(?:I|we)\s+(?:can|am\s+able\s+to|must)\s+(?:confirm|advise|inform)"
    r"|(?:to|if\s+you\s+could)\s+clarify|clarification|apologi[sz]e|assist\s+you|so\s+that\s+we)\b",
    re.I,
)
# the body asks for help with the request
ASKS_BACK_WITHIN = re.compile(
    r"\bso\s+that\s+(?:we|I)\s+(?:can|may)|\bto\s+(?:help|enable|assist|allow)\s+us\b|\bto\s+the\s+(?:above\s+)?address\b|\bwithin\s+\d+\s+working"
    r"|\byou\s+(?:want|mean|wish|need|like|require|prefer)\b[^.?]*\?|\b(?:would|do)\s+you\s+(?:want|mean|wish|need|like|prefer)\b",
    re.I,
)
# "Details of our tools are on the website.": the body says where they are
PLACED_WITHIN = re.compile(
    r"^(?:(?!\b(?:what|which|who|how|that|whether|where|when|why)\b).)*\b(?:is|are|was|were)\s+(?:on|in|at|with|below|here|now|not|also|set\s+out)\b",
    re.I,
)
# what is said of somebody's statement: "Incorrect", "This is not so"
_VERDICT = (
    r"(?:(?:this|that|it|which)\s+(?:statement\s+|claim\s+)?(?:is|was)(?:\s+(?:not|also|quite|entirely|wholly))*\s+)?"
    r"(?:not\s+)?(?:in)?(?:correct|accurate|true|right|untrue|wrong|false|so|the\s+case)"
)
VERDICT = re.compile(rf"(?!so\W*$)(?:{_VERDICT}|yes|no)\W*", re.I)
# half a sentence that denies the one above it, and so is not of the same speaker
DENIAL = re.compile(
    r"(?:no[,.;:–-]?\s+)?(?:(?:we|it|they|this|that|these|those|he|she|(?:the|our)\s+\w+)\s+"
    r"(?:(?:do|does|did|is|are|was|were|has|have|had|can|will|would|could)(?:\s*not|n['’]t)|(?:has|have|had|did|do|does)\s+never"
    r"|never\s+(?:has|have|had|did|do|does|was|were|is|are)|no\s+longer\s+(?:do|does|is|are))(?:\s+(?:so|done\s+so|been|do\s+so|any\s+longer|any\s?more))?"
    r"|there\s+(?:is|are|was|were|has\s+been|have\s+been)\s+no\s+such\s+\w+|no\s+such\s+\w+(?:\s+\w+){0,6})\W*",
    re.I,
)
NOTHING = re.compile(r"(?:no|none|never|nothing|nil|not\s+(?:so|at\s+all|true|correct))\W*", re.I)
# a verb before its subject: "Does the council hold ...", though the mark is missing
INVERTED = re.compile(
    r"(?:(?:is|are|was|were|does|did|has)\s+(?!not\b|been\b)[\w’'&-]+|do\s+(?:you|the|any|your|staff|officers|councils?|we|they)"
    r"|(?:have|had|can|could|will|would)\s+(?:you|the|any|your|there|staff|officers))\b(?:\s+\S+){1,40}$",
    re.I,
)
FIGURE = re.compile(
    r"£?\d[\d,.]*\s?(?:%|k|m|million|per\s+(?:year|annum)|(?:\w+\s)?(?:users?|licen[cs]es?|staff|people|times|days|years|months))?\W*",
    re.I,
)
_HELD = r"(?:held|recorded|known|available|applicable|collected|kept|used|provided|identified|found|disclosed)"
_THINGS = (
    r"(?:(?:such|relevant|recorded|other|further)\s+)*(?:information|data|records?|documents?|contracts?|systems?|papers|evaluations?"
    r"|correspondence|costs?|reports?|figures)"
)
BARE_ANSWER = re.compile(
    r"(?:(?:yes|no|none|nil|n\s?/\s?a|unknown|zero|never|£?0(?:\.00)?|attached|enclosed|withheld|refused)"
    rf"|(?:no|none|nil|nothing|never|not)\s+(?:whatsoever|at\s+all|yet|to\s+date|so\s+far|any\s?more|any\s+longer|currently|at\s+present)"
    r"|(?:no|yes),\s+(?:nor\s+any\s+other|never|not\s+(?:at\s+all|yet|any\s?more|currently|at\s+present)|none|it\s+(?:is|does|has)(?:\s+not)?|they\s+(?:are|do|have)(?:\s+not)?|we\s+(?:do|have|are)(?:\s+not)?)"
    r"|(?:it|this|that|they|these|those|we|he|she)\s+(?:is|are|was|were|does|do|did|has|have)(?:\s+not|n['’]t)?"
    r"|not\s+since\s+[\w\s]{4,20}|(?:not|no\s+longer)\s+in\s+use|no\s+longer(?:\s+used)?"
    rf"|{_VERDICT}"
    rf"|none\s+(?:of\s+(?:the\s+above|these|them|this|those)|{_HELD})"
    rf"|(?:no|nil)\s+(?:(?!(?:is|are|was|were|has|have|had|of|in|on|for|by|with|to|the|that|which)\b)[a-z-]+\s+){{0,2}}(?:licen[cs]es?|scores?|users?|copy|copies|cost|costs|payments?|plans?|use|{_THINGS})(?:\s+(?:is|are|was|were|has\s+been|have\s+been))?(?:\s+{_HELD}|\s+exists?)?(?:\s+by\s+us)?"
    rf"|(?:(?:this|that|it|these|they|this\s+information|the\s+information)\s+(?:is|are|was|were)\s+)?not\s+{_HELD}(?:\s+by\s+[\w\s]{{2,40}})?"
    rf"|there\s+(?:is|are|was|were|has\s+been|have\s+been)\s+(?:none|nothing|no\s+{_THINGS})(?:\s+{_HELD})?"
    rf"|(?:we|the\s+(?:council|force|trust|authority|service))\s+(?:do|does|did)\s*(?:not|n['’]t)\s+(?:hold|use|have|record|keep|know)(?:\s+(?:this|that|it|these|them|any|any\s+{_THINGS}|this\s+information|the\s+information))?"
    rf"|we\s+have\s+(?:none|no\s+{_THINGS}|never\s+done\s+so)|nothing\s+{_HELD}"
    r"|(?:please\s+)?(?:see|refer\s+to)\s+(?:the\s+)?(?:above|below|attached|enclosed|(?:our\s+)?(?:answer|response|reply|question|q)\b)[^.]{0,40}"
    r"|as\s+above|as\s+(?:at|for)\s+(?:question|q)\s*\d+|exempt(?:\s+under\s+section\s+\d+[^.]{0,20})?|section\s+\d+[^.]{0,20}applies)"
    r"\W*",
    re.I,
)
