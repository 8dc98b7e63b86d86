"""What came of a request, and how replies lead to it: one table.

A reply has a label of its own (``REPLIES``, the words of letters); a request has one outcome at a date, in the words of the
campaign of 2018 and of the states between. “No such systems” and “no information held” are never one: the first says that the
body does nothing of the kind, the second that it has no papers, and neither proves that there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Outcome(StrEnum):
    """What came of a request, in the order in which it is counted; the values are what is kept and shown."""

    SUCCESSFUL = "successful"  # anything from a full set of papers to one line that names a product
    PARTLY_WITHHELD = "partly withheld"
    NO_SUCH_SYSTEMS = "no such systems"
    NO_INFORMATION_HELD = "no information held"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    AWAITING_CLARIFICATION = "awaiting clarification"  # the requester owes an answer
    DELAYED = "delayed"  # past the day on which the answer was due
    PENDING = "pending"  # within its time
    UNREAD = "answer not read"  # something came that nobody has judged yet


SUCCESSES = frozenset({Outcome.SUCCESSFUL, Outcome.PARTLY_WITHHELD})
CAUTIONED = frozenset({Outcome.NO_SUCH_SYSTEMS, Outcome.NO_INFORMATION_HELD})
CAUTION = (
    "This is what the body answered to the words of this request. It is no proof that there is no such system: the wording may"
    " have missed it."
)
# what a reply says of its request; None where it leaves the outcome as it was
REPLIES: Mapping[str, Outcome | None] = {
    "disclosed": Outcome.SUCCESSFUL,
    "partly disclosed": Outcome.PARTLY_WITHHELD,
    "not held": Outcome.NO_INFORMATION_HELD,
    "no such system": Outcome.NO_SUCH_SYSTEMS,
    "refused": Outcome.REFUSED,
    "referred to earlier response": Outcome.SUCCESSFUL,
    "clarification sought": None,
    "internal review upheld": None,
    "internal review overturned": Outcome.SUCCESSFUL,
    "not a response": None,
}


def outcome_after(replies: Iterable[str]) -> Outcome | None:
    """What replies come to, in the order of their days: the last that decides, but what was once released stays released.

    A later refusal of the rest, or "nothing further is held", takes nothing back; release after a refusal is a success.
    Raises KeyError for a word that no reply has.
    """
    reached: Outcome | None = None
    for reply in replies:
        said = REPLIES[reply]
        if said is None or (reached in SUCCESSES and said not in SUCCESSES):
            continue
        reached = said
    return reached
