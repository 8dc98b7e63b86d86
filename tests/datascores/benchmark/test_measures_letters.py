"""The list by which the benchmark files letters is one that filing takes whole."""

import pytest

from datascores.benchmark.measures_letters import measure_letters, write_list
from foi.filing.manifest import read_manifest


def test_every_letter_of_the_list_is_filed_without_a_fault(tmp_path):
    letters = [tmp_path / f"{number}.pdf" for number in range(7)]
    write_list(tmp_path / "list.csv", letters)
    lines, faults = read_manifest((tmp_path / "list.csv").read_bytes())
    assert not faults and [line.file for line in lines] == [letter.name for letter in letters]
    assert len({line.reference for line in lines}) == 4 and all(line.sent < line.date for line in lines)


def test_a_folder_without_pdfs_is_told(tmp_path):
    with pytest.raises(ValueError, match="holds no PDF"):
        measure_letters(tmp_path, tmp_path)
