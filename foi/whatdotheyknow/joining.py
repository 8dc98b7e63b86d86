"""The JSON and the page of one request as one thread: what either lacks comes from the other, and where they differ is told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foi.whatdotheyknow.pages import SourceMessage, read_page
from foi.whatdotheyknow.records import NoRequest, SourceRequest, read_record


@dataclass(frozen=True)
class Thread:
    """A request with its messages in the order of their times."""

    request: SourceRequest
    messages: tuple[SourceMessage, ...]
    problems: tuple[str, ...]


def join(record: bytes, page: bytes) -> Thread:
    """Raises NoRequest where the JSON is none, or the page is that of another request."""
    request = read_record(record)
    messages, state, problems = read_page(page)
    foreign = [
        file.address
        for message in messages
        for file in message.files
        if f"/request/{request.slug}/" not in file.address
    ]
    if foreign or (messages and request.days and not {message.key for message in messages} & request.days.keys()):
        raise NoRequest(f"The page is not that of the request “{request.slug}”.")
    if state and request.state and state != request.state.partition(": ")[2] and state != request.state:
        problems.append(f"The page says “{state}”, the JSON “{request.state}”; they were saved at different times.")
    shown = {message.key for message in messages}
    problems += [f"The message {key} has an event and is not on the page." for key in request.days if key not in shown]
    timed = [replace(message, time=message.time or request.days.get(message.key)) for message in messages]
    problems += [f"The message {message.key} has no time." for message in timed if message.time is None]
    order = {message.key: number for number, message in enumerate(timed)}
    timed.sort(
        key=lambda message: (message.time is None, message.time.timestamp() if message.time else 0, order[message.key])
    )
    return Thread(request, tuple(timed), (*request.problems, *problems))
