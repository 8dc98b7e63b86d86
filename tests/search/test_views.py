"""The search page: the whole state in the address, every query answered, nothing shown that is not to be."""

from __future__ import annotations

import html
import re
import shutil

import pytest
from django.urls import reverse

from datascores.corpus.models import Collection, Takedown
from tests.letters import ANSWER, QUESTION, index_all, make_catalogue, make_letter, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def corpus():
    records = make_catalogue()
    named = [
        (records["lantern-score"], "Lantern Score"),
        (records["brackenford"], "Brackenford Borough Council"),
        (records["quillmark"], "Quillmark"),
    ]
    letters = [
        make_letter(
            f"answer {number}.pdf", ["A cover sheet.", f"{ANSWER} {number}"], named, content=f"a{number}".encode()
        )
        for number in range(25)
    ]
    letters.append(make_letter("question.pdf", [f"We hold nothing.\n\nYou asked: {QUESTION}"], named, format="docx"))
    state(letters[0], authority="brackenford", date="2018-05-03", kind="guide")
    index_all()
    return letters


def search(client, status: int = 200, **query) -> str:
    response = client.get(reverse("search"), query)
    assert response.status_code == status
    return response.content.decode()


def test_hit_shows_passage_mark_page_number_and_leads_to_the_reader(client, corpus):
    page = search(client, q="housing")
    assert "25 documents found, 1 to 20 shown" in page
    assert "<mark>housing</mark> claims" in page and ">Page 2</a>" in page
    first = re.search(r'<h3><a href="/documents/(\w{64})/"', page)[1]
    assert f'"{reverse("page", args=[first, 2])}?q=housing#hit-1"' in page


def test_hit_by_its_title_or_the_name_of_its_file_alone_shows_which_with_marks(client):
    make_letter("plan 7.docx", ["A page."], title="Lantern strategy", format="docx")
    make_letter("sheet.html", ["A page."], title="Minutes of May", format="html")
    make_letter("minutes.txt", ["A page."], format="txt")
    index_all()
    by_title = search(client, q="lanterns")
    assert "1 document found" in by_title and ">plan 7.docx</a></h3>" in by_title
    assert '<p class="meta">Also called: <mark>Lantern</mark> strategy</p>' in by_title
    assert '<p class="meta">Also called: <mark>sheet</mark>.html</p>' in search(client, q="sheet may")
    assert "Minutes of <mark>May</mark></a></h3>" in search(client, q="sheet may")
    both = search(client, q="title:minutes")
    assert "2 documents found" in both and "<mark>minutes</mark>.txt</a></h3>" in both
    assert both.count("Also called") == 1  # a document with one name has no other
    assert "No document" in search(client, q='"strategy plan"')  # no phrase goes from one name to the other


def test_what_is_not_known_is_said(client, corpus):
    page = search(client, q="housing", authority="brackenford")
    assert "dated: 3 May 2018" in page and "kind: guide" in page
    assert "dated: not known yet" in search(client, q="nothing")


def test_facets_are_checkboxes_with_names_and_counts_and_keep_their_state(client, corpus):
    page = search(client, q="", system="lantern-score")
    box = 'name="system" value="lantern-score" checked><span>Lantern Score</span><span class="count">25</span>'
    assert box in page
    assert 'name="asked" value="system:quillmark"><span>Quillmark</span>' in search(client)
    assert 'name="format" value="pdf"><span>PDF</span><span class="count">25</span>' in page
    assert 'value="undated"><span>Date not known yet</span>' in page


def test_filter_tag_leads_to_the_same_search_without_it(client, corpus):
    page = search(client, q="housing", system="lantern-score", format="pdf", sort="title")
    tags = re.search(r'<ul class="tags">(.*?)</ul>', page, re.S)[1]
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', tags)]
    assert f"{reverse('search')}?q=housing&system=lantern-score&sort=title" in links
    assert f"{reverse('search')}?q=housing&sort=title" in links


def test_numbered_pages_keep_the_query_and_together_show_every_hit_once(client, corpus):
    seen = []
    for number in (1, 2):
        page = search(client, q="housing", sort="title", page=number)
        seen += re.findall(r'<h3><a href="/documents/(\w{64})/"', page)
    assert len(seen) == 25 == len(set(seen))
    assert "q=housing&amp;sort=title&amp;page=2" in search(client, q="housing", sort="title")


