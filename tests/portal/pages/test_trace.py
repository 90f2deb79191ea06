"""From a number back to formula, rows, submissions, files and the original."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from soyte.ledger.ledger import Ledger

RATE = "notifiable_incidence_100k@99/2025?dataset=sao_mai_ca_benh&beside=sao_mai_dan_so&as_of=10"
COUNT = "dengue_cases@99/2025?dataset=sao_mai_ca_benh&as_of=10"


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_a_rate_is_reckoned_from_its_measures_and_rows_add_up(home: Path, sign_in: Callable[[str], Client]) -> None:
    told = words(sign_in("leader").get("/truy-nguon/", {"so-lieu": RATE}))
    assert "Cộng lại khớp : 2.048 dòng làm nên đúng số liệu này" in told
    assert "3.863 ÷ 331.710 × 100.000 = 1.164,57" in told
    assert "[L] đã tra văn bản" in told
    assert "1. Số ca mắc: 3.863 ● 2.016 dòng, khớp" in told
    assert "2. Dân số: 331.710" in told
    assert "dan-so.csv" in told


def test_every_row_can_be_saved(home: Path, sign_in: Callable[[str], Client]) -> None:
    answer = sign_in("leader").get("/truy-nguon/", {"so-lieu": COUNT, "xuat": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 1 + 336
    assert lines[1].startswith("Số ca mắc [Bệnh: Sốt xuất huyết Dengue],phường Sao Hôm,01/01/2025 - 31/01/2025,")
    assert lines[1].endswith(f",99001,{COUNT}")
    book = sign_in("leader").get("/truy-nguon/", {"so-lieu": COUNT, "xuat": "xlsx"})
    assert book.content.startswith(b"PK")


def test_a_target_leads_to_the_line_of_its_list(home: Path, sign_in: Callable[[str], Client]) -> None:
    leader = sign_in("leader")
    told = words(leader.get("/truy-nguon/", {"so-lieu": "target:10/2"}))
    assert "Văn bản giao NQ 12/NQ-HĐND" in told
    original = words(leader.get("/truy-nguon/ban-goc/", {"lan-gui": 10, "dong": 2}))
    assert "Số ca tử vong do sốt xuất huyết Dengue,99,2025,0,<=,ca,HĐND,NQ 12/NQ-HĐND" in original


def test_opening_an_original_is_logged_in_the_portal_and_in_the_vault(
    own_home: Path, sign_in: Callable[[str], Client]
) -> None:
    from soyte.portal.accesslog.models import Line  # noqa: PLC0415 (models need Django set up)

    query = "?lan-gui=9&dong=8&so-lieu=stated:9/7"
    told = words(sign_in("auditor").get(f"/truy-nguon/ban-goc/{query}"))
    assert "được tiêm chủng đầy đủ đạt 91,6% (chỉ tiêu Bộ Y tế giao trên 95%)" in told.replace(" 91,6% ", " 91,6% ")
    line = Line.objects.order_by("-pk").first()
    assert line is not None
    assert (line.actor, line.action, line.personal) == ("auditor", "mở bản gốc", True)
    last = list(Ledger.open(own_home).vault.access_log())[-1]
    assert (last.actor, "lần gửi số 9" in last.purpose) == ("auditor", True)


@pytest.mark.parametrize(
    ("who", "path", "query", "status"),
    [
        ("far", "", {"so-lieu": COUNT}, 403),  # answers for one commune, not for the province
        ("far", "ban-goc/", {"lan-gui": 9, "dong": 8}, 403),
        ("far", "ban-goc/", {"lan-gui": 3, "dong": 0}, 403),
        ("leader", "", {}, 404),
        ("leader", "ban-goc/", {"lan-gui": "x", "dong": 1}, 404),
        ("leader", "", {"so-lieu": "khong-phai"}, 422),
        ("leader", "ban-goc/", {"lan-gui": 99, "dong": 1}, 422),
    ],
)
def test_what_one_may_not_see_or_what_is_not_there_is_answered(
    home: Path, sign_in: Callable[[str], Client], who: str, path: str, query: dict[str, Any], status: int
) -> None:
    assert sign_in(who).get(f"/truy-nguon/{path}", query).status_code == status


def test_who_may_see_figures_only_sees_how_one_came_about_and_no_rows(
    home: Path, sign_in: Callable[[str], Client]
) -> None:
    address = "/truy-nguon/?so-lieu=dengue_cases@99/2025?dataset=sao_mai_ca_benh%26as_of=10"
    viewer, planner = (sign_in(who).get(address) for who in ("viewer", "planner"))
    assert "Cộng lại khớp" in viewer.content.decode()
    assert "/truy-nguon/ban-goc/" in planner.content.decode()
    assert "/truy-nguon/ban-goc/" not in viewer.content.decode()
    assert "/lan-gui/" not in viewer.content.decode()
    assert sign_in("viewer").get(f"{address}&xuat=csv").headers["Content-Type"].startswith("text/html")
