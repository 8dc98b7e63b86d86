"""Sources, kind two: replies to freedom-of-information requests, and what they say about themselves."""
