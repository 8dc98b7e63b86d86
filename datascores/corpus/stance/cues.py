"""The words that turn a statement: negation, ending, plan, trial, doubt, and what bounds their scope.

General English of public bodies as data for ``reading``; nothing here knows a name of the catalogue. Patterns are read in
lower case, with the name in question replaced by NAME. After the idea of NegEx (Chapman and others, 2001): cues, false
cues, and words that end a cue's scope.
"""

from __future__ import annotations

import re

from datascores.corpus.stance.verbs import ENDING_VERB as ENDING_VERB
from datascores.corpus.stance.verbs import FORMER as FORMER
from datascores.corpus.stance.verbs import INFORMATION as INFORMATION
from datascores.corpus.stance.verbs import NO_LONGER as NO_LONGER
from datascores.corpus.stance.verbs import USE_NOUNS as USE_NOUNS
from datascores.corpus.stance.verbs import USE_VERBS as USE_VERBS
from datascores.corpus.stance.verbs import USED as USED
from datascores.corpus.stance.verbs import any_of as _any

NAME = "§"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w§])(?:{pattern})(?![\w§])")


BREAK = re.compile(
    r"[;!?]|(?<![\w§])(?:despite|notwithstanding|in\s+spite\s+of)(?![\w§])|\s[–—-]\s|[–—]|(?<=\w\w\w)\.\s"
    r"|(?<=\bno)\.\s+(?!\d)|(?<=\bn/a)\.\s"
    r"|(?<![\w§])(?:but|although|though|however|whereas|whilst|while|because|which|who|whose|nevertheless)(?![\w§])"
    r"|(?<![\w§])due\s+to\s+(?:the|a|an|its|our|this|ongoing)\b"
    r"|(?<![\w§])(?<!such\s)(?:as|so|since)\s+(?=(?:we|it|they|there|most|no|the\s+council)\b)"
    r"|,?\s*(?<![\w§])or\s+(?=(?:we|it|they|there|you)\b)"
    r"|,?\s*(?<![\w§])and\s+(?=(?:so\s+|then\s+|now\s+|also\s+|later\s+|currently\s+|instead\s+|therefore\s+)?"
    r"(?:we|it|they|there|i|you|he|she|do|does|did|is|are|was|were|has|have|had|will|would|could|may|might|not"
    r"|never|no\s+longer|nobody|no\s+(?=\w+\s+(?:is|are|was|were|has|have|rests?)\b)"
    r"|plans?|intends?|hopes?|uses?|used|ceased|stopped|formerly|previously|replaced|began|started|now|piloted"
    r"|trialled)\b)"
    r"|,\s*(?=(?:not|no\s+longer|never)\b)"
)
# a comma before a new subject; it breaks where a verb stands before it
SUBJECT_BREAK = re.compile(
    r",\s*(?=(?:we|it|they|there|i|you|this|these|our|the\s+(?:council|trust|force|constabulary|service"
    r"|authority|board|system))\b)"
)

