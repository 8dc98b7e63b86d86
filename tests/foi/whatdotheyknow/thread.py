"""An invented request of WhatDoTheyKnow in the form that its JSON and its page have: 3 messages, 5 files."""

# ruff: noqa: E501 - lines of a page are as long as they come

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SLUG = "scores_of_families"
REPLY = "Dear Requester,\n\nThank you for your request. A copy of the contract is attached. The prices are withheld under section 43(2) of the Freedom of Information Act.\n\nYours sincerely"
ASKED = "Dear Brackenford Council,\n\nPlease send the contract and the manual.\n\nYours faithfully"
Message = tuple[str, str, str, Sequence[tuple[int, str]]]  # key, time, text, files by part and name
FIRST: list[Message] = [
    ("outgoing-11", "2018-07-02T10:00:00+01:00", ASKED, ()),
    (
        "incoming-22",
        "2018-07-03T09:00:00+01:00",
        "Thank you for your e-mail. This is an automatic reply. You will receive a response within 20 working days.",
        (),
    ),
    (
        "incoming-23",
        "2018-07-20T16:30:00+01:00",
        REPLY,
        [
            (2, "Contract.txt"),
            (3, "Manual part 1.txt"),
            (4, "Manual part 2.txt"),
            (5, "Annex A.txt"),
            (6, "Annex B.txt"),
        ],
    ),
]


def record(messages: Sequence[Message] = FIRST, **changes: Any) -> bytes:
    events = [
        {
            "id": number,
            "event_type": "response" if key.startswith("incoming") else "sent",
            "created_at": time,
            f"{key.partition('-')[0]}_message_id": int(key.partition("-")[2]),
        }
        for number, (key, time, _, _) in enumerate(messages, 1)
    ]
    told = {
        "id": 512,
        "url_title": SLUG,
        "title": "Scores of families",
        "created_at": "2018-07-02T10:00:00+01:00",
        "updated_at": "2018-07-21T08:00:00+01:00",
        "described_state": "partially_successful",
        "display_status": "Partially successful.",
        "awaiting_description": False,
        "prominence": "normal",
        "law_used": "foi",
        "tags": [["scores", None]],
        "user": {"id": 1, "url_name": "lab", "name": "A Lab"},
        "public_body": {"id": 2, "url_name": "brackenford_council", "name": "Brackenford Council"},
        "info_request_events": events,
    }
    return json.dumps({**told, **changes}).encode()


def page(messages: Sequence[Message] = FIRST, state: str = "partially_successful", slug: str = SLUG) -> bytes:
    parts = "".join(_message(message, slug) for message in messages)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Scores of families</title></head><body>
<div id="request_status" class="request-status-message request-status-message--{state}">The request.</div>
{parts}</body></html>""".encode()


def _message(message: Message, slug: str) -> str:
    key, time, text, files = message
    way, _, number = key.partition("-")
    items = "".join(
        f"""<li class="attachment" id="attachment-{part}"><a href="/request/{slug}/response/{number}/attach/{part}/{name.replace(" ", "%20")}?cookie_passthrough=1"><img class="attachment__image"></a>
<p class="attachment__name">{name}</p><p class="attachment__meta">1K <a href="/request/{slug}/response/{number}/attach/html/{part}/{name.replace(" ", "%20")}.html">View</a></p></li>"""
        for part, name in files
    )
    listed = f'<div class="attachments"><ul class="list-of-attachments">{items}</ul></div>' if files else ""
    words = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return f"""<div class="{way} correspondence normal" id="{key}">
<span class="correspondence__header__author">{"Brackenford Council" if way == "incoming" else "A Lab"}</span>
<a class="correspondence__header__date"><time datetime="{time}">a day</time></a>
<div class="correspondence_text">{listed}<div>{words}</div></div></div>"""


def save(folder: Path, messages: Sequence[Message] = FIRST, **changes: Any) -> Path:
    """The files as a spider saves them; each file of a letter holds its own name."""
    (folder / f"{SLUG}.json").write_bytes(record(messages, **changes))
    (folder / f"{SLUG}.html").write_bytes(page(messages, str(changes.get("described_state", "partially_successful"))))
    for key, _, _, files in messages:
        for part, name in files:
            place = folder / SLUG / "response" / key.partition("-")[2] / "attach" / str(part)
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(f"This is {name}.")
    return folder
