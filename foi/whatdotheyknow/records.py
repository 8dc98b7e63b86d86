"""The JSON of a request: who was asked, under which law, its state and its events. Texts and files are not in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from foi.outcomes import Outcome
from foi.whatdotheyknow.states import STATES, UNKNOWN

LAWS = {"foi": "FOIA", "eir": "EIR"}


@dataclass(frozen=True)
class SourceRequest:
    """A request as its source has it; ``problems`` says what in the JSON could not be read."""

    number: int
    slug: str
    title: str = ""
    state: str = ""  # as written, or after "unknown: " where nobody knows it here
    outcome: Outcome | None = None  # None too where the source says that its state is out of date
    is_stale: bool = False
    law: str = ""
    body_name: str = ""
    body_slug: str = ""
    prominence: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    days: Mapping[str, datetime] = field(default_factory=dict)  # of messages, by their key
    problems: tuple[str, ...] = ()


class NoRequest(ValueError):
    """These bytes are no request of WhatDoTheyKnow; the message says why."""


def read_record(content: bytes) -> SourceRequest:
    """Raises NoRequest where the bytes are no JSON, or there is neither a number nor a name to know the request by."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NoRequest(f"This is no JSON: {error}.") from error
    if not isinstance(told, dict) or not isinstance(told.get("id"), int) or not _text(told, "url_title"):
        raise NoRequest("This JSON has no id and url_title, as a request of WhatDoTheyKnow has.")
    problems: list[str] = []
    state = _text(told, "described_state")
    if state and state not in STATES:
        problems.append(f"The state “{state[:60]}” is not known here.")
    elif not state:
        problems.append("The request has no described_state.")
    body = told.get("public_body")
    if not isinstance(body, dict):
        problems.append("The request has no public_body.")
        body = {}
    is_stale = told.get("awaiting_description") is True
    law = _text(told, "law_used")
    if law and law not in LAWS:
        problems.append(f"The law “{law[:60]}” is not known here.")
    return SourceRequest(
        number=told["id"],
        slug=_text(told, "url_title"),
        title=_text(told, "title"),
        state=state if not state or state in STATES else f"{UNKNOWN}{state}",
        outcome=None if is_stale else STATES.get(state),
        is_stale=is_stale,
        law=LAWS.get(law, ""),
        body_name=_text(body, "name"),
        body_slug=_text(body, "url_name"),
        prominence=_text(told, "prominence"),
        created=_time(told, "created_at", problems),
        updated=_time(told, "updated_at", problems),
        days=_days(told, problems),
        problems=tuple(problems),
    )


def _days(told: Mapping[str, Any], problems: list[str]) -> dict[str, datetime]:
    events = told.get("info_request_events")
    if not isinstance(events, list):
        problems.append("The request has no list of info_request_events.")
        return {}
    days: dict[str, datetime] = {}
    for number, event in enumerate(events, 1):
        if not isinstance(event, dict):
            problems.append(f"Event {number} is none.")
            continue
        time = _time(event, "created_at", problems)
        for name in ("incoming", "outgoing"):
            identity = event.get(f"{name}_message_id")
            if isinstance(identity, int) and time:
                days.setdefault(f"{name}-{identity}", time)
    return days


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value.strip() if isinstance(value, str) else ""


def _time(told: Mapping[str, Any], name: str, problems: list[str]) -> datetime | None:
    written = _text(told, name)
    if not written:
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        problems.append(f"{name} “{written[:40]}” is no time.")
        return None
