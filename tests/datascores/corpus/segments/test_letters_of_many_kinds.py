"""Letters as councils, forces, trusts, fire services and universities write them: who speaks each phrase.

Everything is invented. Each letter is given with the phrases of either side; a phrase must lie in one segment.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from datascores.corpus.segments import Span, cut_segments


@dataclass(frozen=True)
class Letter:
    """Pages, and phrases by who says them; ``pairs`` are questions with the answers that belong to them."""

    pages: tuple[str, ...]
    own: tuple[str, ...] = ()
    request: tuple[str, ...] = ()
    standard: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    format: str = "pdf"


POLICE = Letter(
    (
        """Mallowshire Constabulary
Disclosure Unit
Force Headquarters
Tel: 01632 960 112
Our ref: 2019/0441
12 March 2019

Dear Applicant

FREEDOM OF INFORMATION ACT 2000 - 2019/0441

I write in response to your request for information about Lantern Score, which reads:

I have read that forces score the people they arrest.
1) Has the force ever paid for Quillmark or for a tool like it?
2) Number of officers trained to read its scores
3) Copies of any equality assessment

Response

In relation to Question 1, the force has tested Bramble Index in two stations since 2016.

In relation to Question 2: Number of officers trained to read its scores

Forty officers.

In relation to Question 3: nothing is held.

Should you be dissatisfied with this response, you have the right to complain to the Information Commissioner.

Yours sincerely

P. Thatch
Disclosure Officer
""",
    ),
    own=("tested Bramble Index", "Forty officers", "nothing is held", "I write in response"),
    request=("Lantern Score", "I have read that", "paid for Quillmark", "any equality assessment"),
    standard=("Force Headquarters", "P. Thatch", "Should you be dissatisfied"),
    pairs=(("paid for Quillmark", "tested Bramble Index"), ("any equality assessment", "nothing is held")),
)

COUNCIL_IN_TURN = Letter(
    (
        """Dear Ms Quill

Freedom of Information request 5512

Thank you for your e-mail of 2 July. You wrote on 2 July:

"The Council is reported to have bought Lantern Score.

It would be good to know who decided this. What did it cost?"

I will answer your questions in turn.

1. Software used to sort housing claims
Applications are sorted by hand, with a sheet called Bramble Index.

2. Contracts with Quillmark Limited since 2015
None was ever signed.

3. Name of the officer who decides
The head of housing decides.

Kind regards

P. Thatch
""",
    ),
    own=("sheet called Bramble Index", "None was ever signed", "head of housing decides", "I will answer"),
    request=("bought Lantern Score", "who decided this", "What did it cost", "sort housing claims", "Quillmark"),
    standard=("P. Thatch",),
    pairs=(("sort housing claims", "sheet called Bramble Index"), ("Quillmark", "None was ever signed")),
)

TABLE_OF_TWO_COLUMNS = Letter(
    (
        """Dear Applicant
Request under the Freedom of Information Act 2000
Thank you for your request. Our answers are given in the table below.

No.\tQuestion\tAnswer
1\tName of any tool that ranks tenants, for example Lantern Score\tBramble Index
2\tSupplier and yearly cost\tThatch and Daughters, £4,200
3\tIs Quillmark in use?\tIt was until 2017

Year\tSpend on Bramble Index
2016\t£4,000
2017\t£4,200

Yours faithfully
Records team
""",
    ),
    own=("Bramble Index", "Thatch and Daughters", "until 2017", "£4,000", "Our answers"),
    request=("Lantern Score", "Supplier and yearly cost", "Quillmark"),
    standard=("Records team",),
    pairs=(("Lantern Score", "Bramble Index\n2"), ("Supplier and yearly cost", "Thatch and Daughters")),
    format="docx",
)

REQUEST_BELOW = Letter(
    (
        """Dear Mr Quill

Your request has been considered under the Freedom of Information Act 2000.

Bramble Index has been run by the fire prevention team since 2014. It was written by our own analysts.

Yours sincerely

