"""The staff's side of the room: its rows, and the queue in which letters are judged."""

from foi.admin import post, queue, rows

__all__ = ["post", "queue", "rows"]
