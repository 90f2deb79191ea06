"""`soyte places` as a person types it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from soyte.cli.places import app


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def asked(*arguments: str) -> Any:
    code, out, _ = run(*arguments, "--format", "json")
    assert code == 0
    return json.loads(out)


def test_find_says_what_a_name_means_now() -> None:
    assert run("find", "thai nguyen", "--level", "tinh") == (0, "“thai nguyen” là tỉnh Thái Nguyên (mã 19).\n", "")
    found = run("find", "Ba Đình", "--level", "xa", "--within", "01")
    assert found[1] == "“Ba Đình” là phường Ba Đình (mã 00004), thuộc thành phố Hà Nội.\n"


def test_find_lists_namesakes_with_what_they_lie_in() -> None:
    code, out, _ = run("find", "Ba Đình", "--level", "xa")
    assert (code, out.splitlines()) == (
        2,
        [
            "“Ba Đình” ngày 20/09/2026 có thể là 2 đơn vị:",
            "  phường Ba Đình (mã 00004), thuộc thành phố Hà Nội",
            "  xã Ba Đình (mã 16171), thuộc tỉnh Thanh Hóa",
        ],
    )


def test_find_says_whose_area_a_lost_name_is_now() -> None:
    code, out, _ = run("find", "Hà Tây", "--level", "tinh", "--on", "1/1/2020")
    assert (code, out) == (
        2,
        "“Hà Tây” không có vào ngày 01/01/2020: tỉnh Hà Tây đến 31/07/2008. "
        "Địa bàn này ngày 01/01/2020 thuộc thành phố Hà Nội (mã 01).\n",
    )


def test_find_without_a_level_shows_every_level_that_knows_the_name() -> None:
    lines = run("find", "Bắc Kạn")[1].splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "“Bắc Kạn” không có vào ngày 20/09/2026",
        "“Bắc Kạn” không có vào ngày 20/09/2026",
        "“Bắc Kạn” là phường Bắc Kạn (mã 01843), thuộc tỉnh Thái Nguyên.",
    ]


def test_find_gives_json_for_programs() -> None:
    (found,) = asked("find", "66")
    assert (found["outcome"], found["unit"]["full_name"], found["unit"]["valid_from"]) == (
        "one",
        "tỉnh Đắk Lắk",
        "2025-07-01",
    )


def test_show_gives_a_unit_with_what_is_above_and_below() -> None:
    assert run("show", "19", "--on", "2025-06-30")[1].splitlines() == [
        "Tỉnh Thái Nguyên (mã 19)",
        "  Thời gian: từ 01/01/1997 đến 30/06/2025",
        "  Thuộc: Việt Nam",
        "  Có 9 đơn vị cấp huyện",
        "  Có 172 đơn vị cấp xã",
    ]
    assert asked("show", "19")["below"] == {"commune": 92}


def test_history_names_the_documents() -> None:
    assert run("history", "66")[1].splitlines() == [
        "66: nay là tỉnh Đắk Lắk",
        "  01/01/2004: tách một phần thành tỉnh Đắk Nông (22/2003/QH11)",
        "  01/07/2025: nhận thêm tỉnh Phú Yên (202/2025/QH15)",
    ]
    assert run("history", "14")[1].endswith("Danh mục không ghi nhận thay đổi nào.\n")
    assert [change["breaks"] for change in asked("history", "75")["changes"]] == [True, False]


def test_successors_give_the_share_of_each() -> None:
    assert run("successors", "99010", "--on", "30/6/2025")[1].splitlines() == [
        "phường Nắng Sớm (mã 99010), ngày 30/06/2025 → ngày 20/09/2026:",
        "  phường Ánh Sao (mã 99001): 65 %",
        "  phường Bến Mây (mã 99013): 35 %",
    ]
    assert "chưa rõ tỷ trọng" in run("successors", "66", "--on", "1/1/2000", "--at", "1/1/2005")[1]
    assert asked("successors", "66", "--on", "1/1/2000", "--at", "1/1/2005")[0]["weight"] is None
    assert "Không còn đơn vị nào cùng cấp." in run("successors", "164", "--on", "1/1/2020")[1]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("show", "98"), "Không có địa danh “98” vào ngày 20/09/2026. Hãy tìm mã bằng “soyte places find TÊN”."),
        (("show", "28"), "“28” không có vào ngày 20/09/2026: tỉnh Hà Tây đến 31/07/2008."),
        (("history", "98"), "Không có đơn vị nào mang mã 98"),
        ((), "Thiếu lệnh: hãy chọn find, show, history hoặc successors"),
        (("find", "Huế", "--on", "31/2/2025"), "“31/2/2025” không phải một ngày; hãy viết như 30/6/2025"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_sentence(arguments: tuple[str, ...], why: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(why)


def test_invented_places_stay_out_of_sight() -> None:
    assert run("find", "Sao Mai")[0] == 2
    assert run("find", "Sao Mai", "--within", "99")[0] == 0