P. Thatch
Information Governance Manager
Mallow Fire and Rescue Service

From: A. Quill <quill@post.example>
Sent: 03 May 2019 10:12
To: FOI
Subject: Scoring of homes

Hello

The service is said to have taken over Lantern Score from its neighbours.

Quillmark may have been involved.

A. Quill
""",
    ),
    own=("fire prevention team", "our own analysts"),
    request=("Lantern Score", "Quillmark may"),
    standard=("Information Governance Manager",),
    header=("quill@post.example", "Scoring of homes"),
)

BETWEEN_THE_LINES = Letter(
    (
        """From: foi@mallow.nhs.uk
Sent: 4 June 2019
To: A. Quill
Subject: RE: Freedom of Information

Dear A. Quill

Please see our replies below each question.

> 1. Which scores does the trust work out for patients
> at home, such as Lantern Score?

Bramble Index, once a month.

> 2. Who reads them?

District nurses read them on a tablet.

This email is confidential and intended solely for the addressee.
""",
    ),
    own=("once a month", "District nurses", "Please see our replies"),
    request=("Lantern Score", "Who reads them"),
    standard=("This email is confidential",),
    header=("foi@mallow.nhs.uk",),
    pairs=(("Lantern Score", "once a month"), ("Who reads them", "District nurses")),
    format="eml",
)

WELSH = Letter(
    (
        """Cyngor Sir Maesgwyn / Maesgwyn County Council
Gofynnwch am/Please ask for: Swyddog Gwybodaeth
Ffôn/Phone: 01632 960 345
E-bost/Email: foi@maesgwyn.example
Dyddiad/Date: 5 Mai 2019
Ein Cyf/Our Ref: 771

Annwyl / Dear A. Quill

Deddf Rhyddid Gwybodaeth 2000 / Freedom of Information Act 2000

Thank you for your request for information.

Cwestiwn 1: Does the authority rank families with Lantern Score?
Ateb: The authority runs Bramble Index for its own families team.

Cwestiwn 2: What is the cost of Quillmark?
Ateb: Not applicable.

Mae croeso i chi gysylltu â ni yn Gymraeg. Ni fydd gohebu yn Gymraeg yn arwain at oedi.

Os ydych yn anfodlon â'r ymateb hwn gallwch ofyn am adolygiad.

Yn gywir / Yours sincerely

P. Thatch
""",
    ),
    own=("runs Bramble Index", "Not applicable"),
    request=("Lantern Score", "Quillmark"),
    standard=("Swyddog Gwybodaeth", "01632 960 345", "Ni fydd gohebu", "Os ydych yn anfodlon", "P. Thatch"),
    pairs=(("Lantern Score", "runs Bramble Index"), ("Quillmark", "Not applicable")),
)

REQUEST_RESPONSE_REPEATED = Letter(
    (
        """University of Mallow
Freedom of Information Act 2000 - response to your request

Request: Any software that predicts which students leave, e.g. Lantern Score.
Response: Bramble Index is used by the student office.

Request: Papers of the board on it
Response: These are published at https://mallow.example/board.

Request: Training given by Quillmark. Response: Half a day in 2018 by a firm from Leeds.
""",
    ),
    own=("student office", "mallow.example/board", "a firm from Leeds"),
    request=("Lantern Score", "Papers of the board", "Quillmark"),
    pairs=(
        ("Lantern Score", "student office"),
        ("Papers of the board", "These are published"),
        ("Quillmark", "a firm from Leeds"),
    ),
    format="docx",
)

QUESTION_AND_ANSWER_IN_ONE_LINE = Letter(
    (
        """Dear A. Quill

Thank you for your freedom of information request. Please find our response below.

1. Do you use Lantern Score? No.
2. Do you use anything like it? Yes, Bramble Index.
3. When did Quillmark last visit? The Council has no record of a visit.

