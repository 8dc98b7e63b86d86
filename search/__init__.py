"""How it is found and served: the query language, the engine behind a port, the index and the pages of results."""