FALSE_NEGATION = _compile(
    r"not\s+(?:only|just|merely|simply|solely)(?!,?\s+n?or\b)|not\s+(?:least|limited\s+to|necessarily"
    r"|to\s+mention|later\s+than"
    r"|more\s+than|less\s+than)"
    r"|no\s+(?:doubt|later\s+than|longer\s+than|fewer\s+than|less\s+than|more\s+than|sooner|change(?:s)?"
    r"|problems?|issues?|concerns?)"
    r"|no\s+(?:alternatives?|substitutes?)\s+(?:to|for)|not\s+(?:the|our|its)\s+only"
    r"|no\.?\s*\d+|without\s+(?:prejudice|doubt|interruption|fail|delay|difficulty|exception"
    r"|(?:any\s+)?(?:breaks?|problems?|charge|cost))|whether\s+or\s+not|does\s+not\s+mean|if\s+not"
    r"|not\s+(?:the|a|its|their)\s+(?:function|purpose|role|aim|intention)"
)
NEGATION = _compile(
    r"not|never|no|none|nor|neither|without|cannot|nothing|nil|nobody|nowhere|zero|\w+n['’]t|lack(?:s|ed)?|yet\s+to"
    r"|(?:do|does|did|is|are|was|were|has|have|had|could|would|should)nt|unable\s+to|fail(?:s|ed)\s+to"
)
# what is denied is that it is the only thing: "not solely on X", "nobody … on the strength of X alone"
_ONLY = r"(?:solely|purely|exclusively|entirely|wholly|only|just)"
EXCLUSIVE = re.compile(
    rf"(?<!\w)(?:{NEGATION.pattern})\b(?=[^.;]*(?<!\w){_ONLY}\s+(?!n?or\b)(?:\w+\s+){{0,5}}?§)"
    rf"|(?<!\w)(?:{NEGATION.pattern})\b(?=[^.;]*§(?:\s+\w+){{0,2}}?\s+(?:alone|in\s+isolation"
    rf"|on\s+its\s+own|by\s+itself)\b(?!,?\s*n?or\b))"
)
# neither a yes nor a no: a refusal to say, in the words of the Act or without
REFUSES_TO_SAY = re.compile(
    r"(?:neither|not|nor|never|cannot|n['’]t|unable\s+to"
    r"|declin\w+\s+to)(?!\w)[^.;]{0,40}?\bconfirm(?:s|ed|ing)?,?\s*(?:n?or|/)"
    r"\s*(?:to\s+)?den(?:y|ies|ying)"
    r"|\b(?:taken|read|inferred|construed|inference|indication)\b[^.;]{0,80}?\b(\w+)\s+or\s+\1(?:\s+not|n['’]t)\b"
    r"|\bif\s+(?:it|they|any|such\s+\w+)\s+(?:did\s+)?exist(?:s|ed)?\b|\bwould\s+(?:itself"
    r"|of\s+itself)\s+(?:disclose|reveal|confirm)\b"
    r"|^\W*whether\s+or\s+not\b|\bno\s+comment\b"
    r"|\bduty\b[^;]{0,80}?\bdo(?:es)?\s+not\s+(?:apply|arise)"
    r"|(?:not\s+able|unable|not\s+(?:prepared|willing|at\s+liberty)|not\s+in\s+a\s+position|declin\w+|refus\w+)\s+to"
    r"\s+(?:say|confirm|state|comment)\b"
)
INSTEAD = _compile(r"rather\s+than|instead\s+of|as\s+opposed\s+to|in\s+place\s+of")
# a denial without an object of its own: "we do not", "did not proceed", "have not bought it", "not used here"
_NOT = (
    rf"(?:{NEGATION.pattern})(?:,[^,]*,)?(?:\s+(?:\w+ly|been|being|be|to|have|ever|yet|actually|in\s+the"
    rf"|the\s+council))*"
)
ANAPHOR = (
    r"(?:it|them|either|any\s+of\s+(?:it|this|these|them)|(?:this|that|these|the|such)"
    r"(?:\s+(?:product|system|software|tool|service|model|package|platform)s?)?)"
)
_CARRIED_OUT = _any(
    r"proceed(?:ed)? pursued? progressed taken_(?:up|forward|on) take_(?:it|this)_(?:up|forward"
    r"|on) go_ahead gone_ahead "
    r"selected chosen renewed"
)
OPEN_DENIAL = re.compile(
    rf"{_NOT}\s*(?=[.,;:!)]|$)"
    rf"|{_NOT}\s+(?:{USE_VERBS}|{USED}|{_CARRIED_OUT})(?:\s+{ANAPHOR})?\s*(?=[.,;:!)]|$|(?:at|within"
    rf"|in|by|here|with|on|and|or|but)\b)"
    rf"|{_NOT}\s+(?:{USE_VERBS})\s+{ANAPHOR}(?!\w)(?!\s+(?:to|for(?!\s+any)|as)\b)"  # one use of it is no denial
)
# a sentence of its own that says so of what the one before has named: "The Council has not bought this product."
TAKEN_BACK = re.compile(rf"[^.;:]{{0,60}}?{_NOT}\s+(?:{USE_VERBS})\s+{ANAPHOR}(?!\w)")
NOTHING_HELD = re.compile(
    rf"\b(?:no|nothing|not)\s+(?:(?:any|further|relevant|recorded"
    rf"|such)\s+)*(?:{INFORMATION}\s+)?(?:(?:is|are|was|were)\s+)?held\b"
)
# "as regards X, …", "X: …", "X – …": whatever is denied after it is denied of X
TOPIC = re.compile(
    r"(?:as\s+(?:for|to|regards)|in\s+(?:relation|respect|regard|answer)\s+(?:to|of)|regarding"
    r"|concerning|with\s+(?:regard|respect|reference)\s+to"
    r"|turning\s+to|about|on)\s+(?:the\s+)?(?:use\s+of\s+)?(?:the\s+)?$"
)
# any word of denial at all: what stays of one in a clause that nothing has explained makes it unclear, never use
NEGATIVE = _compile(
    rf"(?:{NEGATION.pattern})|£?\s?0(?:\.0+)?(?![\w.,]*\d|%|\s*(?:to|and|[-–])\s*\d)|hardly|barely|scarcely|seldom"
    r"|absent|by\s+(?:its|their)\s+absence|absence\s+of|prohibit\w*|forbid\w*|forbidden|banned|barred|avoid(?:s"
    r"|ed|ing)?"
    r"|den(?:y|ies|ied)|incorrect|untrue|wrong|false|mistaken|inaccurate|unfounded|against|resist(?:s"
    r"|ed|ing)?|exclud(?:e|es|ed)"
    r"|withheld|refus\w+|reject\w*|unsuccessful\w*|unsuitable|unaffordable|unknown|unfamiliar"
    r"|superfluous|steer\w*\s+clear|shunn?\w*|eschew\w*|(?:fell|fall(?:s|en)?|stopp?(?:ed|s)?)\s+(?:short"
    r"|through)|pull(?:ed|s)\s+out|voted\s+down"
    r"|thr(?:ew|own|ow)\s+out|thrown\s+out|passed\s+over"
    r"|out\s+of\s+scope|forg[oe]\w*|do(?:es)?\s+without|rule[sd]?\s+out|turned\s+down|blocked|vetoed"
    r"|opposed|opt(?:ed|s)?\s+out|too\s+(?:costly|expensive|dear)|wanting|bereft|devoid|free\s+of|alien\s+to"
    r"|other\s+than\s+us|misconception|in\s+error|short\s+of"
    r"|regret\w*|unlicensed|unused|disabled|came\s+second|runner-?up|unwilling|minus|misquoted|struck\s+(?:off"
    r"|out)|vacant|innocent\s+of|reluctan\w+"
)
# what may be denied of a thing that is there: what it does, who supplies it, that it has ended
_FUNCTIONS = _any(
    r"replac\w+ mak\w+ hold\w* contain\w* includ\w+ decid\w+ collect\w* process\w* stor\w+ shar\w+"
    r" identif\w+ predict\w* "
    r"alter\w* record\w* produc\w+ generat\w+ provid\w+ influenc\w+ affect\w* determin\w+ chang\w+ requir\w+ "
    r"decommission\w* ceas\w+ stopp\w+ withdr\w+ discontinu\w+ cancel\w*"
)
_ENDS = _any(r"decommission[a-z]* ceas[a-z]* stopp[a-z]* withdr[a-z]* discontinu[a-z]* cancel[a-z]* replac[a-z]*")
_DOES = _any(
    r"us(?:e|es) rel(?:y|ies) tells? scores? ranks? profiles? assigns? labels? gives? needs? links? "
    r"match(?:es)? learns? "
    r"weighs? judges? allocates? recommends? takes? draws?"
)
_US = (
    r"(?![^.;]*\b(?:us|our|on\s+behalf|(?:to|for|with)\s+(?:the|this)\s+(?:\w+\s+)?"
    r"(?:council|trust|force|association|board|authority|service|constabulary))\b)"
)
_SELF = r"(?:\s+(?:itself|system|tool|model|software|scores?|product|platform|database|dataset))?"
HARMLESS = re.compile(
    rf"§(?:\s+\w+){{0,4}}?\s+(?:\w+n['’]t|(?:do|does|did|is|are|was|were|has|have|can|will)\s+not|never)"
    rf"\s+(?:\w+ly\s+|been\s+|being\s+)*{_FUNCTIONS}\b{_US}"
    # what the thing itself does not do
    rf"|§{_SELF}\s+do(?:es)?(?:\s+not|n['’]t)\s+(?:\w+ly\s+|itself\s+)*(?:{_DOES}|{_FUNCTIONS})\b{_US}"
    rf"|§{_SELF}\s+never\s+{_DOES}\b{_US}"
    r"|§[^.;]{0,40}?\b(?:has|have|is|are|was|were)(?:\s+not|n['’]t|\s+never)\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:upgraded|updated|changed|evaluated|audited|reviewed|validated|altered|amended|assessed|challenged)\b"
    rf"|§[^.;]*?\b(?:is|are)\s+(?:\w+\s+)?used\b[^.;]*?\bno\s+(?:\w+\s+){{0,4}}?{INFORMATION}\b"
    rf"|(?:not|never|\w+n['’]t)\s+(?:\w+ly\s+|been\s+)*{_ENDS}"
    r"|§\s+and\s+no\s+other\b|\bno\s+(?:\w+\s+)?(?:suppliers?|providers?|vendors?|delays?|complaints?"
    r"|outages?|interruptions?|charges?|fees?)\b"
)
CORRECTION = re.compile(
    r"\s*(?:however,?\s+)?(?:this|that|it|these\s+\w+|this\s+\w+)\s+(?:is|was|are|were)\s+(?:\w+ly\s+)?"
    r"(?:not\s+(?:correct|true|so|accurate|the\s+case|right)|incorrect|untrue|wrong|false|mistaken|inaccurate)\b"
)
REFUSAL = _compile(
    r"refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|reject(?:s|ed|ing)?|turned\s+down|ruled\s+out"
    r"|decided\s+against|opted\s+against"
)
EXCEPTION = _compile(
    r"other\s+than|other\s+(?:\w+\s+){1,3}than|(?:nothing|anything|none|no\s+\w+)\s+but(?!\s+(?:we|it|they"
    r"|the)\b)|but\s+for|apart\s+from|aside\s+from|except(?:ing)?(?:\s+for|\s+that)?|with\s+the\s+exceptions?\s+of"
    r"|excluding|save\s+for|beyond|besides"
)

