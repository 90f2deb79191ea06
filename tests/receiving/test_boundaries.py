"""Shapes taken in: kept with source and licence, drawn for any day on which the area was the same."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from handed_in import hand_in

from intake.boundaries.drawing import drawn, feature, square
from measures.boundaries.places_moved import ANH_SAO, BEN_MAY, DAY, HOA_SUA, MERGER, new_ledger, recorded
from repository import ROOT
from soyte.ledger.backup import backup, restore
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries.shapes import Shapes, shapes
from soyte.receiving.order import Drawn
from soyte.receiving.reread import reread

REAL = Path(os.environ.get("SOYTE_SHARED") or ROOT.parent / "shared") / "reference" / "boundaries"
NOW = date(2026, 7, 25)
SAID = Drawn(NOW, "Người vẽ", "CC BY 4.0")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path)


def three(folder: Path) -> Path:
    named = {ANH_SAO: "Ánh Sao", BEN_MAY: "Bến Mây", HOA_SUA: "Hoa Sữa"}
    return drawn(folder, *(feature(code, name, square(n / 10, 1)) for n, (code, name) in enumerate(named.items())))


def of_sample(ledger: Ledger, on: date) -> Shapes:
    return shapes(ledger, "commune", on, "99")


def codes(found: Shapes) -> list[str]:
    return [one["id"] for one in found.geojson["features"]]


def test_shapes_are_drawn_with_their_source_and_licence(ledger: Ledger, tmp_path: Path) -> None:
    hand_in(ledger, three(tmp_path), boundaries=SAID)
    found = of_sample(ledger, NOW)
    assert codes(found) == [ANH_SAO, BEN_MAY, HOA_SUA]
    assert found.credit == "Ranh giới: Người vẽ (CC BY 4.0)"
    assert len(found.missing) == 13


def test_a_shape_serves_as_long_as_the_area_stays(ledger: Ledger, tmp_path: Path) -> None:
    hand_in(ledger, three(tmp_path), boundaries=SAID)
    recorded(ledger, MERGER)
    assert codes(of_sample(ledger, DAY)) == [ANH_SAO]
    assert BEN_MAY in {unit.code for unit in of_sample(ledger, DAY).missing}
    assert codes(of_sample(ledger, NOW)) == [ANH_SAO, BEN_MAY, HOA_SUA]
    assert codes(of_sample(ledger, date(2025, 6, 30))) == []


def test_a_newer_drawing_goes_before_an_older_one(ledger: Ledger, tmp_path: Path) -> None:
    hand_in(ledger, three(tmp_path), boundaries=SAID)
    newer = drawn(tmp_path, feature(HOA_SUA, "Hoa Sữa", square(7, 7)))
    act = hand_in(ledger, newer, boundaries=Drawn(NOW, "Người khác", "CC0")).act
    found = of_sample(ledger, NOW)
    assert found.geojson["features"][2]["geometry"]["coordinates"][0][0][0] == [7.0, 7.0]
    assert found.credit == "Ranh giới: Người khác (CC0); Người vẽ (CC BY 4.0)"
    ledger.withdraw(act.submission_id, actor="người thử", reason="nhầm")
    assert of_sample(ledger, NOW).credit == "Ranh giới: Người vẽ (CC BY 4.0)"


def test_the_same_file_twice_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = three(tmp_path)
    assert hand_in(ledger, path, boundaries=SAID).new
    assert not hand_in(ledger, path, boundaries=SAID).new


def test_without_shapes_a_map_knows_what_it_misses(ledger: Ledger) -> None:
    found = of_sample(ledger, NOW)
    assert (codes(found), len(found.missing), found.credit) == ([], 16, "")


def test_acts_and_shapes_can_be_read_again_from_their_originals(ledger: Ledger, tmp_path: Path) -> None:
    recorded(ledger, MERGER)
    hand_in(ledger, three(tmp_path), boundaries=SAID)
    for act in ledger.state().acts:
        (again,) = [table.to_pylist() for name, table in reread(ledger, act) if name == "definition"]
        view = ledger.view().raw("definition", [act.submission_id]).select("row_no", "kind", "name", "hash", "body")
        assert again == ledger.engine.collect(view.sort("row_no").steps).to_pylist()


def test_acts_and_shapes_come_back_from_a_backup(ledger: Ledger, tmp_path: Path) -> None:
    recorded(ledger, MERGER)
    hand_in(ledger, three(tmp_path), boundaries=SAID)
    made = backup(ledger, tmp_path / "sao-luu.tar")
    restore(tmp_path / "sao-luu.tar", tmp_path / "moi", keys=made.keys)
    again = Ledger.open(tmp_path / "moi")
    assert of_sample(again, DAY) == of_sample(ledger, DAY)


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason=f"the real boundaries are not in {REAL}")
def test_the_real_boundaries_fit_on_pages_and_their_one_wrong_code_is_named(ledger: Ledger) -> None:
    said = Drawn(NOW, "thanglequoc/vietnamese-provinces-database", "MIT")
    hand_in(ledger, REAL / "provinces_2026.geojson", boundaries=said)
    receipt = hand_in(ledger, REAL / "communes_2026.geojson.gz", boundaries=said)
    (aside,) = receipt.outcome.aside
    assert "Ba Chẽ (mã 06978)" in aside.message
    assert "có mã 06970" in aside.message
    country = shapes(ledger, "province", NOW)
    assert (len(country.geojson["features"]), len(country.missing)) == (34, 0)
    assert len(json.dumps(country.geojson, separators=(",", ":"))) < 300_000
    for province in country.geojson["features"]:
        page = shapes(ledger, "commune", NOW, province["id"])
        assert len(json.dumps(page.geojson, separators=(",", ":"))) < 1_000_000
        assert len(page.missing) == (1 if province["id"] == "22" else 0)
