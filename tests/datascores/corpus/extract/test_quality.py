"""Telling words from nonsense, and naming pages."""

from datascores.corpus.extract.quality import is_garbled, name_pages

ENGLISH = "The council holds the information that you asked for and it is set out below. " * 15
WELSH = "Mae'r cyngor yn cadw'r wybodaeth y gofynnwyd amdani ac mae wedi ei nodi isod. " * 15


def test_nonsense_of_letters_is_garbled() -> None:
    assert is_garbled("Wkh frxqflo krogv qrqh ri wklv gdwd lq dqb irup " * 20)


def test_unmapped_characters_are_garbled() -> None:
    assert is_garbled("\ufffd\ue001\ue002" * 20)


def test_english_and_welsh_are_not_garbled() -> None:
    assert not is_garbled(ENGLISH) and not is_garbled(WELSH)


def test_short_list_of_names_is_not_garbled() -> None:
    assert not is_garbled("Acorn Mosaic Cameo Xantura Experian Qlik Tableau " * 3)


def test_pages_are_named_as_runs() -> None:
    assert name_pages([3]) == "page 3"
    assert name_pages([1, 2, 3, 7]) == "pages 1-3 and 7"
    assert name_pages([1, 2]) == "pages 1-2"
    assert name_pages([2, 5, 9, 10]) == "pages 2, 5 and 9-10"
