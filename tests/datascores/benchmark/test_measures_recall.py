"""The recall of words: counted against a second engine, with what it could not read told."""

import docx

from datascores.benchmark.measures_recall import ENGINES, measure_files, words_of
from tests.known_sentence import KNOWN, make_docx

PYTHON_DOCX = [engine for engine in ENGINES if engine.name == "python-docx"]


def test_words_are_counted_once_and_without_case():
    assert words_of("The council, the COUNCIL’s 4711 a") == {"the", "council", "4711"}


def test_recall_names_words_that_only_the_other_engine_has(tmp_path):
    (tmp_path / "reply.docx").write_bytes(make_docx())
    (tmp_path / "letter.txt").write_bytes(KNOWN["txt"][0]())  # no format of that engine
    (measure,) = measure_files(sorted(tmp_path.iterdir()), PYTHON_DOCX)
    assert (measure.what, measure.value) == ("word recall, docx against python-docx", "1.000")
    assert "in 1 files" in measure.how and "missing" not in measure.how


def test_files_that_the_other_engine_cannot_read_are_told(tmp_path):
    document = docx.Document()
    document.add_paragraph("Some words.")
    document.save(tmp_path / "whole.docx")
    (tmp_path / "cut.docx").write_bytes((tmp_path / "whole.docx").read_bytes()[:2000])
    (measure,) = measure_files(sorted(tmp_path.iterdir()), PYTHON_DOCX)
    assert measure.value == "1.000" and "failed on 1" in measure.how
