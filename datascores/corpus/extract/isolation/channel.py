"""How the parent and its reading child talk: a length, then JSON.

JSON and not pickle, since a child that a hostile file took over could otherwise run code in the parent.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

HEADER = struct.Struct("!Q")


def send(channel: socket.socket, message: dict[str, Any]) -> None:
    """One message: its length, then JSON."""
    data = json.dumps(message).encode("ascii")
    channel.sendall(HEADER.pack(len(data)) + data)


def receive(channel: socket.socket, most: int = 1 << 20, deadline: float | None = None) -> dict[str, Any] | None:
    """The next message, None when the other side has closed.

    `deadline` is on time.monotonic(). Raises ValueError for a message longer than `most` and TimeoutError for one that is
    not whole by the deadline.
    """
    header = _receive_exactly(channel, HEADER.size, deadline)
    if header is None:
        return None
    (length,) = HEADER.unpack(header)
    if length > most:
        raise ValueError(f"a message of {length} bytes, the limit is {most}")
    data = _receive_exactly(channel, length, deadline)
    return None if data is None else json.loads(data)


def _receive_exactly(channel: socket.socket, length: int, deadline: float | None) -> bytes | None:
    data = bytearray(length)
    view, have = memoryview(data), 0
    while have < length:
        if deadline is not None:
            channel.settimeout(max(deadline - time.monotonic(), 0.001))
        got = channel.recv_into(view[have:], min(length - have, 1 << 20))
        if not got:
            return None
        have += got
    return bytes(data)
