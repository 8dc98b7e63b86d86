from datascores.corpus.labels import settle
from datascores.corpus.models import Label

S = Label.Standing


def labels(*rows):
    return [Label(kind=kind, value=value, standing=standing) for kind, value, standing in rows]


def test_a_confirmed_value_holds_before_a_stated_one():
    settled = settle(labels(("authority", "kent", S.STATED), ("authority", "medway", S.CONFIRMED)))
    assert settled.all("authority") == ("medway",)


def test_a_rejected_statement_does_not_hold_even_when_it_is_stated_again():
    settled = settle(labels(("authority", "kent", S.STATED), ("authority", "kent", S.REJECTED)))
    assert settled.first("authority") == ""


def test_a_proposal_does_not_hold_until_somebody_confirms_it():
    assert settle(labels(("kind", "guide", S.PROPOSED))).first("kind") == ""


def test_a_date_says_how_precise_it_is():
    precisions = [settle(labels(("date", date, S.STATED))).date_precision for date in ("2018", "2018-05", "2018-05-31")]
    assert precisions == ["year", "month", "day"]
    assert settle([]).date_precision == ""
