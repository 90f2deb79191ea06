"""What changed between two catalogues, or between two days of one, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soyte.catalogue.changes import Change, between_catalogues, between_days
from soyte.catalogue.overlay import overlay
from soyte.catalogue.whole import Whole, load_whole

BODY: dict[str, Any] = {
    "name_vi": "Tổng số giường bệnh",
    "unit": "giường",
    "numerator": "Giường",
    "direction": "count_only",
    "rollup": "last",
    "legal_source": "x",
    "certainty": "memory",
    "domain": "input_resources",
}


def with_beds(**body: Any) -> Whole:
    return overlay(load_whole(), [{"kind": "indicator", "name": "beds_total", "body": {**BODY, **body}}])


def words(changes: tuple[Change, ...]) -> list[str]:
    return [change.words for change in changes]


def test_a_catalogue_does_not_differ_from_itself() -> None:
    assert between_catalogues(load_whole(), load_whole()) == ()
    assert between_days(load_whole(), date(2026, 7, 1), date(2026, 7, 1)) == ()


@pytest.mark.parametrize(
    ("update", "told"),
    [
        ({"unit": "cơ sở"}, ": đơn vị tính từ “giường” thành “cơ sở”."),
        ({"rollup": "sum"}, ": cách tổng hợp từ “lấy số cuối kỳ, cộng các địa bàn” thành “cộng các kỳ, các địa bàn”."),
        ({"note": "Ghi rõ."}, ": thêm ghi chú “Ghi rõ.”."),
        ({"valid_to": "2027-02-28"}, ": thêm ngày hết hiệu lực 28/02/2027."),
        ({"labels": ["giường bệnh"]}, ": thêm cụm từ nhận biết trong báo cáo “giường bệnh”."),
    ],
)
def test_a_changed_key_is_said_with_before_and_after(update: dict[str, Any], told: str) -> None:
    changes = [change for change in between_catalogues(with_beds(), with_beds(**update)) if change.key]
    assert "Chỉ tiêu beds_total (Tổng số giường bệnh)" + told in [change.words for change in changes]


def test_what_comes_and_goes_is_said() -> None:
    shipped = load_whole()
    extra = {"kind": "indicator", "name": "stations_painted", "body": {**BODY, "name_vi": "Số trạm đã sơn"}}
    more = overlay(shipped, [extra])
    assert words(between_catalogues(shipped, more)) == ["Chỉ tiêu stations_painted (Số trạm đã sơn): mới có."]
    assert words(between_catalogues(more, shipped)) == ["Chỉ tiêu stations_painted (Số trạm đã sơn): bỏ."]


def test_the_first_of_july_2026_changed_diseases_regimes_and_indicators() -> None:
    said = words(between_days(load_whole(), date(2026, 6, 30), date(2026, 7, 1)))
    assert "Bệnh dengue (Sốt xuất huyết Dengue): thời hạn từ “24 giờ” thành “48 giờ”." in said
    assert "Bệnh dengue (Sốt xuất huyết Dengue): mã ICD-10 từ “A90”, “A91”, “A97” thành “A97”." in said
    assert "Bệnh cholera (Tả): nhóm bệnh từ “A” thành “B”." in said
    assert "Chỉ tiêu third_child_births (Số trẻ sinh ra là con thứ ba trở lên): bỏ." in said
    assert "Chế độ báo cáo qd97_2026_week (Báo cáo tuần về bệnh truyền nhiễm): mới có." in said
    assert "Danh mục bệnh qd97_2026 (Danh mục bệnh truyền nhiễm phải báo cáo năm 2026): mới có." in said


@settings(max_examples=20)
@given(st.dates(date(2015, 1, 1), date(2027, 12, 31)), st.dates(date(2015, 1, 1), date(2027, 12, 31)))
def test_going_back_undoes_going_forth(first: date, last: date) -> None:
    forth = between_days(load_whole(), first, last)
    back = between_days(load_whole(), last, first)
    assert {(one.kind, one.id, one.key, str(one.before), str(one.after)) for one in forth} == {
        (one.kind, one.id, one.key, str(one.after), str(one.before)) for one in back
    }
