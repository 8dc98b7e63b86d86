"""How a reply takes up what was asked: by announcing it, by number, word for word, or in half a sentence.

The memory of a letter holds what its request has said so far, so that the same words a second time are known as the
question again. An answer that uses the question's words and says something of its own stays the body's.
"""

from __future__ import annotations

import re

from datascores.corpus.segments.phrases import (
    BULLET,
    INTERROGATIVE,
    ITEM,
    LONE_ITEM,
    PREDICATE_WITHIN,
    QUOTATION_MARKS,
    REPLIER,
    REQUESTER,
)

_REPEATED = 0.9  # of the word triples: the words are the request's
_TRIPLES = 3
_SHARED = 0.6  # of the words that carry meaning
_LONGEST = 600  # code points: longer is no question taken up

# "..., which reads:", "You wrote on 2 July to ask the following:", "I have set out your questions below:"
_ANNOUNCEMENT = re.compile(
    r"\byou(?:['’]ve|\s+have|\s+had)?(?:\s+(?:also|then|specifically|kindly))?"
    r"\s+(?:ask(?:ed)?|request(?:ed)?|wrote|written|say|said|stated?|enquired?|raised?|posed?|sought|seek|submitted|wish(?:ed)?\s+to\s+know|would\s+like|want(?:ed)?|need(?:ed)?|e-?mailed|contacted\s+us)\b"
    r"|\b(?:request|e-?mail|letter|enquiry|correspondence|questions?)(?:\s+(?:of|dated|from|received|sent|on|for|about|regarding|concerning|made|number|ref\w*)\b[^:]{0,160}?)?,?\s+(?:(?:in\s+which|which|that|where|it)\s+)?(?:you\s+)?(?:reads?|read|stat(?:es|ed)|sa(?:ys|id)|ask(?:s|ed|ing)?|request(?:s|ed|ing)?|seeking|sought|seeks|was|were|is|are|as\s+follows)\b"
    r"|\b(?:information|details|data)\s+(?:that\s+)?(?:you\s+(?:have\s+)?)?(?:sought|requested|wanted|asked\s+for|required)\b"
    r"|\b(?:with\s+(?:regard|reference|respect)\s+to|in\s+(?:relation|response|answer|reply|respect)\s+(?:to|of)|regarding|concerning"
    r"|refer(?:red)?\s+to|received)\s+the\s+following\b"
    r"|\b(?:set\s+out|repeated?|reproduced?|quoted?|copied|listed|restated?)\b.{0,40}\b(?:your|the)\s+(?:\w+\s+)?(?:request|questions?|e-?mail)\b"
    r"|\byour\s+(?:\w+\s+)?(?:request|questions?|e-?mail|letter|message|enquiry|correspondence)\b.{0,40}\b(?:set\s+out|repeated|reproduced|quoted|copied|listed|below|as\s+follows)\b"
    r"|\b(?:underst[ao]o?d|interpret(?:ed)?|tak(?:e|en)|took|read)\s+(?:\w+\s+){0,2}?your\s+(?:\w+\s+)?(?:request|questions?|e-?mail|letter)\b",
    re.I,
)
# the same without a colon
_FOLLOWS = re.compile(
    r"\b(?:as\s+follows|(?:read|reads|stated|states|said|asked|requested|sought|ask(?:ed)?\s+for)\s+the\s+following(?:\s+(?:information|questions?|details))?|received\s+the\s+following\b[^.]{0,40}"
    r"|(?:set\s+out|repeated|reproduced|quoted|copied)\s+(?:below|here)(?:\s+for\s+(?:ease\s+of\s+)?reference)?)\.?$",
    re.I,
)
_YOURS = re.compile(r"\b(?:you|your)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:our|polic(?:y|ies)|websites?|Act|section|reports?|guidance|commissioner|definition|states\s+that|press)\b",
    re.I,
)
_ANSWERS_WITHIN = re.compile(
    r"\b(?:answers?|respon(?:se|d|ds|ses|ding)|repl(?:y|ies|ying)|findings|decision|result|outcome|enclosed|attached|link)\b"
    r"|\b(?:we|I|us|council|force|trust|authority)\s+(?:\w+ly\s+)?(?:can|hold|use|used|has|uses|holds|are|is|am|do|does|confirm|provide|made|found|identified)\b"
    r"|\b(?:have|has)\s+(?:made|found|identified|located|considered)\b|\b(?:is|are|was|not)\s+(?:not\s+)?(?:held|exempt|available)\b|\bsection\s+\d",
    re.I,
)
_IN_ANSWER = re.compile(
    r"\bin\s+(?:response|reply|answer)\s+to\s+(?:your|the\s+following)\b", re.I
)  # so begins a letter
# half a sentence of the reply that names what was asked about
TOPIC = re.compile(
    r"\byour\s+(?:(?:recent|above|freedom|of|information|foi|eir|e-?mail|the|original|initial|written)\s+){0,5}(?:request|enquiry|e-?mail|letter|query|correspondence|FOIA?|EIR)\b"
    r"(?:(?!\b(?:I|we|is|are|was|were|has|have|please|can|council)\b)[^:?!;\n]){0,160}?"
    r"\b((?:about|regarding|concerning|relating\s+to|related\s+to|in\s+relation\s+to|on\s+the\s+subject\s+of|asking\s+(?:for|about|whether|if|how)|requesting(?!\s+(?:an?\s+)?(?:internal\s+)?review)|in\s+which\s+you\s+(?:ask|say|state|claim|suggest|assert|allege|mention|request|sought|seek|said|wrote)(?:e?d)?|for(?=\s+(?:the|an?|any|all|copies|details)\s)(?!\s+(?:an?|the)\s+(?:internal\s+)?(?:review|information)\b)|for\s+(?:information|details|copies|documents)\s+(?:on|about|of|concerning|regarding|relating\s+to))"
    r"\s+(?:(?!,\s+(?:I|we|the|which|that|as|please|our|and\s+(?:I|we|has|have|was|which))\b|\s(?:please|I\s+(?:can|am|have|write)|we\s+(?:can|are|have)|has\s+been|have\s+been|was\s+received|which\s+(?:was|we|has)|received\s+(?:on|by)|under\s+the|dated)\b|[.:?!;](?:\s|$)).){8,400})",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|will|would|may|must|uses|holds|we|our|I|there|yes|no|not|none)\b",
    re.I,
)
_SUBJECT_VERB = re.compile(
    r"\b(?:council|authority|force|trust|service|police|team|staff|officers|it|they|we|you|[A-Z][\w’']+)\s+(?:\w+ly\s+)?"
    r"(?!(?:Council|Police)\b)(?:[a-z]+(?:ed|s)|hold|use|run|score|rank|buy|bought|pay|paid|keep|kept|send|sent|share)\b"
)
_RELATIVE = re.compile(r"\b(?:that|which|who)\s+(?:is|are|was|were|has|have|had|can|will|may|do|does)\b", re.I)
_SMALL_WORD = re.compile(
    r"an?|and|any|all|as|at|be|by|do|does|for|from|give|ha(?:s|ve)|how|i|if|in|is|its?|of|on|or|our|please|provide|so|such"
    r"|that|the|their|them|these|this|those|to|us|was|we|were|what|when|where|which|who|with|you|your|\d+"
)
_WORD = re.compile(r"\w+")
_ANSWERS_FOLLOW = re.compile(
    r"\b(?:questions?|requests?|asked|respon\w+|answers?|repl(?:y|ies)|points?|elements?|below|in\s+turn|as\s+follows|wrote|said)\b"
    r"|\bthe\s+following\s*:|^(?:\w+\s+){0,2}\w+\s*:$",
    re.I,
)
_LAST_SENTENCE = re.compile(r"[.?!]\s+(?=[A-Z])")


