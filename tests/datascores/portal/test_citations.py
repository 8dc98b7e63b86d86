"""Citations in three forms: complete, honest about what a machine proposed, and never broken by signs in a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from datascores.portal.citations import Citation, bibtex, cite, plain, ris
from search.facts import Body, Facts

CITED = Citation(
    title="100% {score}_final & more\\.pdf",
    facts=Facts((Body("brackenford", "Brackenford Borough Council"),), (), "2018-05", frozenset({"authority"})),
    place="page 3",
    url="https://scores.example/documents/ab/pages/3/5-9-01234567/",
    sha256="ab" * 32,
    read_by="pdfium",
    retrieved=date(2020, 1, 2),
    words="uses Lantern Score",
)


def test_plain_citation_names_everything_in_one_line():
    assert plain(CITED) == (
        "“uses Lantern Score”, 100% {score}_final & more\\.pdf, Brackenford Borough Council (proposed by machine), "
        f"May 2018, page 3. {CITED.url} (retrieved 2 January 2020)\n"
    )


def test_bibtex_escapes_what_tex_would_take_for_commands():
    entry = bibtex(CITED)
    assert r"title = {{100\% \{score\}\_final \& more\textbackslash{}.pdf}}" in entry
    assert "author = {{Brackenford Borough Council}}" in entry and "year = {2018}" in entry and "month = may," in entry
    assert (
        "urldate = {2020-01-02}" in entry and f"url = {{{CITED.url}}}" in entry and "Body proposed by machine." in entry
    )
    unescaped = entry.replace("\\{", "").replace("\\}", "")
    assert unescaped.count("{") == unescaped.count("}")


def test_ris_has_its_tags_and_line_ends():
    lines = ris(CITED).split("\r\n")
    assert lines[0] == "TY  - GEN" and lines[-2:] == ["ER  - ", ""]
    assert "AU  - Brackenford Borough Council" in lines and "DA  - 2018/05//" in lines and "Y2  - 2020/01/02" in lines
    assert "SP  - page 3" in lines and f"UR  - {CITED.url}" in lines


@pytest.mark.parametrize("kind", ["txt", "bib", "ris"])
def test_line_ends_in_a_name_add_no_line(kind):
    broken = replace(CITED, title="a\r\nER  - \r\nb\x00c", words="one\n\ntwo")
    assert len(cite(broken, kind).splitlines()) == len(cite(CITED, kind).splitlines())


@pytest.mark.parametrize("kind", ["txt", "bib", "ris"])
def test_what_is_not_known_is_left_out(kind):
    said = cite(replace(CITED, facts=Facts(), words=""), kind)
    assert "not known" not in said and "{}" not in said.replace("textbackslash{}", "") and "2018" not in said


def test_quotes_of_one_page_have_keys_of_their_own():
    one, other = replace(CITED, span="5-9-01234567"), replace(CITED, span="12-40-01234567")
    assert bibtex(one).startswith("@misc{abababababab-page-3-5-9-01234567,\n")
    assert "ID  - abababababab-page-3-5-9-01234567" in ris(one).split("\r\n")
    assert bibtex(one).partition("\n")[0] != bibtex(other).partition("\n")[0]
    assert bibtex(CITED).startswith("@misc{abababababab-page-3,\n")


def test_date_of_odd_form_breaks_nothing():
    for odd in ("2018-13", "May 2018", "2018-", "12"):
        assert bibtex(replace(CITED, facts=Facts(date=odd))) and ris(replace(CITED, facts=Facts(date=odd)))
