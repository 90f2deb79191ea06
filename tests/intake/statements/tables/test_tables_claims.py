"""What tables assert, and what they do not: a slip is found, and a table that is only unusual is left alone."""

from __future__ import annotations

import pytest
from drawn_tables import HEAD, as_html, findings, grid, read, table, verdicts, wrong

from soyte.statements import Verdict


def test_percent_of_plan_and_of_last_year() -> None:
    reading = table("""
        STT | Chỉ tiêu      | ĐVT  | TH 2023 | KH 2024 | TH 2024 | So KH (%) | So cùng kỳ (%)
        1   | Giường bệnh   | cái  | 2.310   | 2.400   | 2.420   | 100,8     | 104,8
        2   | Lượt khám     | lượt | 142.100 | 145.000 | 148.230 | 102,2     | 104,3
        3   | Lượt nội trú  | lượt | 94.188  | 95.000  | 96.420  | 105,1     | 102,4
    """)
    assert wrong(reading) == [("ratio", ("95.000", "96.420", "105,1"))]
    assert len(verdicts(reading)) == 6


def test_changes_in_percent_in_points_and_in_units() -> None:
    reading = table("""
        Bệnh           | Năm 2023 | Năm 2024 | Tăng, giảm (%)
        Sốt xuất huyết | 2.145    | 1.563    | -27,1
        Tay chân miệng | 1.208    | 1.496    | +23,8
        Quai bị        | 98       | 121      | +32,5
    """)
    assert wrong(reading) == [("relative_change", ("98", "121", "32,5"))]
    points = table("""
        Chỉ tiêu              | ĐVT | Năm 2023 | Năm 2024 | So sánh (+/-)
        Tiêm chủng đầy đủ     | %   | 94,2     | 95,1     | +0,9
        Khám thai đủ 4 lần    | %   | 88,0     | 90,4     | +2,4
        Bệnh nhân đỡ, khỏi    | ca  | 1.200    | 1.350    | +150
    """)
    assert {verdict for _, verdict, _ in verdicts(points)} == {"ok"}
    assert len(verdicts(points)) >= 2


def test_the_sign_of_a_change_must_agree() -> None:
    reading = table("""
        Bệnh           | Năm 2023 | Năm 2024 | Tăng, giảm
        Sốt xuất huyết | 2.145    | 1.563    | +582
        Tay chân miệng | 1.208    | 1.496    | +288
        Sởi            | 12       | 87       | +75
    """)
    assert wrong(reading) == [("difference", ("2.145", "1.563", "582"))]


def test_deaths_have_their_own_changes() -> None:
    reading = table("""
        Bệnh | Năm 2023 (mắc/chết) | Năm 2024 (mắc/chết) | Tăng, giảm số mắc (%)
        Sởi  | 40/2                | 87/1                | +117,5
        Dại  | 4/4                 | 5/6                 | +25,0
    """)
    assert wrong(reading) == [("subset", ("5", "6"))]
    assert ("relative_change", "ok", ("40", "87", "117,5")) in verdicts(reading)


def test_shares_are_found_by_the_rows_that_fit() -> None:
    reading = table("""
        STT | Loại hình  | Số cơ sở kiểm tra | Số cơ sở đạt | Tỷ lệ đạt (%)
        1   | Sản xuất   | 486               | 421          | 86,6
        2   | Kinh doanh | 1.127             | 1.049        | 93,1
        3   | Ăn uống    | 894               | 803          | 88,9
        Cộng |           | 2.507             | 2.273        | 90,7
    """)
    assert wrong(reading) == [("ratio", ("894", "803", "88,9"))]
    assert sum(kind == "sum" for kind, _, _ in verdicts(reading)) == 2


def test_a_rate_of_something_else_is_left_alone() -> None:
    reading = table("""
        STT | Xã       | Dân số | Số trẻ | Tỷ lệ suy dinh dưỡng (%)
        1   | An Hòa   | 8.412  | 412    | 9,8
        2   | Tân Phú  | 7.305  | 305    | 11,2
        3   | Bình Sơn | 6.268  | 268    | 10,4
    """)
    assert verdicts(reading) == []


def test_verdicts_against_targets() -> None:
    reading = table("""
        STT | Chỉ tiêu                                       | ĐVT | KH 2024 | TH 2024 | Đánh giá
        1   | Tỷ lệ bao phủ BHYT                             | %   | 93,0    | 93,4    | Vượt
        2   | Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ        | %   | 95,0    | 93,1    | Đạt
        3   | Tỷ lệ suy dinh dưỡng thấp còi trẻ dưới 5 tuổi  | %   | < 17,5  | 17,2    | Đạt
        4   | Tỷ lệ suy dinh dưỡng nhẹ cân trẻ dưới 5 tuổi   | %   | < 9,2   | 9,6     | Không đạt
    """)
    assert wrong(reading) == [("target_attainment", ("95,0", "93,1"))]
    assert len(verdicts(reading)) == 4


def test_total_rows_by_commune() -> None:
    reading = table("""
        TT | Xã, phường    | Số mắc | Số chết | Mật độ dân số | Tỷ lệ tiêm (%)
        1  | Phường An Hòa | 412    | 1       | 1.204         | 95,0
        2  | Xã Tân Phú    | 305    | 0       | 803           | 93,1
        3  | Xã Bình Minh  | 569    | 1       | 655           | 90,4
           | Tổng cộng     | 1.268  | 2       | 860           | 92,9
    """)
    sums = [v for v in verdicts(reading) if v[0] == "sum"]
    assert sums == [
        ("sum", "ok", ("1", "0", "1", "2")),
        ("sum", "wrong", ("412", "305", "569", "1.268")),
    ]


