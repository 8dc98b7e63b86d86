"""The wording by which speakers are told apart, as data: British letters that answer requests for information.

Each pattern is tried at the beginning of a paragraph (blanks folded, bullet and number taken off) unless it is named
``*_WITHIN``. Patterns name no body, person or system, so that they hold for any letter of the kind.
"""

from __future__ import annotations

import re


def _start(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(alternatives)})", re.I)


# a letter that answers a request: both must stand near the beginning of the document
LAW_WITHIN = re.compile(
    r"freedom\s+of\s+information|\bFOIA?\b|environmental\s+information\s+regulations|\bEIRs?\b"
    r"|request\s+for\s+information|information\s+r(?:equest|ights)|\bexemptions?\b",
    re.I,
)
ADDRESS_WITHIN = re.compile(
    r"\b(?:your|our|their)\s+(?:\w+\s+){0,4}(?:request(?:ing)?|response|reply|questions?|e-?mail|letter|enquiry)\b|\byou\s+(?:have\s+|sent\s+)?(?:asked|requested|us)\b"
    r"|\bthe\s+following\s+(?:freedom|request)|^\W*(?:dear|request|response|good\s+(?:morning|afternoon))\b|request\s+(?:to|for)\b|^(?:subject|re)\s*:.*\brequest",
    re.I | re.M,
)
QUESTION_AND_ANSWER = (
    re.compile(r"^\W*Q(?:uestion)?\s*\d+\b", re.I | re.M),
    re.compile(r"^\W*(?:A|Answer|Response|Reply)\s*\d*\b[\s:.)-]", re.I | re.M),
)
# told for questions only where the law is named, too: guides have questions and answers of their own
UNNUMBERED_QUESTION = re.compile(r"^\W*(?:questions?\s*:?|Q:.*)$", re.I | re.M)

# a letter by its shape, whatever it speaks of
GREETING = re.compile(r"^[^\w\n]*(?:(?:dear|annwyl|hello|hi)\s+\w|good\s+(?:morning|afternoon|evening)\b)", re.I | re.M)
DEAR = re.compile(r"^[^\w\n]*(?:dear|annwyl)\s+\w", re.I | re.M)
FAREWELL = re.compile(
    r"^[^\w\n]*(?:yours?\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|kindest|best|warm|many)\s+(?:regards|wishes|thanks)|regards|sincerely|cofion|yn\s+gywir)\b[^\n]{0,30}$",
    re.I | re.M,
)
ASKED_WITHIN = re.compile(
    r"\byour\s+(?:\w+\s+){0,4}(?:request|enquiry|questions?|points|FOI|e-?mail|letter|message|correspondence)\b"
    r"|\byou\s+(?:have\s+|had\s+)?(?:asked|requested|sought|wrote\s+to|e-?mailed|enquired)\b",
    re.I,
)
LONE_QUESTION = re.compile(
    r"^[^\w\n]*(?:\d+\W+|[a-z][.)]\s+)?(?:who|what|when|where|which|why|how|do|does|did|is|are|has|have|can|could|will|would)\b[^\n]{5,300}\?\s*$",
    re.I | re.M,
)

MARKED_QUESTION = re.compile(r"^[^\w\n]*(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)][^\n]{5,400}\?\s*$", re.I | re.M)

MAIL_FIELD = re.compile(
    r"\*?(?:From|Sent|To|Cc|Bcc|Subject|Date|Reply-To|Importance|Attachments|Received):\*?(?:\s|$)", re.I
)
MAIL_BREAK = re.compile(
    r"[\s>_*-]*(?:Original (?:Message|Appointment)|Forwarded message|Forwarded by|Begin forwarded message)\b.*"
    r"|[\s>_*-]*On .{8,200}(?<!\byou) wrote:?[\s_*-]*(?<=[:*_-])\s*$"
    r"|At .{8,120}\d.{0,120} wrote:\s*$|(?:in)?active hide details for .*"
    r"|[^\n]{2,100}[\w.+-]@[\w.-]+\W{0,3} wrote(?: (?:on|at) .{6,40})?:\s*$"
    r"|[^.:\n]{2,60}(?<!\byou) wrote on \d+[/.-]\d+[/.-]\d.{1,25}:\s*$"
    r"|Quoting .{0,80}@.{0,60}:\s*$|\d{4}-\d\d-\d\d .{4,100}@[^\s>]+>:\s*$",
    re.I,
)
PUBLIC_SENDER = re.compile(
    r"\.gov\.(?:uk|scot|wales)\b|\.police\.uk\b|[.@( ]nhs\.(?:uk|net|scot)\b|\.parliament\.uk\b", re.I
)

