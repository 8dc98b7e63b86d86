"""The portal's wiring (settings, urls, pipeline, commands) and its domain rooms: catalogue, corpus, portal."""
