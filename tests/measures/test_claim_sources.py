"""One indicator from dossiers, from monthly sums of the agency and from a report: three figures, never added, differences told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from claim_files import dossier, envelope
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.measures import Figure, figures, trace
from soyte.receiving import Order, Receipt, receive

MAPPING = """\
dataset: kcb_bhyt_thang
title: Khám chữa bệnh BHYT theo tháng
owner: Bảo hiểm xã hội tỉnh
basis: aggregates
frame: sample
grain: month
status: final
place: {value: "99", level: province}
period: {year: Năm, month: Tháng}
value: {numbers: vi}
unpivot:
  dimension: measure
  columns: {Lượt: bhyt_visits, Nội trú: bhyt_inpatients, Chi phí: bhyt_cost}
cells: {not_reported: [""], none: ["-"]}
"""
MONEY = {"T_TONGCHI_BH": "1500000.00", "T_TONGCHI_BV": "1500000.00", "MA_LOAI_KCB": "01", "MA_DOITUONG_KCB": "1.1"}
STAY = {**MONEY, "MA_LOAI_KCB": "03", "SO_NGAY_DTRI": "3"}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Three dossiers of August, sums of the agency that say four, a report that says five."""
    kept = Ledger.create(tmp_path / "kho", place="99")
    send(kept, tmp_path / "a.xml", envelope(dossier("A", MONEY), dossier("B", MONEY), dossier("C", STAY)))
    (tmp_path / "bang.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    table = "Năm;Tháng;Lượt;Nội trú;Chi phí\n2025;8;4;1;6.000.000\n".encode()
    send(kept, tmp_path / "bang.csv", table, mapping=tmp_path / "bang.mapping.yaml", basis="aggregates")
    said = {"number": 1, "indicator": "bhyt_visits_total", "place": "99", "period": "2025-08", "role": "actual"}
    said |= {"qualifier": "exact", "value": Decimal(5), "value_text": "5", "unit": "lượt", "estimate": False}
    ticket = Ticket("report", "bao-cao.docx", "người thử", "cli", "9" * 64, sender="Sở Y tế")
    with kept.loading(ticket) as loading:
        loading.write("statement", pa.Table.from_pylist([said]).append_column("row_no", pa.array([1])))
        loading.commit(1)
    return kept


def send(ledger: Ledger, path: Path, data: bytes, **more: object) -> Receipt:
    path.write_bytes(data)
    return receive(ledger, Order(path, "người thử", **more))  # type: ignore[arg-type]


def asked(ledger: Ledger, name: str, **more: object) -> dict[str, Figure]:
    found = figures(ledger, name, place="99", period="2025-08", **more)  # type: ignore[arg-type]
    return {one.dataset or one.kind: one for one in found}


def test_each_source_keeps_its_figure_and_the_report_says_how_far_it_is_off(ledger: Ledger) -> None:
    found = asked(ledger, "bhyt_visits_total")
    assert {name: one.value for name, one in found.items()} == {"kcb_bhyt_thang": 4, "ho_so_kcb": 3, "stated": 5}
    assert found["stated"].notes[1:] == (
        "Lệch +2 so với số tính từ tập số liệu ho_so_kcb (3)",
        "Lệch +1 so với số tính từ tập số liệu kcb_bhyt_thang (4)",
    )
    costs = {name: one.value for name, one in asked(ledger, "bhyt_cost_total").items()}
    assert costs == {"kcb_bhyt_thang": 6, "ho_so_kcb": Decimal("4.5")}
    each = {name: one.value for name, one in asked(ledger, "bhyt_cost_per_visit").items()}
    assert each == {"kcb_bhyt_thang": 1500, "ho_so_kcb": 1500}
    for one in (*asked(ledger, "bhyt_cost_total").values(), *asked(ledger, "bhyt_inpatient_visits").values()):
        assert trace(ledger, one.id).adds_up


def test_what_sums_do_not_tell_is_not_reported_and_says_why(ledger: Ledger) -> None:
    by_disease = asked(ledger, "bhyt_visits_total", by=["chapter"], dataset="kcb_bhyt_thang")
    (figure,) = by_disease.values()
    assert (figure.value, str(figure.state)) == (None, "not_reported")
    assert (
        figure.notes[-1] == "Phân tổ theo Chương bệnh ICD-10 chỉ tính được từ hồ sơ BHYT; bảng tổng hợp không nói tới"
    )
    (silent,) = asked(ledger, "caesarean_rate", dataset="kcb_bhyt_thang").values()
    assert "Sổ chưa có số liệu" in silent.notes[0]


def test_each_load_says_that_files_rows_and_sums_agree(ledger: Ledger, tmp_path: Path) -> None:
    again = send(ledger, tmp_path / "b.xml", envelope(dossier("A", STAY), dossier("D", MONEY)))
    assert again.outcome.notes[-1] == (
        "đối chiếu: hồ sơ nhận 2 = phần đóng góp 2; các tổng thêm 1 hồ sơ (1 hồ sơ thay bản cũ), chi phí nhận 3.000.000 đồng"
    )
    assert asked(ledger, "bhyt_visits_total")["ho_so_kcb"].value == 4
    assert asked(ledger, "inpatient_days")["ho_so_kcb"].value == 6
    ledger.withdraw(again.act.submission_id, actor="người thử", reason="thử")
    assert asked(ledger, "bhyt_visits_total")["ho_so_kcb"].value == 3