_NUMERAL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b"
_END = r"\s*(?:\([^)]{0,60}\)\s*)?(?::\s*-?|-\s|[–—]|\t|$)"
_ASKED = (
    r"(?:\w+\s+){0,3}(?:request|enquiry|query|questions?)"
    r"(?:\s+for\s+(?:information|clarity|clarification|review))?"
    r"(?:\s+(?:was|is|reads?|stated|made|sent|received)"
    r"(?:\s+(?:as\s+follows|below|repeated\s+below))?)?"
)
_WHEN = r"(?:\s+(?:to\s+us\s+)?(?:on|in)\s+[^:.?\n]{3,60}|,\s+[^:.?\n]{3,40}(?=:))?"
REQUEST_LABEL = _start(
    rf"(?:(?:annex|appendix|schedule)\s+\w{{1,2}}\s*[:.–—-]?\s*)?(?:your|our|their|original|my|full|(?:wording|text|details|copy)\s+of\s+(?:the|your))\s+{_ASKED}{_END}",
    # without "your", "Request for information - FOI 12" is a heading
    rf"(?:the\s+)?{_ASKED}(?:\s+(?:for|summary|details|text))?\s*(?::|\t)",
    r"(?:(?:(?:details|summary|text|wording|nature|scope|description)\s+of\s+)?(?:(?:the|your)\s+)?)(?:requests?|questions?|enquiry|query)(?:\s+(?:details|text|asked|received|made))?\s*$",
    r"Q:\s",
    rf"you\s+(?:have\s+|had\s+)?(?:asked|requested|wrote|said|stated|enquired|sought)(?:\s+(?:for|us|the\s+following|for\s+the\s+following|as\s+follows))*{_WHEN}{_END}",
    rf"(?:in\s+your\s+(?:e-?mail|letter|request)|on\s+\d[^,:]{{3,20}},?)\s+(?:[^:.?]{{0,40}}\s)?you\s+(?:asked|requested|wrote|said|stated){_END}",
    rf"(?:eich\s+cais|cais)(?:\s*/\s*(?:your|the)\s+request)?{_END}",
    rf"(?:(?:the\s+)?(?:request|information|details))\s+(?:that\s+)?(?:requested|sought|asked\s+for|wanted|you\s+(?:requested|sought|asked\s+for|wanted))(?:\s+(?:is|was|were)(?:\s+as\s+follows)?)?{_END}",
    rf"requested\s+information{_END}",
    rf"what\s+(?:you|was)\s+(?:asked|requested|sought|wanted)(?:\s+for)?{_END}",
    r"Q\s?(?:\d+[a-z]?(?:[.:)\t–-]|\s)|[lI][.:)])",  # OCR reads 1 as l or I
    rf"(?:cwestiwn|question|request|point|item|query|enquiry)\s*(?:no\.?\s*)?(?:\d+[a-z]?|{_NUMERAL})(?:\s*\([a-z]\))?(?:{_END}|[.:]\s)",
)
REPLY_LABEL = _start(
    rf"(?:(?:text|details|summary|wording)\s+of\s+)?(?:our|the|their|council(?:['’]s)?|force|trust|my|officer(?:['’]s)?)?\s*(?:[\w’']+\s+){{0,2}}(?:response|reply|replies|answer|comment|decision)s?(?:\s+to\s+(?:your|the)\s+(?:request|questions?)(?:\s+\d+)?)?"
    rf"(?:\s+(?:is|are|was|were)?(?:\s*(?:set\s+out|given|provided|detailed|shown|listed))?(?:\s*(?:as\s+follows|below))?)?{_END}",
    r"(?:A|ANS|Ans)\s?\d+[a-z]?(?:[.:)\t–-]|\s)",
    r"(?-i:A[lI][.:)]\s|A:\s)",
    rf"(?:ein\s+hymateb|ymateb|ateb)(?:\s*\d+)?(?:\s*/\s*(?:our|the)?\s*(?:response|reply|answer))?{_END}",
    rf"(?:answer|response|reply)\s*(?:\d*[a-z]?|{_NUMERAL})(?:{_END}|[.:]\s)",
    r"(?:we|(?:the|our)\s+(?:\w+\s+){1,3})\s*(?:responded|replied|answered|respond|reply|answer)(?:\s+(?:as\s+follows|with\s+the\s+following|that))?\s*:",
    rf"(?:(?:the\s+)?information\s+(?:we\s+)?(?:disclosed|supplied|provided|held|released)|disclosure|(?:our\s+|the\s+)?(?:findings|outcome|position)|what\s+we\s+(?:hold|found)){_END}",
)
# a question only where "Response:" follows: reports have parts, too
PART_LABEL = _start(rf"(?:part|section|element)\s*\(?\d+[a-z]?\)?(?:{_END}|[.:]\s)")