UNTIL = _compile(r"(?:up\s+)?until\s+(?:\w+\s+){0,2}(?:\d{4}|recently|then|last|the\s+end)")

FUTURE = _any(
    r"will shall to_be going_to due_to about_to plan(?:s|ning|ned)? intend(?:s|ed|ing)? intentions? hop(?:e|es|ing) "
    r"aim(?:s|ing)? propos(?:e|es|ed|ing) proposals? expects? expected wish(?:es)? want(?:s|ed)?_to look(?:s"
    r"|ing)?_to "
    r"prepar(?:e|es|ing)_to aspir(?:e|es|ing|ation|ations) ambitions? scheduled would_like_to yet_to"
)
PLAN = _any(
    r"plan(?:s|ning)?_to planning_for (?:is|are|was|were|been|currently)_planned planned_(?:for|to|introduction"
    r"|implementation|procurement|purchase|use) intend(?:s|ing)? intends?_to intentions? hop(?:e|es|ing)_to "
    r"aim(?:s|ing)?_to propos(?:e|es|ed|ing)_to proposals? "
    r"proposed ambitions? aspir(?:e|es|ing)_to aspirations? want(?:s|ed)?_to look(?:s|ing)_to prepar(?:e|es|ing)_to "
    r"would_like_to work(?:s|ing)_towards? due_to_(?:be|go|start|launch|begin|implement|introduce|replace) "
    r"(?:is|are|be|currently|also|now)_(?:procuring|purchasing|buying|developing|implementing|designing"
    r"|building|commissioning|introducing|tendering) "
    r"(?:is|are|be|currently|now|still)_scoping invit(?:ation|ing|ed)_to_tender "
    r"awaiting_(?:approval|funding|implementation|installation|sign-off|signature|delivery"
    r"|decision) (?:set_aside|budgeted|budget)_for "
    r"roadmap go-live_date with_a_view_to ahead_of_(?:its|the|their)_(?:introduction|launch|implementation"
    r"|roll-?out|arrival) "
    r"signed_off_the_(?:purchase|procurement|introduction) "
    r"(?:agreed|decided|resolved)_to_(?:buy|purchase|procure|introduce|adopt) "
    r"on_order (?:due|set|slated|poised|earmarked|pencilled_in)_(?:to|for) at_(?:the_)?(?:tender"
    r"|procurement|planning|scoping|design)(?:ing)?_stage "
    r"in_(?:the_)?(?:procurement|pipeline) shortlist(?:ed|ing) placed_an_order ordered "
    r"in_the_course_of_(?:buying|procuring|acquiring|installing|purchasing|introducing) (?:has_been"
    r"|been|was|were)_chosen_as before_(?:it|the_\S+)_(?:is|goes) "
    r"approved_the_(?:purchase|procurement|introduction|acquisition) in_the_process_of tender(?:s"
    r"|ing)?_for out_to_tender procurement_(?:of|for|exercise) "
    r"(?:under|in)_development early_stages?_(?:of|in) being_(?:developed|procured|designed|built"
    r"|implemented|introduced|rolled_out) "
    r"forthcoming upcoming scheduled_(?:to|for) expect(?:s|ed)?_to_(?:be|go|start|launch|use|introduce|implement) "
    r"business_case_for going_live go(?:es)?_live not_yet yet_to to_(?:bring_in|implement|introduce"
    r"|procure|deploy|adopt"
    r"|purchase|launch|roll_out) to_be_(?:introduced|implemented|developed|procured|deployed|launched|piloted"
    r"|adopted|installed)"
)
WILL = _compile(r"will|shall|going\s+to|'ll|’ll")
PILOT = _compile(
    r"pilot(?:s|ed|ing)?|trial(?:led|ling)|trial(?:s)?(?=\s+(?:of|basis|period|phase|project|scheme|version|run|use))"
    r"|(?:a|the|on|this|our|short|initial|field|\w+[- ]month)\s+trial|trials?\s+(?=§)"
    r"|proofs?[\s-]of[\s-]concept|test\s+environment|test(?:ing)?\s+phase"
    r"|try(?:ing)?\s+out|tried\s+out|(?:free|limited|small-scale|short)\s+(?:trial|test)"
    r"|tests?\s+of\s+(?:the\s+)?(?=§)"
    r"|(?:pilot|trial|test|testing|evaluation)\s+(?:stage|phase)|on\s+trial|under\s+(?:trial|evaluation)"
    r"|in\s+testing|being\s+(?:tested|evaluated)|experiment(?:s|al)?|prototype|beta|feasibility\s+study|(?:are"
    r"|is)\s+(?:currently\s+|now\s+)?testing"
)
FALSE_PILOT = _compile(
    r"trials?\s+of\s+(?:the\s+)?(?:accused|defendants?|offenders?)|(?:criminal|fair|court|jury|murder|crown"
    r"|awaiting|stand|await|clinical|randomised|controlled)\s+trials?"
    r"|(?:following|after|since|successful)\s+(?:\w+\s+){0,4}(?:pilots?|trials?|proofs?[\s-]of[\s-]concept)"
)
DOUBT = _compile(
    r"may|might|could|would|possibly|perhaps|whether|if|unless|(?:is|are|was|were|be|been|currently|being"
    r"|we)\s+consider(?:s|ing|ed)?|considering|under\s+consideration|explor(?:e|es|ing|ed)|investigat(?:e|es|ing|ed)"
    r"|unclear|unsure|not\s+sure|not\s+known|unaware|not\s+aware|neither\s+confirms?\s+nor\s+den(?:y|ies)"
    r"|confirm\s+or\s+deny|options?\s+(?:for|such|include|is|are)|potential(?:ly)?|appraisal|feasible"
    r"|not\s+(?:been\s+)?decided|yet\s+to\s+decide|not\s+been\s+possible"
    r"|(?:suppliers?|vendors?|company|provider)\s+(?:has\s+|have\s+|had\s+)?(?:offered|proposed"
    r"|demonstrated|recommended)"
    r"|(?:demonstration|demo|quotation|quote)\s+(?:of|for)"
    r"|possible\s+that|possibility"
    r"|(?:should|ought\s+to)(?=\s+(?:\w+ly\s+|also\s+|be\s+|always\s+)*(?:us(?:e|ing|ed)|adopt|buy|purchase"
    r"|procure|introduce|deploy|have))"
    r"|recommend(?:s|ed|ing|ations?)\s+(?:\w+\s+){0,2}?(?:that|to|the\s+(?:use|adoption|purchase|introduction))"
    r"|(?:we|i)\s+understand(?=\s+(?:that\s+)?(?:the|our|a|an|some|other|this|it|they|\w+\s+\w+s)\b)"
    r"|undecided|in\s+theory|hypothetical(?:ly)?|should\s+we|were\s+we\s+to|we\s+believe|it\s+is\s+thought"
)
FALSE_DOUBT = _compile(
    r"would\s+like\s+to|would\s+need\s+to|(?:options?|decided)\s+to|considers?\s+(?:that|it|this)|consideration"
    r"|may\s+\d"
    r"|so\s+that\s+\w+\s+(?:may|could|might)|if\s+you|as\s+if|would,?\s+or\s+would|would\s+be\s+likely"
)

