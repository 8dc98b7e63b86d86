"""How fast the portal is, as ratios of one run on one machine: made documents, measurements, and their table."""
