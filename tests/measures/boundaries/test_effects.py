"""What an act would do to rows, series and people, before it is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from measures.boundaries.places_moved import (
    ANH_SAO,
    BEN_MAY,
    DIVISION,
    HOA_SUA,
    MERGER,
    NANG_MOI,
    months,
    new_ledger,
    recorded,
)
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries import site_atlas
from soyte.measures.boundaries.effects import Effect, effects
from soyte.places import Act, shipped_atlas


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path)


def by_code(ledger: Ledger, act: Act) -> dict[str, Effect]:
    return {one.change.code: one for one in effects(ledger, act)}


def test_rows_are_counted_on_both_sides_of_the_day(ledger: Ledger) -> None:
    months(
        ledger, {(HOA_SUA, "2026-01"): 5, (HOA_SUA, "2026-02"): None, (HOA_SUA, "2027-01"): 1, (ANH_SAO, "2026-01"): 9}
    )
    months(ledger, {(HOA_SUA, "2026-01"): 2}, disease="measles")
    found = by_code(ledger, MERGER)
    shown = {code: (one.before, one.after, one.series, one.broken) for code, one in found.items()}
    assert shown == {HOA_SUA: (3, 1, 2, True), BEN_MAY: (0, 0, 0, False)}


def test_rows_that_were_taken_back_do_not_count(ledger: Ledger) -> None:
    act = months(ledger, {(HOA_SUA, "2026-01"): 5})
    ledger.withdraw(act.submission_id, actor="người thử", reason="nhầm")
    assert by_code(ledger, MERGER)[HOA_SUA].before == 0


def test_people_are_divided_by_the_shares(ledger: Ledger) -> None:
    months(ledger, {(ANH_SAO, "2026"): 1001}, measure="population", disease=None, grain="year")
    one = by_code(ledger, DIVISION)[ANH_SAO]
    assert (str(one.people), one.people_in) == ("1001", 2026)
    assert [(part.code, str(part.people)) for part in one.parts] == [(ANH_SAO, "601"), (NANG_MOI, "400")]


def test_without_people_only_the_shares_are_told(ledger: Ledger) -> None:
    one = by_code(ledger, DIVISION)[ANH_SAO]
    assert [(part.code, part.share.millionths, part.people) for part in one.parts] == [
        (ANH_SAO, 600_000, None),
        (NANG_MOI, 400_000, None),
    ]


def test_a_second_act_of_the_same_day_shows_its_own_effects_only(ledger: Ledger) -> None:
    recorded(ledger, MERGER)
    assert by_code(ledger, DIVISION).keys() == {ANH_SAO, NANG_MOI}


def test_a_preview_changes_nothing(ledger: Ledger) -> None:
    effects(ledger, MERGER)
    assert ledger.state().head == 0
    assert site_atlas(ledger) is shipped_atlas()
