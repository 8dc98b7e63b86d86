"""The tables of a campaign: their columns with types and meanings, in order. Column names are an interface."""

from __future__ import annotations

from search.exports.tables import SHA256, Column, Table

DAY = r"^\d{4}-\d{2}-\d{2}$"


def _day(name: str, words: str) -> Column:
    return Column(name, words, "date", pattern=DAY)


_REQUEST = Column("request", "The request: its key at its source, as in the table of requests.", is_required=True)
_SHA = Column(
    "sha256",
    "The document in which it was read, by the SHA-256 hash of its bytes; empty where it may not be shown.",
    pattern=SHA256,
)

REQUESTS = Table(
    "requests",
    "One row for each request that was sent by the day, or whose day of sending is not known.",
    (
        _REQUEST,
        Column("reference", "The asker’s own name for it."),
        Column("body_references", "The body’s own names for it.", is_list=True),
        Column("authority", "Slug of the body that was asked; empty where the catalogue does not know it."),
        Column("authority_name", "Its name, else as its source wrote it."),
        Column("nation", "The body’s nation, or “not known”."),
        Column("aim", "targeted: one system of one body; general: the same text to all."),
        Column("law", "Short name of the law under which it was asked."),
        Column("template", "Version of the text it was sent with."),
        _day("sent", "The day on which it was sent."),
        _day("received", "The day on which the body received it, where that is known; else the clock runs from sent."),
        _day("due", "When the answer was due, by the law’s calendar, pauses and extensions."),
        _day("answered", "The day of the first answer."),
        Column("working_days", "Working days from receipt to the first answer, in the law’s calendar.", "integer"),
        Column("state", "Where it stood on the day.", is_required=True),
        Column("outcome", "What had come of it by the day, in the words of the campaign of 2018.", is_required=True),
        Column("is_late", "Whether an answer was owed and late.", "boolean"),
        Column(
            "is_cautioned",
            "Whether the outcome is a denial, which is an answer to the words of the request and no proof of absence.",
            "boolean",
        ),
        Column("response_types", "What complicated the answer; a request may have several.", is_list=True),
        Column("exemptions", "Sections that the body relied on, such as “s43 FOIA”.", is_list=True),
        Column("unread", "Letters from the body of which nothing says what they are.", "integer"),
        Column("misfits", "Events that cannot have happened in the order of their days.", "integer"),
        Column("source_state", "The state that its source gives it, in the source’s words."),
        Column("address", "Where it can be read at its source."),
        Column("url", "Its page in the portal."),
    ),
    ("request",),
)
LETTERS = Table(
    "letters",
    "One row for each letter or mail with a day up to the day of the table, or without one. Senders and texts are not here.",
    (
        _REQUEST,
        Column("letter", "Its number within the request, by day.", "integer", is_required=True),
        Column("direction", "in: from the body; out: to the body.", is_required=True),
        Column("sort", "What it is for, where its source says so."),
        Column("is_automatic", "Whether a machine wrote it.", "boolean"),
        _day("date", "Its day; empty where it is not known, and then it changes nothing."),
        Column("documents", "Its words and files that may be shown, by the SHA-256 of their bytes.", is_list=True),
        Column("files_not_shown", "How many more it has.", "integer"),
        _day("withdrawn", "When its source was first seen without it."),
    ),
    ("request", "letter"),
)
EVENTS = Table(
    "events",
    "One row for each thing that happened to a request by the day.",
    (
        _REQUEST,
        Column("number", "Its place in the order of days.", "integer", is_required=True),
        _day("date", "Its day."),
        Column("event", "What happened.", is_required=True),
        Column("letter", "The letter that did it, if one did.", "integer"),
        Column(
            "is_misfit", "Whether the states of a request do not allow it here; it then changed nothing.", "boolean"
        ),
    ),
    ("request", "number"),
)
READINGS = Table(
    "readings",
    "One row for each thing that letters from the body were read as saying, or that a person or a sheet has said.",
    (
        _REQUEST,
        Column("number", "Its place among those of the request.", "integer", is_required=True),
        Column("kind", "outcome, response type, exemption, or answer to a numbered question.", is_required=True),
        Column("value", "What is said.", is_required=True),
        Column("section", "Name and nature of the section, of an exemption."),
        Column("question", "The question, of an answer and of a section that the answer relies on.", "integer"),
        Column("how", "Why a rule takes it so; of a section with the subsection that is cited."),
        Column(
            "standing", "proposed by a rule, confirmed by a person, stated by its source, or judged of the request."
        ),
        _day("date", "The day of the letter, or the day for which it was judged."),
        Column("letter", "The letter, of a reading.", "integer"),
        _SHA,
        Column("page", "The page of the sentence that says so, from 1.", "integer"),
        Column(
            "start", "First character of the sentence in the text of the page, Unicode code points from 0.", "integer"
        ),
        Column("end", "The character after the last.", "integer"),
    ),
    ("request", "number"),
)
ANSWERS = Table(
    "answers",
    "One row for each question of a request that a person or a sheet has rated by the day.",
    (
        _REQUEST,
        Column("question", "The number of the question.", "integer", is_required=True),
        Column("words", "The question, as it stands at the head of a table."),
        Column("rating", "positive, negative, not acknowledged, withheld, or pointing to documents.", is_required=True),
    ),
    ("request", "question"),
)
UNASKED = Table(
    "never-asked",
    "One row for each body of the campaign’s kinds that the catalogue knows to have been there on the day and was not asked.",
    (
        Column("authority", "Slug of the body.", is_required=True),
        Column("authority_name", "Its name."),
        Column("nation", "Its nation, or “not known”."),
        Column("body_kind", "Its kind.", is_required=True),
    ),
    ("authority",),
)
