"""The head of a mail: what it tells, where it ends, and whose words it is."""

from datascores.corpus.mail_heads import head_end, show_people, write_head
from datascores.corpus.segments import cut_segments

KEPT = {
    "from": "A. Person <a.person@saltmere.example>",
    "to": "data.protection@saltmere.example, b.person@home.example",
    "date": "2018-05-29T09:30:00+01:00",
    "subject": "Lantern Score",
}
HEAD = (
    "From: A. Person (saltmere.example)\nTo: data.protection@saltmere.example, somebody at home.example\n"
    "Date: 2018-05-29 09:30\nSubject: Lantern Score\n\n"
)


def test_head_names_people_and_bodies_and_no_letter_box_but_an_offices():
    assert write_head(KEPT) == HEAD
    assert write_head({}) == ""
    assert show_people("FOI Team <foi@saltmere.example>") == "FOI Team (saltmere.example)"


def test_head_ends_at_the_empty_line_and_only_mails_have_one():
    assert HEAD[head_end(HEAD + "Words.", "eml") :] == "\n"
    assert head_end(HEAD + "Words.", "pdf") == head_end("Words.\n" + HEAD, "eml") == 0
    assert head_end(HEAD.strip(), "msg") == len(HEAD.strip())


def test_head_is_nobodys_own_words_whatever_stands_below():
    for body in ("Good morning.", "Dear A. Person\n\nFreedom of Information Act 2000\n\nWe use it.\n\nYours sincerely"):
        first, *others = cut_segments([HEAD + body], "eml")[0]
        assert (first.kind, (HEAD + body)[first.start : first.end]) == ("header", HEAD.strip())
        assert others and "header" not in {other.kind for other in others}