# a paragraph that holds both sides, parted behind the match
INLINE_ANSWER = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\b[NnDM][ors])[.?][\"”’']?\s+(?=[A-Z])|,\s+(?:and\s+|but\s+)?(?=(?:I|we)\s+(?:can|am|have|hold|do|use)\b)"
)
INLINE_REPLY_LABEL = re.compile(
    r"\s(?=(?:(?:Our|The|Council|Trust|Force|Council['’]s)\s+)?(?:Response|Answer|Reply|RESPONSE|ANSWER|REPLY|Ateb)\s*\d*\s*[:–—]\s|A(?:\d{1,2}|[lI])?[.:)]\s)"
)
REFERENCE = re.compile(r"(?:no\.?\s*)?[\w/.-]*\d[\w/.-]*", re.I)  # "Information request: 12/345" names a file
INLINE_ANNOUNCEMENT = re.compile(
    r"\b(?:which|request|e-?mail|letter|enquiry|message|correspondence|you)\s+(?:reads?|read\s+as\s+follows|stated?|states|says?|said|asked|asks|requested|wrote|sought|enquired|raised)(?:\s+(?:for|the\s+following(?:\s+\w+)?|as\s+follows))?\s*:\s+(?=\S)"
    r"|\b(?:information|details|data)\s+(?:that\s+)?(?:you\s+)?(?:have\s+)?(?:sought|requested|asked\s+for|wanted)\s+(?:was|is|were)(?:\s+as\s+follows)?\s*:\s+(?=\S)",
    re.I,
)
_ASKED_COLUMN = (
    r"(?:[\w’']+ ){0,3}?(?:questions?|requests?|enquir(?:y|ies)|quer(?:y|ies)|cwestiynau|cwestiwn|cais"
    r"|(?:requested|sought|asked)(?: for)?)(?: (?:asked|made|received|details|text|number|no\.?))?"
)
_ANSWER_COLUMN = (
    r"(?:[\w’']+ ){0,3}?(?:answers?|responses?|reply|replies|comments?|position|decision|outcome|findings"
    r"|(?:information|details|data)(?: we)? (?:provided|supplied|held|disclosed)|(?:we|is) (?:hold|held|found)|ateb|ymateb)"
)
# columns for number, department and the like may stand before the two
TABLE_HEAD = re.compile(
    rf"(?:(?:[^\t\n]{{0,30}}[^\S\t]*\t)*?)\s*{_ASKED_COLUMN}[^\S\t]*:?(?P<gap>\t\s*){_ANSWER_COLUMN}\b.{{0,60}}$",
    re.I,
)

