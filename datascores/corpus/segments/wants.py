"""What is asked without a question mark: noun phrases ("Details of ..."), and whatever a bare answer follows.

A want is known by its own form together with what stands below it; a heading of the body's own report has the form
alone. Pure; only positions go out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from datascores.corpus.segments import asked, phrases
from datascores.corpus.segments.frame import is_contact
from datascores.corpus.segments.numbering import letter_of, number_of
from datascores.corpus.segments.paragraphs import Paragraph
from datascores.corpus.segments.restating import has_verb, is_question, is_verbless

_WORDS = 4  # of a want; a heading is shorter
_MANY_WORDS = 8  # of a want without a number
_ALTERNATING = 2  # wants between answers: then others may be there that do not begin as one
_HOW = re.compile(r"(?:how\s+(?:many|much|often|long)|whether|if\s+so)\b", re.I)
_REPLY_WORD = re.compile(r"^[^\d]*\b(?:repl(?:y|ies)|responses?|answers?|h?ymateb|ateb)\b[^\d]*$", re.I)
_VALUE = 6  # words: "Bramble Ltd", "April 2016"
_RELATIVE = re.compile(r"\s(?:that|which|who|whose|whom|what|how|whether|where)\b", re.I)
_LONGEST = 400  # code points of a want


def wants_of(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The paragraphs that ask without saying so, told by their form, their numbers and the answers below them."""
    found = (
        _wants_by_number(paragraphs)
        | _wants_before_replies(paragraphs)
        | _before_bare_answers(paragraphs)
        | _before_reply_labels(paragraphs)
        | _inverted(paragraphs)
    )
    return found | _phrases_between_answers(paragraphs, found)


def is_bare_answer(text: str) -> bool:
    """Whether words are an answer that says nothing without its question: "Not held.", "None of the above.", "Nil"."""
    return asked.BARE_ANSWER.fullmatch(text) is not None


def is_want_phrase(text: str) -> bool:
    """Whether words are a noun phrase as wants are written: "The names of staff who ...", "A copy of the contract"."""
    bare = _bare(text)
    return bool(asked.WANT.match(bare)) and _says_nothing(bare)


def is_lone_item(bare: str) -> bool:
    """Whether words ask though nothing around them says so, and say nothing of their own."""
    is_said = phrases.PREDICATE_WITHIN.search(bare) or phrases.PREDICATE.match(bare) or asked.PLACED_WITHIN.search(bare)
    return phrases.LONE_ITEM.match(bare) is not None and not is_said


def _bare(text: str) -> str:
    return phrases.BULLET.sub("", text, count=1).strip(phrases.QUOTATION_MARKS)


def _says_nothing(bare: str) -> bool:
    is_how = _HOW.match(bare) is not None
    is_open = (
        (is_how or is_verbless(bare))
        and not asked.FINITE_WITHIN.search(bare)
        and not phrases.PREDICATE_WITHIN.search(bare)
    )
    return is_open and not bare.endswith((":", ";", ",")) and len(bare) < _LONGEST and "\t" not in bare


def _is_turn(text: str) -> bool:
    turns = (phrases.REPLY_LABEL, phrases.REQUEST_LABEL, phrases.SALUTATION, phrases.SIGN_OFF, phrases.CONTACT_LINE)
    return any(turn.match(text) for turn in turns) or phrases.STANDARD.match(text) is not None


def _before_bare_answers(paragraphs: Sequence[Paragraph]) -> set[int]:
    """ "Costs of the pilot in 2016" and below it "Nil.": nothing but a question is answered so."""
    found = set()
    for index, (paragraph, after) in enumerate(pairwise(paragraphs)):
        bare = _bare(paragraph.text)
        if number_of(after.text) or not is_bare_answer(after.text) or _is_turn(bare) or is_bare_answer(bare):
            continue
        is_asking = phrases.REQUESTER.match(bare) or (phrases.INTERROGATIVE.match(bare) and not bare.endswith("."))
        is_long = len(bare.split()) >= _WORDS or asked.WANT.match(bare)
        is_phrase = is_long and _says_nothing(_RELATIVE.split(bare)[0]) and not phrases.REPLIER.match(bare)
        if is_asking or is_phrase or (asked.VERDICT.fullmatch(after.text) and _is_judged(bare)):
            found.add(index)
    return found | denied_statements(paragraphs)


def denied_statements(paragraphs: Sequence[Paragraph]) -> set[int]:
    """ "The council uses X" and below it nothing but "It does not": the body would deny its own words.

    So is "X was bought, then?" with "No." below it; what asks by its form may stand in the body's own questionnaire.
    """
    found = set()
    for index, (paragraph, after) in enumerate(pairwise(paragraphs)):
        bare = _bare(paragraph.text)
        is_asking = bare.endswith("?") and phrases.INTERROGATIVE.match(bare) is None
        is_denied = asked.DENIAL.fullmatch(after.text) or (is_asking and asked.NOTHING.fullmatch(after.text))
        is_near = paragraph.page == after.page and len(bare) < _LONGEST and "\t" not in bare
        if is_denied and is_near and not number_of(after.text) and _is_judged(bare):
            found.add(index)
    return found


def _is_judged(bare: str) -> bool:
    """Whether a line is a statement on which "Incorrect" or "Yes" stands below: no name in a list, no turn of the body's."""
    is_bodys = phrases.REPLIER.match(bare) and not phrases.BODY.match(bare)
    is_statement = len(bare.split()) >= _WORDS and has_verb(bare)
    return is_statement and not is_bodys and not speaks_to_requester(bare) and not bare.endswith((":", ",", ";"))


