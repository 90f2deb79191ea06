"""What is not read yet, and what it should say. A test that begins to pass fails here until it moves to its chapter."""

from __future__ import annotations

import pytest

from quantity_rows import Read, read

GAPS = [
    ("số ca tăng gấp đôi", [Read("gấp đôi", "2", "lần")], "multiples in words"),
    ("hai phần ba số trạm", [Read("hai", "2", form="numerator"), Read("ba", "3", form="denominator")], "fractions in words"),
    ("khám 2 triệu rưỡi lượt", [Read("2 triệu rưỡi", "2500000", "lượt")], "halves of a scale"),
    ("sai lệch 5±1 %", [Read("5", "5", "%")], "tolerances"),
    ("thu 1 234 567 đồng", [Read("1 234 567", "1234567", "đồng")], "thousands apart: columns of a table look alike"),
    ("tăng trưởng âm 2,5%", [Read("2,5", "-2.5", "%")], "âm is also the end of siêu âm"),
    ("giao ba (03) đơn vị", [Read("03", "3", "đơn vị")], "words before the digits that repeat them"),
    ("có 12 xã đạt mức 4, 5", [Read("12", "12", "xã"), Read("4", "4", "mức", form="list"), Read("5", "5", "mức", form="list")],
     "mức 3, 4 is mostly the name of a requirement"),
    ("51.3 giường/10.000 dân", [Read("51.3", "51.3", "giường/10.000 dân")], "looks like a section number"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(text, wanted, marks=pytest.mark.xfail(strict=True, reason=why), id=why)
        for text, wanted, why in GAPS
    ],
)
def test_not_read_yet(text: str, wanted: list[Read]) -> None:
    assert read(text) == wanted
