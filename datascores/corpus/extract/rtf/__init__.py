"""Rich text, compressed too: its words and which of them are not seen."""
