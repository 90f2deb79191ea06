"""What pages draw says of each week what a run in that week said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from measures.books import new_book
from soyte.periods import week
from soyte.surveillance.signals.finding import scope_of, signals_of
from soyte.surveillance.signals.views import areas, curve, heat, sources
from surveillance.signals.test_finding import ILL, NOW, SILENT, history


def test_curve_map_and_heat_agree_with_the_signals_of_their_week(tmp_path: Path) -> None:
    book = new_book(tmp_path)
    book.load(history(310))
    (signal,) = signals_of(book.ledger, NOW, levels=("commune",)).of("statistic")
    scope = scope_of(book.ledger, NOW, levels=("commune",), extra=20)
    (source,) = sources(scope)
    drawn = curve(scope, source.id, "dengue", "commune", ILL, steps=20)
    assert drawn is not None
    assert (drawn.periods[-1], drawn.periods[0]) == (NOW, week(2025, 15))
    assert [drawn.counts[-1], drawn.expected[-1], drawn.bound[-1]] == pytest.approx(
        [signal.count, signal.expected, signal.bound], rel=1e-9
    )
    assert drawn.alarm.tolist() == [False] * 19 + [True]
    assert drawn.lower[-1] <= drawn.middle[-1] <= drawn.upper[-1] < 5
    here = areas(scope, source.id, "dengue")
    assert here is not None
    assert dict(zip(here.places, here.alarm, strict=True))[ILL]
    assert np.isnan(here.counts[here.places.index(SILENT)])
    grid = heat(scope, source.id, "commune", ILL, steps=4)
    assert grid is not None
    assert grid.counts.tolist() == [drawn.counts[-4:].tolist()]
    assert grid.alarm.tolist() == [[False, False, False, True]]
    assert curve(scope, source.id, "dengue", "commune", "97001") is None
