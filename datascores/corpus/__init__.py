"""What we hold: originals, documents, pages, segments, mentions and labels, and the steps that make them."""
