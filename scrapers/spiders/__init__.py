"""The spiders. Each only parses: it turns answers into visits and misses, and knows no database and no files."""
