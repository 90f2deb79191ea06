"""Text tables as they are sent: delimiters, encodings, quotes, blank lines, packed files, and the line of every cell."""

from __future__ import annotations

import gzip
import unicodedata

import pytest

from intake.counts.count_tables import HEADER, mapping, read
from soyte.intake.counts import UnreadableCounts

LINES = "Hà Nội,2024,1,5\nĐắk Lắk,2024,1,-\nThừa Thiên Huế,2024,1,7\nBà Rịa - Vũng Tàu,2024,1,\n"
PLACES = ["01", "66", "46", "77"]


@pytest.mark.parametrize(
    ("name", "sign"), [("auto", ","), ("auto", ";"), ("auto", "\t"), ("auto", "|"), ("tab", "\t"), (";", ";")]
)
def test_the_sign_between_fields_is_guessed_from_the_headers_or_given(name: str, sign: str) -> None:
    told = read((HEADER + LINES).replace(",", sign), mapping(delimiter=name))
    assert [row["place"] for row in told.rows] == PLACES


def test_the_sign_that_excel_declares_in_the_first_line_counts() -> None:
    told = read("sep=;\n" + (HEADER + LINES).replace(",", ";"))
    assert [row["line"] for row in told.rows] == [3, 4, 5, 6]


def test_columns_are_found_by_name_in_any_order_and_spelling() -> None:
    told = read("ghi chú,THANG,  Nam ,tinh,so_ca\na,1,2024,01,5\n")
    assert [(row["place"], row["column"]) for row in told.rows] == [("01", "so_ca")]


TCVN3 = {
    "à": "µ",
    "ộ": "é",
    "Đ": "§",
    "ắ": "¾",
    "ừ": "õ",
    "ê": "ª",
    "ế": "Õ",
    "ị": "Þ",
    "ũ": "ò",
    "ỉ": "Ø",
    "ố": "è",
    "ă": "¨",
}
VNI = {
    "à": "aø",
    "ộ": "oä",
    "Đ": "Ñ",
    "ắ": "aé",
    "ừ": "öø",
    "ê": "eâ",
    "ế": "eá",
    "ị": "ò",
    "ũ": "uõ",
    "ỉ": "æ",
    "ố": "oá",
    "ă": "aê",
}
CP1258 = {
    "ắ": "ă\u0301",
    "ộ": "ô\u0323",
    "ừ": "ư\u0300",
    "ế": "ê\u0301",
    "ị": "i\u0323",
    "ũ": "u\u0303",
    "ỉ": "i\u0309",
    "ố": "ô\u0301",
}
OLD = "tỉnh,năm,thang,số ca\n" + LINES


def typed(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("UTF-8", OLD.encode()),
        ("UTF-8 with mark", OLD.encode("utf-8-sig")),
        ("decomposed", unicodedata.normalize("NFD", OLD).encode()),
        ("UTF-16", OLD.encode("utf-16")),
        ("UTF-16 big endian", b"\xfe\xff" + OLD.encode("utf-16-be")),
        ("TCVN3", typed(OLD, TCVN3).encode("latin-1")),
        ("VNI", typed(OLD, VNI).encode("latin-1")),
        ("windows-1258", typed(OLD, CP1258).encode("cp1258")),
        ("TCVN3 letters in UTF-8", typed(OLD, TCVN3).encode()),
        ("line ends of Windows", OLD.replace("\n", "\r\n").encode()),
        ("line ends of old Macs", OLD.replace("\n", "\r").encode()),
        ("gzip", gzip.compress(OLD.encode())),
    ],
)
def test_the_encoding_does_not_matter(encoding: str, data: bytes) -> None:
    by = mapping(
        place={"column": "tỉnh", "level": "province"},
        period={"year": "năm", "month": "thang"},
        value={"column": "số ca", "numbers": "vi"},
    )
    told = read(data, by)
    assert [(row["line"], row["place"]) for row in told.rows] == list(zip([2, 3, 4, 5], PLACES, strict=True))
    assert told.values == [("reported", "5"), ("none", None), ("reported", "7"), ("not_reported", None)]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("01,2024,1,5\n02,2024,1,5\n", [2, 3]),
        ("01,2024,1,5\n02,2024,1,5", [2, 3]),
        ("\n\n01,2024,1,5\n\n02,2024,1,5\n\n\n", [4, 6]),
        ("01,2024,1,5\n,,,\n02,2024,1,5\n , ,\t,\n,,,\n", [2, 4]),
        ('"01","2024","1","5"\n"02","2024","1","5"\n', [2, 3]),
        ('"01\n",2024,1,5\n"\n02",2024,"1\n\n",5\n04,2024,1,5\n', [2, 4, 8]),
        ('01,2024,1,5\n"","","",""\n02,2024,1,5\n', [2, 4]),
    ],
)
def test_the_line_of_a_cell_is_the_physical_line_on_which_its_record_begins(body: str, lines: list[int]) -> None:
    told = read(HEADER + body)
    assert [row["line"] for row in told.rows] == lines
    assert told.faults == []


