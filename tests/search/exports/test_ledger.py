"""The ledger: a kill at any moment repeats nothing and loses nothing."""

from __future__ import annotations

import pytest

from search.exports.ledger import LedgerBusy, open_ledger


def test_what_was_written_after_the_checkpoint_is_cut_off(tmp_path):
    with open_ledger(tmp_path, ("rows",)) as ledger:
        ledger.append(5, 2, {"rows": b"one\ntwo\n"})
    with (tmp_path / "rows").open("ab") as file:
        file.write(b"half a li")
    with open_ledger(tmp_path, ("rows",)) as ledger:
        assert (ledger.done, ledger.rows, ledger.interruptions) == (5, 2, 1)
        ledger.append(6, 3, {"rows": b"three\n"})
    assert (tmp_path / "rows").read_bytes() == b"one\ntwo\nthree\n"


def test_second_writer_is_refused(tmp_path):
    with open_ledger(tmp_path, ("rows",)), pytest.raises(LedgerBusy), open_ledger(tmp_path, ("rows",)):
        pass
