"""What a submission feeds, and what would change without it: foretold before it is withdrawn, and then it is so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from handed_in import REPORT, hand_in, mapping, table, write

from soyte.ledger.ledger import Ledger
from soyte.ledger.supposing import Supposed
from soyte.measures.compute import figures
from soyte.measures.feeding import changed_without, fed_by


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "home", place="19")


def test_a_table_of_cases_feeds_the_indicators_that_count_them(ledger: Ledger, tmp_path: Path) -> None:
    path = table(tmp_path, "Thái Nguyên,T1/2024,5", "Thái Nguyên,T2/2025,6")
    found = {one.id: one for one in fed_by(ledger, hand_in(ledger, path, mapping=mapping(tmp_path)).act.submission_id)}
    assert (found["dengue_cases"].years, found["dengue_cases"].rows, found["dengue_cases"].how) == (
        (2024, 2025),
        2,
        "rows",
    )
    assert "measles_cases" not in found and "cases" in found


def test_a_report_feeds_what_it_states(ledger: Ledger, tmp_path: Path) -> None:
    found = fed_by(ledger, hand_in(ledger, write(tmp_path / "bao-cao.txt", REPORT)).act.submission_id)
    assert [(one.id, one.how, one.years) for one in found if one.id == "dengue_cases"] == [
        ("dengue_cases", "stated", (2024, 2025))
    ]


def test_what_would_change_is_what_changes_when_it_is_withdrawn(ledger: Ledger, tmp_path: Path) -> None:
    hand_in(ledger, table(tmp_path, "Thái Nguyên,T1/2024,5", "Thái Nguyên,T2/2024,6"), mapping=mapping(tmp_path))
    corrected = table(tmp_path, "Thái Nguyên,T1/2024,50", "Thái Nguyên,T1/2025,1", name="sua.csv")
    act = hand_in(ledger, corrected, mapping=mapping(tmp_path)).act

    foretold = changed_without(ledger, act.submission_id)

    told = {(one.one.indicator, one.one.period.start.year): one for one in foretold}
    dengue = told["dengue_cases", 2024]
    assert dengue.before and dengue.after and (dengue.before.value, dengue.after.value) == (Decimal(56), Decimal(11))
    ledger.withdraw(act.submission_id, actor="test", reason="gửi nhầm")
    now = figures(ledger, "dengue_cases", by=["year"], period="2024..2025")
    assert [one.value for one in now.computed] == [11, None]
    after = told["dengue_cases", 2025].after
    assert after is None or after.value is None


def test_without_a_submission_that_replaced_another_one_the_other_counts_again(ledger: Ledger, tmp_path: Path) -> None:
    first = hand_in(ledger, table(tmp_path, "Thái Nguyên,T1/2024,5"), mapping=mapping(tmp_path)).act
    path = table(tmp_path, "Thái Nguyên,T2/2024,9", name="sua.csv")
    act = hand_in(ledger, path, mapping=mapping(tmp_path), supersedes=first.submission_id).act
    told = {one.one.indicator: one for one in changed_without(ledger, act.submission_id)}
    dengue = told["dengue_cases"]
    assert dengue.before and dengue.after and (dengue.before.value, dengue.after.value) == (Decimal(9), Decimal(5))


def test_the_supposed_withdrawal_has_a_number_like_any_act(ledger: Ledger, tmp_path: Path) -> None:
    act = hand_in(ledger, table(tmp_path, "Thái Nguyên,T1/2024,5"), mapping=mapping(tmp_path)).act
    supposed = Supposed(ledger, act.submission_id)
    now = supposed.state()
    assert supposed.state(now.head) == now  # as whoever reads places recorded by the installation asks
    assert act.submission_id in supposed.state(now.head - 1).standing