Regards
""",
    ),
    own=("No.", "Yes, Bramble Index", "no record of a visit"),
    request=("Do you use Lantern Score?", "anything like it?", "When did Quillmark last visit?"),
    pairs=(("anything like it", "Yes, Bramble Index"), ("Quillmark", "no record of a visit")),
)

NUMBERED_LIST_ANSWERED_BY_NUMBER = Letter(
    (
        """Dear Sir or Madam
Freedom of Information Act 2000 - Information Request 4415
Thank you for your request received on 8 May in which you asked for the following:
1. The name of the system that flags rent arrears
2. The firm that sold it, and whether that is Quillmark
3. Its cost
Our response is as follows:
1. Bramble Index.
2. Thatch and Daughters of Mallow.
3. £9,000 a year.
If you are unhappy with this response you may ask for an internal review.
""",
    ),
    own=("Bramble Index", "Thatch and Daughters", "£9,000"),
    request=("flags rent arrears", "Quillmark", "Its cost"),
    standard=("you may ask for an internal review",),
    pairs=(("flags rent arrears", "Bramble Index"), ("Its cost", "£9,000")),
)

LIST_ANSWERED_WITHOUT_LABEL = Letter(
    (
        """Dear A. Quill
Freedom of Information Act 2000
Your request was as follows:
1. Name of the system that flags rent arrears, if it is Lantern Score
2. Names of its sellers
1. Bramble Index.
2. Thatch and Daughters.
Yours faithfully
""",
    ),
    own=("1. Bramble Index", "2. Thatch and Daughters"),
    request=("Lantern Score", "Names of its sellers"),
    pairs=(("Lantern Score", "Bramble Index"), ("Names of its sellers", "Thatch and Daughters")),
)

SCAN_WITH_BROKEN_LINES = Letter(
    (
        """Mallow Borough Council

Freedom of Information reguest 99

Dear A Quill

Thank you for your request.

Ql. Does the council use Lantern Score or any

tool that is like it?

Al. The council has

used Bramble Index for benefit claims.

Q2. Any reports that were made by Quillmark for the

benefits team

A2. None held.

Yours sincere1y
""",
    ),
    own=("used Bramble Index", "None held"),
    request=("Lantern Score", "tool that is like it", "Quillmark", "benefits team"),
    pairs=(("Lantern Score", "used Bramble Index"), ("Quillmark", "None held")),
    format="png",
)

APPENDIX_AFTER_SIGNATURE = Letter(
    (
        """Dear A. Quill
Your Freedom of Information request
Please find the figures in the appendix.
If you are dissatisfied, please write to the address above.
Yours sincerely
P. Thatch
Officer
Appendix A
Tool\tFirst used\tClaims scored
Bramble Index\t2014\t12,000
Thatch Rank\t2016\t300
""",
        "Appendix B\nNotes on method\nHornbeam Model\nEach claim is scored once.",
    ),
    own=("Bramble Index", "Thatch Rank", "Hornbeam Model", "figures in the appendix"),
    standard=("P. Thatch",),
)

PROSE_WITH_TOPIC = Letter(
    (
        """Dear A. Quill
Further to your request for information about Lantern Score under the Freedom of Information Act, I can confirm that
the Trust has run Bramble Index on its wards since last winter.
With regard to your enquiry concerning Quillmark, we hold no information.
Yours sincerely
P. Thatch
""",
    ),
    own=("run Bramble Index", "we hold no information"),
    request=("Lantern Score", "Quillmark"),
    standard=("P. Thatch",),
)

RESTATED_ONE_BY_ONE = Letter(
    (
        """Dear A. Quill

Freedom of Information Act 2000

Your request:

Please could you tell me:
Total number of tenants scored by Lantern Score in each of the last three years
Whether Quillmark trains your housing officers
How long scores are kept by the landlord services team

Our response:

Total number of tenants scored by Lantern Score in each of the last three years

Bramble Index scored 900 tenants each year.

Whether Quillmark trains your housing officers

The total number of tenants scored by Bramble Index in each of the last three years is the same in training.

How long scores are kept by the landlord services team

