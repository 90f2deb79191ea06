"""Every date and period in a text, and nothing else."""

from __future__ import annotations

import pytest

from soyte.periods import find, parse, until
from soyte.text import normalise

YEAR = parse("2024")


def seen(text: str, anchor: str | None = None) -> list[tuple[str, str, str | None]]:
    text = normalise(text).text
    mentions = find(text, anchor=parse(anchor) if anchor else None)
    return [(text[m.start : m.end], m.kind, m.period.iso if m.period else None) for m in mentions]


@pytest.mark.parametrize(
    ("text", "kind", "iso"),
    [
        ("ngày 05/3/2023", "day", "2023-03-05"),
        ("05-3-2023", "day", "2023-03-05"),
        ("5.3.2023", "day", "2023-03-05"),
        ("2023-03-05", "day", "2023-03-05"),
        ("ngày 5 tháng 3 năm 2023", "day", "2023-03-05"),
        ("ngày 05 tháng\n3 năm 2024", "day", "2024-03-05"),
        ("05 tháng 3 năm 2024", "day", "2024-03-05"),
        ("ngày 14/\n12/2024", "day", "2024-12-14"),
        ("ngày 5/3/23", "day", "2023-03-05"),
        ("từ 5 - 12/3/2024", "day_range", "2024-03-05/2024-03-12"),
        ("05/3 – 12/3/2023", "day_range", "2023-03-05/2023-03-12"),
        ("từ ngày 15/11 đến ngày 14/12/2025", "day_range", "2025-11-15/2025-12-14"),
        ("từ ngày 15 tháng 11 đến ngày 14 tháng 12 năm 2025", "day_range", "2025-11-15/2025-12-14"),
        ("từ ngày 15/12 đến 14/01/2025", "day_range", "2024-12-15/2025-01-14"),
        ("từ01/01/2024 đến 17/12/2024", "day_range", "2024-01-01/2024-12-17"),
        ("15/12/2024-14/12/2025", "day_range", "2024-12-15/2025-12-14"),
        ("18-24/8/2025", "day_range", "2025-08-18/2025-08-24"),
        ("ngày 5, 6 và 7/3/2023", "day_range", "2023-03-05/2023-03-07"),
        ("tính đến 17/12/2024", "as_of", "2024-01-01/2024-12-17"),
        ("Tính đến ngày 17/12/2024", "as_of", "2024-01-01/2024-12-17"),
        ("Tính đến 16 giờ ngày 17/12/2024", "as_of", "2024-01-01/2024-12-17"),
        ("đến hết tháng 11/2024", "as_of", "2024-01-01/2024-11-30"),
        ("đến hết ngày 30/11/2025", "as_of", "2025-01-01/2025-11-30"),
        ("đến tháng 10/2025", "as_of", "2025-01-01/2025-10-31"),
        ("hết quý III/2025", "as_of", "2025-01-01/2025-09-30"),
        ("lũy kế đến ngày 20/12/2024", "as_of", "2024-01-01/2024-12-20"),
        ("từ đầu năm đến hết tuần 34/2025", "as_of", "2025-01-01/2025-08-24"),
        ("năm 2023", "year", "2023"),
        ("năm\n2024", "year", "2024"),
        ("N.2024", "year", "2024"),
        ("năm 2024-2025", "year", "2024-01-01/2025-12-31"),
        ("năm hành chính 2025", "year", "2024-12-15/2025-12-14"),
        ("giai đoạn 2021 – 2025", "years", "2021-01-01/2025-12-31"),
        ("nhiệm kỳ 2020 - 2025", "years", "2020-01-01/2025-12-31"),
        ("2021-2025", "years", "2021-01-01/2025-12-31"),
        ("5 năm 2021-2025", "years", "2021-01-01/2025-12-31"),
        ("từ năm 2021 đến năm 2025", "years", "2021-01-01/2025-12-31"),
        ("tầm nhìn đến năm 2045", "years", "2045"),
        ("giai đoạn đến 2030", "years", "2030"),
        ("quý I/2025", "quarter", "2025-Q1"),
        ("Quý 3 năm 2025", "quarter", "2025-Q3"),
        ("quý  IV / 2024", "quarter", "2024-Q4"),
        ("Q1/2025", "quarter", "2025-Q1"),
        ("Quý I/2025 (kỳ báo cáo HIV)", "quarter", "2024-12-15/2025-03-14"),
        ("tháng 9/2023", "month", "2023-09"),
        ("tháng 12 năm 2024", "month", "2024-12"),
        ("T12/2024", "month", "2024-12"),
        ("tháng 01-2025", "month", "2025-01"),
        ("12/2024", "month", "2024-12"),
        ("6 tháng đầu năm 2025", "months", "2025-01-01/2025-06-30"),
        ("6 tháng đầu 2025", "months", "2025-01-01/2025-06-30"),
        ("9 tháng năm 2025", "months", "2025-01-01/2025-09-30"),
        ("11T/2024", "months", "2024-01-01/2024-11-30"),
        ("12 tháng năm 2024", "months", "2024"),
        ("hai tháng đầu năm 2025", "months", "2025-01-01/2025-02-28"),
        ("nửa đầu năm 2025", "months", "2025-01-01/2025-06-30"),
        ("từ tháng 1 đến tháng 6/2025", "months", "2025-01-01/2025-06-30"),
        ("tháng 12/2024 - 2/2025", "months", "2024-12-01/2025-02-28"),
        ("tuần 34/2025", "week", "2025-W34"),
        ("tuần thứ 34 năm 2025", "week", "2025-W34"),
        ("tuần 36-2025", "week", "2025-W36"),
        ("tuần 34-35/2025", "week", "2025-08-18/2025-08-31"),
        ("tuần 53/2025", "week", None),
        ("7h", "time", None),
        ("17h30", "time", None),
        ("6 giờ 30", "time", None),
        ("8 giờ", "time", None),
        ("24/24", "time", None),
        ("24/7", "time", None),
        ("24/24h", "time", None),
        ("24/24 giờ, 7/7", "time", None),
        ("trong vòng 24 giờ", "other", None),
        ("72 giờ", "other", None),
        ("5 năm qua", "other", None),
        ("4 tuần trước", "other", None),
        ("từ ngày 24 đến 30-8-2020", "day_range", "2020-08-24/2020-08-30"),
        ("năm học 2024-2025", "other", None),
        ("cùng kỳ năm 2023", "relative", "2023"),
        ("cùng\n\nkỳ", "relative", None),
    ],
)
def test_one_mention_fills_the_text(text: str, kind: str, iso: str | None) -> None:
    plain = normalise(text).text
    assert seen(text) == [(plain, kind, iso)]
    assert seen(f"Kết quả: {text}, đạt 95%.")[0] == (plain, kind, iso)


