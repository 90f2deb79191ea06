"""The detectors of `detection.yaml` on real months of 62 provinces, which are not shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from soyte.surveillance.proof import CONTENDERS, DEFINITIONS, lines, read_panel, run, truths


@pytest.mark.slow
@pytest.mark.needs_shared
def test_most_outbreaks_are_found_and_alpha_holds(seeds: Path) -> None:
    panel = read_panel(seeds.parent / "reference" / "data" / "gdpm_vn_monthly_2000_2017.csv.gz")
    assert (len(set(panel.places)), len(set(panel.diseases)), panel.year, panel.frequency) == (62, 18, 2000, 12)
    chosen = next(one for one in CONTENDERS if one.name == "Mặc định")
    tested = run(panel, chosen)
    for line in lines(panel, tested, truths(panel, DEFINITIONS)):
        one = line.score
        assert one.outbreaks > 1500
        assert one.detection is not None
        assert one.detection > 0.6
        assert 0.03 < one.false_alarms / (one.quiet_years * 12 * one.tested) < 0.08  # α is 0.05
