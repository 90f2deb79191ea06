"""Mergers and divisions as dated acts: what they would do, and what they may not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from soyte.places import Act, Move, PlaceError, Unit, crosswalk, preview, shipped_atlas, unit, units

DAY = date(2027, 1, 1)
ANH_SAO, BEN_MAY, HOA_SUA = "99001", "99013", "99019"


def test_a_merger_is_previewed_before_it_is_done() -> None:
    act = Act(DAY, (Move(HOA_SUA, BEN_MAY),), source="invented")
    told = {change.code: change.words for change in preview(shipped_atlas(), act)}
    assert told == {BEN_MAY: "nhận thêm phường Hoa Sữa", HOA_SUA: "nhập vào phường Bến Mây"}
    assert unit(HOA_SUA, DAY) is not None  # the shipped atlas stays as it is


def test_after_an_act_the_days_on_both_sides_differ() -> None:
    atlas = shipped_atlas().with_acts([Act(DAY, (Move(HOA_SUA, BEN_MAY),))])
    assert len(units("commune", date(2026, 12, 31), within="99", atlas=atlas)) == 16
    assert len(units("commune", DAY, within="99", atlas=atlas)) == 15
    assert unit(HOA_SUA, DAY, atlas=atlas) is None


def test_a_division_needs_the_new_unit_described_and_shares_that_sum_to_one() -> None:
    new = Unit("99500", "Nắng Mới", "phường", "commune", "99", invented=True)
    moves = (Move(ANH_SAO, ANH_SAO, Fraction(3, 5)), Move(ANH_SAO, "99500", Fraction(2, 5)))
    atlas = shipped_atlas().with_acts([Act(DAY, moves, (new,))])
    shares = crosswalk("commune", date(2026, 12, 31), DAY, frame="sample", atlas=atlas).of(ANH_SAO)
    assert [(s.new, s.weight) for s in shares] == [(ANH_SAO, Fraction(3, 5)), ("99500", Fraction(2, 5))]
    opened = unit("99500", DAY, atlas=atlas)
    assert opened is not None and opened.valid_from == DAY


def test_acts_apply_in_the_order_of_their_days() -> None:
    later = Act(date(2028, 1, 1), (Move(BEN_MAY, ANH_SAO),))
    atlas = shipped_atlas().with_acts([later, Act(DAY, (Move(HOA_SUA, BEN_MAY),))])
    shares = crosswalk("commune", date(2026, 12, 31), date(2028, 1, 1), frame="sample", atlas=atlas)
    assert [(s.new, s.weight) for s in shares.of(HOA_SUA)] == [(ANH_SAO, Fraction(1))]


def test_a_new_name_moves_a_unit_to_itself() -> None:
    renamed = Unit(HOA_SUA, "Hoa Sữa Mới", "phường", "commune", "99", invented=True)
    (change,) = preview(shipped_atlas(), Act(DAY, (Move(HOA_SUA, HOA_SUA),), (renamed,)))
    assert (change.words, change.breaks) == ("đổi thành phường Hoa Sữa Mới", False)


def test_units_below_one_that_ends_follow_it() -> None:
    big = Unit("98", "Lớn", "tỉnh", "province", "VN", invented=True)
    atlas = shipped_atlas().with_acts([Act(DAY, (Move("99", "98"),), (big,))])
    communes = units("commune", DAY, within="98", frame="sample", atlas=atlas)
    assert len(communes) == 16
    assert {u.parent for u in communes} == {"98"}
    assert {u.parent for u in units("commune", date(2026, 12, 31), within="99", atlas=atlas)} == {"99"}


NEW = Unit("99500", "Nắng Mới", "phường", "commune", "99", invented=True)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (
            Act(DAY, (Move("99999", BEN_MAY),)),
            "Ngày 01/01/2027: không có đơn vị mã 99999 vào ngày trước đó.",
        ),
        (
            Act(DAY, (Move(HOA_SUA, "99500"),)),
            "Thay đổi ngày 01/01/2027: chưa có tên, loại và đơn vị cấp trên của đơn vị mới mã 99500.",
        ),
        (
            Act(DAY, (Move(HOA_SUA, BEN_MAY, Fraction(1, 2)),)),
            "Thay đổi ngày 01/01/2027: đơn vị 99019 chỉ chuyển một phần 1/2; hãy ghi nốt phần còn lại.",
        ),
        (
            Act(DAY, (Move(HOA_SUA, BEN_MAY, Fraction(1, 2)), Move(HOA_SUA, ANH_SAO, Fraction(1, 4)))),
            "Thay đổi ngày 01/01/2027: tỷ trọng các phần của đơn vị 99019 phải có đủ và cộng lại bằng 1.",
        ),
        (
            Act(DAY, (Move(HOA_SUA, BEN_MAY), Move(HOA_SUA, BEN_MAY))),
            "Thay đổi ngày 01/01/2027: 99019 → 99013 được ghi hai lần; hãy cộng lại thành một dòng.",
        ),
        (
            Act(date(2020, 1, 1), (Move("99097", "99100"),)),
            "Ngày 01/01/2020: xã Bãi Cói Vàng (mã 99097) đã có thay đổi khác sau ngày 30/06/2025; "
            "hãy ghi các thay đổi theo thứ tự thời gian.",
        ),
        (
            Act(DAY, (Move("99", "98", Fraction(1, 2)), Move("99", "97", Fraction(1, 2)))),
            "chưa có tên, loại và đơn vị cấp trên",
        ),
    ],
)
def test_an_act_that_cannot_be_says_why(act: Act, why: str) -> None:
    with pytest.raises(PlaceError) as raised:
        preview(shipped_atlas(), act)
    assert why in str(raised.value)


def test_a_province_is_divided_only_when_it_is_said_where_its_communes_go() -> None:
    halves = tuple(Unit(code, f"Nửa {code}", "tỉnh", "province", "VN", invented=True) for code in ("97", "98"))
    moves = tuple(Move("99", half.code, Fraction(1, 2)) for half in halves)
    with pytest.raises(PlaceError, match="chưa ghi 16 đơn vị cấp dưới về đâu"):
        preview(shipped_atlas(), Act(DAY, moves, halves))
