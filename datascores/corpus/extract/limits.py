"""How much one file may cost: time, memory, size, pages, members.

One frozen record that settings fill and that goes to the child process with every file. A limit that is reached gives
a status with a reason, never a silent cut.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits for the reading of one file; sizes in bytes, times in seconds."""

    seconds: float = 30.0  # wall clock for any file …
    seconds_per_megabyte: float = 2.0  # … and more for a large one
    memory_bytes: int = 1024 * MEGABYTE  # address space of the child
    file_bytes: int = 100 * MEGABYTE  # a larger file is not opened
    html_bytes: int = 5 * MEGABYTE  # of a longer web page only the beginning is read
    output_chars: int = 20_000_000  # text of one file, in code points
    pages: int = 10_000
    members: int = 2_000  # files inside one archive or mail
    mail_parts: int = 2_000
    expanded_bytes: int = 200 * MEGABYTE  # all members together, unpacked
    ratio: int = 100  # unpacked size of an archive to its packed size
    depth: int = 3  # archives and mails inside each other
    files_per_child: int = 500  # then a fresh child takes over

    def seconds_for(self, size: int) -> float:
        """The time allowed for a file of `size` bytes."""
        return self.seconds + self.seconds_per_megabyte * size / MEGABYTE