@pytest.mark.parametrize("place", ["first", "last"])
def test_a_single_column_of_numbered_rows(place: str) -> None:
    rows = ["1 | Phường An Hòa | 412", "2 | Xã Tân Phú | 305", "3 | Xã Bình Minh | 569"]
    total = " | Toàn tỉnh | 1.268"
    body = [total, *rows] if place == "first" else [*rows, total]
    reading = table("\n".join(["TT | Địa phương | Số mắc", *body]))
    assert [kind for kind, _ in wrong(reading)] == ["sum"]


def test_totals_over_groups_and_their_subtotals() -> None:
    reading = table("""
        STT | Cơ sở                 | Quý I  | Quý II | Quý III | Quý IV | Cả năm
        I   | Tuyến tỉnh            | 30.500 | 31.200 | 32.000  | 33.100 | 126.800
        1   | Bệnh viện đa khoa tỉnh | 20.100 | 20.700 | 21.000 | 22.000 | 83.800
        2   | Bệnh viện Sản Nhi     | 10.400 | 10.500 | 11.000  | 11.100 | 43.000
        II  | Tuyến huyện           | 15.200 | 15.900 | 16.100  | 16.400 | 63.600
        1   | TTYT Đông Hà          | 8.200  | 8.500  | 8.600   | 8.900  | 34.200
        2   | TTYT Tây Lâm          | 7.000  | 7.400  | 7.500   | 7.500  | 29.500
            | Tổng cộng             | 45.700 | 47.100 | 48.100  | 49.500 | 190.400
    """)
    assert wrong(reading) == [
        ("sum", ("63.600", "34.200", "29.500")),
        ("sum", ("7.000", "7.400", "7.500", "7.500", "29.500")),
    ]
    assert sum(verdict == "ok" for _, verdict, _ in verdicts(reading)) == 20


def test_overlapping_rows_are_no_parts() -> None:
    reading = table("""
        Nhóm          | Số mắc | Số chết
        Nam           | 520    | 3
        Nữ            | 480    | 2
        Dưới 15 tuổi  | 310    | 1
        Tổng số       | 1.000  | 5
    """)
    assert [v for v in verdicts(reading) if v[0] == "sum"] == []


def test_columns_that_add_up() -> None:
    reading = table("""
        Đơn vị                | Tổng số | Nam | Nữ
        Bệnh viện Đa khoa     | 512     | 201 | 311
        Trung tâm Kiểm soát   | 148     | 66  | 83
        Trung tâm Pháp y      | 24      | 15  | 9
    """)
    assert wrong(reading) == [("sum", ("148", "66", "83"))]


def test_trong_do_is_part_of_the_row_above() -> None:
    reading = table("""
        STT | Chỉ tiêu               | ĐVT  | TH 2023 | TH 2024
        1   | Tổng số lượt khám bệnh | lượt | 142.100 | 148.230
            | - Trong đó: nội trú    | lượt | 94.188  | 196.420
            | - Trong đó: tỷ lệ BHYT | %    | 88,0    | 89,0
    """)
    assert [v for v in verdicts(reading) if v[0] == "subset"] == [
        ("subset", "ok", ("142.100", "94.188")),
        ("subset", "wrong", ("148.230", "196.420")),
    ]


def test_indicators_of_different_units_have_no_total() -> None:
    reading = table("""
        STT | Chỉ tiêu     | ĐVT    | TH 2024
        1   | Bác sĩ       | người  | 905
        2   | Giường bệnh  | giường | 2.420
        3   | Tổng số      | lượt   | 3.000
    """)
    assert verdicts(reading) == []


def test_one_row_needs_a_plain_header() -> None:
    plain = table("Bệnh | Năm 2023 | Năm 2024 | Tăng, giảm (%)\nSởi | 40 | 87 | +17,5")
    assert wrong(plain) == [("relative_change", ("40", "87", "17,5"))]
    unclear = table("Bệnh | Năm 2023 | Năm 2024 | So sánh\nSởi | 40 | 87 | 3,5")
    assert verdicts(unclear) == []


def test_messages_name_the_figures_and_point_at_them() -> None:
    reading = table("Bệnh | Năm 2023 | Năm 2024 | Tăng, giảm (%)\nQuai bị | 98 | 121 | +32,5\nSởi | 40 | 87 | +117,5")
    found = next(f for f in findings(reading) if f.verdict is Verdict.WRONG)
    assert "(121 − 98) ÷ 98 = 23,47%" in found.message
    assert reading.text[found.start : found.end].startswith("98")
    assert reading.text[found.start : found.end].endswith("32,5")


def test_every_format_gives_the_same_claims() -> None:
    drawn = grid("Bệnh | Năm 2023 | Năm 2024 | Tăng, giảm (%)\nQuai bị | 98 | 121 | +32,5\nSởi | 40 | 87 | +117,5")
    assert wrong(read(as_html(drawn, HEAD), "a.html")) == [("relative_change", ("98", "121", "32,5"))]