Six months.
""",
    ),
    own=("scored 900 tenants", "is the same in training", "Six months"),
    request=("Total number of tenants scored by Lantern", "Whether Quillmark", "How long scores are kept"),
    pairs=(("Whether Quillmark", "is the same in training"), ("How long scores are kept", "Six months")),
)

REQUEST_AS_ANNEX = Letter(
    (
        """Dear A. Quill
Freedom of Information Act 2000
Thank you for your request, a copy of which is annexed.
Bramble Index is held by the youth team and was bought from Thatch and Daughters.
Yours sincerely
P. Thatch
""",
        """Annex A - Your request

Hello, the press writes that Lantern Score is used by the youth team.

Its maker Quillmark says so too.
""",
    ),
    own=("held by the youth team",),
    request=("Lantern Score", "Quillmark"),
    standard=("P. Thatch",),
)

ANSWER_IN_THE_QUESTIONS_WORDS = Letter(
    (
        """Dear A. Quill
Request for information under the Freedom of Information Act
You asked:
1. Does the council use Bramble Index to rank claims for housing benefit?
2. Who sells Bramble Index to the council?
In relation to question 1: The council does use Bramble Index to rank claims for housing benefit.
In relation to question 2: Bramble Index is sold to the council by Thatch and Daughters.
Hornbeam Model is not in use.
""",
    ),
    own=("The council does use", "is sold to the council", "Hornbeam Model"),
    request=("Does the council use", "Who sells"),
    pairs=(("Does the council use", "The council does use"), ("Who sells", "is sold to the council")),
)

BULLETED_ANSWER_AFTER_COLON = Letter(
    (
        """Dear A. Quill
Freedom of Information Act 2000
In response to your request, we have asked our teams and can confirm that these tools are in use:
• Bramble Index
• Hornbeam Model, a list of homes at risk
In answer to your question we use the following:
1. Thatch Rank
2. Any reports it makes are kept for a year
""",
    ),
    own=("Bramble Index", "Hornbeam Model", "Thatch Rank", "Any reports it makes are kept"),
)

FORWARDED_THREAD = Letter(
    (
        """Dear A. Quill,

Please see the attached reply to your freedom of information request.

Regards,
FOI Team

-----Original Message-----
From: A. Quill
Sent: 1 May 2019
To: FOI Team
Subject: Freedom of Information request

Dear FOI Team,

The council says that it no longer uses Lantern Score. We hold papers that say it does.

-------------------------------------------------------------------
Disclaimer: This message and any reply that you make will be published on the internet.
""",
    ),
    own=("attached reply",),
    request=("no longer uses Lantern Score",),
    standard=("This message and any reply", "Regards"),
    header=("Sent: 1 May 2019",),
)

SUBJECT_LINE_AND_OWN_LIST = Letter(
    (
        """Dear A. Quill
RE: Freedom of Information Request - use of Lantern Score by the housing team
Thank you for your request.
Note: Bramble Index replaced an older sheet in 2018.
The index is used by staff to:
• Provide a score for each home
• List the homes that Hornbeam Model has found
• Any reports for the board
Should you have any questions please ask.
""",
    ),
    own=("Bramble Index", "Provide a score", "Hornbeam Model", "Any reports for the board"),
    standard=("Lantern Score",),
)

RESTATED_AND_ANSWERED_IN_ONE_PARAGRAPH = Letter(
    (
        """Dear A. Quill
Thank you for your request under the Freedom of Information Act.
You asked whether the Trust has ever paid for Lantern Score. The Trust uses Bramble Index, which it wrote itself.
You also asked about Quillmark, and I can confirm that Hornbeam Model was tried on one ward only.
Finally, you referred to a report in the press on Thatch Rank.
""",
    ),
    own=("Bramble Index", "Hornbeam Model"),
    request=("Lantern Score", "Quillmark", "Thatch Rank"),
)

QUESTION_AND_ANSWER_WITHOUT_NUMBERS = Letter(
    (
        """Mallowshire Police
