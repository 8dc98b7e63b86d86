"""The judging of letters by people: what waits, what a ruling changes, and how it is taken back."""
