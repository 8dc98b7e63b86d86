"""How much may lie inside one file that came in, all its zips and mails together.

The reader limits each container; a zip of two thousand zips of two thousand files still keeps every one of those limits,
and the same small zip under many names multiplies its members without any bytes. So what lies below one arrival is
counted over all levels.
"""

from __future__ import annotations

from dataclasses import dataclass

from datascores.corpus.models import Arrival

MOST_FILES = 10_000
MOST_BYTES = 1 << 30


@dataclass
class Room:
    """How many files and bytes may still come in below an arrival that came in from outside."""

    files: int
    bytes: int

    def take(self, size: int) -> bool:
        """Whether a file of `size` bytes still finds room; it then counts."""
        self.files -= 1
        self.bytes -= size
        return self.files >= 0 and self.bytes >= 0


def room_for(arrival: Arrival) -> Room:
    """The room for what lies directly inside the arrival; what is recorded there already is not counted."""
    room, frontier = Room(MOST_FILES, MOST_BYTES), [_outermost(arrival).pk]
    while frontier := [pk for pk in frontier if pk != arrival.pk]:
        inside = Arrival.objects.filter(parent__in=frontier).values_list("pk", "document__size")
        frontier = []
        for pk, size in inside:
            room.take(size)
            frontier.append(pk)
    return room


def holds_itself(arrival: Arrival) -> bool:
    """Whether the arrival lies inside a file of the same bytes: there are zips that contain themselves."""
    outer = arrival.parent
    while outer is not None:
        if outer.document_id == arrival.document_id:
            return True
        outer = outer.parent
    return False


def _outermost(arrival: Arrival) -> Arrival:
    while arrival.parent is not None:
        arrival = arrival.parent
    return arrival
