"""The staff's side of the room: its rows, and the queue in which letters are judged."""

from foi.admin import queue, rows

__all__ = ["queue", "rows"]