# "In relation to Question 3:" takes up a question or answers it; the rest tells which
ANSWERS_NUMBER = re.compile(
    r"(?:in\s+(?:relation|response|respect|reply|answer|regard)\s+(?:to|of)|with\s+(?:regard|reference|respect)s?\s+to|regarding|as\s+(?:to|for)|turning\s+to)"
    r"\s+(?:your\s+)?(?:questions?|points?|items?|requests?|parts?|q)\s*(?:no\.?\s*)?(\d{1,2}\s?\(?[a-z]?\)?)(?![\w-])[^:–—\n]{0,40}?\s*(?:[:–—]|,|\s-\s|$)\s*",
    re.I,
)
# the reply takes up what was asked, in its own sentence
RESTATES = re.compile(
    r"(?:you\s+(?:have\s+|had\s+)?(?:also\s+)?(?:asked|requested|specifically\s+asked)|your\s+request\s+(?:was|is|asked|concerns|relates|stated)|the\s+information\s+(?:that\s+)?you\s+(?:are\s+seeking|requested|have\s+requested|asked)\s+\w+\s+(?:in\s+relation|as\s+follows|the\s+following))"
    r".{0,400}(?:\b(?:for|regarding|concerning|relating|whether|that|in\s+particular|following|follows)\b|:$)",
    re.I,
)
RESTATES_START = _start(
    r"(?:(?:further(?:more)?|also|secondly|finally|lastly|additionally|in\s+addition|specifically|in\s+particular"
    r"|in\s+your\s+(?:\w+\s+)?(?:request|e-?mail|letter|message|enquiry|questions?|point)),?\s+)*(?:(?:I|we)\s+(?:also\s+)?(?:note|see|understand)\s+(?:that\s+)?)?you\s+(?:(?:have|had|also|then|specifically)\s+)*"
    r"(?:(?:made|submitted|sent)\s+(?:us\s+)?(?:an?|the|this)\s+(?:\w+\s+){0,3}(?:request|enquiry)\s+(?:for|about|regarding|relating|concerning)\b(?!\s+information\s+(?:on|dated|received)\s+\d)|are\s+(?:seeking|asking|requesting|looking\s+for|interested\s+in|concerned\s+(?:that|about)|curious|aware\s+that)|(?:have\s+)?(?:put\s+(?:it\s+)?to\s+us|raised?|told\s+us|expressed|quoted?|cited?|reported|noted|inquired|explained|listed|specified)|were\s+(?:seeking|asking)|say|state|claim|suggest|assert|allege|believe|seek|want|ask|request|mention|claimed|suggested|asserted|alleged|asked|requested|enquired|queried|questioned|complained|argued|contended|stated|said|wrote|mentioned|referred|refer|pointed\s+out|wanted\s+to\s+know|wished\s+to\s+know|sought)\b",
    r"(?:the\s+|your\s+)?(?:\w+\s+)?(?:question|query|part|point|item)(?:\s+\d+\w?)?(?:\s+of\s+your\s+request)?\s+(?:asks|asked|concern(?:s|ed)|relate[sd]|requests|requested|seeks|sought|(?:is|was)\s+(?:whether|about|if|how|what|as\s+to))\b",
    r"your\s+(?:request|e-?mail|letter|message|enquiry|correspondence)\s+(?:asked|asks|concerns|concerned|states|stated|says|said|claims|claimed|suggests|alleges|asserts|mentions|refers|raises|raised|queries|questions|describes|discusses|was\s+for)\b",
    r"your\s+(?:\w+\s+)?(?:concern|complaint|belief|understanding|view|claim|allegation|suggestion|assertion|argument)s?"
    r"\s+(?:is|was|are|were|that|about)\b(?!\s+(?:not\s+)?(?:upheld|being|been|dealt|considered|passed|logged|receiv))",
    r"(?:we|(?:the|this)\s+\w+)\s+(?:was|were|has\s+been|have\s+been)\s+asked\s+(?:to|for|whether|if|about|how|what|which)\b",
)

