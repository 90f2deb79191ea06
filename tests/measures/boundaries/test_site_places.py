"""Changes of places that an installation records: acts of its ledger, read as of any moment, taken back by withdrawal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from measures.boundaries.places_moved import (
    ANH_SAO,
    BEN_MAY,
    DAY,
    DIVISION,
    EVE,
    HOA_SUA,
    MERGER,
    NANG_MOI,
    months,
    new_ledger,
    recorded,
)
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries import record, site, site_atlas
from soyte.measures.boundaries.acts import read, written
from soyte.places import Act, Atlas, Move, PlaceError, shipped_atlas


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path)


def there(atlas: Atlas, *codes: str, on: date = DAY) -> list[bool]:
    return [atlas.unit(code, on) is not None for code in codes]


def test_without_acts_the_shipped_atlas_itself_answers(ledger: Ledger) -> None:
    assert site_atlas(ledger) is shipped_atlas()


def test_acts_are_in_the_atlas_from_their_day_on(ledger: Ledger) -> None:
    recorded(ledger, MERGER)
    recorded(ledger, DIVISION)
    atlas = site_atlas(ledger)
    assert there(atlas, HOA_SUA, NANG_MOI, on=EVE) == [True, False]
    assert there(atlas, HOA_SUA, NANG_MOI, on=DAY) == [False, True]


def test_an_atlas_is_made_once_and_other_files_that_come_in_do_not_change_it(ledger: Ledger) -> None:
    recorded(ledger, MERGER)
    first = site_atlas(ledger)
    months(ledger, {(BEN_MAY, "2026-01"): 3})
    assert site_atlas(ledger) is first


def test_before_the_act_was_recorded_the_table_is_the_old_one(ledger: Ledger) -> None:
    one = recorded(ledger, MERGER)
    two = recorded(ledger, DIVISION)
    assert there(site_atlas(ledger, 0), HOA_SUA, NANG_MOI) == [True, False]
    assert there(site_atlas(ledger, one.seq), HOA_SUA, NANG_MOI) == [False, False]
    assert there(site_atlas(ledger, two.seq), HOA_SUA, NANG_MOI) == [False, True]


def test_a_withdrawn_act_gives_the_old_answers_back(ledger: Ledger) -> None:
    act = recorded(ledger, MERGER)
    ledger.withdraw(act.submission_id, actor="người thử", reason="ghi nhầm")
    assert site_atlas(ledger) is shipped_atlas()
    assert there(site_atlas(ledger, act.seq), HOA_SUA) == [False]
    assert recorded(ledger, MERGER).seq > act.seq


def test_the_same_act_twice_is_one(ledger: Ledger) -> None:
    assert record(ledger, MERGER, actor="a")[1]
    again, new = record(ledger, replace(MERGER, moves=tuple(reversed(MERGER.moves))), actor="b")
    assert (again.actor, new) == ("a", False)


def test_an_act_that_cannot_be_done_is_not_recorded(ledger: Ledger) -> None:
    with pytest.raises(PlaceError, match="không có đơn vị mã 99999"):
        recorded(ledger, Act(DAY, (Move("99999", BEN_MAY),), source="Nghị quyết"))
    with pytest.raises(PlaceError, match="thiếu văn bản quyết định"):
        recorded(ledger, replace(MERGER, source=" "))
    assert ledger.state().head == 0


def test_an_act_whose_ground_was_withdrawn_is_left_out_and_named(ledger: Ledger) -> None:
    division = recorded(ledger, DIVISION)
    later = recorded(ledger, Act(date(2028, 1, 1), (Move(NANG_MOI, BEN_MAY),), source="Nghị quyết số 3"))
    ledger.withdraw(division.submission_id, actor="người thử", reason="ghi nhầm")
    here = site(ledger)
    assert here.acts == ()
    (warning,) = here.warnings
    assert f"Thay đổi địa bàn số {later.seq}" in warning
    assert "không có đơn vị mã 99500" in warning
    assert f"Hãy rút lần ghi số {later.seq}" in warning
    assert here.atlas.unit(BEN_MAY, date(2028, 1, 1)) == shipped_atlas().unit(BEN_MAY, date(2028, 1, 1))


def test_what_a_newer_program_ships_does_not_count_twice(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    one = recorded(ledger, MERGER)
    newer = shipped_atlas().with_acts([MERGER])
    monkeypatch.setattr("soyte.measures.boundaries.recorded.shipped_atlas", lambda: newer)
    here = site(Ledger.open(ledger.home.folder))
    assert (here.atlas is newer, [known.seq for known in here.shipped], here.left_out) == (True, [one.seq], ())


def test_an_act_is_written_and_read_back_without_loss() -> None:
    thirds = Act(
        DAY,
        tuple(Move(ANH_SAO, code, Fraction(1, 3)) for code in (ANH_SAO, BEN_MAY, NANG_MOI)),
        DIVISION.opens,
        "NQ “5”/2026",
    )
    for act in (MERGER, DIVISION, thirds):
        assert read(written(act)) == act


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"on":"2027-01-01","moves":[],"document":"x"}',
        '{"on":"2027-01-01","moves":[{"old":"99001","new":"99013","weight":"1/0"}],"document":"x"}',
        '{"on":"2027-01-01","moves":[{"old":"99001","new":"99013","weight":"-1"}],"document":"x"}',
        '{"on":"1","moves":[{"old":"a","new":"b"}],"document":"x","more":1}',
    ],
)
def test_a_damaged_body_is_no_act(body: str) -> None:
    with pytest.raises(ValueError):
        read(body)
