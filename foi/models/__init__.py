"""The rows of the room: campaigns, requests, messages, their log."""

from foi.models.campaign import Campaign, Question, Template
from foi.models.entry import Entry, Judgement
from foi.models.message import Attachment, Message
from foi.models.posting import Posting
from foi.models.request import BodyReference, Request
from foi.models.ruling import Ruling

__all__ = [
    "Attachment",
    "BodyReference",
    "Campaign",
    "Entry",
    "Judgement",
    "Message",
    "Posting",
    "Question",
    "Request",
    "Ruling",
    "Template",
]