Freedom of Information request 12

QUESTION

Does the force hold a contract for Lantern Score?

ANSWER

Bramble Index was chosen instead.

QUESTION

Details of training by Quillmark

ANSWER

Two days a year are spent with the maker of Hornbeam Model.
""",
    ),
    own=("Bramble Index", "Hornbeam Model"),
    request=("Lantern Score", "Quillmark"),
    pairs=(("Lantern Score", "Bramble Index"), ("Quillmark", "Hornbeam Model")),
    format="docx",
)

MAIL_WITH_QUESTIONS_AND_ANSWERS_BELOW_EACH = Letter(
    (
        """Good afternoon

Please see our answers to your freedom of information questions below.

1. Is Lantern Score in use at the hospital?

It was switched off in March.

2. How many patients has it scored, and did Quillmark help?

Hornbeam Model scored 40,000, without help.

3. Please send any guidance for nurses.

Attached.

Many thanks

Sent from my phone

On 3 May 2019 at 11:08, A. Quill wrote:

> I would like to know about Thatch Rank.
> It was in the news.
""",
    ),
    own=("switched off in March", "Hornbeam Model", "Attached."),
    request=("Lantern Score", "did Quillmark help", "guidance for nurses", "Thatch Rank"),
    header=("On 3 May 2019",),
    pairs=(("Lantern Score", "switched off"), ("did Quillmark help", "Hornbeam Model"), ("guidance for", "Attached.")),
    format="eml",
)

PROSE_REQUEST_WITH_LABELS = Letter(
    (
        """Our Ref: FOI 5501
Dear A. Quill
You requested the following information:
I am looking into scoring in fire services. Your neighbours run Lantern Score and the service has no such tool that I
know of. The service is said to hold a licence from Quillmark. It should be easy to find.
The service responded as follows:
The service holds a licence for Bramble Index. The service has no other tool.
Exemption
Section 31 applies to how Hornbeam Model works.
If you are not happy with the way your request was handled, write to us within forty days.
Your sincerely
""",
        "The Information Commissioner can be contacted at Wycliffe House, Water Lane, Wilmslow.\nPage 2 of 2",
    ),
    own=("a licence for Bramble Index", "Hornbeam Model"),
    request=("Lantern Score", "licence from Quillmark", "easy to find"),
    standard=("within forty days", "Wycliffe House", "Page 2 of 2"),
)

INTERNAL_REVIEW = Letter(
    (
        """Dear A. Quill
Internal review of your Freedom of Information request 88
You complained that the Council had not told you what Lantern Score cost.
The original request asked:
"How much has the Council paid to Quillmark since 2014?"
The original response was:
The Council has paid Thatch and Daughters £9,000 for Bramble Index.
My decision
The complaint is upheld. Hornbeam Model should have been named, too.
If you remain dissatisfied you may complain to the Information Commissioner.
""",
    ),
    own=("Bramble Index", "Hornbeam Model", "The complaint is upheld"),
    request=("Lantern Score", "Quillmark"),
    standard=("If you remain dissatisfied",),
)

HEADINGS_REPEAT_THE_REQUEST = Letter(
    (
        """Thornbeck District Council
Council Offices, High Street

Dear Mr Quill,

Freedom of Information Act 2000
Reference: 7788

Thank you for your enquiry dated 20 May 2019 requesting details of tools like Lantern Score. You asked:

"Please tell me about the following:
- tools that predict who loses a home
- the contract with Quillmark
- what Quillmark were paid"

The Council's response to your questions is set out below:

Tools that predict who loses a home
The Council subscribes to Bramble Index.

The contract with Quillmark
Nobody has a contract. Hornbeam Model came from a reseller.

What Quillmark were paid
Nil.

