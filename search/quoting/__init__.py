"""Whether a sentence stands in the documents word for word, where, and who says it."""