def test_quotes_within_fields_do_not_move_anything() -> None:
    header = 'tinh,nam,thang,so_ca,"ghi ""chú"""\n'
    body = '01,2024,1,5,"nói ""có"""\n02,2024,1,6,5" ống\n04,2024,1,"7","a, b"\n06,2024,1,8,""""\n'
    told = read(header + body)
    assert [(row["line"], row["place"], int(row["value"])) for row in told.rows] == [
        (2, "01", 5),
        (3, "02", 6),
        (4, "04", 7),
        (5, "06", 8),
    ]


def test_a_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    body = "".join(f"{place},2024,1,5\n" for place in ("01", "02", '"04', "06", "08"))
    told = read(HEADER + body)
    assert [row["line"] for row in told.rows] == [2, 3, 5, 6]
    assert told.reasons == [(4, "line", "unclosed_quote")]


def test_lines_above_the_header_are_passed_over() -> None:
    body = f"BÁO CÁO THÁNG\n\n{HEADER}01,2024,1,5\n"
    assert [row["line"] for row in read(body, mapping(header_row=3)).rows] == [4]


def test_two_rows_of_headers_are_joined_and_merged_cells_speak_to_their_right() -> None:
    columns = {"SXH / Mắc": {"to": "dengue", "measure": "cases"}, "SXH / Chết": {"to": "dengue", "measure": "deaths"}}
    by = mapping(
        measure=None,
        value=None,
        dimensions=None,
        header_rows=2,
        unpivot={"dimension": "disease", "columns": columns},
    )
    told = read("tinh,nam,thang,SXH,\n,,,Mắc,Chết\n01,2024,1,5,0\n", by)
    assert [(row["measure"], row["column"], row["line"]) for row in told.rows] == [
        ("cases", "SXH / Mắc", 3),
        ("deaths", "SXH / Chết", 3),
    ]


REFUSED = [
    ("empty", b"", "tệp rỗng"),
    ("blank", b"\n\n  \n", "không có dòng nào có chữ"),
    ("a document", b"%PDF-1.7 abc", "không phải là bảng số liệu"),
    ("bytes", bytes(range(256)) * 40, "không phải là bảng số liệu"),
    ("no header there", b"tinh,nam\n", "thiếu cột “thang”, “so_ca”; tệp có các cột “tinh”, “nam”"),
    ("a header like it", b"tinh,nam,thang,so_cas\n", "(gần giống “so_cas”)"),
    ("a column twice", b"tinh,nam,thang,so_ca,So_Ca\n", "cột “so_ca” xuất hiện 2 lần"),
    ("a damaged archive", gzip.compress(b"tinh,nam,thang,so_ca\n")[:-9], "bị hỏng"),
    ("an archive of nothing", gzip.compress(b""), "tệp rỗng"),
    ("a bomb", gzip.compress(b"0" * 40_000_000), "bung ra quá lớn"),
    ("one line of ten megabytes", b"a" * 10_000_000, "quá dài"),
    ("columns without end", b"a," * 100_000, "hơn 16384 cột"),
    ("a workbook cut short", b"PK\x03\x04abc", "bị hỏng"),
]


@pytest.mark.parametrize(("what", "data", "said"), REFUSED, ids=[what for what, _, _ in REFUSED])
def test_a_file_that_is_no_such_table_is_refused_with_name_cause_and_remedy(what: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableCounts) as refused:
        read(data, name="số liệu.csv")
    message = str(refused.value)
    assert message.startswith("số liệu.csv: ")
    assert said in message
    assert "; hãy " in message


def test_a_file_with_nothing_but_a_header_has_no_cells_and_says_so() -> None:
    told = read(HEADER)
    assert (told.rows_in, told.warnings) == (0, ("Tệp chỉ có tiêu đề, không có dòng số liệu nào.",))


def test_a_line_of_megabytes_is_set_aside_and_the_rest_goes_on() -> None:
    told = read(f"{HEADER}01,2024,1,5\n{'x' * 5_000_000}\n02,2024,1,6\n")
    assert [row["line"] for row in told.rows] == [2, 4]
    assert told.reasons == [(3, "line", "overlong")]
    assert len(told.faults[0]["value"]) <= 500


def test_a_nul_in_a_cell_harms_that_cell_only() -> None:
    told = read(f"{HEADER}01,2024,1,5\0\n02,2024,1,6\n")
    assert told.reasons == [(2, "value", "not_a_number")]
    assert len(told.rows) == 1


def test_a_table_of_many_chunks_keeps_count() -> None:
    body = "".join(f"{1 + i % 60},{1990 + i // 720},{1 + i // 60 % 12},{i}\n" for i in range(20_000))
    names = mapping(place={"column": "tinh", "level": "province", "names": {str(n): "01" for n in range(1, 61)}})
    told = read(HEADER + body + "\n" * 5 + "01,2024\n", names)
    assert told.rows_in == 20_001
    assert told.faults[-1]["line"] == 20_007
