"""What a page looks like: its picture for people, and where on it each letter stands. Runs in the limited child only."""
