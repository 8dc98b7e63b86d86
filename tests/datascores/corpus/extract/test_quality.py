"""Telling words from nonsense, and naming pages."""

from datascores.corpus.extract.quality import (
    describe_unread,
    doubtful_lines,
    is_doubtful,
    is_garbled,
    known_share,
    name_pages,
)

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


def test_welsh_sentences_are_neither_garbled_nor_doubtful() -> None:
    letters = [
        "Diolch am eich cais o dan y Ddeddf Rhyddid Gwybodaeth. Gallaf gadarnhau nad yw'r Cyngor yn defnyddio meddalwedd"
        " o'r fath ac nad oes gennym unrhyw gynlluniau i wneud hynny yn y dyfodol agos.",
        "Os ydych yn anfodlon ar y ffordd yr ymdriniwyd â'ch cais, mae gennych hawl i ofyn am adolygiad mewnol. Dylid"
        " cyflwyno ceisiadau o fewn deugain diwrnod i ddyddiad yr ymateb hwn.",
    ]
    assert not any(is_garbled(letter) or is_doubtful(letter) for letter in letters)


def test_british_spelling_is_known_and_a_table_of_names_is_only_doubtful() -> None:
    assert known_share("organisation colour behaviour organisation labour favour " * 4) == 1.0
    names = "Grzegorz Brzeczyszczykiewicz Zdzislaw Wojciechowska Malgorzata Przybylski Krzysztofa " * 4
    assert is_doubtful(names) and not is_garbled(names)


def test_letters_of_another_script_are_not_judged_by_our_lists() -> None:
    text = "Совет использует эту систему для сортировки заявок жителей города " * 6
    assert not is_garbled(text) and not is_doubtful(text)


def test_what_is_unread_is_told_by_kind_and_page() -> None:
    assert describe_unread({1: "page", 2: ""}, is_wordless=True) == (
        "A scan, not read: pictures instead of text on page 1."
    )
    sentence = describe_unread({1: "page", 3: "pictures", 4: "pictures"}, is_wordless=False)
    assert "instead of text on page 1" in sentence and "not read on pages 3-4" in sentence
    assert describe_unread({1: ""}, is_wordless=False) == ""


SENSE = "The council holds the information that you asked for.\r\n"
NONSENSE = "Ymj htzshnq zxjx ymj Cfsyzwf yttq yt xhtwj jfhm kfrnqd\r\nfsi ymj xzuuqnjw nx Hfqqhwjiny Qnrnyji.\r\n"


def test_lines_of_nonsense_are_told_from_the_lines_around_them() -> None:
    assert doubtful_lines(SENSE * 3 + NONSENSE + SENSE) == [(len(SENSE) * 3, len(SENSE) * 3 + len(NONSENSE) - 2)]
    assert doubtful_lines(NONSENSE) == [(0, len(NONSENSE) - 2)]


def test_lines_of_unmapped_signs_are_doubtful_and_bullets_are_not() -> None:
    assert doubtful_lines(SENSE * 9 + "\ufffd" * 12) == [(len(SENSE) * 9, len(SENSE) * 9 + 12)]
    assert doubtful_lines(SENSE + "\uf0b7 \uf0b7 \uf0b7\r\n" + SENSE) == []


def test_welsh_names_and_numbers_among_sentences_are_not_doubtful_lines() -> None:
    assert doubtful_lines(ENGLISH.replace(". ", ".\r\n")) == []
    assert doubtful_lines("Diolch am eich cais am wybodaeth dyddiedig y cyntaf o Fai i'r trysorlys.\r\n" * 4) == []
    assert doubtful_lines(SENSE + "Grzegorz Wojciechowska Brackenford\r\n48,215 12,000 CF10 3AT\r\n" + SENSE) == []


def test_sheets_of_codes_and_abbreviations_are_neither_garbled_nor_doubtful() -> None:
    codes = "E06000023 LD-4471 KXZM/12 PQR883\r\nE06000871 LD-0023 VWBT/7 ZKH114\r\n" * 20
    abbreviations = "UPRN USRN CRM GIS ETL SQL SSRS ODBC PSN GCSX HMRC DWP NFI VEP RTI NORTHGATE CACI SX3\r\n" * 4
    for text in (codes, abbreviations):
        assert not is_garbled(text) and not is_doubtful(text) and doubtful_lines(text) == []


def test_nonsense_in_capitals_or_beside_codes_is_garbled() -> None:
    nonsense = "Wkh frxqflo krogv qrqh ri wklv gdwd lq dqb irup "
    assert is_garbled(nonsense.upper() * 20)
    assert is_garbled((nonsense + "E06000023 LD-4471 ") * 20)
    assert is_garbled("7KH FRXQFLO KROGV QRQH RI WKLV GDWD LQ DQ\\ IRUP " * 20)


def test_lists_in_welsh_are_neither_garbled_nor_doubtful_and_shuffled_letters_are() -> None:
    schools = "Ysgol Gynradd Llanfairpwll\r\nYsgol Eifionydd Porthmadog\r\nCanolfan Hamdden Glaslyn\r\nNeuadd Goffa Cricieth\r\n"
    places = (
        "Ffestiniog\r\nLlanuwchllyn\r\nPenrhyndeudraeth\r\nTrawsfynydd\r\nDolgellau\r\nBetws-y-Coed\r\nLlanrwst\r\n"
    )
    for text in (schools * 5, places * 5):
        assert not is_garbled(text) and not is_doubtful(text) and doubtful_lines(text) == []
    shuffled = (schools * 5).lower().translate(str.maketrans("adeilnorwy", "deilnorwya"))
    assert is_doubtful(shuffled)
