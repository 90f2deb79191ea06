"""What is told of a unit's past, and which of it breaks a series."""

from __future__ import annotations

from datetime import date

import pytest

from soyte.places import changes, history, predecessors, successors


def told(code: str) -> list[str]:
    return [change.sentence for change in history(code)]


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("66", ["01/01/2004: tách một phần thành tỉnh Đắk Nông", "01/07/2025: nhận thêm tỉnh Phú Yên"]),
        (
            "67",
            ["01/01/2004: thành lập tỉnh Đắk Nông từ một phần tỉnh Đắk Lắk", "01/07/2025: nhập vào tỉnh Lâm Đồng"],
        ),
        ("12", ["01/01/2004: tách một phần thành tỉnh Điện Biên; nhận thêm một phần tỉnh Lào Cai"]),
        ("01", ["01/08/2008: nhận thêm tỉnh Hà Tây, một phần tỉnh Hòa Bình và một phần tỉnh Vĩnh Phúc"]),
        ("28", ["01/08/2008: nhập vào thành phố Hà Nội"]),
        (
            "17",
            ["01/08/2008: chuyển một phần sang thành phố Hà Nội", "01/07/2025: nhập vào tỉnh Phú Thọ"],
        ),
        ("46", ["01/01/2025: đổi thành thành phố Huế"]),
        ("15", ["01/07/2025: cùng tỉnh Lào Cai lập thành tỉnh Lào Cai"]),
        ("75", ["01/07/2025: nhận thêm tỉnh Bình Phước", "30/04/2026: đổi thành thành phố Đồng Nai"]),
        ("bac-thai", ["01/01/1997: chia về tỉnh Bắc Kạn và tỉnh Thái Nguyên"]),
        ("164", ["01/07/2025: không còn tồn tại, không có đơn vị cùng cấp thay thế"]),
        ("755", ["01/07/2025: chuyển thành đặc khu Côn Đảo"]),
        ("26732", ["01/07/2025: đặc khu Côn Đảo thay cho huyện Côn Đảo"]),
        ("14", []),
        ("no such code", []),
    ],
)
def test_the_history_of_a_code_is_told_in_sentences(code: str, sentences: list[str]) -> None:
    assert told(code) == sentences


def test_a_new_name_is_no_break_and_a_new_area_is() -> None:
    assert [(c.kind, c.breaks) for c in history("75")] == [("grown", True), ("renamed", False)]
    assert [(c.kind, c.breaks) for c in history("46")] == [("renamed", False)]


def test_changes_are_those_after_the_first_day_and_until_the_last() -> None:
    span = changes("66", date(2000, 1, 1), date(2017, 12, 31))
    assert [c.on for c in span] == [date(2004, 1, 1)]
    assert changes("66", date(2004, 1, 1), date(2017, 12, 31)) == ()
    assert [c.on for c in changes("66", date(2003, 12, 31), date(2004, 1, 1))] == [date(2004, 1, 1)]


def test_the_breaks_of_the_provinces_between_2000_and_2017_are_those_of_2004_and_2008() -> None:
    broken = {
        code: [f"{c.on:%Y}" for c in changes(code, date(2000, 1, 1), date(2017, 12, 31)) if c.breaks]
        for code in ("01", "10", "11", "12", "17", "26", "28", "66", "67", "92", "93", "14", "79")
    }
    assert broken == {
        **{key: ["2004"] for key in ("10", "11", "12", "66", "67", "92", "93")},
        **{key: ["2008"] for key in ("01", "17", "26", "28")},
        "14": [],
        "79": [],
    }


def test_a_change_names_who_gave_who_got_and_the_document() -> None:
    (change,) = history("28")
    assert ([u.code for u in change.gave], change.got, change.sources) == (["01"], (), ("15-2008-qh12",))
    assert change.before is not None and change.after is None


def test_successors_and_predecessors_are_found_across_several_changes() -> None:
    then, now = date(2000, 1, 1), date(2026, 11, 1)
    assert [u.name for u in successors("66", then, now)] == ["Đắk Lắk", "Lâm Đồng"]
    assert [u.name for u in successors("14", then, now)] == ["Sơn La"]
    assert {u.name for u in predecessors("68", now, then)} == {"Lâm Đồng", "Bình Thuận", "Đắk Lắk"}
    assert successors("164", then, now) == ()  # districts have no successors
