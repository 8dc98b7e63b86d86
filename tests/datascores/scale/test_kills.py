"""Workers that are killed leave nothing lost and nothing doubled; the long run is ``python -m tests.kills``."""

from __future__ import annotations

import pytest

from tests.kills import differences, disturb, embedded, scaled, write_letters

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    write_letters(folder, 40)
    return folder


@pytest.fixture(scope="module")
def undisturbed(letters, tmp_path_factory):
    """What two workers on SQLite make of the letters: the same must come out on every path."""
    with embedded(tmp_path_factory.mktemp("calm")) as (portal, _):
        portal.take_in(letters)
        portal.start()
        portal.wait()
        assert "database is locked" not in portal.log()
        held = portal.holdings()
    assert len(held["documents"]) > 40  # mails have members
    assert held["alike"] and held["mentions"] and held["labels"]
    return held


def test_kills_among_workers_on_one_machine_change_nothing(letters, undisturbed, tmp_path):
    with embedded(tmp_path) as (portal, _):
        portal.take_in(letters)
        portal.start()
        assert disturb(portal, 3, seed=1, restart=lambda: None, longest=2.0)
        portal.wait()
        assert "database is locked" not in portal.log()
        assert differences(undisturbed, portal.holdings()) == []


def test_kills_and_restarts_of_broker_and_database_change_nothing(database, broker, letters, undisturbed, tmp_path):
    """The fixtures are asked for so that a missing server is told; the portal gets servers that may be killed."""
    with scaled(tmp_path) as (portal, restart):
        portal.take_in(letters)
        portal.start()
        assert disturb(portal, 3, seed=2, restart=restart, longest=3.0)
        portal.wait()
        assert differences(undisturbed, portal.holdings()) == []
