"""From what a person says to an act: merging, dividing, carving out, renaming; and what cannot be said."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from measures.boundaries.places_moved import ANH_SAO, BEN_MAY, DAY, HOA_SUA, NANG_MOI
from soyte.measures.boundaries.composing import Part, carve, merge, rename, split
from soyte.places import Act, PlaceError, crosswalk, preview, shipped_atlas

ATLAS = shipped_atlas()
F = Fraction


def told(act: Act) -> dict[str, str]:
    return {change.code: change.words for change in preview(ATLAS, act)}


def shares(act: Act, code: str) -> dict[str, Fraction | None]:
    eve = DAY.fromordinal(DAY.toordinal() - 1)
    walk = crosswalk("commune", eve, DAY, frame="sample", atlas=ATLAS.with_acts([act]))
    return {one.new: one.weight for one in walk.of(code)}


def test_a_merger_into_one_of_the_merged() -> None:
    act = merge(ATLAS, [HOA_SUA, BEN_MAY], BEN_MAY, DAY, "NQ")
    assert told(act) == {BEN_MAY: "nhận thêm phường Hoa Sữa", HOA_SUA: "nhập vào phường Bến Mây"}


def test_a_merger_with_a_new_name() -> None:
    act = merge(ATLAS, [HOA_SUA, BEN_MAY], BEN_MAY, DAY, "NQ", name="xã Sông Mây")
    assert told(act)[BEN_MAY] == "cùng phường Hoa Sữa lập thành xã Sông Mây"


def test_a_merger_into_a_new_code() -> None:
    act = merge(ATLAS, [HOA_SUA, BEN_MAY], NANG_MOI, DAY, "NQ", name="phường Sông Mây")
    assert told(act)[NANG_MOI] == "thành lập phường Sông Mây từ phường Hoa Sữa và phường Bến Mây"


def test_a_division_in_which_a_part_stays() -> None:
    parts = [Part(ANH_SAO, weight=F(3, 5)), Part(NANG_MOI, "xã Nắng Mới", F(2, 5))]
    act = split(ATLAS, ANH_SAO, parts, DAY, "NQ")
    assert shares(act, ANH_SAO) == {ANH_SAO: F(3, 5), NANG_MOI: F(2, 5)}
    assert act.opens[0].full_name == "xã Nắng Mới"


def test_a_division_that_nobody_measured_has_no_shares() -> None:
    act = split(ATLAS, ANH_SAO, [Part(ANH_SAO), Part(BEN_MAY)], DAY, "NQ")
    assert shares(act, ANH_SAO) == {ANH_SAO: None, BEN_MAY: None}


def test_a_new_unit_takes_parts_and_wholes_of_others() -> None:
    act = carve(
        ATLAS, NANG_MOI, "phường Nắng Mới", [Part(ANH_SAO, weight=F(1, 5)), Part(HOA_SUA, weight=F(1))], DAY, "NQ"
    )
    assert shares(act, ANH_SAO) == {ANH_SAO: F(4, 5), NANG_MOI: F(1, 5)}
    assert shares(act, HOA_SUA) == {NANG_MOI: F(1)}


def test_a_new_name_is_no_break() -> None:
    (change,) = preview(ATLAS, rename(ATLAS, HOA_SUA, DAY, "NQ", name="Hoa Sữa Mới"))
    assert (change.words, change.breaks) == ("đổi thành phường Hoa Sữa Mới", False)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: merge(ATLAS, [HOA_SUA], HOA_SUA, DAY, "NQ"), "sáp nhập cần ít nhất hai đơn vị"),
        (lambda: merge(ATLAS, ["98765", HOA_SUA], HOA_SUA, DAY, "NQ"), "Không có địa danh “98765”"),
        (lambda: merge(ATLAS, [HOA_SUA, "99"], HOA_SUA, DAY, "NQ"), "các đơn vị không cùng cấp"),
        (lambda: merge(ATLAS, [HOA_SUA, BEN_MAY], NANG_MOI, DAY, "NQ"), "đơn vị mới mã 99500 chưa có tên"),
        (lambda: merge(ATLAS, [HOA_SUA, BEN_MAY], "995", DAY, "NQ", name="A"), "gồm 5 chữ số"),
        (lambda: merge(ATLAS, [HOA_SUA, BEN_MAY], "00500", DAY, "NQ", name="A"), "99 là của địa bàn giả định"),
        (lambda: split(ATLAS, HOA_SUA, [Part(HOA_SUA)], DAY, "NQ"), "cần ít nhất hai phần"),
        (lambda: carve(ATLAS, NANG_MOI, "A", [], DAY, "NQ"), "địa bàn lấy từ đơn vị khác"),
        (lambda: rename(ATLAS, HOA_SUA, DAY, "NQ"), "chưa ghi tên mới"),
        (lambda: rename(ATLAS, HOA_SUA, DAY, "NQ", parent="98"), "Không có địa danh “98”"),
        (lambda: rename(ATLAS, HOA_SUA, DAY, "NQ", parent=BEN_MAY), "không phải đơn vị cấp trên"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(make: Callable[[], Act], why: str) -> None:
    with pytest.raises(PlaceError) as raised:
        make()
    assert why in str(raised.value)
