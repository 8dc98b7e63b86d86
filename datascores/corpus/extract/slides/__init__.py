"""Presentations: slides with notes and comments, and the words on them that nobody sees."""
