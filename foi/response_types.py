"""The complications of a reply, as the campaign of 2018 counted them, and those that its letters showed besides.

A reply may have several at once. The words are what is kept, counted and shown.
"""

RESPONSE_TYPES = (
    "no response",
    "clarification",
    "time / price",
    "commercial sensitivity",
    "interfere law enforcement",
    "name pushback",
    "part withheld",
    "not held",
    "no such system declared",
    "pointed to another body",
    "available elsewhere",
    "to be published",
    "research in progress",
    "personal data",
    "refusal notice",
    "invitation to talk",
    "asked to refine",
)
