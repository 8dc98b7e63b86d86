from __future__ import annotations

import pytest

from scrapers.targets import BadLine, ListError, Target, read_listing, refusal_of


def write(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_text_list_skips_blank_lines_and_comments(tmp_path):
    listing = read_listing(write(tmp_path, "# ours\n\n https://a.example/x \nhttp://b.example\n", "list.txt"))
    assert [target.url for target in listing.targets] == ["https://a.example/x", "http://b.example"]
    assert not listing.bad_lines


def test_csv_gives_address_and_term(tmp_path):
    listing = read_listing(write(tmp_path, '\ufeffterm,title,URL\r\n"risk, score",T,https://a.example/\r\n'))
    assert listing.targets == (Target("https://a.example/", ("risk, score",)),)


def test_address_found_twice_is_one_target_with_both_terms(tmp_path):
    lines = "search_category,href\nrisk,https://a.example/x\nscore,https://a.example/x#part\nrisk,https://a.example/x\n"
    listing = read_listing(write(tmp_path, lines))
    assert listing.targets == (Target("https://a.example/x", ("risk", "score")),)
    assert listing.line_count == 3


def test_bad_line_is_named_with_its_number_and_the_others_stay(tmp_path):
    text = 'href,term\n"https://a.example/a\n/b",risk\nhttps://ok.example/,risk\n,risk\nhttps://a.example/,' + "x" * 301
    listing = read_listing(write(tmp_path, text))
    assert [target.url for target in listing.targets] == ["https://ok.example/"]
    assert listing.bad_lines == (
        BadLine(3, "https://a.example/a\n/b", "holds characters that cannot stand in an address"),
        BadLine(5, "", "no address"),
        BadLine(6, "https://a.example/", "its search term is longer than 300 characters"),
    )


def test_line_with_too_few_cells_is_a_bad_line(tmp_path):
    listing = read_listing(write(tmp_path, "term,href\nrisk\n"))
    assert listing.bad_lines == (BadLine(2, "", "no address"),)


def test_bytes_that_are_no_text_are_a_bad_line(tmp_path):
    listing = read_listing(write(tmp_path, b"https://a.example/\xff\nhttps://b.example/\n", "list.txt"))
    assert [bad.number for bad in listing.bad_lines] == [1]
    assert [target.url for target in listing.targets] == ["https://b.example/"]


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "www.example.org/a",
        "ftp://a.example/",
        "file:///a",
        "javascript:x",
        "http://",
        "http:///path",
        "http://a.example:99999/",
        "http://a.example:x/",
        "http://[::1/",
        "http://me:secret@a.example/",
        "http://a b.example/",
        "http://" + "a" * 64 + ".example/",
        "http://a.example/" + "x" * 2000,
        "http://a.example/\0",
    ],
)
def test_what_is_no_web_address_is_refused(url):
    assert refusal_of(url)


@pytest.mark.parametrize(
    "url", ["http://a.example", "HTTPS://a.example:8080/x?y=1#z", "http://bücher.example/ä b", "http://192.0.2.1/"]
)
def test_web_address_is_taken(url):
    assert refusal_of(url) == ""


def test_csv_without_an_address_column_is_an_error_that_names_its_columns(tmp_path):
    with pytest.raises(ListError, match=r"no column href or url; it has: title, link"):
        read_listing(write(tmp_path, "title,link\na,b\n"))


def test_list_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ListError, match="cannot be opened"):
        read_listing(tmp_path / "none.txt")


def test_endless_cell_is_an_error_that_says_where(tmp_path):
    with pytest.raises(ListError, match="cannot be read after line 1: field larger"):
        read_listing(write(tmp_path, "href\n" + "x" * 200_000))


@pytest.mark.shared
def test_search_results_of_2018_are_1141_addresses(shared):
    listing = read_listing(shared / "data" / "web-search-2018.csv")
    assert (listing.line_count, len(listing.targets), len(listing.bad_lines)) == (1208, 1141, 0)
