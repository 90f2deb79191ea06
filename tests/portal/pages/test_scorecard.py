"""The scorecard on screen and as files: the same figures, from the same function."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from django.test import Client

SignIn = Callable[[str], Client]


def test_the_screen_shows_what_the_file_says_and_every_figure_leads_to_its_trace(home: Path, sign_in: SignIn) -> None:
    client = sign_in("viewer")
    html = client.get("/phieu-chi-tieu/?nam=2025&dia-ban=99").content.decode()
    made = json.loads(client.get("/phieu-chi-tieu/tai-ve/json/?nam=2025&dia-ban=99").content)
    assert made["headline"].lower() in html
    rows = [row for section in made["sections"] for row in section["rows"]]
    assert rows and all(row["name"] in html for row in rows)
    known = sum(row["result"] is not None and row["result"]["source"]["figure"] is not None for row in rows)
    assert html.count("/truy-nguon/?so-lieu=") >= known > 4


def test_only_what_has_a_target_and_what_was_known_on_a_day(home: Path, sign_in: SignIn) -> None:
    client = sign_in("viewer")
    whole = client.get("/phieu-chi-tieu/?nam=2025").content.decode()
    short = client.get("/phieu-chi-tieu/?nam=2025&gon=1").content.decode()
    assert len(short) < len(whole)
    before = client.get("/phieu-chi-tieu/?nam=2025&tai=2020-01-01").content.decode()
    assert "Kho chưa có chỉ tiêu giao hay kết quả nào" in before
    assert client.get("/phieu-chi-tieu/?tai=hom-qua").status_code == 422


def test_files_are_the_same_each_time_and_other_kinds_are_refused(home: Path, sign_in: SignIn) -> None:
    client = sign_in("viewer")
    first, second = (client.get("/phieu-chi-tieu/tai-ve/xlsx/?nam=2025").content for _ in range(2))
    assert first == second and first.startswith(b"PK")
    assert client.get("/phieu-chi-tieu/tai-ve/exe/?nam=2025").status_code == 404
    assert client.get("/phieu-chi-tieu/tai-ve/json/?nam=1999").status_code in (404, 422)  # nothing was known then
