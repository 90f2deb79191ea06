"""The comparison as a picture: a dot for each place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from soyte.measures.targets.model import Status
from soyte.reports.compare.model import Comparison
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.words import number_text

if TYPE_CHECKING:
    from soyte.reports.charts.places import Spot


def render_svg(comparison: Comparison) -> str | None:
    """The picture for a page, with a description; None when there is nothing to draw."""
    from soyte.reports.charts import SCREEN, to_svg  # noqa: PLC0415 (heavy libraries, only for those who draw)
    from soyte.reports.charts.places import places  # noqa: PLC0415

    spots = _spots(comparison)
    if not spots:
        return None
    told = "; ".join(f"{spot.place} {spot.label}" for spot in spots)
    title = f"{one_line(comparison.name, 200)}, năm {comparison.year}"
    return to_svg(places(spots, one_line(comparison.unit, 60), SCREEN), title, f"{told}.")


def render_png(comparison: Comparison) -> bytes | None:
    """The picture for a document; None when there is nothing to draw."""
    from soyte.reports.charts import PAPER, to_png  # noqa: PLC0415
    from soyte.reports.charts.places import places  # noqa: PLC0415

    spots = _spots(comparison)
    return to_png(places(spots, one_line(comparison.unit, 60), PAPER)) if spots else None


def _spots(comparison: Comparison) -> list[Spot]:
    """Comparable values; a place with several is named with their documents, so that each has a line of its own."""
    from soyte.reports.charts.places import Spot  # noqa: PLC0415

    times = Counter(entry.place_name for entry in comparison.entries if comparison.value(entry) is not None)
    spots: list[Spot] = []
    for entry in comparison.ordered:
        value, result = comparison.value(entry), entry.result
        if value is None or result is None:
            continue
        name = one_line(entry.place_name, 60)
        if times[entry.place_name] > 1:
            said = result.source.document or result.source.owner or f"nguồn {len(spots) + 1}"
            name = f"{name} ({one_line(said, 60)})"
        label = number_text(value, result.step, result.status)
        looked_at = entry.place == comparison.looked_at
        spots.append(Spot(name, float(value), label, result.status is Status.ESTIMATE, looked_at))
    return spots