# the requester speaks
REQUESTER = _start(
    r"(?:dear\s[^,\n]{1,60},?\s*)?"
    r"(?:(?:under|pursuant\s+to|in\s+accordance\s+with)\s+the\s+(?:freedom|environmental)[^.]{0,80}\b)?"
    r"(?:I|we)(?:\s+am|\s+are|['’]m|['’]re)?\s+(?:would\s+(?:like(?!\s+to\s+(?:thank|apologi[sz]e|confirm|inform|advise|take|assure|invite|remind|draw|point|clarify|explain|offer|make|reassure))|also\s+like|appreciate|be\s+grateful)"
    r"|(?:are\s+|am\s+)?(?:submitting|requesting|interested|seeking|making|writing\s+to\s+(?:request|ask|make|submit))"
    r"|wish\s+to\s+(?:request|ask|make|submit)|write\s+to\s+(?:request|ask)|request\b|ask\b|seek\b|have\s+submitted|look\s+forward|understand\s+that|were\s+hoping|argue\s+that|appreciate\s+the|hope\s+that\s+you)",
    r"(?:this|my|our)\s+(?:is\s+(?:a|an)\s+(?:\w+\s+){0,5}request|request\s+(?:concerns|does\s+not|relates|is\s+made|covers))",
    r"specifically,?\s+(?:we|I)\b",
    r"please\s+(?:can|could|would|will)\s+you\b|(?:please\s+)?(?:can|may|could)\s+I\s+(?:please\s+)?(?:have|see|get|ask|request|obtain)\b",
    r"to\s+whom\s+it\s+may\s+concern",
    r"(?:please|(?:could|can|would)\s+you\s+(?:please\s+)?|kindly\s+)\s*(?:also\s+)?(?:provide|supply|send|confirm|state|detail|list|disclose|tell|identify|explain|name|indicate|outline|let\s+us\s+know|let\s+me\s+know\s+(?:if|whether|what|which|how)|give|describe|specify|treat|include)\b(?!.{0,40}\breference\s+number)",
    r"(?:provide|supply|list|state|confirm|describe|specify|give|identify|explain|outline|name|indicate|disclose|send|tell)\s+(?:me|us|the|a|an|any|all|each|every|copies|details|whether|how|what|which|who|why|when|where|if)\b",
    r"I\s+(?:have\s+(?:read|heard|seen|been\s+told|learn(?:ed|t))|(?:also\s+)?(?:believe|gather|suspect|have\s+reason\s+to\s+believe)\s+(?:that\s+)?(?:you|your|the\s+(?:council|force|trust|authority|service|police)))\b",
    r"also,?\s+please\s+note\s+(?:that\s+)?(?:we|I)\b",
    r"note:\s+(?:we|I|these)\b",
    r"we\s+are\s+(?:aware|interested|not\s+requesting)",
    r"if\s+(?:any\s+of\s+(?:our|my)|so\b|yes\b|this\s+request|the\s+request\s+as\s+a\s+whole)",
    r"all\s+the\s+very\s+best",
)
ITEM_NOUNS = (
    r"(?:briefing|notes?|reports?|evaluations?|summar(?:y|ies)|overviews?|training|manuals?|materials?|information|data|documents?|documentation|contracts?|copies|copy|details?"
    r"|lists?|studies|correspondence|minutes|policies|guidance|privacy|impact|promotional|presentations?|educational|names?|numbers?|costs?|amount|breakdown|dates?|instructional|software|agreements?|records?|emails?|assessments?|trials?|research|rulebooks|codes)"
)
ITEM = _start(
    rf"(?:(?:any|all|the|a|an|some|most\s+recent|full|complete|exhaustive|current|up\s+to\s+date)\s+){{1,4}}(?:\w+\s+){{0,2}}?{ITEM_NOUNS}\b",
    r"(?:details|copies|lists?|information|documents|documentation|evidence|minutes)\s+(?:on|of|about|relating|related|regarding|concerning|which|that|showing|setting)\b",
    r"(?:documents|reports|contracts|policies),\s+.{0,160}\b(?:relating|related|concerning|about)\b",
    r"(?:a|the|an\s+exhaustive)\s+(?:full\s+|complete\s+)?(?:list|copy|breakdown|number|costs?)\s+of\b",
    r"(?:the\s+)?(?:model|software|systems?|algorithm)\s+(?:by\s+which|that\s+comprises?)\b",
)
# outside a list a want must begin as one: "The software used is ..." is an answer
LONE_ITEM = _start(
    rf"any\s+(?:\w+\s+){{0,2}}?{ITEM_NOUNS}\b",
    r"(?:details|copies|lists?|documents|documentation)\s+(?:on|of|about|relating|related|regarding|concerning|which|that|showing|setting)\b",
    r"(?:documents|reports|contracts|policies),\s+.{0,160}\b(?:relating|related|concerning|about)\b",
    r"(?:the\s+)?(?:software|systems?)\s+that\s+comprises?\b",
    r"information\s+on\s+what\b",
)
# a sentence says something of its item: then the body speaks of it
PREDICATE_WITHIN = re.compile(
    r"\b(?:can|may|must|should|will|would)\s+(?:not\s+)?(?:also\s+)?be\b|\b(?:is|are|was|were|has|have)\s+(?:\w+ly\s+)?(?:thereafter|attached|enclosed|available|provided\s+(?:below|on)|published|exempt|held\s+by|solely|contained|not\s+held|withheld|linked|shown|given|as\s+follows)\b",
    re.I,
)
PREDICATE = _start(
    r"any\s+(?:(?!(?:how|what|which|that|where|whether|who)\b)\w+\s+){1,4}(?:is|are|was|were|has|have|will|can|must)\b"
)
# a question though its mark is missing
UNMARKED_QUESTION = _start(
    r"(?:do|does|did|is|are|has|have|was|were|can|could|will|would)\s+(?:you|your|the|there|any)\b[^.]*$",
    r"(?:what|how|who|which|when|where|why)\s+(?:\w+\s+){0,3}(?:do|does|did|is|are|has|have|was|were|can|will|would)\b[^.,]*$",
)
INTERROGATIVE = _start(
    r"(?:who|what|when|where|which|why|how|whose|do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|if\s+(?:yes|so|not?))\b"
)