Your attention is drawn to the right of appeal to the Information Commissioner.
""",
    ),
    own=("subscribes to Bramble Index", "Hornbeam Model", "Nil.", "is set out below"),
    request=("Lantern Score", "- the contract with Quillmark", "- what Quillmark were", "Tools that predict"),
    standard=("Reference: 7788", "right of appeal"),
    pairs=(("Tools that predict", "subscribes to Bramble Index"), ("What Quillmark were", "Nil.")),
)

ANSWERS_LABELLED_QUESTION = Letter(
    (
        """Dear Sir

Freedom of information request - predictive policing

In your request you asked for the following information:

I understand that forces such as yours have worked with Lantern Score.

Could you tell me:
1. whether the force uses maps
2. whether Quillmark was ever tried, when and where
3. what evaluation was done

Following receipt of your request searches were made.

Question 1 - The force used Bramble Index until 2018.

Question 2 - No trial of this was made, but Hornbeam Model was tried at Eastgate.

Question 3
An evaluation by the university is attached.
""",
    ),
    own=("Bramble Index", "Hornbeam Model", "An evaluation by", "Following receipt"),
    request=("Lantern Score", "Quillmark", "what evaluation was done"),
    pairs=(("whether the force uses maps", "Bramble Index"), ("Quillmark", "Hornbeam Model")),
)

QUESTIONS_WITHOUT_MARKS = Letter(
    (
        """From: FOI <foi@thornbeck.gov.uk>
To: A Quill
Date: 3 May 2019
Subject: RE: FOI request 99

Hi

1. What tools do you use to weigh needs?
The team works with Bramble Index.

2. Do you share data with Quillmark Ltd
No we do not

3. Name of your supplier
Thatch and Daughters

4. Any policies on Lantern Score
None

Thanks
Jo
""",
    ),
    own=("Bramble Index", "No we do not", "Thatch and Daughters", "None"),
    request=("What tools", "Quillmark", "Name of your supplier", "Lantern Score"),
    header=("foi@thornbeck.gov.uk",),
    pairs=(("Quillmark", "No we do not"), ("Lantern Score", "None")),
    format="eml",
)

STATEMENTS_AFTER_QUESTIONS = Letter(
    (
        """Your request is being dealt with under the terms of the Freedom of Information Act 2000.

You asked the following questions in respect of the tool Lantern Score:

When was the tool bought? Bramble Index was bought in 2014 in its place.

What did Quillmark charge? £50,000.
""",
    ),
    own=("Bramble Index was bought", "£50,000"),
    request=("Lantern Score", "When was the tool bought?", "Quillmark"),
    pairs=(("Quillmark", "£50,000"),),
)

QUESTION_EXPLAINED_BY_THE_REQUESTER = Letter(
    (
        """Dear A. Quill
Freedom of Information Act 2000
You asked:
1. How many homes were scored? Lantern Score is said to score them.
2. Who sold the tool? Quillmark may have.
Our response:
Bramble Index scores nine homes a day.
""",
    ),
    own=("Bramble Index",),
    request=("Lantern Score", "Quillmark"),
)

REFERENCE_AND_PROSE_REQUEST = Letter(
    (
        """Information request: 101002345678
I am writing to you about your request for information which we received on 14 May.

Your request was:

Under FOI please provide any papers on profiling. I'd be interested in Lantern Score, which others have bought. Forces
in other countries use Quillmark, too.

Our response

We hold this. The force ran a pilot of Bramble Index until 2016. Thatch Rank has not been used by this force.
""",
    ),
    own=("I am writing to you", "Bramble Index", "Thatch Rank"),
    request=("Lantern Score", "Quillmark"),
    standard=("101002345678",),
)

BILINGUAL_LABELS = Letter(
    (
        """CYNGOR BRO MAESGWYN COUNCIL

Cais Rhyddid Gwybodaeth / Freedom of Information Request

Annwyl Mr Quill,

Diolch am eich cais / Thank you for your request.

Eich cais / Your request:

A ydych yn defnyddio Lantern Score? / Do you use Lantern Score?

Ein hymateb / Our response:

Nac ydym. / No. The Council uses Bramble Index.

