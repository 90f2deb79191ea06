"""Eighteen years of real counts of 63 provinces on the 34 of today: every disease and year keeps its total."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from repository import ROOT
from soyte.ledger.ledger import Ledger
from soyte.measures import figures
from soyte.measures.compute import Boundaries
from soyte.receiving import Order, receive

REAL = Path(os.environ.get("SOYTE_SHARED") or ROOT.parent / "shared") / "reference" / "data"
COUNTS = REAL / "gdpm_vn_monthly_2000_2017.csv.gz"
TODAY = date(2026, 11, 22)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not COUNTS.is_file(), reason=f"the real counts are not in {REAL}"),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = Ledger.create(tmp_path_factory.mktemp("that") / "so", name="Bộ Y tế")
    mapping = ROOT / "tests" / "intake" / "counts" / "mappings" / "gdpm.yaml"
    receive(made, Order(COUNTS, "người thử", mapping=mapping))
    return made


def by_year(ledger: Ledger, boundaries: Boundaries) -> dict[tuple[str, int], Decimal]:
    sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for one in figures(ledger, "cases", by=["disease", "province", "year"], place="VN", boundaries=boundaries).computed:
        sums[one.of["disease"], one.period.year] += one.value or 0
    return sums


def test_every_disease_and_year_has_the_same_total_on_63_and_on_34_provinces(ledger: Ledger) -> None:
    own = by_year(ledger, "own")
    assert len(own) > 250
    assert by_year(ledger, TODAY) == own


def test_dengue_of_2017_on_34_provinces(ledger: Ledger) -> None:
    found = figures(ledger, "dengue_cases", by=["province"], place="VN", period="2017", boundaries=TODAY).computed
    own = figures(ledger, "dengue_cases", by=["province"], place="VN", period="2017").computed
    values = {one.place: one.value or Decimal(0) for one in found}
    before = {one.place: one.value or Decimal(0) for one in own}
    assert len(values) == 34
    assert values["79"] == before["79"] + before["74"] + before["77"]  # Bình Dương and Bà Rịa - Vũng Tàu
    assert values["19"] == before["19"] + before["06"]
    assert values["01"] == before["01"]


def test_what_was_divided_in_2004_and_2008_is_held_back_before_and_known_after(ledger: Ledger) -> None:
    asked = figures(ledger, "dengue_cases", by=["province", "year"], place="VN", period="2000..2017", boundaries=TODAY)
    last = {one.place: max(x.period.year for x in asked.held_back if x.place == one.place) for one in asked.held_back}
    assert last == {"66+68": 2003, "11+12+15": 2003, "01+25": 2008}
