"""Figures of the claim feed: what loops over the XML say, from any roll-up as from the rows, and the way back to the dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from measures.claims_oracle import MEASURES, Dossier, dossiers, total
from soyte.catalogue.measure_load import load_measures
from soyte.cli.handing_in import handed_in
from soyte.intake.claims import looks_like_claims
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.home import AGGREGATES
from soyte.ledger.ledger import Ledger
from soyte.ledger.vault import Reader
from soyte.measures import figures, trace
from soyte.receiving import Order, receive
from soyte.receiving.excerpts import NO_ORIGINAL, excerpts
from soyte.sample.claims import ClaimOrder, write_claims

pytestmark = pytest.mark.slow
ASKER = Reader("người thử", "thử")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month of the invented province."""
    folder = tmp_path_factory.mktemp("nguon") / "ho-so"
    write_claims(folder, ClaimOrder(400, 2025, 8, seed=5))
    return folder


@pytest.fixture(scope="module")
def known(sent: Path) -> list[Dossier]:
    return dossiers(sent)


@pytest.fixture(scope="module", params=["whole", AGGREGATES])
def ledger(request: pytest.FixtureRequest, sent: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """An installation of either kind that took it in."""
    kept = Ledger.create(tmp_path_factory.mktemp("kho") / "kho", place="99", claims=request.param)
    for handed in handed_in([sent], []):
        with handed.laid_out() as path:
            if looks_like_claims(path):
                receive(kept, Order(path, "người thử"))
    yield kept


def test_every_measure_that_dossiers_give_is_what_loops_over_the_xml_say(ledger: Ledger, known: list[Dossier]) -> None:
    measures = load_measures()
    assert {name for name in measures if measures.measure(name).claims} == set(MEASURES)
    found = figures(ledger, list(MEASURES), period="2025-08").computed
    assert {one.indicator: one.value for one in found} == {name: total(known, name) for name in MEASURES}
    assert sum(total(known, name) > 0 for name in MEASURES) > 30  # the month holds nearly all of it
    assert sound(check(ledger, deep=False))


@pytest.mark.parametrize("by", ["facility", "sex", "icd", "residence"])
def test_parts_are_what_loops_say_and_make_the_whole(ledger: Ledger, known: list[Dossier], by: str) -> None:
    names = ["bhyt_visits", "care_cost", "inpatient_bed_days"]
    area = "residence" if by == "residence" else "place"
    cut = ["commune"] if by == "residence" else [by]
    found = figures(ledger, names, by=cut, period="2025-08", area=area).computed
    codes = {one[by] for one in known}
    for name in names:
        told = {one.place if by == "residence" else one.of[by]: one.value for one in found if one.indicator == name}
        assert {code: value for code, value in told.items() if value} == {
            code: value for code in codes if (value := total(known, name, **{by: code}))
        }
    for one in found[:40:13]:
        assert trace(ledger, one.id, rows=1).adds_up, one.id


@pytest.mark.parametrize(
    "by",
    [[], ["week"], ["commune"], ["sex", "age_group"], ["chapter"], ["icd", "facility"], ["object"], ["result", "week"]],
)
def test_roll_ups_and_rows_say_the_same(ledger: Ledger, by: list[str]) -> None:
    names = ["visits", "bhyt_cost_total", "average_length_of_stay"]
    both = [figures(ledger, names, by=by, period="2025-08", use=use).items for use in (None, "rows")]
    assert both[0] == both[1]
    assert len(both[0]) >= len(names)


def test_totals_agree_on_either_boundaries_by_residence(ledger: Ledger) -> None:
    own, today = (
        figures(ledger, "visits", by=["commune"], period="2025-08", area="residence", boundaries=day)
        for day in ("own", "2026-01-01")
    )
    assert sum(one.value or 0 for one in own) == sum(one.value or 0 for one in today) > 0
    assert {one.boundaries for one in today} == {date(2026, 1, 1)}
    assert trace(ledger, next(one.id for one in today if one.value)).adds_up


def test_a_trace_goes_on_to_the_dossiers_or_says_that_it_ends(ledger: Ledger, known: list[Dossier]) -> None:
    (figure,) = figures(ledger, "care_referrals", period="2025-08").computed

    def show(act, places):  # type: ignore[no-untyped-def]
        return excerpts(ledger, act, [vars(place) for place in places], ASKER)

    found = trace(ledger, figure.id, rows=1000, show=show)
    assert found.adds_up
    rows = found.terms[0].first
    assert sum(row.value or 0 for row in rows) == total(known, "care_referrals")
    if ledger.home.claims == AGGREGATES:
        assert {row.words for row in rows} == {NO_ORIGINAL}
        return
    assert all("MA_LK = " in (row.words or "") for row in rows)
    keys = ledger.engine.collect(ledger.view().rows("xml1").select("row_key").steps).column("row_key").to_pylist()
    assert {row.dossier for row in rows} <= set(keys)


def test_a_kind_of_visit_that_nobody_made_is_zero_and_a_month_without_dossiers_is_not_reported(ledger: Ledger) -> None:
    found = figures(ledger, "care_cost_transport", by=["month"], period="2025-07..2025-08").computed
    july, august = found
    assert (july.value, str(july.state)) == (None, "not_reported")
    assert august.value == Decimal(0) or august.value is not None