Yn gywir,
FOI
""",
    ),
    own=("Diolch am", "Bramble Index"),
    request=("A ydych yn", "Do you use Lantern"),
    standard=("Yn gywir",),
)

ANSWER_AFTER_RESTATING = Letter(
    (
        """Dear Mr Quill
Re: your Freedom of Information request concerning Quillmark
I refer to your request for information relating to the use of Lantern Score. The service uses Bramble Index.
You asked if the data came from Lantern Analytics. It comes from Thatch and Daughters.
I also note that you ask for papers on Thatch Rank. These are exempt.
""",
    ),
    own=("Bramble Index", "It comes from Thatch and Daughters"),
    request=("Lantern Score", "Lantern Analytics", "Thatch Rank"),
    standard=("Quillmark",),
)

NUMBERED_QUESTIONS_WITHOUT_SALUTATION = Letter(
    (
        """Freedom of Information Act 2000 - FOI 99

Q1 What systems are used
We use Bramble Index

Q2 How much do they cost
Cost in 2017 was £10,000 and Hornbeam Model £2,000

Q3 Is Lantern Score used
No
""",
    ),
    own=("Bramble Index", "Hornbeam Model", "No"),
    request=("What systems", "How much", "Lantern Score"),
    standard=("FOI 99",),
    pairs=(("What systems", "Bramble Index"), ("How much", "Hornbeam Model"), ("Lantern Score", "No")),
)

TRUST_WITH_LETTERED_ANSWERS = Letter(
    (
        """Eastgate University Hospitals
Trust Headquarters
FOI Ref: 5533

Dear Mr Quill

Thank you for your Freedom of Information request which we received on 3 June 2019.

You requested:
1.\tDetails of any tool in use at the Trust, for example Lantern Score
2.\tThe supplier(s) of those tools, Quillmark among them

Trust response

1.\tThe Trust uses the following tools:
a.\tBramble Index
b.\tHornbeam Model
2.\tThatch and Daughters

If you have any queries or concerns then please contact me.
""",
    ),
    own=("Bramble Index", "Hornbeam Model", "Thatch and Daughters"),
    request=("Lantern Score", "Quillmark"),
    standard=("Trust Headquarters", "If you have any queries"),
    pairs=(("Lantern Score", "Hornbeam Model"), ("Quillmark", "Thatch and Daughters")),
)

LETTERS = {name.lower(): letter for name, letter in list(globals().items()) if isinstance(letter, Letter)}


def cut(letter: Letter) -> list[tuple[Span, str]]:
    """All segments of a letter with their words, blanks folded."""
    return [
        (span, " ".join(page[span.start : span.end].split()))
        for page, spans in zip(letter.pages, cut_segments(letter.pages, letter.format), strict=True)
        for span in spans
    ]


@pytest.mark.parametrize("name", LETTERS)
def test_each_phrase_is_said_by_its_speaker(name):
    letter = LETTERS[name]
    segments = cut(letter)
    expected = {phrase: kind for kind in ("own", "request", "standard", "header") for phrase in getattr(letter, kind)}
    found = {
        phrase: "+".join(sorted({span.kind for span, words in segments if phrase in words})) for phrase in expected
    }
    assert found == expected


@pytest.mark.parametrize("name", [name for name, letter in LETTERS.items() if letter.pairs])
def test_question_and_its_answer_share_a_number(name):
    letter = LETTERS[name]
    segments = cut(letter)
    numbers = []
    for question, answer in letter.pairs:
        question, answer = question.split("\n")[0], answer.split("\n")[0]
        asked = {span.pair for span, words in segments if question in words and span.kind == "request"}
        told = {span.pair for span, words in segments if answer in words and span.kind == "own"}
        numbers.append(min(asked & told - {None}, default=None))
    assert None not in numbers
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    "name", ["prose_with_topic", "bulleted_answer_after_colon", "request_below", "forwarded_thread"]
)
def test_letter_that_does_not_answer_question_by_question_has_no_pairs(name):
    assert {span.pair for span, _ in cut(LETTERS[name])} == {None}
