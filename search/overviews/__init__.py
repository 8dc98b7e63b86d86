"""Other views of the hits of a search than page by page: by date, in context, by body, every value of a filter."""
