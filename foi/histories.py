"""The history of a request: its messages and its log in the order of their days, its state, clock and outcome at a date.

Nothing of this is kept. What people and sources have said is (``Entry``, ``Judgement``); what a message means follows from
what its letter was read as (the labels of its documents), so that a better reading or a corrected label changes the history
without a trace of the old one to clear away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from datascores.corpus.describing.kinds import LETTER, REVIEW
from datascores.corpus.labels import Settled, settle
from datascores.corpus.models import Label
from foi.laws import ACTS, Clock, Extension, NoHolidays, Pause, Stay, due_date, is_overdue
from foi.models import Attachment, Entry, Judgement, Message, Request
from foi.outcomes import REPLIES, Outcome, outcome_after
from foi.states import OWED, Event, NotAllowed, State, after

READ = ("outcome", "response type", "exemption")
_REVIEWS = frozenset({"internal review upheld", "internal review overturned"})
CLOSED = "closed without an answer"  # of a request that has no outcome
_NO_REPLY = "not a response"
_LETTERS = ("", LETTER, REVIEW)
_ANSWERED = frozenset(outcome for outcome in REPLIES.values() if outcome)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a request on a day, and on whose word it is held to be so."""

    date: date
    event: Event
    why: str
    message: Message | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Misfit:
    """A happening that the table of states does not allow; it is shown and changes nothing."""

    happening: Happening
    words: str


@dataclass
class History:
    """A request up to a day, that day included."""

    request: Request
    until: date
    happenings: list[Happening] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    unread: list[Message] = field(default_factory=list)  # came in, and nothing says what they are
    state: State = State.DRAFT

    @cached_property
    def clock(self) -> Clock | None:
        """When the answer is due; None where the law or the day of receipt is not known, or a day is outside the known years."""
        received = self.request.received or self.sent
        act = ACTS.get(self.request.law)
        if act is None or received is None:
            return None
        try:
            return due_date(act, received, list(self._pauses()), self._extension())
        except (NoHolidays, ValueError):
            return None

    @property
    def sent(self) -> date | None:
        return next(
            (happening.date for happening in self.happenings if happening.event is Event.SEND), self.request.sent
        )

    @property
    def answered(self) -> date | None:
        """The day of the first answer."""
        return next((happening.date for happening in self.happenings if happening.event is Event.ANSWER), None)

    @property
    def is_late(self) -> bool:
        """Whether an answer that is owed has not come in its time; one that a person says has come is not owed."""
        return (
            self._decided not in _ANSWERED
            and self.state in OWED
            and self.clock is not None
            and is_overdue(self.clock, self.until)
        )

    @cached_property
    def outcome(self) -> Outcome | None:
        """What came of it by that day; None while it is a draft or closed without an answer."""
        if self.state is State.WITHDRAWN:
            return Outcome.WITHDRAWN
        if self.state is State.CLARIFICATION_ASKED and not self._decided:
            return Outcome.AWAITING_CLARIFICATION
        if self._decided:
            return self._decided
        if self.unread and self.state in OWED:
            return self._at_source or Outcome.UNREAD
        if self.state in OWED or self.state is State.FEE_ASKED or self.state is State.REVIEW_ASKED:
            return Outcome.DELAYED if self.is_late or self.state is State.REVIEW_ASKED else Outcome.PENDING
        return None

    @property
    def outcome_in_words(self) -> str:
        return self.outcome or CLOSED

    @cached_property
    def _decided(self) -> Outcome | None:
        """By the last person's judgement and the replies after it, or by all replies."""
        judged = [
            one
            for one in self.request.judgements.all()
            if one.kind == Judgement.Kind.OUTCOME and one.date <= self.until
        ]
        last = max(judged, key=lambda one: (one.date, one.pk), default=None)
        replies = [reply for day, reply in self._replies() if last is None or day > last.date]
        return outcome_after(replies) or (Outcome(last.value) if last else None)

    @property
    def _at_source(self) -> Outcome | None:
        """What the requester says there of an answer that nobody has read here; of silence the calendar knows more."""
        said = self.request.source_outcome
        return Outcome(said) if said and Outcome(said) in _ANSWERED else None

    def _replies(self) -> Iterator[tuple[date, str]]:
        for message in messages_until(self.request, self.until):
            if message.direction == Message.Direction.IN and (reply := reply_of(message)) in REPLIES:
                yield message.date, reply  # type: ignore[misc]  # those without a date are not yielded

    def _pauses(self) -> Iterator[Pause]:
        ends = {Event.ASK_CLARIFICATION: (Stay.CLARIFICATION, Event.CLARIFY), Event.ASK_FEE: (Stay.FEE, Event.PAY_FEE)}
        for number, happening in enumerate(self.happenings):
            if happening.event in ends:
                why, end = ends[happening.event]
                later = (other.date for other in self.happenings[number:] if other.event is end)
                yield Pause(why, happening.date, next(later, None))

    def _extension(self) -> Extension | None:
        told = [happening for happening in self.happenings if happening.event is Event.EXTEND]
        return Extension(told[-1].date, told[-1].entry.until if told[-1].entry else None) if told else None


