"""Text out of files: a path goes in, a `Reading` comes out.

Imports neither Django nor any other room. `Extractor` reads in a limited child process and never raises for what a
file holds; what cannot be read has a status and a reason that a journalist understands. Nothing here decides what a
text means, and nothing is kept: storing is the corpus's work.
"""

from .isolation.worker import Extractor
from .limits import Limits
from .reading import EXTRACT_VERSION, Member, PageReading, Reading, Status

__all__ = ["EXTRACT_VERSION", "Extractor", "Limits", "Member", "PageReading", "Reading", "Status"]
