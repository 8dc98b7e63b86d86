"""What people see: front page, documents, reader and plain profiles. Reads the rooms below and writes nothing."""
