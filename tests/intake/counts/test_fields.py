"""Places, periods, measures and breakdowns: how the columns of a line say what its numbers are about."""

from __future__ import annotations

from typing import Any

import pytest

from intake.counts.count_tables import HEADER, mapping, read


def place(written: str, when: str = "2024,1", **spec: Any) -> str:
    """The code that a place gets, or the reason why not."""
    by = mapping(place={"column": "tinh", "level": "province", **spec})
    told = read(f'{HEADER}"{written}",{when},1\n', by)
    return str(told.faults[0]["reason"] if told.faults else told.rows[0]["place"])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Hà Nội", "01"),
        ("HA NOI", "01"),
        ("Thành phố Hà Nội", "01"),
        ("TP. Hồ Chí Minh", "79"),
        ("  Hà   Nội ", "01"),
        ("Ha\u0300 No\u0302\u0323i", "01"),
        ("01", "01"),
        ("1", "01"),
        ("Thua Thien Hue", "46"),
        ("88", "unknown_place"),
        ("99", "unknown_place"),
    ],
)
def test_a_place_is_known_by_name_or_code(written: str, code: str) -> None:
    assert place(written) == code


@pytest.mark.parametrize(
    ("written", "when", "code"),
    [
        ("Đắk Nông", "2003,12", "place_not_in_period"),
        ("Đắk Nông", "2004,1", "67"),
        ("Hà Tây", "2008,7", "28"),
        ("Hà Tây", "2008,8", "place_not_in_period"),
        ("Bình Dương", "2025,6", "74"),
        ("Bình Dương", "2025,7", "place_not_in_period"),
    ],
)
def test_a_place_must_exist_in_the_period_of_its_line(written: str, when: str, code: str) -> None:
    assert place(written, when) == code


def test_over_a_period_in_which_a_place_began_or_ended_it_is_found() -> None:
    by = mapping(grain="year", period={"year": "nam"})
    told = read("tinh,nam,so_ca\nHà Tây,2008,1\nHà Nội,2008,1\nHà Tây,2009,1\n", by)
    assert [row["place"] for row in told.rows] == ["28", "01"]
    assert told.reasons == [(4, "place", "place_not_in_period")]


def test_names_of_the_mapping_go_before_our_own() -> None:
    assert place("Thủ đô", names={"thủ đô": "01"}) == "01"
    assert place("Hà Nội", names={"Hà Nội": "79"}) == "79"


def test_one_place_for_the_whole_file() -> None:
    told = read("nam,thang,so_ca\n2024,1,5\n", mapping(place={"value": "19", "level": "province"}))
    assert told.rows[0]["place"] == "19"


COMMUNES = {"column": "tinh", "level": "commune"}


@pytest.mark.parametrize(
    ("written", "spec", "code"),
    [
        ("99046", {}, "99046"),
        ("Khe Biếc", {}, "99046"),
        ("xã Khe Biếc", {"within": "99"}, "99046"),
        ("01001", {}, "unknown_place"),
    ],
)
def test_the_invented_province_is_known_in_its_own_frame_only(written: str, spec: dict[str, Any], code: str) -> None:
    by = mapping(frame="sample", place={**COMMUNES, **spec})
    told = read(f"{HEADER}{written},2025,8,1\n", by)
    assert (told.faults[0]["reason"] if told.faults else told.rows[0]["place"]) == code
    assert read(f"{HEADER}99046,2025,8,1\n", mapping(place=COMMUNES)).reasons == [(2, "place", "unknown_place")]


def test_a_name_that_several_places_bear_is_set_aside_unless_the_mapping_says_within_which() -> None:
    lines = f"{HEADER}Tân An,2025,8,1\n"
    told = read(lines, mapping(place=COMMUNES))
    assert told.reasons == [(2, "place", "ambiguous_place")]
    assert "(mã " in told.faults[0]["remedy"]
    inside = read(lines, mapping(place={**COMMUNES, "within": "92"}))
    assert len(inside.rows) == 1


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("4", "00004"),
        ("00004", "00004"),
        ("Ba Đình", "unknown_place"),
        ("4a", "unknown_place"),
        ("000004", "unknown_place"),
    ],
)
def test_in_a_column_of_codes_a_number_is_a_code_that_lost_its_zeros(written: str, code: str) -> None:
    by = mapping(place={**COMMUNES, "codes": True})
    told = read(f"{HEADER}{written},2025,8,1\n", by)
    assert (told.faults[0]["reason"] if told.faults else told.rows[0]["place"]) == code