def _inverted(paragraphs: Sequence[Paragraph]) -> set[int]:
    """ "Is the tool used for this" without its mark, and below it what is neither a question nor an end: its answer."""
    found = set()
    for index, (paragraph, after) in enumerate(pairwise(paragraphs)):
        bare = _bare(paragraph.text)
        is_asking = bare[:1].isupper() and asked.INVERTED.match(bare) and not bare.endswith((".", ":", ",", ";"))
        if is_asking and "\t" not in bare and len(bare) < _LONGEST and not after.text[:1].islower():
            found.add(index)
    return found


def _phrases_between_answers(paragraphs: Sequence[Paragraph], others: set[int]) -> set[int]:
    """Noun phrases that ask, each with a sentence below it, where two or more wants stand so and one answer is surely one."""
    found, is_sure = set(), bool(others)
    for index, (paragraph, after) in enumerate(pairwise(paragraphs)):
        if not is_want_phrase(paragraph.text) or is_want_phrase(after.text) or _is_turn(paragraph.text):
            continue
        if phrases.BULLET.match(paragraph.text) and phrases.BULLET.match(after.text):
            continue  # an item of a list
        is_strong = asked.STRONG_WANT.match(_bare(paragraph.text)) is not None
        is_figure = asked.FIGURE.fullmatch(after.text) is not None
        is_value = is_strong and len(after.text.split()) <= _VALUE and not _is_turn(after.text)
        is_answer = is_value or phrases.REPLIER.match(after.text) is not None
        if is_answer or is_figure or is_bare_answer(after.text) or after.text.endswith("."):
            found.add(index)
            is_sure = is_sure or is_bare_answer(after.text) or (is_strong and is_answer)
    return found if is_sure and len(found | others) >= _ALTERNATING else set()


def _before_reply_labels(paragraphs: Sequence[Paragraph]) -> set[int]:
    """What stands right before "Reply" or "Our response: ..." is what it replies to, unless it answers a label itself."""
    found = set()
    for index in range(2, len(paragraphs)):
        label, asking = phrases.REPLY_LABEL.match(paragraphs[index].text), paragraphs[index - 1].text
        if label is None or not _REPLY_WORD.search(label[0]) or _is_turn(asking) or is_bare_answer(asking):
            continue
        if is_contact(asking) or phrases.TABLE_HEAD.match(paragraphs[index].text):
            continue
        before = paragraphs[index - 2].text
        answers = phrases.REPLY_LABEL.match(before)
        is_answer = answers is not None and answers.end() == len(before)
        is_reply = phrases.REPLIER.match(asking) and not phrases.BODY.match(asking)
        is_opening = speaks_to_requester(asking) or asking.endswith((":", ",")) or phrases.ADDRESS_WITHIN.search(asking)
        if not is_answer and not is_reply and not is_opening and len(asking) < _LONGEST:
            found.add(index - 1)
    return found


def _wants_by_number(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Numbered items without a verb, each followed by words without a number: questions with their answers below.

    One such item may be a heading; two with numbers that follow each other are taken for questions.
    """
    found: dict[int, int] = {}
    for index, (paragraph, after) in enumerate(pairwise(paragraphs)):
        number = number_of(paragraph.text)
        if letter := letter_of(paragraph.text):
            number = str(ord(letter))
        if not number.isdigit() or number_of(after.text) or phrases.ANSWERS_NUMBER.match(paragraph.text):
            continue
        bare = phrases.BULLET.sub("", paragraph.text, count=1)
        is_followed = not phrases.BULLET.match(after.text) and not phrases.SIGN_OFF.match(after.text)
        is_asking = is_verbless(bare) or phrases.UNMARKED_QUESTION.match(bare)
        is_sure = surely_asks(bare) or is_want_phrase(bare)
        is_long = len(bare.split()) >= _WORDS or is_sure
        if is_followed and (is_sure or (is_long and is_asking and not bare.endswith((":", ";")))):
            found[index] = int(number)
    numbers = set(found.values())
    return {index for index, number in found.items() if number + 1 in numbers or number - 1 in numbers}


def surely_asks(bare: str) -> bool:
    """Whether somebody who wants papers speaks in one of the sentences, though it begins with "The council uses ..."."""
    return asked.REQUESTER_WITHIN.search(bare) is not None and not speaks_to_requester(bare)


def ends_in_question(bare: str) -> bool:
    """Whether a paragraph comes to a question that the body does not put to the requester."""
    is_back = speaks_to_requester(bare) or asked.ASKS_BACK_WITHIN.search(bare) or phrases.STANDARD.match(bare)
    is_first_person = phrases.REPLIER.match(bare) and not phrases.BODY.match(bare)
    return bare.endswith("?") and not is_back and (not is_first_person or is_question(bare))


def speaks_to_requester(bare: str) -> bool:
    """Whether the body writes to the one who asked: "Thank you for your request", "we can confirm"."""
    return asked.ADDRESSED_WITHIN.search(bare) is not None


def _wants_before_replies(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Long phrases without verb and full stop right before the body's voice, in a letter with wants between its answers."""
    lone = sum(phrases.LONE_ITEM.match(paragraph.text) is not None for paragraph in paragraphs)
    if lone < _ALTERNATING:
        return set()
    return {
        index
        for index, (paragraph, after) in enumerate(pairwise(paragraphs))
        if len(paragraph.text.split()) >= _MANY_WORDS
        and paragraph.text[-1].isalpha()
        and not phrases.BULLET.match(paragraph.text)
        and phrases.REPLIER.match(after.text)
        and is_verbless(paragraph.text)
    }
