"""Short mails in which the programs of this world quote what was asked: the quotation is never the body's word.

None has a greeting with a farewell, so that only the marks of quoting tell who speaks. All is invented.
"""

from __future__ import annotations

import pytest

from datascores.corpus.extract.html.text import html_text
from datascores.corpus.segments import cut_segments

HEAD = """From: FOI (foi@saltmere.gov.uk)
To: Robin (example.org)
Date: 2018-06-14 10:00
Subject: RE: scoring

"""
OUTLOOK = """Lantern Score, in Housing.

Jo

-----Original Message-----
From: Robin Vale [mailto:robin@example.org]
Sent: 01 June 2018 09:00
To: FOI
Subject: scoring

Quillmark ranks every tenant of yours.
The Council uses Fairlane too.
"""
OUTLOOK_BOLD = """Lantern Score, in Housing.

*From:* Robin Vale <robin@example.org>
*Sent:* 01 June 2018 09:00
*To:* FOI <foi@saltmere.gov.uk>
*Subject:* scoring

Quillmark ranks every tenant of yours.
"""
APPLE = """Lantern Score, in Housing.

Jo

> On 1 Jun 2018, at 09:00, Robin Vale <robin@example.org> wrote:
>\x20
> Quillmark ranks every tenant of yours.
> The Council uses Fairlane too.
"""
GMAIL_WRAPPED = """Lantern Score, in Housing.

On Fri, Jun 1, 2018 at 9:00 AM Robin Featherstonehaugh-Vale via Letters <
robin.featherstonehaugh-vale@letters.example.org> wrote:

Quillmark ranks every tenant of yours.
The Council uses Fairlane too.
"""
NOTES_WROTE = """Lantern Score, in Housing.

Robin Vale <robin@example.org> wrote on 01/06/2018 09:00:14:

Quillmark ranks every tenant of yours.
The Council uses Fairlane too.
"""
NOTES_FIELDS = """Lantern Score, in Housing.

Robin Vale <robin@example.org>
01/06/2018 09:00
To:\tfoi@saltmere.gov.uk
cc:
Subject:\tscoring

Quillmark ranks every tenant of yours.
The Council uses Fairlane too.
"""
NESTED = """Lantern Score, in Housing.

On 3/6/2018 10:00, Robin Vale wrote:
> Is that all? The Council uses Fairlane too.
>
> On 2/6/2018 11:00, FOI wrote:
> > We will look.
> >> Quillmark ranks every tenant of yours.
"""
FORWARDED = """Begin forwarded message:

From: Robin Vale <robin@example.org>
Date: 1 June 2018 at 09:00:14 BST
To: foi@saltmere.gov.uk
Subject: scoring

Quillmark ranks every tenant of yours.
The Council uses Fairlane too.
"""
PHONE = """Lantern Score, in Housing.

Sent from my Galaxy


-------- Original message --------
From: Robin Vale <robin@example.org>
Date: 01/06/2018 09:00 (GMT+00:00)
To: FOI <foi@saltmere.gov.uk>
Subject: scoring

Quillmark ranks every tenant of yours.
The Council uses Fairlane too.

Sent from my iPhone
"""
OLD_GMAIL = """Lantern Score, in Housing.

2018-06-01 9:00 GMT+01:00 Robin Vale <robin@example.org>:

> Quillmark ranks every tenant of yours.
> The Council uses Fairlane too.
"""
DATE_FIRST = """Lantern Score, in Housing.

Date: Fri, 1 Jun 2018 09:00:14 +0100
From: robin@example.org
Subject: scoring
To: foi@saltmere.gov.uk

Quillmark ranks every tenant of yours.
The Council uses Fairlane too.
"""
PROGRAMS = {
    "outlook": OUTLOOK,
    "bold": OUTLOOK_BOLD,
    "apple": APPLE,
    "wrapped": GMAIL_WRAPPED,
    "notes": NOTES_WROTE,
    "notes-fields": NOTES_FIELDS,
    "nested": NESTED,
    "forwarded": FORWARDED,
    "phone": PHONE,
    "old-gmail": OLD_GMAIL,
    "date-first": DATE_FIRST,
}
THEIRS = ("Quillmark ranks", "The Council uses Fairlane")


def said(page: str, format: str) -> dict[str, str]:
    """Who says each line of a page."""
    spans = cut_segments([page], format)[0]
    return {line.strip(): span.kind for span in spans for line in page[span.start : span.end].split("\n")}


def kinds_of(found: dict[str, str], words: str) -> set[str]:
    return {kind for line, kind in found.items() if words in line}


@pytest.mark.parametrize("format", ["eml", "msg", "txt", "docx", "pdf"])
@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_what_a_program_quotes_is_not_the_bodys_and_its_own_line_is(text: str, format: str):
    found = said((HEAD if format in ("eml", "msg") else "") + text, format)
    for words in THEIRS:
        assert kinds_of(found, words) <= {"request"}, words
    assert kinds_of(found, "Lantern Score") <= {"own"}
    assert kinds_of(found, "robin") <= {"header", "request"}