# the body speaks
_BODY = (
    r"(?!(?:whether|if|what|which|how|why|when|where|who|that|does|do|did|is|are|was|were|has|have|had|can|could|will|would|should)\b)(?-i:(?:the|this|our|[A-Z][\w’'&.-]*)(?:\s+(?:of|and|the|for|upon|[A-Z][\w’'&.-]*|&)){0,8}?\s+)?"
    r"(?-i:[Cc]ouncil|Police|[Cc]onstabulary|[Aa]uthority|[Tt]rust|CCG|Service|Board|Department|[Ff]orce|Office|CBC|DC|BC|CC|LBC)"
)
BODY = _start(_BODY)  # the body is spoken of by its name: it may be the requester who does
REPLIER = _start(
    r"(?:thank\s+you\s+for\s+your|in\s+(?:response|respect|relation|reply|answer|regard)\s+(?:to|of)\s+(?:your|question)|with\s+(?:reference|regard)\s+to\s+your|further\s+to\s+your|following\s+(?:your|receipt\s+of))",
    r"(?:I|we)\s+(?:can|am\s+able\s+to|are\s+able\s+to|must)\s+(?:also\s+)?(?:confirm|advise|inform)",
    r"(?:I|we)\s+(?:have|am|are)\s+(?:now\s+)?(?:considered|reviewed|attached|enclosed|carefully|completed|identified|conducted|carried|made|no\b|not\b|pleased|unable|sorry|engaging|withholding|required|obliged|reassessed|concluded|today|received\s+your)",
    r"(?:I|we)\s+(?:can|have)\s+(?:neither|nothing|only)",
    r"(?:I|we)\s+(?:do\s+not|don['’]t|did\s+not|currently|presently|no\s+longer|hold|use|cannot|can['’]t|also\s+hold|also\s+use|estimate|believe\s+that\s+section|commissioned|purchased|procured)",
    rf"{_BODY}(?:\s+\([^)]{{2,20}}\))?(?:['’]s\s+\w+)?\s+(?:has|have|had|does|do|did|use|uses|used|hold|holds|held|is|are|was|can|cannot|no\s+longer|currently|will|introduced|commissioned|purchased|procured|operates?|considers?|took|takes|estimates?|relies|began|started|developed)\b",
    r"please\s+(?:see|find|refer|be\s+advised|note\s+(?:that\s+)?(?:the|this|we|it))",
    r"unfortunately",
    r"(?:the\s+)?information\s+(?:(?:that\s+)?you\s+(?:have\s+)?requested\s+)?is\s+(?:not\s+)?(?:held|exempt|attached|available|below|withheld|being)",
    r"(?:no|not)\s+(?:information|such|recorded|held|applicable)\b",
    r"(?:yes|no|none|nil|n/a)\b\s*(?:[,.;:–-]|$)|none\s+(?:of\s+(?:the|these|them|this)|held)\b|(?:it|this|that|these|they)\s+(?:is|are|was|were)\s*(?:not|n['’]?t)\b|(?:we|it|they)\s+(?:do|does|did|is|are|has|have)n['’]?t\b|(?:yes|no)\s+(?:[a-z]\)|(?:we|it|they|the|this|there|I)\b)",
    r"there\s+(?:is|are|was|were)\s+(?:no|none|nothing|currently)\b",
    r"(?:the|our)\s+answer\s+(?:to\s+(?:this|that|your)\b[^.]{0,40}\s+)?(?:is|was)\b",
    r"section\s+\d+\w?\b",
    r"turning\s+to",
    r"good\s+(?:morning|afternoon)|dear\s+(?:mr|mrs|ms|miss|dr|data|applicant|requester)",
)

