"""One office keeps cases by month and by week: two sources, never mixed, and everywhere the one in use speaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from soyte.exchange.open_data import publication
from soyte.ledger.ledger import Ledger
from soyte.portal.shell.book import today
from soyte.receiving import Order, receive
from soyte.sample.counts.weekly import write_weeks

SignIn = Callable[[str], Client]
PAGE = "/chi-tieu/dengue_cases/"


@pytest.fixture
def weekly(own_home: Path, tmp_path: Path) -> Path:
    """The province with weeks of 2022 to 2025 beside its months of 2024 to 2026, both of the CDC."""
    made = write_weeks(tmp_path, first=2022, diseases=("dengue",))
    receive(Ledger.open(own_home), Order(made.file, actor="test", sender="CDC tỉnh Sao Mai", mapping=made.mapping))
    return own_home


def words(answer: str) -> str:
    """What a page says."""
    text = re.sub(r"<script.*?</script>", " ", answer, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_every_page_keeps_them_apart(weekly: Path, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    page = planner.get(PAGE).content.decode()
    told = words(page)
    assert "Năm 2025 Trung tâm Kiểm soát bệnh tật tỉnh Sao Mai, theo tháng 592" in told
    assert "Năm 2023 Trung tâm Kiểm soát bệnh tật tỉnh Sao Mai, theo tuần" in told
    assert "Năm 2023 Trung tâm Kiểm soát bệnh tật tỉnh Sao Mai, theo tháng" not in told  # it begins in 2024
    assert "CDC, theo tháng" in page  # at the ends of the two lines
    assert "CDC, theo tuần" in page
    beside = words(planner.get(f"{PAGE}?xem=doi-chieu").content.decode())
    assert "Trung tâm Kiểm soát bệnh tật tỉnh Sao Mai, theo tuần" in beside
    assert "Số ca mắc theo tuần, theo xã, tỉnh Sao Mai" in planner.get("/hai-nguon/?nam=2025").content.decode()


def test_places_and_the_public_are_told_by_the_source_in_use(weekly: Path, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    for view in ("xep-hang", "ban-do", "tung-noi"):
        assert "tập số liệu sao_mai_ca_benh)" in planner.get(f"{PAGE}?xem={view}").content.decode()
    found = publication(Ledger.open(weekly), "dengue_cases", "99", today())
    assert {one.year: one.value for one in found.whole}[2025] == 592
    assert {one.year for one in found.parts} == {one.year for one in found.whole} == {2024, 2025, 2026}
