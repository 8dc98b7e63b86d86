"""Batch search: a CSV of many queries in, a CSV of counts and top documents out, in the order of the questions."""
