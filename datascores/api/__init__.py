"""The REST API: what the pages show, as JSON under /api/v1/, read only. It says no more than they do: every row comes
through ``corpus.visibility``, and a search means what it means on the search page."""
