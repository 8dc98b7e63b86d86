"""Texts and presentations of OpenDocument, and the words in them that nobody sees."""