def announces(text: str) -> bool:
    """Whether a paragraph ends with a colon, or "as follows.", after which the request is quoted, and not an answer."""
    sentence = _LAST_SENTENCE.split(text[-_LONGEST:])[-1]
    if not text.rstrip(" -").endswith(":") and not _FOLLOWS.search(sentence):
        return False
    return bool(_ANNOUNCEMENT.search(sentence)) and not _ANSWERS_WITHIN.search(_IN_ANSWER.sub("", sentence))


def introduces_quotation(text: str) -> bool:
    """Whether a paragraph ends with a colon on the requester's words: a text in quotation marks below it is the request."""
    sentence = _LAST_SENTENCE.split(text[-_LONGEST:])[-1]
    return text.rstrip(" -").endswith(":") and bool(_YOURS.search(sentence)) and not _OTHERS.search(sentence)


def opens_list(text: str) -> bool:
    """Whether the body announces items of its own, "These tools are in use:", and not its answers to what was asked."""
    if not text.rstrip(" -").endswith(":") or announces(text):
        return False
    return _ANSWERS_FOLLOW.search(_LAST_SENTENCE.split(text[-_LONGEST:])[-1]) is None


def speaks_of_answer(text: str) -> bool:
    """ "Your request is repeated below, along with our response": the body's sentence, though a question follows."""
    return re.search(r"\b(?:respon(?:se|d)|repl(?:y|ies)|answers?)\b", text, re.I) is not None