@pytest.mark.parametrize(
    ("text", "kind", "iso"),
    [
        ("ngày12/3", "day", "2024-03-12"),
        ("Chiều 5/3", "day", "2024-03-05"),
        ("sáng ngày 22/12", "day", "2024-12-22"),
        ("Ngày 26/1", "day", "2024-01-26"),
        ("ngày 20-11", "day", "2024-11-20"),
        ("từ 5 - 12/3", "day_range", "2024-03-05/2024-03-12"),
        ("đến 20/12", "as_of", "2024-01-01/2024-12-20"),
        ("đến hết tháng 11", "as_of", "2024-01-01/2024-11-30"),
        ("quý IV", "quarter", "2024-Q4"),
        ("tháng 12", "month", "2024-12"),
        ("11 tháng", "months", "2024-01-01/2024-11-30"),
        ("6 tháng cuối năm", "months", "2024-07-01/2024-12-31"),
        ("chín tháng đầu năm", "months", "2024-01-01/2024-09-30"),
        ("12 tháng đầu năm", "months", "2024"),
        ("tuần 37", "week", "2024-W37"),
        ("năm trước", "relative", "2023"),
        ("năm ngoái", "relative", "2023"),
        ("năm nay", "relative", "2024"),
        ("trong năm", "relative", "2024"),
        ("từ đầu năm", "relative", "2024"),
        ("đầu năm đến nay", "relative", "2024"),
        ("cùng kỳ", "relative", "2023"),
        ("cùng kỳ năm trước", "relative", "2023"),
        ("cùng kỳ năm 2022", "relative", "2022"),
        ("tháng trước", "relative", "2024-11"),
        ("quý trước", "relative", "2024-Q3"),
        ("tuần trước", "relative", "2024-W52"),
    ],
)
def test_the_anchor_gives_the_year_that_is_left_out(text: str, kind: str, iso: str) -> None:
    assert seen(text, "2024") == [(text, kind, iso)]
    if "20" not in text[-4:]:
        assert seen(text) == [(text, kind, None)]