# wording that stands in every letter
STANDARD = _start(
    r"if\s+you(?:\s+are|['’]re)\s+(?:still\s+|in\s+any\s+way\s+)?(?:unhappy|dissatisfied|not\s+(?:satisfied|content|happy)|disappointed|unsatisfied)",
    r"if\s+you\s+(?:still\s+)?(?:remain|wish\s+to\s+(?:complain|appeal|make\s+a\s+complaint|request\s+an?\s+(?:internal\s+)?review)|would\s+like\s+(?:us\s+)?to\s+review|have\s+any\s+(?:further\s+)?(?:queries|questions|enquiries|concerns)|feel\s+that|do\s+not\s+have\s+internet|want\s+to\s+(?:copy|appeal)|disagree|need\s+this)",
    r"please\s+(?:note\s+)?(?:that\s+)?if\s+you\s+are\s+(?:not|un|dis)",
    r"please\s+(?:remember\s+to\s+)?quote\s+(?:the\s+)?(?:above\s+)?reference",
    r"(?:after|if,?\s+after)\s+you\s+have\s+exhausted",
    r"you\s+(?:also\s+|then\s+)?(?:have\s+(?:the|a)\s+right|can\s+(?:complain|appeal|also\s+complain)|may\s+(?:complain|appeal))",
    r"(?:the|generally,\s+the)\s+information\s+commissioner(?:['’]s\s+office)?\s+(?:can|is|may|cannot|will)\b",
    r"information\s+commissioner(?:['’]s)?(?:\s+office\w*)?\b.{0,20}$",
    r"(?:wycliffe\s+house|water\s+lane|wilmslow|cheshire|SK9\s*5AF|churchill\s+house|churchill\s+way)\b.{0,30}$",
    r"a\s+copy\s+of\s+(?:the\s+\w+['’]s|our)\s+(?:access\s+to\s+information\s+)?complaints",
    r"(?:review|complaints?|appeals?)\s+(?:procedure|rights|process)\s*$|(?:your\s+)?rights?\s+(?:of\s+appeal|to\s+complain|of\s+review)\s*:?$|copyright(?:\s+notice)?\s*:?$|complaint\s+rights$",
    r"your\s+attention\s+is\s+drawn\s+to\s+.{0,60}\b(?:complain|appeal|right)",
    r"(?:you\s+are\s+(?:free\s+to\s+use|not\s+allowed\s+to)|you\s+(?:do\s+not\s+own|may\s+re-?use)|(?:most\s+of\s+)?the\s+information\s+(?:(?:we\s+)?(?:provide|supplie)d?|disclosed)\s+(?:is|may|in|to)\b.{0,80}(?:copyright|re-?use|licence))",
    r"(?:further\s+information|detailed\s+advice)\s+(?:on|about)\s+the\s+(?:data\s+protection|re-?use)",
    r"this\s+(?:e-?mail|message|communication|transmission)\b.{0,60}\b(?:confidential|intended|privileged|any\s+reply|may\s+contain)",
    r"(?:disclaimer|confidentiality(?:\s+notice)?)\s*:",
    r"(?:the\s+)?(?:council|authority|force|trust)\s+welcomes\s+correspondence",
    r"(?:the\s+freedom\s+of\s+information\s+act\s+is\s+a\s+public\s+disclosure|any\s+information\s+(?:disclosed|released)\s+under\s+the\s+act)",
    r"for\s+future\s+reference",
    r"please\s+note\s+that\s+.{0,60}['’]s?\s+response\s+to\s+your\s+request\s+is\s+unique",
    r"requests?\s+for\s+(?:an?\s+)?(?:internal\s+)?reviews?\s+should",
    r"we\s+welcome\s+correspondence",
    r"mae(?:['’]r|\s+croeso)\b.{0,60}\b(?:gohebi\w*|gymraeg|cysylltu)|(?:croesewir|rydym\s+yn\s+croesawu)\s+gohebi\w*|ni\s+fydd\s+gohebu",
    r"os\s+(?:ydych|nad\s+ydych)\b.{0,60}\b(?:anfodlon|anhapus|fodlon|hapus)|comisiynydd\s+gwybodaeth|swyddfa['’]r\s+comisiynydd",
    r"page\s+\d+(?:\s+of\s+\d+)?\s*$|tudalen\s+\d+\s*$",
    r"sent\s+from\s+(?:my\s+\w+|yahoo|outlook|mail\s+for|samsung)\b.{0,40}$|get\s+outlook\s+for\s+\w+$",
    r"(?:disclaimer|please\s+use\s+this\s+e-?mail\s+address\s+for\s+all\s+replies)\b",
)
COMMISSIONER = re.compile(r"(?:the\s+)?information\s+commissioner.{0,40}", re.I)
STANDARD_WITHIN = re.compile(
    r"open\s+government\s+licen[cs]e|re-?use\s+of\s+public\s+sector\s+information|copyright\s+holder|not\s+the\s+intended\s+recipient|intended\s+solely\s+for\s+the"
    r"|ask\s+for\s+an?\s+(?:internal\s+)?review|right\s+(?:of\s+appeal|to\s+(?:complain|appeal|apply)).{0,60}information\s+commissioner|right\s+to\s+complain\s+to\s+the"
    r"|if\s+you\s+(?:feel|believe|consider)\s+that\s+(?:this|your|the)\s.{0,60}\bnot\s+been\b|access\s+to\s+information\s+complaints",
    re.I,
)
SALUTATION = _start(r"(?:dear|annwyl)\b", r"good\s+(?:morning|afternoon|evening)\b")
SIGN_OFF = _start(
    r"(?:yours?\s+(?:sincerely|faithfully|truly)|(?:kind|kindest|best|warm|many)\s+(?:regards|wishes)|regards|many\s+thanks|sincerely|yn\s+(?:gywir|bur|ddiffuant)|cofion(?:\s+\w+)?)\b(?:\s*/\s*(?:\w|\s){3,25})?[\s,.]*(?:$|\n)"
)
CONTACT_LINE = _start(
    r"(?:tel(?:ephone)?|phone|fax|e-?mail|web(?:\s*site)?|mobile|direct\s+(?:line|dial)|minicom|ffôn|e-?bost|cyfeiriad|address|please\s+ask\s+for|external\s+direct\s+dial)\b[\s./\w]{0,24}:",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+$",
    r"(?-i:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})$",
)
LIST_END = re.compile(
    r"(?:requesting|requested|following|supply|supplied|provide|particular|know|questions|answer)"
    r"(?:\s+(?:the\s+)?(?:following|information|questions|points|details|items|documents|records|data)){0,2}\W*:\W*$",
    re.I,
)
BULLET = re.compile(r"^\s*(?:[•·●▪◦*o►➢–.-]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*)+", re.I)
QUOTATION_MARKS = "\"'“”‘’ "
QUOTED_LINE = re.compile(r"^\s*>")
UNFINISHED = re.compile(
    r"(?:[,&(/–-]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with|that|which|your|our|their))$", re.I
)
APPENDIX = _start(r"(?:appendix|annex|schedule|attachment|enclosure|table|atodiad)\b")
FOLIO = re.compile(r"(?:page|tudalen)\s+\d+(?:\s+(?:of|o)\s+\d+)?|-\s*\d{1,3}\s*-", re.I)
