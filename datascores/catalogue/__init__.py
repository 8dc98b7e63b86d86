"""What we look for: authorities, companies, systems and keywords, their names and the rules by which a name counts."""