VERB = re.compile(
    rf"(?<![\w§])(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|may|might|shall"
    rf"|should|must|{USE_VERBS}"
    r"|contain(?:s|ed)?|compris(?:e|es|ed)|consist(?:s|ed)|includ(?:e|es|ed)|provid(?:e|es|ed)|suppl(?:y|ies"
    r"|ied)|support(?:s|ed)|allow(?:s|ed)"
    r"|enabl(?:e|es|ed)|show(?:s|n)|help(?:s|ed)|giv(?:es|en)|gave|combin(?:es|ed)|rel(?:ies|y|ied)|produc(?:es"
    r"|ed)|creat(?:es|ed)|ma(?:kes|de|ke)"
    r"|works?|takes?|took|sees?|finds?|found|gets?|needs?|sits?|feeds?|fed|draws?|drew|runs?|lets?|sends?|sent"
    r"|built|brings?|brought|kept|keeps?"
    r"|[a-z]{3,}(?:ed|ises|izes|ates|ifies))(?![\w§-])"
)
# a verb that no list holds: after its pronoun, or in -s after the name and before an object
PLAIN_VERB = re.compile(
    r"\b[Ww]e\s+(?:also\s+|currently\s+|\w+ly\s+)?(?!the\b|in\b|at\b|as\b|and\b|on\b|for\b)[a-z]{3,}\b"
    r"|\b(?:[Ee]ach|[Ee]very)\s+(?:\w+\s+){1,3}?[a-z]{3,}s\s+(?:the\s+)?§|\blog(?:s|ged)?\s+(?:in|on|into|onto)\b"
    r"|§\s+(?:also\s+|then\s+|\w+ly\s+)?[a-z]{3,}s\s+(?:the|a|an|our|us|all|each|every|their|its|how|what|whether)\b"
)
# a second statement of the same subject: "X was bought but never went live"
SAME_SUBJECT = re.compile(
    r"\s*,?\s*(?:and|but|although|though|which|that)?,?\s*(?:(?:it|this)\s+)?(?=(?:(?:then|later|now"
    r"|subsequently|currently|since|therefore)\s+)?"
    r"(?:is|was|are|were|has|have|had|never|not|no\s+longer|ceased|did|does|will"
    r"|rejected|refused|declined|dropped|abandoned|turned|ruled)\b)"
)
NEVER_LIVE = re.compile(
    r"\b(?:never|not)\s+(?:\w+ly\s+|been\s+)*(?:went|gone|go|going)\s+(?:live|ahead)\b|\bnot\s+(?:\w+ly\s+|been\s+)*"
    r"(?:proceed(?:ed)?|pursued|progressed|taken\s+forward|applicable)\b"
    rf"|\bnever\s+(?:\w+ly\s+|been\s+)*(?:{USED}|taken\s+(?:up|forward))(?!\w)"
)
# verbs that make a clause of their own; "that provided by X" has none and belongs to the clause before
FINITE = re.compile(
    rf"(?<![\w§])(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|shall|should|must"
    rf"|{USE_VERBS})(?![\w§-])"
)
CONTRAST = re.compile(r"\b(?:but|although|though|however|whereas|whilst|while|nevertheless)\b")
INVENTORY = re.compile(
    r"(?<!\w)(?:tools?|systems?|software|applications?|products?|packages?|platforms?|databases?|suppliers?"
    r"|providers?|models?)(?!\w)"
)