def test_the_same_months_of_another_year() -> None:
    assert seen("cùng kỳ năm 2023", "11 tháng năm 2025") == [("cùng kỳ năm 2023", "relative", "2023-01-01/2023-11-30")]
    assert seen("cùng kỳ", "tuần 34/2025") == [("cùng kỳ", "relative", "2024-W34")]
    assert seen("đến nay, từ đầu năm", "ngày 17/8/2025") == [("từ đầu năm", "relative", "2025-01-01/2025-08-17")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("năm 2024 và 2025 của tỉnh", [("năm 2024", "2024"), ("2025", "2025")]),
        ("năm 2023, 2024 và 2025", [("năm 2023", "2023"), ("2024", "2024"), ("2025", "2025")]),
        ("năm 2024, 2025 ca mắc", [("năm 2024", "2024")]),
        ("năm 2024/2023", [("năm 2024", "2024"), ("2023", "2023")]),
        ("so với 2023", [("2023", "2023")]),
        ("giữa năm 2024", [("năm 2024", "2024")]),
        ("đến 2030", [("2030", "2030")]),
        ("tăng 5% (2023: 91%; 2022: 90%)", [("2023", "2023"), ("2022", "2022")]),
        ("kế hoạch 2025: 95%", [("2025", "2025")]),
        ("tháng 11, 12 năm 2024", [("tháng 11", "2024-11"), ("12 năm 2024", "2024-12")]),
        ("trong tháng 6 và 7.", [("tháng 6", None), ("7", None)]),
        ("tháng 6 và 7 xã", [("tháng 6", None)]),
        ("tháng 11 và tháng 12/2024", [("tháng 11", "2024-11"), ("tháng 12/2024", "2024-12")]),
        ("quý I, II và III năm 2025", [("quý I", "2025-Q1"), ("II", "2025-Q2"), ("III năm 2025", "2025-Q3")]),
        ("tuần 34 (18/8 - 24/8/2025)", [("tuần 34", "2025-W34"), ("18/8 - 24/8/2025", "2025-08-18/2025-08-24")]),
        (
            "tháng 6 và 6 tháng đầu năm 2025",
            [("tháng 6", "2025-06"), ("6 tháng đầu năm 2025", "2025-01-01/2025-06-30")],
        ),
        ("dịp 30/4 và 1/5/2025", [("30/4", "2025-04-30"), ("1/5/2025", "2025-05-01")]),
        ("lúc 17:30 ngày 5/3/2023", [("17:30", None), ("ngày 5/3/2023", "2023-03-05")]),
        ("17/12/2024 08:30", [("17/12/2024", "2024-12-17"), ("08:30", None)]),
        ("Luật Dược năm 2016", [("năm 2016", "2016")]),
        ("Thông tư số 105/2023/TT-BQP ngày 06/12/2023", [("ngày 06/12/2023", "2023-12-06")]),
        ("Kế hoạch số 73 và 74 ngày 26/12/2017", [("ngày 26/12/2017", "2017-12-26")]),
        ("Dân số trung bình năm 2023", [("năm 2023", "2023")]),
        (" date 2023-12 Họp", [("date 2023-12", "2023-12")]),
        ("Ngày Thế giới phòng, chống lao 24/3/2025", [("24/3/2025", "2025-03-24")]),
    ],
)
def test_several_mentions(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(quote, iso) for quote, _, iso in seen(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "24/24 đơn vị",
        "24/24 trạm y tế",
        "100% (24/24)",
        "5/5 chỉ tiêu",
        "12/14 chỉ tiêu",
        "15/6 chỉ tiêu",
        "9/9 huyện",
        "11/14",
        "8.120/3",
        "có 3/12 tiêu chí",
        "nâng từ 3/12 lên 5/12 xã",
        "từ 5/10 lên 8/10",
        "từ 3/12 đến 5/12 chỉ tiêu",
        "so với 8/10",
        "đạt đến 5/12",
        "ngày 31/02/2024",
        "31/4/2024",
        "ngày 29/2/2023",
        "ngày 45/13",
        "tháng 13",
        "tuần 54",
        "quý V",
        "từ 6 đến 59 tháng",
        "dưới 5 tuổi",
        "trẻ 24 tháng tuổi",
        "trẻ 6-11 tháng",
        "trẻ dưới 12 tháng",
        "trong 3 tháng thai kỳ",
        "phụ nữ có thai 3 tháng cuối",
        "bú mẹ hoàn toàn trong 6 tháng đầu",
        "cấp thuốc 3 tháng",
        "thai 37 tuần",
        "tháng 2 lần",
        "mỗi tuần 2 lần",
        "mỗi ngày 2.5 lượt",
        "tuần thứ 2 liên tiếp",
        "các năm trước",
        "trong năm tới",
        "ngày càng",
        "hằng năm",
        "số 45/2021/TT-BYT",
        "Thông tư 01/2025/TT-BYT",
        "Nghị định 09/2019",
        "QĐ 2733/QĐ-BYT",
        "3150/QĐ-UBND",
        "QCVN 01:2018/BYT",
        "từ 2000 đến 2010 ca",
        "đến 2000 người",
        "2000-2010 ca",
        "thực hiện 2024 ca",
        "1.251.013 thẻ",
        "17/10.000 dân",
        "3.1.2. Khám",
        "COVID-19, A/H5N1",
    ],
)
def test_quantities_names_and_ages_are_left_alone(text: str) -> None:
    assert seen(text, "2024") == []


def test_the_date_of_closing_is_given() -> None:
    (mention,) = find("tính đến 17/12/2024")
    assert str(mention.as_of) == "2024-12-17"
    assert mention.period == until(mention.as_of)  # type: ignore[arg-type]
    (mention,) = find("đến cuối năm 2024")
    assert (mention.kind, str(mention.as_of)) == ("year", "2024-12-31")
    (mention,) = find("năm 2024")
    assert mention.as_of is None


def test_offsets_survive_letters_that_grow_when_lowered() -> None:
    text = "İİİ năm 2024"
    (mention,) = find(text)
    assert text[mention.start : mention.end] == "năm 2024"
