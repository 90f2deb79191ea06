"""Originals are destroyed when a policy that is certain says so, after an act that says it; figures stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ledger.building import answers, load
from soyte.ledger.acts import ActKind
from soyte.ledger.doctor import check
from soyte.ledger.ledger import Ledger
from soyte.ledger.retention import OWN_POLICIES, due, finish_retiring, retire, today_in_vietnam
from soyte.ledger.sweeping import sweep

TWO_YEARS = """\
- kind: original
  months: 24
  valid_from: 2020-01-01
  valid_to: null
  source: Quyết định về thời hạn lưu giữ của đơn vị (thử nghiệm)
  certainty: L
"""


def later(years: int) -> date:
    return today_in_vietnam() + timedelta(days=366 * years)


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    (ledger.home.folder / OWN_POLICIES).write_text(TWO_YEARS, "utf-8")
    load(ledger, {"01a": 5}, name="cũ")
    return ledger


def test_without_a_policy_that_is_certain_nothing_is_ever_due(ledger: Ledger) -> None:
    load(ledger, {"01a": 5})
    assert due(ledger, later(100)) == []


def test_before_its_time_nothing_is_due(kept: Ledger) -> None:
    assert retire(kept, later(1), actor="luutru", dry_run=False) == []


def test_a_dry_run_names_and_destroys_nothing(kept: Ledger) -> None:
    assert [one.acts[0].name for one in retire(kept, later(3), actor="luutru")] == ["cũ"]
    assert (kept.state().head, len(list(kept.vault.originals()))) == (1, 1)


def test_after_its_time_the_original_goes_with_an_act_and_the_figures_stay(kept: Ledger) -> None:
    retire(kept, later(3), actor="luutru", dry_run=False)
    last = kept.state().acts[-1]
    assert (last.kind, last.actor, last.content_hash) == (ActKind.RETIRED, "luutru", kept.state().acts[0].content_hash)
    assert list(kept.vault.originals()) == []
    assert answers(kept) == {"01a": 5}
    assert check(kept) == []
    assert retire(kept, later(3), actor="luutru", dry_run=False) == []


def test_a_destruction_that_died_after_its_act_is_completed_by_a_sweep(
    kept: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soyte.ledger.retention.finish_retiring", lambda _: 0)
    retire(kept, later(3), actor="luutru", dry_run=False)
    monkeypatch.undo()
    assert [str(trouble.kind) for trouble in check(kept)] == ["original"]
    sweep(kept)
    assert (check(kept), list(kept.vault.originals()), finish_retiring(kept)) == ([], [], 0)


def test_an_original_that_two_submissions_brought_waits_for_the_later_one(kept: Ledger) -> None:
    first = kept.state().acts[0]
    kept.withdraw(first.submission_id, actor="canbo", reason="nhầm")
    kept.journal._now = lambda: first.recorded_at + timedelta(days=700)
    load(kept, {"01a": 5}, name="cũ")
    assert due(kept, first.recorded_at.date() + timedelta(days=800)) == []
    assert len(due(kept, first.recorded_at.date() + timedelta(days=1500))) == 1