def test_page_beyond_the_end_is_an_empty_page_that_helps(client, corpus):
    response = client.get(reverse("search"), {"q": "housing", "page": 77})
    assert response.status_code == 404 and "There are not that many pages" in response.content.decode()


def test_few_words_that_find_nothing_together_are_told_each_by_itself(client, corpus):
    page = search(client, q="who claims zebra")
    assert re.search(
        r'Each word by itself: <a href="/search/\?q=claims">claims</a> in \d+ documents, zebra in none', page
    )
    assert "Each word by itself" not in search(client, q="claims | zebras xylophone") + search(client, q="housing")


def test_empty_result_leads_to_the_page_of_what_the_search_names(client, corpus):
    page = search(client, q="who bought lantern score?")
    assert 'The system <a href="/systems/lantern-score/">Lantern Score</a> has a page of its own' in page


def test_misspelt_filter_is_told_with_the_one_that_is_meant(client, corpus):
    page = search(client, q="housing", sytem="lantern-score", utm_source="mail")
    assert "Nothing here is called “sytem”; perhaps “system” is meant. It was ignored." in page
    assert "called “utm_source" not in page
    assert "Nothing here is called" not in search(client, q="housing", system="lantern-score")
    assert client.get(reverse("search-csv"), {"q": "housing", "sytem": "lantern-score"}).status_code == 422


def test_hit_of_a_filter_says_where_the_name_stands_and_leads_to_the_grounds(client, corpus):
    page = search(client, q="housing", system="lantern-score")
    place, why = re.search(r'Names <a href="([^"]+)">Lantern Score</a>: [^<]+, <a href="([^"]+)">why', page).groups()
    assert "mark=" in place and client.get(html.unescape(place)).status_code == 200
    assert client.get(why).status_code == 200 and "Lantern Score" in client.get(why).content.decode()
    assert "Names <a" not in search(client, q="housing")


def test_empty_result_names_the_filter_to_drop(client, corpus):
    page = search(client, q="nothing", system="lantern-score")
    assert "No documents found" in page and "Drop the filter “Systems: Lantern Score”" in page


def test_warning_points_at_its_place(client, corpus):
    page = search(client, q='housing "claims')
    assert "not closed" in page and "housing <u>&quot;</u>claims" in page


@pytest.mark.parametrize(
    "query",
    [
        {"q": ")(|-*~"},
        {"q": "\0\ud800".encode("utf-8", "ignore").decode()},
        {"q": "a" * 30_000},
        {"page": "-4"},
        {"page": "x"},
        {"sort": "colour"},
        {"size": "9" * 40},
        {"system": "no-such-system"},
        {"year": "x"},
        {"asked": "quillmark"},
        {"q": "year:abc before:x"},
        {"nonsense": "1"},
        {"q": "((((" * 50},
        {"q": "a* b* c* d* e* f* g* h* i* j* k* l*"},
    ],
)
def test_silly_input_is_answered(client, corpus, query):
    search(client, **query)


def test_filter_that_does_not_exist_stays_in_sight_so_that_it_can_be_dropped(client, corpus):
    page = search(client, system="no-such-system")
    assert "Systems: no-such-system" in page and "Drop the filter" in page


def test_missing_index_answers_503_and_says_that_it_is_no_empty_result(client, corpus, settings):
    shutil.rmtree(settings.INDEX_DIR)
    for name in ("search", "search-csv", "search-ndjson"):
        response = client.get(reverse(name), {"q": "housing"})
        assert response.status_code == 503 and "This is not an empty result" in response.content.decode()
    assert client.get(reverse("front")).status_code == 200


