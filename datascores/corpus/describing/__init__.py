"""Who a document comes from, its date and its kind, read from its own words: proposals for a person to confirm.

The rules are pure: a ``Paper`` in, ``Proposal`` values out, each with the words it rests on. ``steps`` keeps them as labels
of standing "proposed". Where the signs are weak or speak for two answers there is no proposal.
"""

DESCRIBE_VERSION = "4"  # raise when a rule of this room gives other proposals for the same words