@pytest.mark.parametrize("format", ["eml", "txt"])
def test_answers_between_marked_lines_are_the_bodys(format: str):
    text = """On 1/6/2018 09:00, Robin Vale wrote:
> Quillmark ranks every tenant of yours.
Not so; Lantern Score sorts the claims.

> The Council uses Fairlane too, as I was told by a neighbour who works for you in
Housing.
It was never bought.
"""
    found = said((HEAD if format == "eml" else "") + text, format)
    assert kinds_of(found, "Not so") == kinds_of(found, "never bought") == {"own"}
    assert kinds_of(found, "Quillmark") == kinds_of(found, "Fairlane") == {"request"}
    assert found["Housing."] == "request"


def test_mail_of_the_body_quoted_below_another_stays_its_own():
    text = """See below.

From: FOI <foi@saltmere.gov.uk>
Sent: 14 June 2018 10:00
To: Robin Vale <robin@example.org>
Subject: RE: scoring

The Council uses Lantern Score.

From: Robin Vale <robin@example.org>
Sent: 01 June 2018 09:00
To: FOI <foi@saltmere.gov.uk>
Subject: scoring

Quillmark ranks every tenant of yours.
"""
    for format in ("eml", "txt"):
        found = said((HEAD if format == "eml" else "") + text, format)
        assert kinds_of(found, "Lantern Score") == {"own"}
        assert kinds_of(found, "Quillmark") == {"request"}


def test_quotation_in_the_html_of_a_mail_program():
    page = """<html><body><div dir="ltr">Lantern Score, in Housing.</div><br><div class="gmail_quote"><div dir="ltr">On Fri, 1
    Jun 2018 at 09:00, Robin Vale &lt;<a href="mailto:robin@example.org">robin@example.org</a>&gt; wrote:<br></div>
    <blockquote><p>Quillmark ranks every tenant of yours.</p><p>The Council uses Fairlane too.</p></blockquote></div>
    </body></html>"""
    found = said(HEAD + html_text(page.encode())[0], "eml")
    assert kinds_of(found, "Lantern Score") == {"own"}
    assert kinds_of(found, "Quillmark") == kinds_of(found, "Fairlane") == {"request"}


def test_citations_in_html_are_marked_and_what_is_set_in_is_not():
    page = """<html><body><p>Robin,</p><blockquote type="cite"><p>The Council uses Fairlane.</p><p>Quillmark, <b>too</b>.<br>
    All of it.</p><blockquote type="CITE">Of old.</blockquote></blockquote><p>It was never bought.</p>
    <blockquote style="margin:40px"><p>Lantern Score sorts claims.</p></blockquote><p>Jo</p></body></html>"""
    text = html_text(page.encode())[0]
    assert [line for line in text.split("\n") if line] == [
        "Robin,",
        "> The Council uses Fairlane.",
        "> Quillmark, too.",
        "> All of it.",
        "> > Of old.",
        "It was never bought.",
        "Lantern Score sorts claims.",
        "Jo",
    ]
    found = said(HEAD + text, "eml")
    assert kinds_of(found, "Fairlane") == kinds_of(found, "Quillmark") == {"request"}
    assert kinds_of(found, "never bought") == kinds_of(found, "Lantern Score") == {"own"}


def test_memo_and_paths_of_a_guide_are_its_own():
    text = """Saltmere Borough Council
Guide to the case system

From: Head of Housing
To: All officers
Date: 3 May 2018
Subject: Lantern Score

Lantern Score sorts the claims of each week.

> Reports > Lantern Score > Print
"""
    for format in ("docx", "pdf"):
        assert kinds_of(said(text, format), "Lantern Score") == {"own"}


@pytest.mark.parametrize(
    "answer", ["We do not.", "It does not.", "They are not.", "We never have.", "No, it isn’t.", "We don't."]
)
def test_statement_that_half_a_sentence_denies_is_the_requesters(answer: str):
    for opening in ("Dear Sir\n\nWe answer in turn.", "Questions of May", "Dear Sir\n\nThese are our replies:"):
        text = f"{opening}\n\nThe Council scores tenants with Quillmark.\n\n{answer}\n\nThe Council owns nine cars.\n"
        found = said(text, "html")
        assert kinds_of(found, "Quillmark") == {"request"}
        assert kinds_of(found, "nine cars") == {"own"}


def test_terms_with_their_answers_are_pairs_without_a_farewell():
    page = """<html><body><p>Saltmere Council</p><dl><dt>The Council pays for Quillmark. How much?</dt><dd>It does not.</dd>
    <dt>Fairlane was bought in 2015 for Revenues?</dt><dd>No.</dd></dl><p>Lantern Score sorts claims.</p></body></html>"""
    found = said(html_text(page.encode())[0], "html")
    assert kinds_of(found, "Quillmark") == kinds_of(found, "Fairlane") == {"request"}
    assert kinds_of(found, "Lantern Score") == {"own"}


def test_mail_of_somebody_outside_to_the_body_is_no_word_of_the_bodys():
    head = "From: Robin (example.org)\nTo: FOI (foi@saltmere.gov.uk)\nDate: 2018-06-01 10:00\nSubject: x\n\n"
    found = said(head + "The Council uses Fairlane. Quillmark, too.\n\nRobin\n", "eml")
    assert kinds_of(found, "Fairlane") == {"request"}
