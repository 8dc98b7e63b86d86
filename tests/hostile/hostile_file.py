"""What a hostile file is here: a family, a name, how it is written, and which outcomes are honest.

The files are kept as code, not as bytes: each maker writes the same bytes for the same seed. Nothing here leaves the
folder it is given.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from datascores.corpus.extract import Status

SAMPLES = Path(__file__).resolve().parents[2] / "datascores" / "samples" / "files"
ADDRESS = "http://127.0.0.1:00000"  # the address in files that point outside; `point_at` gives it a port that listens
REFUSED = frozenset({Status.FAILED, Status.TOO_LARGE, Status.UNSUPPORTED})


@dataclass(frozen=True)
class Hostile:
    """One file. `allowed` are the statuses that would be the truth about it; empty when any may be.

    `heavy` marks those that take long to write or to read.
    """

    family: str
    name: str
    write: Callable[[Path], None]
    allowed: frozenset[Status] = frozenset()
    heavy: bool = False


_address = ADDRESS


def point_at(port: int) -> None:
    """From now on files that point outside point at this port of this machine."""
    global _address
    _address = f"http://127.0.0.1:{port:05}"


def pointed(data: bytes) -> bytes:
    """The bytes with the address of the moment in them, as many as before."""
    return data.replace(ADDRESS.encode(), _address.encode())


def made_of(data: bytes | Callable[[], bytes]) -> Callable[[Path], None]:
    """A writer of these bytes, or of what the function gives when the file is wanted."""
    return lambda path: void(path.write_bytes(pointed(data() if callable(data) else data)))


def void(_: object) -> None:
    return None


def mutated(data: bytes, seed: str, most: int = 200) -> bytes:
    """The bytes with 1 to `most` of them changed; in one case of three also removed or repeated, so that all else moves."""
    dice, changed = random.Random(seed), bytearray(data)
    kinds = 4 if dice.randrange(3) == 0 else 2
    for _ in range(dice.randint(1, most)):
        at = dice.randrange(max(len(changed), 1))
        match dice.randrange(kinds):
            case 0:
                changed[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                changed[at : at + 1] = bytes(byte ^ 1 << dice.randrange(8) for byte in changed[at : at + 1])
            case 2:
                del changed[at : at + dice.randint(1, 20)]
            case 3:
                changed[at:at] = changed[at : at + dice.randint(1, 20)]
    return bytes(changed)