def test_twenty_hits_take_no_more_queries_than_one(client, corpus, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        search(client, q="housing")


def test_words_of_documents_and_of_the_query_are_never_taken_for_html(client, corpus):
    Collection.objects.update(name="<i>post</i>")
    make_letter("evil.txt", ["before <script>alert(1)</script> after"], title="<b>x</b> alert", format="html")
    index_all()
    page = search(client, q='alert "><script>')
    assert "<script" not in page and "<b>" not in page and "<i>" not in page
    assert "&lt;script&gt;<mark>alert</mark>" in search(client, q="alert")


def test_help_lists_every_example_of_the_language(client):
    from django.utils.html import escape

    from search.language import HELP

    page = client.get(reverse("help-search")).content.decode()
    assert all(escape(example) in page for example, _ in HELP)


def test_filter_without_words_shows_the_sentence_in_which_the_name_stands(client, corpus):
    for query in ({"system": "lantern-score"}, {"q": "system:lantern-score"}):
        page = search(client, **query)
        assert "Brackenford Borough Council uses <mark>Lantern Score</mark> to sort housing claims." in page
        assert f"?mark={ANSWER.index('Lantern')}-{ANSWER.index(' to sort')}#hit-1" in page
    asked = search(client, asked="system:quillmark")
    assert "such as <mark>Quillmark</mark> that gives people a risk score." in asked


def test_copies_stand_under_the_first_of_them_and_documents_are_still_counted(client, corpus):
    for name in ("copy one.docx", "copy two.docx"):
        make_letter(name, ["Cover.", f"{ANSWER} 7"], text_hash="answer 7.pdf", format="docx", content=name.encode())
    state(corpus[7], authority="brackenford")
    index_all()
    page = search(client, q="housing", size=50)
    assert "27 documents found" in page and "25 distinct texts" in page
    assert page.count("<h3><a href=") == 25 and page.count("Also in 2 copies") == 1
    for name in ("answer 7.pdf", "copy one.docx", "copy two.docx"):
        assert page.count(f">{name}</a>") == 1
    assert 'name="format" value="docx"><span>Word (docx)</span><span class="count">2</span>' in page
    assert "cannot be shown" not in page
    numbers = [int(number) for number in re.findall(r'<li value="(\d+)">', page)]
    assert numbers == sorted(numbers) and numbers[0] == 1 and numbers[-1] <= 27
    rows = b"".join(client.get(reverse("search-csv"), {"q": "housing"}).streaming_content).decode().splitlines()
    assert len(rows) == 1 + 27


def test_distinct_texts_are_those_of_the_whole_result_on_every_page(client, corpus):
    make_letter("copy.docx", ["Cover.", f"{ANSWER} 7"], text_hash="answer 7.pdf", format="docx")
    index_all()
    for number in (1, 2):
        page = search(client, q="housing", page=number)
        assert "26 documents found" in page and "25 distinct texts" in page
    assert "1 distinct text<" in search(client, q="housing", format="docx")
    assert "distinct" not in search(client, q="zzz")


def test_copy_that_a_filter_excludes_is_linked_but_not_counted(client, corpus):
    make_letter("copy.docx", ["Cover.", f"{ANSWER} 7"], text_hash="answer 7.pdf", format="docx")
    index_all()
    page = search(client, q="housing", format="docx")
    assert "1 document found" in page and "Also in one copy" in page and ">answer 7.pdf</a>" in page


def test_taken_down_copy_is_not_named(client, corpus):
    gone = make_letter("copy.docx", ["Cover.", f"{ANSWER} 7"], text_hash="answer 7.pdf", format="docx")
    Takedown.objects.create(sha256=gone.sha256, reason="x")
    index_all()
    page = search(client, q="housing", size=50)
    assert "copy.docx" not in page and "Also in" not in page


def test_copies_take_no_more_queries(client, corpus, django_assert_max_num_queries):
    for number in range(20):
        make_letter(f"copy {number}.docx", ["x"], text_hash=f"answer {number}.pdf", format="docx")
    with django_assert_max_num_queries(22):
        search(client, q="housing")


def test_a_passage_of_the_question_says_so_and_stands_after_the_answer(client):
    make_letter("both.txt", ["You asked: do you use a Lantern Score?", "We use a Lantern Score."])
    index_all()
    page = client.get("/search/?q=lantern").content.decode()
    assert "The request, quoted:" in page
    assert page.index("Page 2</a>") < page.index("Page 1</a>")


def test_a_passage_leads_to_its_own_mark(client):
    filler = "Nothing of note is said in this long sentence about other things. " * 20
    make_letter("long.txt", [f"A lantern here. {filler} Another lantern there."])
    index_all()
    page = client.get("/search/?q=lantern").content.decode()
    assert "#hit-1" in page
    assert "#hit-2" in page
