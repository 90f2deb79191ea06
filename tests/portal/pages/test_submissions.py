"""What was handed in: whoever may see it finds it, with where it came from, what it feeds, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from soyte.ledger.ledger import Ledger
from soyte.portal.accesslog.models import Line
from soyte.receiving import Order, receive

pytestmark = pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning")
MAPPING = """\
dataset: ca_mac_tram
title: Số ca mắc theo tháng của trạm
owner: CDC tỉnh Sao Mai
frame: sample
measure: cases
grain: month
status: final
place: {column: xa, level: commune, within: "99"}
period: {column: thang}
dimensions: {disease: {value: dengue}}
value: {column: so_ca, numbers: vi}
cells: {none: ["-"]}
"""
Person = Callable[[str], Client]


@pytest.fixture
def sent(own_home: Path, tmp_path: Path) -> int:
    """A table that the station of Ánh Sao sent, with one cell that nobody understands; its number."""
    (tmp_path / "m.yaml").write_text(MAPPING)
    (tmp_path / "tram.csv").write_text("xa,thang,so_ca\n99001,T1/2024,7\n99001,T2/2024,nhiều\n")
    order = Order(tmp_path / "tram.csv", actor="sender", sender="Trạm Y tế phường Ánh Sao", mapping=tmp_path / "m.yaml")
    return receive(Ledger.open(own_home), order).act.seq


def test_the_list_tells_who_sent_what_and_what_counts(home: Path, sign_in: Person) -> None:
    page = sign_in("data").get("/lan-gui/").content.decode()
    assert "ca-benh-2024.csv" in page and "CDC tỉnh Sao Mai" in page and "đã nhận" in page


def test_filters_of_the_list_live_in_the_address(home: Path, sign_in: Person) -> None:
    page = sign_in("data").get("/lan-gui/?loai=targets").content.decode()
    assert "UBND tỉnh Sao Mai" in page and "ca-benh-2024.csv" not in page
    assert "Không có lần gửi nào như vậy." in sign_in("data").get("/lan-gui/?tim=khong+co").content.decode()
    saved = sign_in("data").get("/lan-gui/?loai=targets&xuat=csv")
    assert saved.content.decode("utf-8-sig").startswith("Số,Lúc nhận,Loại,Tệp")


def test_a_unit_sees_its_own_submissions_only(sent: int, sign_in: Person) -> None:
    assert "tram.csv" in sign_in("sender").get("/lan-gui/").content.decode()
    assert sign_in("sender").get(f"/lan-gui/{sent}/").status_code == 200
    assert "tram.csv" not in sign_in("far").get("/lan-gui/").content.decode()
    refused = sign_in("far").get(f"/lan-gui/{sent}/")
    assert refused.status_code == 403 and "Trạm Y tế phường Ánh Sao" in refused.content.decode()


def test_a_submission_tells_where_it_came_from_and_what_it_feeds(sent: int, sign_in: Person) -> None:
    page = sign_in("data").get(f"/lan-gui/{sent}/").content.decode()
    assert "Bùi Thị Trạm (sender)" in page and "Đọc 2 dòng, nhận 1, để riêng 1" in page
    assert "m.yaml" in page and "dengue_cases" in page
    rows = sign_in("data").get(f"/lan-gui/{sent}/dong/").content.decode()
    assert "dòng 2, cột so_ca" in rows and "Tháng 01/2024" in rows
    aside = sign_in("data").get(f"/lan-gui/{sent}/de-rieng/").content.decode()
    assert "dòng 3, cột so_ca" in aside and "Giá trị không phải là số" in aside


def test_a_number_that_nobody_sent_is_answered(home: Path, sign_in: Person) -> None:
    missing = sign_in("data").get("/lan-gui/9999/")
    assert missing.status_code == 404 and "Sổ không có lần gửi số 9999" in missing.content.decode()


def test_the_original_is_handed_out_for_a_purpose_and_that_is_written_down(sent: int, sign_in: Person) -> None:
    officer = sign_in("data")
    assert officer.post(f"/lan-gui/{sent}/ban-goc/", {"muc-dich": " "}).status_code == 422
    answer = officer.post(f"/lan-gui/{sent}/ban-goc/", {"muc-dich": "đối chiếu với trạm"})
    assert b"99001,T1/2024,7" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    line = Line.objects.order_by("-seq").first()
    assert line and (line.actor, line.personal) == ("data", True) and f"lần gửi số {sent}" in line.what
    assert sign_in("planner").get(f"/lan-gui/{sent}/ban-goc/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_submission_is_withdrawn_after_its_effects_were_shown(sent: int, own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    preview = officer.get(f"/lan-gui/{sent}/rut/?xem=1").content.decode()
    assert "7 ca" in preview and "Sau khi rút" in preview
    refused = officer.post(f"/lan-gui/{sent}/rut/", {"ly-do": ""})
    assert refused.status_code == 422 and "Hãy ghi lý do rút" in refused.content.decode()
    told = officer.post(f"/lan-gui/{sent}/rut/", {"ly-do": "gửi nhầm xã"}, follow=True).content.decode()
    assert f"Đã rút lần gửi số {sent}." in told and "gửi nhầm xã" in told
    state = Ledger.open(own_home).state()
    assert state.acts[-1].kind == "withdrawn" and state.acts[-1].actor == "data"
    assert officer.get(f"/lan-gui/{sent}/rut/").headers["Location"] == f"/lan-gui/{sent}/"
    again = officer.post(f"/lan-gui/{sent}/rut/", {"ly-do": "lần nữa"})
    assert again.status_code == 422 and "không còn đứng trong sổ" in again.content.decode()


def test_withdrawing_a_list_of_targets_names_the_indicators_that_lose_them(home: Path, sign_in: Person) -> None:
    seq = next(act.seq for act in Ledger.open(home).state().acts if act.what == "targets")
    page = sign_in("data").get(f"/lan-gui/{seq}/rut/?xem=1").content.decode()
    assert "Chỉ tiêu giao của" in page and "năm 2025" in page


def test_whoever_may_not_withdraw_is_told_so(sent: int, sign_in: Person) -> None:
    assert sign_in("sender").get(f"/lan-gui/{sent}/rut/").status_code == 403
