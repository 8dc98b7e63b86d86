"""Filing: files that came in become letters of requests, by a list that a person wrote or confirmed, never by a guess alone."""
