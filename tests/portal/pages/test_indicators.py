"""The list of indicators: search, filters, last results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ("", "dengue_cases", "leprosy_new_cases"),
        ("?co=tat-ca", "bhyt_coverage_rate", "khong-co"),
        ("?tim=sot+xuat+huyet", "dengue_deaths", "measles_cases"),
        ("?linh-vuc=insurance", "bhyt_coverage_rate", "dengue_cases"),
        ("?co-quan=insurance", "bhyt_coverage_rate", "dengue_cases"),
        ("?don-vi=%25", "bhyt_coverage_rate", "dengue_cases"),
    ],
)
def test_indicators_are_found_by_words_domain_owner_and_unit(
    home: Path, sign_in: Callable[[str], Client], query: str, there: str, missing: str
) -> None:
    seen = sign_in("viewer").get(f"/chi-tieu/{query}").content.decode()
    assert f"<code>{there}</code>" in seen
    assert f"<code>{missing}</code>" not in seen


def test_nothing_found_is_said(home: Path, sign_in: Callable[[str], Client]) -> None:
    assert "Không có chỉ tiêu nào phù hợp" in sign_in("viewer").get("/chi-tieu/?tim=xyzzy").content.decode()