def test_a_code_outside_the_area_of_the_file_is_set_aside() -> None:
    by = mapping(place={"column": "tinh", "level": "commune", "within": "92"})
    assert read(f"{HEADER}00004,2025,8,1\n", by).reasons == [(2, "place", "outside_place")]


@pytest.mark.parametrize(
    ("grain", "spec", "written", "start", "end"),
    [
        ("month", {"year": "a", "month": "b"}, "2024,2", "2024-02-01", "2024-02-29"),
        ("month", {"year": "a", "month": "b"}, "Năm 2024,Tháng 02", "2024-02-01", "2024-02-29"),
        ("month", {"year": "a", "month": "b"}, "2024.0,T2", "2024-02-01", "2024-02-29"),
        ("quarter", {"year": "a", "quarter": "b"}, "2024,Quý II", "2024-04-01", "2024-06-30"),
        ("quarter", {"year": "a", "quarter": "b"}, "2024,2", "2024-04-01", "2024-06-30"),
        ("week", {"year": "a", "week": "b"}, "2024,1", "2024-01-01", "2024-01-07"),
        ("week", {"year": "a", "week": "b", "calendar": "week_sunday"}, "2024,1", "2023-12-31", "2024-01-06"),
        ("month", {"year": "a", "month": "b", "calendar": "administrative"}, "2024,1", "2023-12-15", "2024-01-14"),
        ("month", {"column": "a", "form": "T1/2024"}, "T2/2024,", "2024-02-01", "2024-02-29"),
        ("month", {"column": "a"}, "2024-02,", "2024-02-01", "2024-02-29"),
        ("month", {"column": "a"}, "2024-02-01,", "2024-02-01", "2024-02-29"),
        ("month", {"column": "a"}, "01/02/2024,", "2024-02-01", "2024-02-29"),
        ("month", {"column": "a", "end": "b"}, "2024-02-01,2024-02-29", "2024-02-01", "2024-02-29"),
        ("month", {"column": "a", "calendar": "administrative"}, "tháng 1/2024,", "2023-12-15", "2024-01-14"),
        ("week", {"column": "a"}, "Tuần 3/2024,", "2024-01-15", "2024-01-21"),
        ("week", {"column": "a", "calendar": "week_sunday"}, "Tuần 3/2024,", "2024-01-14", "2024-01-20"),
        ("week", {"column": "a"}, "2024-01-15,", "2024-01-15", "2024-01-21"),
        ("quarter", {"column": "a"}, "Quý I/2024,", "2024-01-01", "2024-03-31"),
        ("day", {"column": "a"}, "31/01/2024,", "2024-01-31", "2024-01-31"),
        ("year", {"column": "a"}, "2024,", "2024-01-01", "2024-12-31"),
        ("year", {"value": "2024"}, ",", "2024-01-01", "2024-12-31"),
        ("month", {"column": "a"}, "quý I/2024,", "wrong_grain", ""),
        ("month", {"column": "a"}, "2024-02-15,", "wrong_grain", ""),
        ("day", {"column": "a"}, "tháng 2/2024,", "wrong_grain", ""),
        ("month", {"column": "a", "end": "b"}, "2024-02-01,2024-02-28", "wrong_grain", ""),
        ("month", {"column": "a"}, "tháng Hai,", "unreadable_period", ""),
        ("month", {"year": "a", "month": "b"}, "2024,II", "unreadable_period", ""),
        ("year", {"year": "a"}, "0,", "unreadable_period", ""),
        ("day", {"column": "a"}, "31/02/2024,", "unreadable_period", ""),
        ("month", {"column": "a"}, ",", "missing", ""),
    ],
)
def test_a_period_is_read_from_numbers_labels_or_dates(
    grain: str, spec: dict[str, str], written: str, start: str, end: str
) -> None:
    told = read(f"tinh,a,b,so_ca\nHà Nội,{written},1\n", mapping(grain=grain, period=spec))
    if told.faults:
        assert (told.faults[0]["reason"], "") == (start, end)
    else:
        row = told.rows[0]
        assert (str(row["period_start"]), str(row["period_end"]), row["grain"]) == (start, end, grain)


