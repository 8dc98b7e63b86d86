"""The states of a request and what leads from one to the next: one table, and what it does not hold is refused.

Whether an answer is due or late is not a state: it is computed from the calendar (`foi.laws.clocks`) for the states in which
the body owes one. What came of a request is not a state either (`foi.outcomes`): an answered request may have been refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a request stands; the values are what is kept."""

    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CLARIFICATION_ASKED = "clarification asked"
    FEE_ASKED = "fee asked"
    TRANSFERRED = "transferred"
    ANSWERED = "answered"
    REVIEW_ASKED = "review asked"
    REVIEW_ANSWERED = "review answered"
    COMMISSIONER = "with the commissioner"
    DECIDED = "decided by the commissioner"
    TRIBUNAL = "with the tribunal"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Event(StrEnum):
    """What happens to a request."""

    SEND = "sent"
    ACKNOWLEDGE = "acknowledged by the body"
    ASK_CLARIFICATION = "clarification asked for by the body"
    CLARIFY = "clarified by the requester"
    ASK_FEE = "fee asked for by the body"
    PAY_FEE = "fee paid by the requester"
    EXTEND = "longer time told by the body"
    TRANSFER = "transferred to another body"
    ANSWER = "answered by the body"
    ASK_REVIEW = "internal review asked for"
    ANSWER_REVIEW = "internal review answered"
    COMPLAIN = "complained to the commissioner"
    DECIDE = "decided by the commissioner"
    APPEAL = "appealed to the tribunal"
    WITHDRAW = "withdrawn by the requester"
    CLOSE = "closed"
    REOPEN = "opened again"


class NotAllowed(ValueError):
    """What cannot happen to a request in its state, in words that say what can."""


_WAITING = {  # the body owes an answer
    Event.ASK_CLARIFICATION: State.CLARIFICATION_ASKED,
    Event.ASK_FEE: State.FEE_ASKED,
    Event.TRANSFER: State.TRANSFERRED,
    Event.ANSWER: State.ANSWERED,
    Event.ASK_REVIEW: State.REVIEW_ASKED,  # of a silence
    Event.COMPLAIN: State.COMMISSIONER,
    Event.WITHDRAW: State.WITHDRAWN,
    Event.CLOSE: State.CLOSED,
}
TABLE: Mapping[State, Mapping[Event, State]] = {
    State.DRAFT: {Event.SEND: State.SENT, Event.CLOSE: State.CLOSED},
    State.SENT: {**_WAITING, Event.ACKNOWLEDGE: State.ACKNOWLEDGED, Event.EXTEND: State.ACKNOWLEDGED},
    State.ACKNOWLEDGED: {**_WAITING, Event.ACKNOWLEDGE: State.ACKNOWLEDGED, Event.EXTEND: State.ACKNOWLEDGED},
    State.CLARIFICATION_ASKED: {
        **_WAITING,
        Event.CLARIFY: State.ACKNOWLEDGED,
        Event.ACKNOWLEDGE: State.CLARIFICATION_ASKED,
    },
    State.FEE_ASKED: {**_WAITING, Event.PAY_FEE: State.ACKNOWLEDGED, Event.ACKNOWLEDGE: State.FEE_ASKED},
    State.TRANSFERRED: {
        Event.ANSWER: State.ANSWERED,  # for the part that it kept
        Event.WITHDRAW: State.WITHDRAWN,
        Event.CLOSE: State.CLOSED,
    },
    State.ANSWERED: {
        Event.ANSWER: State.ANSWERED,  # in parts
        Event.ASK_REVIEW: State.REVIEW_ASKED,
        Event.COMPLAIN: State.COMMISSIONER,
        Event.CLOSE: State.CLOSED,
    },
    State.REVIEW_ASKED: {
        Event.ACKNOWLEDGE: State.REVIEW_ASKED,
        Event.ANSWER: State.REVIEW_ASKED,  # a late answer does not answer the review
        Event.ANSWER_REVIEW: State.REVIEW_ANSWERED,
        Event.COMPLAIN: State.COMMISSIONER,
        Event.WITHDRAW: State.WITHDRAWN,
        Event.CLOSE: State.CLOSED,
    },
    State.REVIEW_ANSWERED: {
        Event.ANSWER: State.REVIEW_ANSWERED,
        Event.ANSWER_REVIEW: State.REVIEW_ANSWERED,
        Event.COMPLAIN: State.COMMISSIONER,
        Event.CLOSE: State.CLOSED,
    },
    State.COMMISSIONER: {
        Event.ANSWER: State.COMMISSIONER,
        Event.ANSWER_REVIEW: State.COMMISSIONER,
        Event.DECIDE: State.DECIDED,
        Event.WITHDRAW: State.WITHDRAWN,
        Event.CLOSE: State.CLOSED,
    },
    State.DECIDED: {Event.ANSWER: State.DECIDED, Event.APPEAL: State.TRIBUNAL, Event.CLOSE: State.CLOSED},
    State.TRIBUNAL: {Event.ANSWER: State.TRIBUNAL, Event.CLOSE: State.CLOSED},
    State.WITHDRAWN: {Event.REOPEN: State.SENT, Event.CLOSE: State.CLOSED},
    State.CLOSED: {Event.REOPEN: State.ANSWERED},
}
OWED = frozenset({State.SENT, State.ACKNOWLEDGED})  # the body owes the answer, in time or late


def after(state: State, event: Event) -> State:
    """The state that an event leads to. Raises NotAllowed."""
    allowed = TABLE[state]
    if event not in allowed:
        can = ", ".join(allowed)
        raise NotAllowed(f"A request that is “{state}” cannot be {event}. It can be: {can}.")
    return allowed[event]
