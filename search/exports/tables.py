"""The three tables an export can be: their columns with types and meanings, in order, and the key of a row.

Column names are an interface that scripts rely on; the help page and each data package print what stands here. Types are
those of Frictionless Table Schema. Dates may lack day or month, so they are texts with a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass

SHA256 = "^[0-9a-f]{64}$"
# Raise with a new column. 1 ordered by relevance where the search did; 3 has other_name, turn and note.
TABLES_VERSION = 3
ISO_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


@dataclass(frozen=True)
class Column:
    """A column; ``is_list`` if NDJSON has a list there, which CSV and XLSX join by "; "; ``since`` which version of the tables
    it is there."""

    name: str
    words: str
    type: str = "string"
    is_list: bool = False
    pattern: str = ""
    is_required: bool = False
    since: int = 1


@dataclass(frozen=True)
class Table:
    """A kind of export: what one row is, its columns, and the columns that together name a row."""

    name: str
    words: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def names_in(self, version: int) -> tuple[str, ...]:
        """Those that an older version of the tables had too."""
        return tuple(column.name for column in self.columns if column.since <= version)


_SHA = Column(
    "sha256",
    "The document’s identity: the SHA-256 hash of its bytes, in hex.",
    pattern=SHA256,
    is_required=True,
)
_TITLE = Column("title", "A mail’s subject, a web page’s title, else the file name of its first arrival.")
_AUTHORITY = Column(
    "authority",
    "Slugs of the body it comes from, proposed by a rule or said by its source or a person; empty when not known yet.",
    is_list=True,
)
_KIND = Column("kind", "What kind of document it is, on the same terms.", is_list=True)
_DATE = Column(
    "date",
    "Its own date, ISO, perhaps only a year or a month; empty when not known yet. Never the day it came in.",
    pattern=ISO_DATE,
)
_PAGE = Column("page", "The page on which it stands, from 1; sheets and slides are pages.", "integer", is_required=True)
_PLACE = Column("place", "The same as the original file counts: “page 3”, “slide 2”, “Licences, row 14”.")
_START = Column("start", "First character in the text of the page, Unicode code points from 0.", "integer")
_END = Column("end", "The character after the last.", "integer")
_SEGMENT = Column(
    "segment",
    "Who speaks: own (the document’s own words), request (the request it quotes), standard (standard wording), header.",
)

DOCUMENTS = Table(
    "documents",
    "One row for each document found.",
    (
        _SHA,
        _TITLE,
        Column(
            "other_name",
            "The title that the file carries, or the file’s name, whichever the title is not; else empty.",
            since=3,
        ),
        Column(
            "pages",
            "Pages on which words of the query stand; empty when only the title or a filter matched.",
            is_list=True,
        ),
        Column(
            "places",
            "The first hit on each of them as the original file counts: “page 3”, “slide 2”, “Licences, row 14”.",
            is_list=True,
        ),
        Column(
            "match",
            "“all”: every condition of the query holds; “most”: no document has all words, this one has most of them.",
            pattern="^(all|most)$",
        ),
        _AUTHORITY,
        _KIND,
        _DATE,
        Column("format", "Format of the file, found from its content."),
        Column("source", "Slugs of the collections it came in with.", is_list=True),
        Column("url", "Address of its page here."),
    ),
    ("sha256",),
)
PASSAGES = Table(
    "passages",
    "One row for each sentence in which words of the search stand, or, where it has none, the names it asks for.",
    (
        _SHA,
        _TITLE,
        _PAGE,
        _PLACE,
        _START,
        _END,
        Column(
            "passage",
            "The words from start to end, as they stand in the text of the page; with what turn says, of a sentence over a page "
            "turn; “…” where the sentence may say more before or after.",
        ),
        Column(
            "marks",
            "The words found: “start-end” each, counted as above; with “page:” before it on another page.",
            is_list=True,
        ),
        Column(
            "turn",
            "The rest of a sentence that runs over a page turn: “page:start-end”; or on which page it may begin or go on.",
            is_list=True,
            since=3,
        ),
        _SEGMENT,
        Column("read_by", "What read the page: a name such as pdfium, or ocr, whose words may be wrong."),
        _AUTHORITY,
        _KIND,
        _DATE,
        Column("url", "Permanent address of these words."),
    ),
    ("sha256", "page", "start"),
)
MENTIONS = Table(
    "mentions",
    "One row for each name of the catalogue in the documents found, whatever words were searched for.",
    (
        _SHA,
        _TITLE,
        _PAGE,
        _PLACE,
        _START,
        _END,
        Column("kind", "What is named: authority, company, system or keyword."),
        Column("slug", "The record that is named, as the catalogue writes it.", is_required=True),
        Column("name", "The record’s name in the catalogue."),
        Column("surface", "The words as they stand in the text."),
        Column(
            "sentence",
            "The sentence they stand in, whole over a page turn, blanks folded; “…” where it may say more before or after.",
        ),
        Column(
            "note",
            "On which page beside the sentence may begin or go on, where that cannot be told; else empty.",
            since=3,
        ),
        _SEGMENT,
        Column("evidence", "Whether the document’s own words name it: yes or no.", "boolean"),
        Column(
            "stance",
            "What is said of it there: affirmed, denied, planned, piloted, ended, unclear; empty where nothing was read.",
        ),
        Column("rule", "Why the name counts here, in words."),
        Column("catalogue_version", "The version of the catalogue’s rules that found it."),
        Column("authority", _AUTHORITY.words, is_list=True),
        _DATE,
        Column("url", "Permanent address of these words."),
    ),
    ("sha256", "page", "start", "end", "kind", "slug"),
)
TABLES = {table.name: table for table in (DOCUMENTS, PASSAGES, MENTIONS)}