def test_breakdowns_come_from_columns_constants_and_translations() -> None:
    by = mapping(
        dimensions={
            "facility": {"column": "co_so"},
            "disease": {"value": "dengue"},
            "sex": {"column": "gioi", "values": {"Nam": "male", "Nữ": "female", "Cộng": None}},
        }
    )
    lines = "01_01,NAM,1\n01 02,nữ,2\n01_01,Cộng,3\n01_01,khác,4\n01_01,,5\n,Nam,6\n"
    told = read("tinh,nam,thang,co_so,gioi,so_ca\n" + "".join(f"01,2024,1,{line}\n" for line in lines.splitlines()), by)
    assert [(row["facility"], row["disease"], row["sex"], row["age_group"]) for row in told.rows] == [
        ("01_01", "dengue", "male", None),
        ("01 02", "dengue", "female", None),
        ("01_01", "dengue", None, None),
    ]
    assert told.reasons == [(5, "sex", "unknown_value"), (6, "sex", "missing"), (7, "facility", "missing")]
    assert "Nam, Nữ, Cộng" in told.faults[0]["remedy"]


def test_measure_and_status_may_be_columns() -> None:
    by = mapping(
        measure={"column": "loai", "values": {"Mắc": "cases", "Chết": "deaths"}},
        status={"column": "tt", "values": {"Chính thức": "final", "Ước": "estimate"}},
    )
    header = "tinh,nam,thang,loai,tt,so_ca\n"
    told = read(
        header + "01,2024,1,mắc,ước,1\n01,2024,1,Chết,Chính thức,2\n01,2024,1,Khỏi,Ước,3\n01,2024,2,Mắc,?,4\n", by
    )
    assert [(row["measure"], row["status"]) for row in told.rows] == [("cases", "estimate"), ("deaths", "final")]
    assert told.reasons == [(4, "measure", "unknown_measure"), (5, "status", "unknown_status")]


def test_a_wide_table_has_a_cell_for_each_of_its_columns_in_the_order_of_the_file() -> None:
    by = mapping(
        value={"numbers": "vi"},
        dimensions=None,
        unpivot={"dimension": "disease", "columns": {"Sởi": "measles", "SXH": {"to": "dengue"}}},
    )
    told = read("tinh,nam,SXH,thang,Sởi\n01,2024,5,1,\n01,2024,a,2,1.000\n01,2024,3\n", by)
    assert [(r["row_no"], r["line"], r["column"], r["disease"], r["state"]) for r in told.rows] == [
        (0, 2, "SXH", "dengue", "reported"),
        (1, 2, "Sởi", "measles", "not_reported"),
        (3, 3, "Sởi", "measles", "reported"),
    ]
    assert [(f["row_no"], f["line"], f["column"], f["reason"]) for f in told.faults] == [
        (2, 3, "SXH", "not_a_number"),
        (4, 4, None, "too_few_fields"),
        (5, 4, None, "too_few_fields"),
    ]


def test_the_columns_of_a_wide_table_may_be_measures_or_both() -> None:
    by_measure = {"dimension": "measure", "columns": {"mac": "cases", "chet": "deaths"}}
    told = read("tinh,nam,thang,mac,chet\n01,2024,1,5,0\n", mapping(value=None, measure=None, unpivot=by_measure))
    assert [(row["measure"], row["disease"]) for row in told.rows] == [("cases", "dengue"), ("deaths", "dengue")]
    both = {
        "dimension": "disease",
        "columns": {
            "sxh_mac": {"to": "dengue", "measure": "cases"},
            "sxh_chet": {"to": "dengue", "measure": "deaths"},
            "soi": {"to": "measles", "measure": "cases"},
        },
    }
    by = mapping(value=None, measure=None, dimensions=None, unpivot=both)
    told = read("tinh,nam,thang,sxh_mac,sxh_chet,soi\n01,2024,1,5,0,2\n", by)
    assert [(row["disease"], row["measure"]) for row in told.rows] == [
        ("dengue", "cases"),
        ("dengue", "deaths"),
        ("measles", "cases"),
    ]


def test_the_key_says_what_a_value_is_about() -> None:
    by = mapping(dimensions={"facility": {"column": "co_so"}, "disease": {"value": "dengue"}})
    row = read("tinh,nam,thang,co_so,so_ca\nHà Nội,2024,1,a|b%,5\n", by).rows[0]
    assert row["row_key"] == "benh|cases|01|month|2024-01-01|a%7Cb%25|dengue||||"
