"""What a reply says, read from its own words: what it comes to, the sections it relies on, what complicates it.

The rules are pure: a ``Paper`` in, proposals out, each with the sentence it rests on. What the requester wrote, standard
paragraphs on complaints and general words on the law are never read.
"""

REPLY_VERSION = "2"  # raise when a rule of this room gives other proposals for the same words
