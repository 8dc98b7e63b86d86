"""Web pages: main text, what stands around it, and what the page does not show."""
