"""One place among others by what their reports state: a ranking as dots, each with its document."""

from __future__ import annotations

from collections import Counter

from soyte.measures.figure import Presence
from soyte.reports.charts.chart import Chart
from soyte.reports.charts.points import Point, Spot
from soyte.reports.charts.ranking import ranking
from soyte.reports.compare.model import Comparison, Entry
from soyte.reports.safe_text import one_line


def compared(comparison: Comparison, *, lower_is_better: bool = False, citation: str = "") -> Chart | None:
    """The values that can be compared; None if there is none. A place may stand there with several documents."""
    entries = [entry for entry in comparison.ordered if comparison.value(entry) is not None]
    if not entries:
        return None
    times = Counter(entry.place for entry in entries)
    spots = [_spot(entry, comparison, times[entry.place] > 1) for entry in entries]
    said = citation or "Nguồn: số liệu nêu trong báo cáo của từng địa phương"
    return ranking(
        spots,
        one_line(comparison.unit, 60),
        _title(comparison, lower_is_better),
        lower_is_better=lower_is_better,
        bars=False,
        citation=said,
    )


def _spot(entry: Entry, comparison: Comparison, several: bool) -> Spot:
    result = entry.result
    assert result is not None  # noqa: S101 (comparable entries have one)
    document = one_line(result.source.document or result.source.owner or "", 60)
    name = one_line(entry.place_name, 60)
    point = Point(
        result.period, result.value, Presence.REPORTED, result.status, result.step, address=result.source.figure or ""
    )
    looked_at = entry.place == comparison.looked_at
    return Spot(entry.place, f"{name} ({document})" if several and document else name, point, None, looked_at, document)


def _title(comparison: Comparison, lower_is_better: bool) -> str:
    """`Số bác sĩ trên 10.000 dân, năm 2024: tỉnh Sao Mai thứ 3 trên 8`; without a place looked at, how many."""
    head = f"{one_line(comparison.name, 120)}, năm {comparison.year}"
    values = {e.place: v for e in reversed(comparison.ordered) if (v := comparison.value(e)) is not None}
    own = next((e for e in comparison.ordered if e.place == comparison.looked_at and e.place in values), None)
    if own is None:
        return f"{head}: {len(values)} nơi so sánh được"
    mine = values[own.place]
    better = sum(value < mine if lower_is_better else value > mine for value in values.values())
    if len(values) == 1:
        return f"{head}: chỉ {one_line(own.place_name, 60)} nêu số, chưa có nơi khác để so sánh"
    order = "từ thấp" if lower_is_better else "từ cao"
    return f"{head}: {one_line(own.place_name, 60)} thứ {better + 1} trên {len(values)}, kể {order}"
