"""Units with their days: the lists of each era, codes that changed their meaning, what lies in what."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from soyte.places import Level, Unit, ancestors, documents, facilities, parent_of, shipped_atlas, unit, units

EVE, REFORM, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 1)


@pytest.mark.parametrize(
    ("on", "provinces", "why"),
    [
        (date(1996, 12, 31), 53, "before the divisions of 1997"),
        (date(1997, 1, 1), 61, "eight provinces divided"),
        (date(2004, 1, 1), 64, "Đắk Nông, Điện Biên and Hậu Giang"),
        (date(2008, 8, 1), 63, "Hà Tây into Hà Nội"),
        (EVE, 63, "the eve of the reform"),
        (REFORM, 34, "the reform"),
        (NOW, 34, "three provinces became cities, none was added"),
    ],
)
def test_there_were_as_many_provinces_as_the_law_says(on: date, provinces: int, why: str) -> None:
    assert len(units("province", on)) == provinces, why


def test_the_reform_left_3321_communes_and_no_district() -> None:
    assert (len(units("district", EVE)), len(units("commune", EVE))) == (696, 10035)
    assert (len(units("district", REFORM)), len(units("commune", REFORM))) == (0, 3321)
    kinds = Counter(u.kind for u in units("commune", REFORM))
    assert kinds == {"xã": 2621, "phường": 687, "đặc khu": 13}


def test_communes_of_dong_nai_and_bac_ninh_became_wards_in_2026() -> None:
    kinds = Counter(u.kind for u in units("commune", NOW))
    assert kinds == {"xã": 2621 - 22, "phường": 687 + 22, "đặc khu": 13}
    long_thanh = unit("26368", date(2026, 4, 29)), unit("26368", date(2026, 4, 30))
    assert [u and u.full_name for u in long_thanh] == ["xã Long Thành", "phường Long Thành"]


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [
        ("15", "tỉnh Yên Bái", "tỉnh Lào Cai"),
        ("91", "tỉnh Kiên Giang", "tỉnh An Giang"),
        ("44", "tỉnh Quảng Bình", "tỉnh Quảng Trị"),
        ("46", "thành phố Huế", "thành phố Huế"),
        ("00004", "phường Trúc Bạch", "phường Ba Đình"),
    ],
)
def test_a_code_means_what_it_meant_on_that_day(code: str, before: str, since: str) -> None:
    one, other = unit(code, EVE), unit(code, REFORM)
    assert one is not None and other is not None
    assert (one.full_name, other.full_name) == (before, since)


def test_a_code_that_ended_is_none_afterwards() -> None:
    assert unit("28", date(2008, 7, 31)) is not None  # Hà Tây
    assert unit("28", date(2008, 8, 1)) is None
    assert unit("no such code", NOW) is None


def test_a_unit_lies_in_the_units_of_its_own_days() -> None:
    old, new = unit("01840", EVE), unit("01840", REFORM)
    assert old is not None and new is not None
    assert [u.full_name for u in ancestors(old)] == ["thành phố Bắc Kạn", "tỉnh Bắc Kạn", "Việt Nam"]
    assert [u.full_name for u in ancestors(new)] == ["tỉnh Thái Nguyên", "Việt Nam"]
    assert parent_of(new) == unit("19", REFORM)


def test_units_within_a_unit_are_those_below_it_at_any_depth() -> None:
    assert len(units("commune", EVE, within="19")) == 172
    assert len(units("commune", REFORM, within="19")) == 92
    assert {u.parent for u in units("commune", EVE, within="164")} == {"164"}
    assert len(units("province", NOW, within="VN")) == 34


@pytest.mark.parametrize("level", ["province", "district", "commune"])
def test_every_unit_has_a_parent_that_exists_on_its_first_and_last_known_day(level: Level) -> None:
    atlas = shipped_atlas()

    def orphaned(u: Unit) -> bool:
        last = u.valid_to or date.max
        return any(atlas.unit(u.parent, day) is None for day in (u.valid_from or last, last))

    assert [u.code for u in atlas.at_level(level) if orphaned(u)] == []


def test_the_lengths_of_codes_tell_levels_apart() -> None:
    lengths = {(u.level, len(u.code)) for u in shipped_atlas().all_units if u.code.isdigit()}
    assert lengths == {("province", 2), ("district", 3), ("commune", 5)}
    words = {u.code for u in shipped_atlas().all_units if not u.code.isdigit()}
    ended = {u.code for u in units("province", date(1996, 12, 31))} & words
    assert words == ended | {"VN"}  # only the country, and provinces that ended before there were these codes


# ------------------------------------------------------------------------------------------------ what followed what


def test_the_weights_of_every_predecessor_sum_to_one_or_are_unknown_together() -> None:
    sums: dict[tuple[date, str], list[object]] = {}
    for s in shipped_atlas().successions:
        sums.setdefault((s.on, s.old), []).append(s.weight)
    wrong = {key: parts for key, parts in sums.items() if None not in parts and sum(parts) != 1}  # type: ignore[arg-type]
    mixed = {key: parts for key, parts in sums.items() if None in parts and set(parts) != {None}}
    assert (wrong, mixed) == ({}, {})


def test_weights_are_unknown_only_for_provinces_that_were_divided_before_2025() -> None:
    unknown = {s.on for s in shipped_atlas().successions if s.weight is None}
    assert unknown == {date(1997, 1, 1), date(2004, 1, 1), date(2008, 8, 1)}


def test_every_commune_of_the_eve_has_successors_and_every_new_one_predecessors() -> None:
    atlas = shipped_atlas()
    assert [u.code for u in units("commune", EVE) if not atlas.from_old(REFORM, u.code)] == []
    assert [u.code for u in units("commune", REFORM) if not atlas.from_new(REFORM, u.code)] == []


def test_successions_join_units_that_existed_on_both_sides_of_the_day() -> None:
    atlas = shipped_atlas()
    loose = [
        s
        for s in atlas.successions
        if atlas.unit(s.old, s.on - timedelta(days=1)) is None or atlas.unit(s.new, s.on) is None
    ]
    assert loose == []


def test_a_unit_that_begins_or_ends_on_a_day_is_part_of_a_succession_of_that_day() -> None:
    atlas = shipped_atlas()
    begun = [u for u in atlas.all_units if u.valid_from and not atlas.from_new(u.valid_from, u.code)]
    ended = [
        u
        for u in atlas.all_units
        if u.valid_to and u.level != "district" and not atlas.from_old(u.valid_to + timedelta(days=1), u.code)
    ]
    assert (begun, ended) == ([], [])


def test_communes_go_to_the_province_into_which_theirs_went() -> None:
    atlas = shipped_atlas()
    provinces = {s.old: s.new for s in atlas.events(REFORM) if len(s.old) == 2}
    astray = []
    for s in atlas.events(REFORM):
        old, new = atlas.unit(s.old, EVE), atlas.unit(s.new, REFORM)
        if old is None or new is None or new.level != "commune":
            continue
        was = next(u.code for u in (*atlas.ancestors(old, EVE),) if u.level == "province")
        if provinces.get(was, was) != new.parent:
            astray.append((s.old, s.new))
    assert astray == []


def test_namesakes_of_two_districts_are_not_taken_for_one_divided_commune() -> None:
    thoi_lai, long_phu = "31268", "31666"  # both are called xã Tân Thạnh, both lie in Cần Thơ now
    assert [s.new for s in shipped_atlas().from_old(REFORM, thoi_lai)] == ["31288"]
    assert [s.new for s in shipped_atlas().from_old(REFORM, long_phu)] == ["31666"]


def test_every_succession_names_a_document_except_the_invented_ones() -> None:
    known = documents()
    assert {s.source for s in shipped_atlas().successions if not s.old.startswith("99")} <= known.keys()
    assert {d.certainty for d in known.values()} <= {"looked_up", "memory", "uncertain"}


# ------------------------------------------------------------------------------------------------- the invented ones


def test_invented_units_appear_only_when_asked_for() -> None:
    for level, size in (("province", 1), ("commune", 16)):
        shown = units(level, NOW, frame="sample")  # type: ignore[arg-type]
        assert len(shown) == size
        assert all(u.invented and u.code.startswith("99") for u in shown)
        assert not any(u.invented for u in units(level, NOW))  # type: ignore[arg-type]
    assert len(units("commune", EVE, within="99")) == 40
    assert [u.name for u in units("district", EVE, within="99")] == ["Ánh Sao", "Gió Ngàn", "Mây Đồi"]
    sao_mai = unit("99", NOW)
    assert sao_mai is not None and sao_mai.full_name == "tỉnh Sao Mai"


def test_no_invented_unit_bears_the_name_of_a_real_one() -> None:
    every = shipped_atlas().all_units
    assert {u.name for u in every if u.invented} & {u.name for u in every if not u.invented} == set()


def test_invented_facilities_stand_in_invented_communes() -> None:
    assert facilities(NOW) == ()
    assert len(facilities(NOW, frame="sample")) == 6
    assert len(facilities(EVE, within="99")) == 5
    assert [f.name for f in facilities(EVE, within="992")] == ["Trung tâm Y tế Gió Ngàn"]
