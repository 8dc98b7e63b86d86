"""The engine room: clauses, one text analysis, the port and its adapters.

Imports nothing of the other rooms and no Django, so that an engine can be tried, tested and replaced alone.
"""
