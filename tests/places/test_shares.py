"""Crosswalks between two days, and the groups that compare when shares are unknown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from soyte.places import Share, crosswalk, groups
from soyte.places.columns import crosswalk_table

EVE, REFORM, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 1)


def shares(start: date, end: date, *codes: str) -> dict[str, list[tuple[str, Fraction | None]]]:
    walk = crosswalk("province", start, end)
    return {code: [(s.new, s.weight) for s in walk.of(code)] for code in codes}


def test_provinces_merge_whole() -> None:
    walk = crosswalk("province", EVE, REFORM)
    assert len({s.old for s in walk.shares}) == 63
    assert len({s.new for s in walk.shares}) == 34
    assert {s.millionths for s in walk.shares} == {1_000_000}


def test_every_commune_and_island_district_of_the_eve_is_shared_out_over_all_new_communes() -> None:
    walk = crosswalk("commune", EVE, REFORM)
    assert (len({s.old for s in walk.shares}), len({s.new for s in walk.shares})) == (10035 + 5, 3321)
    for old in {s.old for s in walk.shares}:
        assert sum(s.millionths or 0 for s in walk.of(old)) == 1_000_000
    assert len(walk.shares) == 10571


def test_a_divided_commune_has_parts() -> None:
    assert crosswalk("commune", EVE, NOW, frame="sample").of("99010") == (
        Share("99010", "99001", 650_000),
        Share("99010", "99013", 350_000),
    )


def test_between_two_quiet_days_everything_stays() -> None:
    walk = crosswalk("province", date(2010, 1, 1), date(2020, 1, 1))
    assert all(s.old == s.new and s.weight == 1 for s in walk.shares)
    assert len(walk.shares) == 63


def test_changes_chain_and_unmeasured_shares_stay_unknown() -> None:
    assert shares(date(2000, 1, 1), NOW, "66", "28", "27", "92") == {
        "66": [("66", None), ("68", None)],
        "28": [("01", 1)],
        "27": [("24", 1)],
        "92": [("92", 1)],  # divided in 2004, together again since 2025
    }


def test_backwards_a_share_is_known_where_a_unit_came_from_a_single_one() -> None:
    assert shares(date(2010, 1, 1), date(2000, 1, 1), "66", "67", "11", "01") == {
        "66": [("66", 1)],
        "67": [("66", 1)],
        "11": [("12", 1)],
        "01": [("01", None), ("17", None), ("26", None), ("28", None)],
    }


def test_districts_have_nowhere_to_go_after_the_reform() -> None:
    assert crosswalk("district", EVE, REFORM, within="19").shares == ()


def test_groups_compare_over_years_whose_shares_nobody_measured() -> None:
    together = [g for g in groups("province", date(2000, 1, 1), date(2017, 12, 31)) if len(g.old) + len(g.new) > 2]
    assert [(g.old, g.new) for g in together] == [
        (("01", "17", "26", "28"), ("01", "17", "26")),
        (("10", "12"), ("10", "11", "12")),
        (("66",), ("66", "67")),
        (("92",), ("92", "93")),
    ]
    assert sum(len(g.old) for g in groups("province", date(2000, 1, 1), date(2017, 12, 31))) == 61


def test_a_crosswalk_is_a_table_too() -> None:
    table = crosswalk_table(crosswalk("province", date(2003, 1, 1), date(2005, 1, 1)))
    rows = {(r["from_code"], r["to_code"]): r["millionths"] for r in table.to_pylist()}
    assert rows[("14", "14")] == 1_000_000
    assert rows[("66", "67")] is None
    assert table.schema.names == ["from_code", "to_code", "millionths"]
