"""What the states of WhatDoTheyKnow mean here: one table. Requesters set them, so that they are what one reader says.

Source: the classes of `described_state` in mysociety/alaveteli and the theme of WhatDoTheyKnow.
"""

from __future__ import annotations

from foi.outcomes import Outcome

# None where a state says nothing of what came of the request
STATES: dict[str, Outcome | None] = {
    "waiting_response": Outcome.PENDING,
    "waiting_response_overdue": Outcome.DELAYED,
    "waiting_response_very_overdue": Outcome.DELAYED,
    "waiting_clarification": Outcome.AWAITING_CLARIFICATION,
    "gone_postal": None,
    "not_held": Outcome.NO_INFORMATION_HELD,
    "rejected": Outcome.REFUSED,
    "successful": Outcome.SUCCESSFUL,
    "partially_successful": Outcome.PARTLY_WITHHELD,
    "internal_review": None,
    "error_message": None,
    "requires_admin": None,
    "attention_requested": None,
    "user_withdrawn": Outcome.WITHDRAWN,
    "vexatious": None,
    "not_foi": None,
}
UNKNOWN = "unknown: "  # before a state that the table does not have
