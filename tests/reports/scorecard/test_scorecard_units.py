"""What a report states keeps its unit, from the report's words to the printed scorecard."""

from __future__ import annotations

from pathlib import Path

import pytest
from handed_in import hand_in, write

from soyte.ledger.ledger import Ledger
from soyte.reports.scorecard.compose import compose
from soyte.reports.scorecard.lines import plain
from soyte.reports.scorecard.model import Scorecard
from soyte.reports.scorecard.view import RowView, section_views

REPORT = """\
SỞ Y TẾ TỈNH THÁI NGUYÊN
BÁO CÁO
Kết quả công tác y tế năm 2025

- Tổng chi phí KCB BHYT: 97 tỷ đồng.
- Tỷ lệ suy dinh dưỡng trẻ em dưới 5 tuổi thể thấp còi: 11,4%, đạt chỉ tiêu đề ra (chỉ tiêu năm 2025 < 12%).
"""


@pytest.fixture
def scorecard(tmp_path: Path) -> Scorecard:
    ledger = Ledger.create(tmp_path / "home", place="19")
    hand_in(ledger, write(tmp_path / "bao-cao-nam.txt", REPORT), sender="Sở Y tế")
    return compose(ledger, "19", 2025)


def row(scorecard: Scorecard, indicator: str) -> RowView:
    return next(one for part in section_views(scorecard) for one in part.rows if one.row.indicator == indicator)


def test_an_amount_of_another_size_stands_under_its_own_unit(scorecard: Scorecard) -> None:
    cost = row(scorecard, "bhyt_cost_total")
    assert (cost.result.text, cost.unit, cost.result.unit) == ("97", "tỷ đồng", "tỷ đồng")


def test_last_years_amount_of_another_size_carries_its_unit_and_the_trend_has_one(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "home", place="19")
    hand_in(ledger, write(tmp_path / "bao-cao-nam.txt", REPORT), sender="Sở Y tế")
    later = REPORT.replace("97 tỷ", "101.500 triệu").replace("năm 2025", "năm 2026")
    hand_in(ledger, write(tmp_path / "bao-cao-2026.txt", later), sender="Sở Y tế")
    cost = row(compose(ledger, "19", 2026), "bhyt_cost_total")
    assert (cost.result.text, cost.unit, cost.previous.text) == ("101.500", "triệu đồng", "97 tỷ đồng")
    assert [point.value for point in cost.row.trend if point.value is not None] == [97_000, 101_500]


def test_a_bound_that_is_itself_outside_is_printed_so(scorecard: Scorecard) -> None:
    (target,) = row(scorecard, "stunting_u5_rate").targets
    assert plain(target.value) == "<\N{NO-BREAK SPACE}12"
