"""Word files beyond the walk of their markup: what styles, tables and the paper make of letters; and the old doc."""
