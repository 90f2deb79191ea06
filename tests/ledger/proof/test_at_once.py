"""Several processes at the same moment: one act for one file, and between corrections of one cell the last act wins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from forked import Forked
from ledger.building import answers, load, total
from ledger.proof.sending import send
from soyte.ledger.acts import ActKind
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.ledger import Ledger
from soyte.ledger.sweeping import look

pytestmark = pytest.mark.slow


def at_once(home: Path, files: list[tuple[str, dict[str, int], str]]) -> list[dict[str, Any]]:
    """Send each (content, values, supersedes) from a process of its own, all at the same moment."""
    senders = [Forked(send, home, content, values, supersedes) for content, values, supersedes in files]
    for sender in senders:
        sender.ready()
    for sender in senders:
        sender.go()
    return [sender.told()[0] for sender in senders]


def test_the_same_file_four_times_at_once_is_one_submission(ledger: Ledger) -> None:
    told = at_once(ledger.home.folder, [("cùng một tệp", {"01a": 5, "02a": 6}, "")] * 4)
    assert len({one["submission"] for one in told}) == 1
    assert [act.kind for act in ledger.state().acts] == [ActKind.ACCEPTED]
    assert (answers(ledger), total(ledger)) == ({"01a": 5, "02a": 6}, (2, 11))
    assert look(ledger).orphans == ()
    assert sound(check(ledger))


def test_of_files_about_the_same_cells_sent_at_once_the_last_act_is_believed(ledger: Ledger) -> None:
    load(ledger, {"01a": 1, "02a": 1})
    told = at_once(ledger.home.folder, [(f"tệp {n}", {"01a": 10 + n, f"0{n}b": n}, "") for n in range(4)])
    last = max(range(4), key=lambda n: int(told[n]["seq"]))
    assert sorted(one["seq"] for one in told) == [2, 3, 4, 5]
    assert answers(ledger) == {"01a": 10 + last, "02a": 1, "00b": 0, "01b": 1, "02b": 2, "03b": 3}
    assert total(ledger) == (6, 10 + last + 1 + 6)
    assert sound(check(ledger))


def test_of_corrections_of_one_submission_sent_at_once_one_is_taken_in(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 1})
    told = at_once(ledger.home.folder, [(f"sửa {n}", {"01a": 10 + n}, first.submission_id) for n in range(3)])
    refused = [one["refused"] for one in told if "refused" in one]
    assert len(refused) == 2
    assert all("đã được thay bằng lần gửi số 2" in words for words in refused)
    taken = next(n for n in range(3) if "seq" in told[n])
    assert (answers(ledger), total(ledger)) == ({"01a": 10 + taken}, (1, 10 + taken))
    assert look(ledger).orphans == ()
    assert sound(check(ledger))
