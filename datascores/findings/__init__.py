"""What the corpus shows: which body has which system of which company, or says that it has none, each with its sentence.

Rows are proposed by rules and confirmed or rejected by people; nothing here is a fact before a person has said so.
"""
