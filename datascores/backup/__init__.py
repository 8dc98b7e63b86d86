"""KEEPING IT: everything that cannot be made again, in one file, and a portal made from such a file."""
