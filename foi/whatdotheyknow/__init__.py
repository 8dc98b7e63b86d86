"""Requests of WhatDoTheyKnow (Alaveteli) from saved files: the JSON has states and events, the page has texts and files.

Pure: bytes in, dataclasses out, nothing fetched. What cannot be read is told in words beside what can.
"""

from foi.whatdotheyknow.joining import Thread, join
from foi.whatdotheyknow.pages import SourceFile, SourceMessage, read_page
from foi.whatdotheyknow.records import SourceRequest, read_record

__all__ = ["SourceFile", "SourceMessage", "SourceRequest", "Thread", "join", "read_page", "read_record"]
