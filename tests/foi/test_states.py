import pytest

from foi.states import OWED, TABLE, Event, NotAllowed, State, after


def walk(*events: Event) -> State:
    state = State.DRAFT
    for event in events:
        state = after(state, event)
    return state


def test_a_request_goes_from_draft_to_the_tribunal():
    assert (
        walk(
            Event.SEND,
            Event.ACKNOWLEDGE,
            Event.ASK_CLARIFICATION,
            Event.CLARIFY,
            Event.ANSWER,
            Event.ASK_REVIEW,
            Event.ANSWER_REVIEW,
            Event.COMPLAIN,
            Event.DECIDE,
            Event.APPEAL,
            Event.CLOSE,
        )
        is State.CLOSED
    )


def test_silence_can_be_complained_of_without_an_answer():
    assert walk(Event.SEND, Event.ASK_REVIEW, Event.COMPLAIN) is State.COMMISSIONER


def test_an_answer_in_parts_stays_an_answer_and_a_late_one_leaves_the_review_open():
    assert walk(Event.SEND, Event.ANSWER, Event.ANSWER) is State.ANSWERED
    assert walk(Event.SEND, Event.ASK_REVIEW, Event.ANSWER) is State.REVIEW_ASKED


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (State.DRAFT, Event.ANSWER),
        (State.ANSWERED, Event.SEND),
        (State.ANSWERED, Event.ANSWER_REVIEW),
        (State.CLOSED, Event.ANSWER),
        (State.SENT, Event.CLARIFY),
        (State.TRIBUNAL, Event.COMPLAIN),
    ],
)
def test_what_the_table_does_not_hold_is_refused_and_says_what_can_happen(state, event):
    with pytest.raises(NotAllowed) as told:
        after(state, event)
    assert state in str(told.value) and all(allowed in str(told.value) for allowed in TABLE[state])


def test_every_state_is_in_the_table_is_reached_and_leads_to_the_end():
    assert set(TABLE) == set(State)
    reached, ends = {State.DRAFT}, {State.CLOSED}
    for _ in State:
        reached |= {to for state in reached for to in TABLE[state].values()}
        ends |= {state for state in State if ends & set(TABLE[state].values())}
    assert reached == ends == set(State)


def test_the_body_owes_an_answer_only_while_it_has_the_request():
    assert State.CLARIFICATION_ASKED not in OWED and State.DRAFT not in OWED and State.SENT in OWED
