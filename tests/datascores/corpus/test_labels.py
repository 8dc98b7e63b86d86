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


def test_a_proposal_holds_as_one_where_nobody_has_said_anything():
    settled = settle(labels(("kind", "guide", S.PROPOSED), ("date", "2018", S.STATED), ("date", "2017", S.PROPOSED)))
    assert (settled.first("kind"), settled.standing("kind")) == ("guide", "proposed")
    assert settled.is_proposed("kind") and not settled.is_proposed("date")
    assert (settled.date, settled.standing("date"), settled.standing("authority")) == ("2018", "stated", "")


def test_a_refused_proposal_does_not_hold_and_a_refused_statement_leaves_room_for_one():
    assert settle(labels(("kind", "guide", S.PROPOSED), ("kind", "guide", S.REJECTED))).first("kind") == ""
    stated = labels(("kind", "other", S.STATED), ("kind", "other", S.REJECTED), ("kind", "guide", S.PROPOSED))
    assert settle(stated).first("kind") == "guide"


def test_a_date_says_how_precise_it_is():
    precisions = [settle(labels(("date", date, S.STATED))).date_precision for date in ("2018", "2018-05", "2018-05-31")]
    assert precisions == ["year", "month", "day"]
    assert settle([]).date_precision == ""