def with_histories(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Requests with all that their histories read, in a number of queries that does not grow with theirs."""
    labels = Prefetch("document__labels", Label.objects.filter(kind__in=(*READ, "kind", "answer")).order_by("pk"))
    attachments = Prefetch("attachments", Attachment.objects.select_related("document").prefetch_related(labels))
    messages = Message.objects.select_related("document").prefetch_related(labels, attachments)
    return requests.select_related("campaign", "authority", "template").prefetch_related(
        Prefetch("messages", messages),
        Prefetch("entries", Entry.objects.select_related("message")),
        "judgements",
        "body_references",
    )


def history_of(request: Request, until: date) -> History:
    """The history of a request, of ``with_histories`` where there are many, up to a day."""
    history = History(request, until)
    entered = [entry for entry in request.entries.all() if not entry.is_void and entry.date <= until]
    moments: list[tuple[datetime, int, Happening | Message]] = []
    for entry in entered:
        time = entry.message.time if entry.message and entry.message.date == entry.date else None
        happening = Happening(entry.date, Event(entry.event), entry.why, entry.message, entry)
        moments.append((_moment(entry.date, time), 1, happening))
    told = {entry.message_id for entry in entered if entry.message_id}
    messages = messages_until(request, until)
    has_sending = any(entry.event == Event.SEND for entry in entered) or any(_is_request(one) for one in messages)
    if request.sent and request.sent <= until and not has_sending:
        sending = Happening(request.sent, Event.SEND, "the day on which it was sent")
        moments.append((_moment(request.sent, None), 0, sending))
    moments += [(_moment(message.date, message.time), 2, message) for message in messages if message.pk not in told]
    for _, _, moment in sorted(moments, key=lambda one: one[:2]):
        if isinstance(moment, Message):
            meaning = meaning_of(moment, history.state)
            if meaning is None:
                if moment.direction == Message.Direction.IN:
                    history.unread.append(moment)
                continue
            moment = Happening(moment.date, *meaning, moment)  # type: ignore[arg-type]
            if moment.event is Event.ANSWER_REVIEW and history.state is State.ANSWERED:
                _take(history, Happening(moment.date, Event.ASK_REVIEW, "by this day, since it was answered"))
        _take(history, moment)
    return history


def meaning_of(message: Message, state: State) -> tuple[Event, str] | None:
    """What a message does to a request in a state, and why it is held to; None where nothing says so."""
    sorts = {
        Message.Sort.REQUEST: Event.SEND,
        Message.Sort.CLARIFICATION: Event.CLARIFY,
        Message.Sort.REVIEW: Event.ASK_REVIEW,
        Message.Sort.ACKNOWLEDGEMENT: Event.ACKNOWLEDGE,
    }
    if message.sort in sorts:
        return sorts[Message.Sort(message.sort)], "the source says so"
    if message.direction == Message.Direction.OUT:
        if state is State.DRAFT:
            return Event.SEND, "the first letter to the body"
        if state is State.CLARIFICATION_ASKED:
            return Event.CLARIFY, "the first letter after the body asked"
        return None
    if message.is_automatic:
        return Event.ACKNOWLEDGE, "an automatic mail"
    reply = reply_of(message)
    if reply == "clarification sought":
        return Event.ASK_CLARIFICATION, "read from the letter"
    if reply in _REVIEWS or (reply and state is State.REVIEW_ASKED):
        return Event.ANSWER_REVIEW, "read from the letter"
    if reply:
        return Event.ANSWER, "read from the letter"
    if message.sort == Message.Sort.ANSWER:
        return Event.ANSWER, "the source says so"
    return (Event.ACKNOWLEDGE, "a letter that answers nothing yet") if _puts_off(message) else None


def reply_of(message: Message) -> str:
    """The label of a message as a reply: of its own words, else of the first attachment that is one; empty where none is."""
    for settled in readings_of(message):
        if (outcome := settled.first("outcome")) and outcome != _NO_REPLY:
            return outcome
    return ""


def _puts_off(message: Message) -> bool:
    """Whether the body's letter was read as no answer; a guide or a table that comes alone is no letter, and waits to be read."""
    read = list(readings_of(message))[:1]
    return any(one.first("outcome") == _NO_REPLY and one.first("kind") in _LETTERS for one in read)


def readings_of(message: Message) -> Iterator[Settled]:
    """What is held to be true of the message's own document and of its attachments, in their order."""
    for document in message.documents:
        yield settle(document.labels.all())


def messages_until(request: Request, until: date) -> Sequence[Message]:
    """The messages with a date up to a day; one without a date cannot stand in an order."""
    return [message for message in request.messages.all() if message.date and message.date <= until]


def undated(request: Request) -> Iterable[Message]:
    return [message for message in request.messages.all() if message.date is None]


def _is_request(message: Message) -> bool:
    """Whether a message is the request itself; one to the body after the day of sending is about something else."""
    sent, is_out = message.request.sent, message.direction == Message.Direction.OUT
    return is_out and (message.sort == Message.Sort.REQUEST or (sent is not None and message.date <= sent))  # type: ignore[operator]


def _take(history: History, happening: Happening) -> None:
    try:
        history.state = after(history.state, happening.event)
    except NotAllowed as error:
        history.misfits.append(Misfit(happening, str(error)))
    else:
        history.happenings.append(happening)


def _moment(day: date | None, time: datetime | None) -> datetime:
    """For the order of a day: what has no time comes before what has one."""
    assert day is not None
    return time or datetime(day.year, day.month, day.day, tzinfo=UTC)
