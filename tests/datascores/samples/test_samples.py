"""The sample corpus: what its manifest says, what its files give, and that nobody takes it for real."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from datascores.corpus.extract import Extractor, Reading, Status
from datascores.samples import CATALOGUE, FILES, MANIFEST, MARK
from datascores.samples.make import COLUMNS, OLD_OFFICE, make_files, manifest_rows
from datascores.samples.source import read_sources

NOT_OK = {
    "ardlinn-scan.pdf": ("pdf", Status.NO_TEXT),
    "brackenford-broken.pdf": ("pdf", Status.FAILED),
    "saltmere-locked.pdf": ("pdf", Status.ENCRYPTED),
    "north-wexcombe-empty.txt": ("txt", Status.EMPTY),
}
SENTENCES = [
    ("brackenford-reply.docx", 1, "The council does not use Mosaic, and it holds no contract with ATOS."),
    ("saltmere-mosaic-reply.pdf", 2, "Children's Services keeps its case records in Liquidlogic."),
    ("saltmere-mosaic-reply.pdf", 3, "We therefore refuse this part under section 12"),
    ("saltmere-follow-up.doc", 1, "It does not rank pupils by any prediction."),
    ("ardlinn-reply.odt", 1, "The licences were not renewed."),
    ("ardlinn-licences.xlsx", 1, "ArcGIS\tEsri\tPlanning\t2009\t15800"),
    ("ardlinn-licences-old.xls", 2, "Acorn (CACI)\tNot held"),
    ("llanverrin-reply.rtf", 1, "Mae'r ateb yn Saesneg isod"),
    ("llanverrin-impact.pdf", 1, "No automated decision is made"),
    ("brackenford-minutes.html", 1, "The conservator reported that the mosaic floor is stable again."),
    ("saltmere-newsletter.txt", 1, "Two visitors from Hart District Council"),
    ("brackenford-log.csv", 1, "BBC-2018-0733\t2018-09-11\tFacial recognition in car parks\tInformation not held"),
    ("north-wexcombe-mail.eml", 1, "We do not hold a licence for SPSS."),
    ("saltmere-strategy.pptx", 2, "Power BI has not been set up yet."),
    ("case-bristol.pdf", 2, "It is made with SPSS, from IBM"),
]


def flat(text: str) -> str:
    return " ".join(text.split(" ")).replace("\n", " ")


def all_text(reading: Reading) -> str:
    return "\n".join(page.text for page in reading.pages)


@pytest.fixture(scope="module")
def readings(tmp_path_factory) -> dict[str, Reading]:
    scratch = tmp_path_factory.mktemp("members")
    with Extractor() as extractor:
        found = {path.name: extractor.read(path, scratch=scratch) for path in sorted(FILES.iterdir())}
        for name in ("north-wexcombe-bundle.zip", "north-wexcombe-mail.eml"):
            for member in found[name].members:
                found[f"{name}/{member.name}"] = extractor.read(member.path, member.name, depth=1)
    return found


def test_manifest_lists_exactly_the_files() -> None:
    with MANIFEST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [tuple(row) for row in rows[1:]] == manifest_rows()
    assert [row[0] for row in rows[1:]] == sorted(path.name for path in FILES.iterdir())
    assert len(rows) - 1 >= 24


def test_every_format_is_there(readings) -> None:
    formats = {reading.format for reading in readings.values()}
    assert formats >= {"pdf", "docx", "doc", "pptx", "xlsx", "xls", "odt", "rtf", "html", "txt", "csv", "eml", "zip"}


def test_each_file_reads_with_the_expected_status(readings) -> None:
    for name, reading in readings.items():
        suffix = "docx" if name == "llanverrin-impact.pdf" else name.rpartition(".")[2]
        expected = NOT_OK.get(name, (suffix, Status.OK))
        assert (reading.format, reading.status) == expected, (name, reading.reason)
        assert bool(reading.reason) == (name in NOT_OK), name


@pytest.mark.parametrize(("name", "page", "sentence"), SENTENCES)
def test_known_sentence_is_on_its_page(readings, name: str, page: int, sentence: str) -> None:
    on_pages = [item.number for item in readings[name].pages if sentence in flat(item.text)]
    assert on_pages == [page]


def test_members_of_mail_and_archive_are_read(readings) -> None:
    assert "ArcGIS\tEsri\t18400" in all_text(readings["north-wexcombe-mail.eml/software-spend.csv"])
    assert "It does not use Tableau." in all_text(readings["north-wexcombe-bundle.zip/letter.docx"])


def test_every_reply_bears_the_mark(readings) -> None:
    invented = [row[0] for row in manifest_rows() if row[1]]
    readable = [name for name in invented if name not in NOT_OK and not name.endswith(".zip")]
    assert len(readable) >= 15
    for name in readable + [name for name in readings if "/" in name]:
        assert MARK in all_text(readings[name]), name


def test_every_page_of_an_invented_pdf_bears_the_mark(readings) -> None:
    for name in ("saltmere-mosaic-reply.pdf", "saltmere-strategy.pptx", "ardlinn-licences.xlsx"):
        assert all(page.text.startswith(MARK) for page in readings[name].pages), name


def test_two_files_hold_the_same_words(readings) -> None:
    first, second = (
        all_text(readings[name]).split() for name in ("brackenford-reply.docx", "brackenford-reply-copy.pdf")
    )
    assert first == second and len(first) > 100


def test_case_notes_are_short_and_name_their_source(readings) -> None:
    notes = {name: all_text(reading) for name, reading in readings.items() if name.startswith("case-")}
    assert len(notes) >= 6
    for name, text in notes.items():
        assert "Source: " in text and MARK not in text, name
        assert 150 <= len(text.split()) <= 400, (name, len(text.split()))


@pytest.mark.shared
def test_case_notes_copy_no_run_of_words(readings, shared: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}

    report = runs((shared / "data" / "report-2018.txt").read_text(encoding="utf-8"))
    for name, reading in readings.items():
        if name.startswith("case-"):
            assert not runs(all_text(reading)) & report, name


def test_making_twice_gives_the_same_bytes_and_the_stored_texts(tmp_path: Path, readings) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    written = make_files(first)
    assert make_files(second) == written
    assert set(written) == {row[0] for row in manifest_rows() if row[0].rpartition(".")[2] not in OLD_OFFICE}
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in written)
    with Extractor() as extractor:
        for name in written:
            assert all_text(extractor.read(first / name)) == all_text(readings[name]), name


def test_old_office_files_hold_the_texts_they_were_made_from(readings) -> None:
    for source in read_sources():
        for name in source.files:
            if name.rpartition(".")[2] in OLD_OFFICE:
                text = flat(all_text(readings[name]))
                assert all(block.text in text for page in source.pages for block in page), name


def test_sample_bodies_have_the_columns_of_the_catalogue_and_cover_the_manifest() -> None:
    real = CATALOGUE.parents[1] / "catalogue" / "data" / "authorities.csv"
    with (CATALOGUE / "authorities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with real.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert list(rows[0]) == reader.fieldnames
        slugs_of_real_bodies = {row["slug"] for row in reader}
    slugs = {row["slug"] for row in rows}
    assert slugs == {row[1] for row in manifest_rows() if row[1]}
    assert not slugs & slugs_of_real_bodies
    assert all("SAMPLE" in row["body_detail"] for row in rows)


def test_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 1_500_000