def is_verbless(text: str) -> bool:
    """Whether words are a heading or an item of a list rather than a sentence that says something."""
    return not _VERB.search(_RELATIVE.sub("", text))


def has_verb(text: str) -> bool:
    """Whether words hold a verb, told by the commonest ones and by the body as subject: "Staff hold ...", "it scores"."""
    return not is_verbless(text) or _SUBJECT_VERB.search(text) is not None


def is_question(bare: str) -> bool:
    """Whether words without their number or marks ask in the form of a question."""
    return bare.endswith("?") and bool(INTERROGATIVE.match(bare))


def replies(bare: str) -> bool:
    """Whether the body's turn of phrase begins; "Does the council hold ...?" has its words and is a question."""
    return bool(REPLIER.match(bare)) and not is_question(bare)


class Memory:
    """What the request of a letter has said so far."""

    def __init__(self) -> None:
        self._triples: set[tuple[str, ...]] = set()
        self._words: dict[str, set[str]] = {}
        self.labels: set[str] = set()  # labels as written, "q7": the second "Q7" is an answer mislabelled

    def hear(self, text: str, number: str) -> None:
        """Keep a paragraph of the request, with its number where it has one."""
        words = _words_of(text)
        self._triples.update(_triples_of(words))
        if number:
            self._words.setdefault(number, set()).update(_telling(words))

    def knows(self, number: str) -> bool:
        """Whether a question with this number has been quoted."""
        return number in self._words

    def repeats(self, text: str) -> bool:
        """Whether a paragraph is nothing but words of the request, in their order."""
        if not self._triples or len(text) > _LONGEST:
            return False
        triples = _triples_of(_words_of(text))
        if not triples or triples[-1] not in self._triples:
            return False
        if len(triples) < _TRIPLES:
            says_nothing = is_verbless(text) or INTERROGATIVE.match(text)
            return bool(says_nothing) and len(triples) > 1 and all(triple in self._triples for triple in triples)
        return sum(triple in self._triples for triple in triples) >= _REPEATED * len(triples)

    def restates(self, number: str, rest: str) -> bool:
        """Whether what follows "In relation to Question 3:" is that question again and no answer yet."""
        bare = BULLET.sub("", rest, count=1).strip(QUOTATION_MARKS)
        if not bare or len(bare) > _LONGEST:
            return False
        if bare.endswith("?") or REQUESTER.match(bare):
            return True
        if REPLIER.match(bare):
            return False
        if self.repeats(bare):
            return True
        asked = self._words.get(number, set())
        told = _telling(_words_of(bare))
        is_shared = bool(told) and len(told & asked) >= _SHARED * len(told)
        is_question = INTERROGATIVE.match(bare) or ((ITEM.match(bare) or LONE_ITEM.match(bare)) and _ends_open(bare))
        return bool(
            (is_question and not PREDICATE_WITHIN.search(bare) and (is_shared or not asked))
            or (is_shared and len(told) > 1 and is_verbless(bare))
        )


def _ends_open(bare: str) -> bool:
    return is_verbless(bare)


def _words_of(text: str) -> list[str]:
    return _WORD.findall(BULLET.sub("", text, count=1).lower())


def _triples_of(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _telling(words: list[str]) -> set[str]:
    return {word for word in words if not _SMALL_WORD.fullmatch(word)}
