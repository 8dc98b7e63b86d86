"""Batch search: each question has its answer, each fault its row and column."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from search.batch import making
from search.batch.making import search_batch
from search.batch.questions import MOST_QUESTIONS, BadBatch, check_batch
from search.engine.port import EngineUnavailable
from search.index import open_engine
from tests.letters import index_all, make_catalogue, make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(tmp_path):
    """A folder with questions, given as text or bytes."""

    def write(content: str | bytes):
        path = tmp_path / making.QUESTIONS
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


def answers(folder, progress=lambda done, total: None) -> list[dict[str, str]]:
    search_batch(folder, open_engine(), progress)
    return list(csv.DictReader(io.StringIO((folder / making.ANSWERS).read_text())))


def fill() -> None:
    for number in range(7):
        make_letter(f"{number}.txt", [f"lamp {'oil' if number else 'gas'}"], format="txt" if number else "pdf")
    index_all()


def test_each_question_has_count_first_documents_and_warnings(batch):
    fill()
    folder = batch('query,format,sort\nlamp,,title\n"lamp ""gas",,\nlamp,txt; pdf,\nzzz,,\n=lamp,,\n')
    rows = answers(folder)
    assert [row["documents"] for row in rows] == ["7", "1", "7", "0", "7"]
    assert [row["row"] for row in rows] == ["2", "3", "4", "5", "6"]
    assert [rows[0][f"top_{n}_title"] for n in range(1, 6)] == [f"{n}.txt" for n in range(5)]
    assert "not closed" in rows[1]["warnings"] and rows[4]["query"] == "'=lamp"
    assert rows[2]["address"].endswith("format=pdf&format=txt") and rows[3]["top_1_sha256"] == ""


def test_batch_that_was_broken_off_goes_on_and_asks_nothing_again(batch, monkeypatch):
    fill()
    folder = batch("query\n" + "".join(f"lamp {number % 7}\n" for number in range(60)))
    asked = []
    answer = making.answer_line

    def fail_once(question, engine, values):
        if len(asked) == 40:
            asked.append(0)
            raise EngineUnavailable("The index is gone.")
        asked.append(question.row)
        return answer(question, engine, values)

    monkeypatch.setattr(making, "answer_line", fail_once)
    with pytest.raises(EngineUnavailable):
        search_batch(folder, open_engine(), lambda done, total: None)
    assert not (folder / making.ANSWERS).exists()
    rows = answers(folder)
    assert [int(row["row"]) for row in rows] == list(range(2, 62))
    assert asked[41] == 27  # behind the checkpoint of 25 questions


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "The file is empty"),
        ("\ufeff", "The file is empty"),
        (" \r\n\n", "The file is empty"),
        (b"\xff\xfe", "The file is empty"),
        (b"\xff\xfeq\0x", "not whole UTF-16"),
        ("\nquery\nx\n", "Row 1: there is no column “query”"),
        ("query;sort\nlamp;title\nlamp\n", "Row 3: 1 cells under 2 columns"),
        ("query;colour\nlamp;red\n", "Row 1, column 2: “colour”"),
        ("sort;query\ntitle;\xa3 lamp\n".encode("cp1252"), "Row 2, column 2: a character is not UTF-8"),
        ("question\nlamp\n", "Row 1: there is no column “query”"),
        ("query,colour\nlamp,red\n", "Row 1, column 2: “colour”"),
        ("query,query\na,b\n", "Row 1, column 2: “query” is there twice"),
        ("query\n", "no question below"),
        ("query,format\nlamp\n", "Row 2: 1 cells under 2 columns"),
        ("query,sort\nlamp,\nlamp,colour\n", "Row 3, column sort: “colour”"),
        ("query,scope\nlamp,all\n", "Row 2, column scope"),
        ("query\n\xa3 lamp\n".encode("cp1252"), "Row 2, column 1: a character is not UTF-8"),
        (b"PK\x03\x04\0\0", "Row 1: this is no text file"),
        (b"query\nx\n\0\n", "Row 3: this is no text file"),
        ("query\n" + "x\n" * 100_000, f"Row {MOST_QUESTIONS + 2}: there are more than 10,000 questions"),
        ('query\n"lamp', "Row 2: this is not CSV"),
        ("query\n" + "x" * 20_001 + "\n", "Row 2, column query: longer than"),
    ],
)
def test_bad_file_is_refused_by_row_and_column(batch, content, message):
    folder = batch(content)
    with pytest.raises(BadBatch) as refusal:
        check_batch(folder / making.QUESTIONS)
    assert message in str(refusal.value)


def test_blank_rows_are_passed_over_and_counted_and_the_others_keep_their_row_numbers(batch):
    fill()
    folder = batch('query,format\n ,\nlamp,\n\n,txt\n"lamp\noil",\n,\nzzz,\n,\n\n')
    checked = check_batch(folder / making.QUESTIONS)
    assert (checked.questions, checked.blank) == (4, 5)
    assert [row["row"] for row in answers(folder)] == ["3", "5", "6", "8"]  # a cell of two lines is one row
    assert search_batch(folder, open_engine(), lambda done, total: None)["blank"] == 5


@pytest.mark.parametrize(
    "content",
    [
        'query,format,sort\n"lamp, oil","txt;pdf",title\n',
        'query;format;sort\r\nlamp, oil;"txt;pdf";title\r\n',
        "query\tformat\tsort\nlamp, oil\ttxt;pdf\ttitle\n",
        '"format";"query";"sort"\n"txt;pdf";"lamp, oil";"title"\n',
        "\ufeffquery;format;sort\nlamp, oil;txt;title\n",
        "query\tformat\tsort\r\nlamp, oil\ttxt;pdf\ttitle\r\n".encode("utf-16"),
        "\ufeffquery\r\nlamp, oil\r\n",
        "query\n\nlamp, oil\n",
    ],
)
def test_file_as_any_spreadsheet_saves_it_is_read(batch, content):
    fill()
    (row,) = answers(batch(content))
    assert (row["query"], row["documents"]) == ("lamp, oil", "6")


def test_value_of_a_filter_that_nothing_has_is_told_in_its_row(batch):
    make_catalogue()
    fill()
    folder = batch(
        "query,system,format,authority\n"
        "lamp,lantern-scor,,\n"
        "lamp,quillmark,,\n"
        "lamp,,txt;doxx,\n"
        "lamp,,,Brackenford Borough Council\n"
        "lamp -system:lantern-scroe (system:quillmark | asked:quillmark),,,\n"
        "asked:zzzz,,,\n"
    )
    told = [row["warnings"] for row in answers(folder)]
    assert told == [
        "The filter system has no value “lantern-scor” here; perhaps “lantern-score” is meant.",
        "",  # known, though no document has it
        "The filter format has no value “doxx” here.",
        "The filter authority has no value “Brackenford Borough Council” here; perhaps “brackenford” is meant.",
        "The filter system has no value “lantern-scroe” here; perhaps “lantern-score” is meant.",
        "The filter asked has no value “zzzz” here.",
    ]


def test_warnings_that_repeat_are_said_once_with_the_words_they_are_about(batch):
    fill()
    folder = batch("query,format\nthe lamp | of the,\nsytem:lamp sytem:lamp,\nlamp system:zzzz system:zzzz,\n")
    told = [row["warnings"] for row in answers(folder)]
    assert told[0] == "“the”, “of”: only very common words (the, of, and …); ignored."
    assert told[1] == "“sytem:” is no field of this search; read as text."
    assert told[2] == "The filter system has no value “zzzz” here."


def test_command_writes_the_answers_and_tells_of_blank_rows(batch, tmp_path, capsys):
    fill()
    folder = batch("query\n\nlamp\n")
    call_command("batch_search", str(folder / making.QUESTIONS), "--output", str(tmp_path / "out.csv"))
    assert "Blank rows passed over: 1" in capsys.readouterr().err
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text()))
    assert row["documents"] == "7"


def test_command_refuses_a_bad_file_and_writes_nothing(batch, tmp_path):
    folder = batch("question\nlamp\n")
    with pytest.raises(CommandError, match="Row 1"):
        call_command("batch_search", str(folder / making.QUESTIONS), "--output", str(tmp_path / "out.csv"))
    assert not (tmp_path / "out.csv").exists()
