"""Mapping files: what they may say, and that every fault names file, line, key, what was found and what is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from soyte.intake.counts import MappingError, read_mapping

GOOD = """\
dataset: benh
title: Số ca mắc
owner: CDC
measure: cases
grain: month
place: {column: tinh, level: province}
period: {year: nam, month: thang}
status: final
value: {column: so_ca}
"""


def told(folder: Path, text: str | bytes) -> str:
    """What is wrong with a mapping, or nothing."""
    path = folder / "anh-xa.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    try:
        read_mapping(path)
    except MappingError as error:
        return str(error)
    return ""


def test_a_plain_mapping_is_read(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD) == ""


@pytest.mark.parametrize("written", ["2024", "'2024'", "2024-01", "2024-01-01", "tháng 1/2024"])
def test_periods_of_a_mapping_need_no_quotes(tmp_path: Path, written: str) -> None:
    assert told(tmp_path, f"{GOOD}expected: {{level: province, from: {written}}}") == ""


CHANGED = [
    ("dataset: benh", "dataset: Bệnh", "dòng 1, khóa “dataset”: cần một mã gồm chữ thường"),
    ("owner: CDC", "", "khóa “owner”: thiếu khóa này"),
    ("owner: CDC", "owner: 5", "dòng 3, khóa “owner”: cần một chuỗi ký tự; nếu là số"),
    ("owner: CDC", "owner: CDC\nowners: a", "dòng 4, khóa “owners”: khóa lạ, không có trong lược đồ; có phải “owner”?"),
    (
        "grain: month",
        "grain: months",
        "dòng 5, khóa “grain”: cần một trong 'day', 'week', 'month', 'quarter', 'year'; nhận 'months'",
    ),
    ("grain: month", "grain: week", "grain là week nhưng period chỉ cho biết đến month"),
    ("measure: cases", "", "thiếu khóa measure"),
    ("measure: cases", "measure: {column: a, values: {}}", "khóa “measure › values”: không được để trống"),
    (
        "measure: cases",
        "measure: {column: a, values: {Mắc: 1}}",
        "dòng 4, khóa “measure › values › Mắc”: cần một chuỗi",
    ),
    ("measure: cases", "measure: {column: a, values: {Mắc: a, MẮC: b}}", "“MẮC” ghi hai lần trong values"),
    ("level: province", "level: tinh", "dòng 6, khóa “place › level”: cần một trong"),
    ("column: tinh, level", "level", "dòng 6, khóa “place”: cần đúng một trong các khóa column, value"),
    ("level: province", "level: commune, within: 01", "khóa “place › within”: cần một chuỗi ký tự; nếu là số"),
    ("level: province", "level: commune, names: {a: HN}", "khóa “place › names › a”: cần một mã đơn vị hành chính"),
    ("month: thang", "month: thang, week: tuan", "month, quarter, week chỉ dùng một khóa"),
    ("{year: nam, month: thang}", "{column: ky, form: T99/2024}", "khóa “period”: Không hiểu kỳ “T99/2024”"),
    (
        "{year: nam, month: thang}",
        "{column: ky, form: quý I/2024}",
        "“quý I/2024” trong period không phải kỳ loại month",
    ),
    ("{year: nam, month: thang}", "{value: '2024'}", "“2024” trong period không phải kỳ loại month"),
    ("{year: nam, month: thang}", "{}", "cần đúng một trong các khóa year, column, value"),
    ("month: thang}", "month: thang, calendar: week_sunday}", "calendar week_sunday không chia theo month"),
    ("status: final", "status: xong", "dòng 8, khóa “status”: cần một trong 'final', 'estimate', 'provisional'"),
    ("value: {column: so_ca}", "", "cần đúng một trong hai: value › column (bảng dọc) hoặc unpivot (bảng ngang)"),
    ("value: {column: so_ca}", "value: {column: so_ca, whole: có}", "khóa “value › whole”: cần true hoặc false"),
    ("value:", "unpivot: {dimension: disease, columns: {a: b}}\nvalue:", "cần đúng một trong hai"),
    (
        "value: {column: so_ca}",
        "unpivot: {dimension: disease, columns: {a: b, c: b}}",
        "hai cột không thể cùng đổi thành",
    ),
    ("value: {column: so_ca}", "unpivot: {dimension: disease, columns: {a: {too: b}}}", "có phải “to”?"),
    ("value: {column: so_ca}", "unpivot: {dimension: measure, columns: {a: b}}", "thì không ghi thêm khóa measure"),
    ("status: final", "status: final\ncells: {none: ['-'], not_applicable: ['-']}", "“-” ghi hai lần trong cells"),
    ("status: final", "status: final\ncells: {none: '-'}", "khóa “cells › none”: cần một danh sách"),
    ("status: final", "status: final\nheader_row: 0", "khóa “header_row”: số quá nhỏ"),
    ("status: final", "status: final\ndelimiter: x", "khóa “delimiter”: cần một trong"),
    ("status: final", "status: final\nvalid_from: hôm qua", "khóa “valid_from”: cần một ngày dạng YYYY-MM-DD"),
    ("status: final", "status: final\nvalid_from: 2024-01-01\nvalid_to: 2023-01-01", "valid_from phải trước valid_to"),
    ("status: final", "status: final\nexpected: {level: province, from: x}", "Không hiểu kỳ “x”"),
    (
        "status: final",
        "status: final\nexpected: {level: province, from: 2018-01, to: 2000-12}",
        "from phải là kỳ đứng trước",
    ),
    (
        "status: final",
        "status: final\nidentities: {person: {column: a, kind: cmnd}}",
        "khóa “identities › person › kind”",
    ),
    ("status: final", "status: final\ndimensions: {benh: {value: a}}", "khóa “dimensions › benh”: khóa lạ"),
    ("status: final", "status: final\nstatus: estimate", "dòng 9, khóa “status”: đã có ở dòng 8"),
    ("status: final", "status: &a final\ntitle2: *a", "không dùng bí danh"),
    ("status: final", "status: [", "không phải YAML hợp lệ"),
]


@pytest.mark.parametrize(("old", "new", "said"), CHANGED, ids=[new[:40] or f"no {old}" for old, new, _ in CHANGED])
def test_a_fault_names_file_line_key_what_was_found_and_what_is_needed(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in GOOD
    message = told(tmp_path, GOOD.replace(old, new, 1))
    assert message.startswith("anh-xa.yaml")
    assert said in message


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    message = told(tmp_path, GOOD.replace("final", "xong").replace("grain: month", "grain: tháng"))
    assert len(message.splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "rỗng"),
        (b"- a\n", "không gồm các cặp khóa"),
        (GOOD.encode("utf-16"), "không ở bảng mã UTF-8"),
        (b"a: " + b"[" * 3000, "lồng quá sâu"),
        (b"a: |\n  x\n" * 200_000, "không phải tệp khai báo"),
        (GOOD.replace("final", "final\nvalid_from: 2024-02-31").encode(), "không phải YAML hợp lệ"),
        (b"\xff\xfe", "không ở bảng mã UTF-8"),
        (b"a: \x00", "không phải YAML hợp lệ"),
    ],
)
def test_what_is_no_mapping_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in told(tmp_path, content)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"khong\.yaml: không mở được"):
        read_mapping(tmp_path / "khong.yaml")
