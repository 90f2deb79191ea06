"""The endemic channel: this year's counts before the zones that past years lead to expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from soyte.reports.charts.chart import Chart, Row
from soyte.reports.charts.surveillance import marks
from soyte.reports.charts.surveillance.watch import written

ZONES = ("vùng thấp", "vùng an toàn", "vùng cảnh báo", "vùng dịch")
_INKS = ("$paper", "$ramp_1", "$ramp_2", "$empty")
_RIGHT = 96


@dataclass(frozen=True)
class Channel:
    """One year of a disease in a place: a label (`T1`, `Tuần 1`) and edges of each period, and the counts of `year` as far as they go.

    `lower`, `middle` and `upper` are as of `soyte.surveillance.detectors.endemic_channel`; None where past years do not suffice.
    `past` says from which years the channel is (`2020 - 2024`)."""

    disease: str
    place: str
    year: int
    labels: tuple[str, ...]
    lower: tuple[float | None, ...]
    middle: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    counts: tuple[float | None, ...]
    past: str = ""
    method: str = ""
    source: str = ""

    def zone(self, number: int) -> str:
        """The zone of a count; empty where it or the channel is unknown."""
        count = self.counts[number] if number < len(self.counts) else None
        lower, middle, upper = self.lower[number], self.middle[number], self.upper[number]
        if count is None or lower is None or middle is None or upper is None:
            return ""
        return ZONES[3] if count > upper else ZONES[2] if count > middle else ZONES[1] if count > lower else ZONES[0]

    def told(self, number: int) -> str:
        """`T7/2025: 31 ca, mức giữa 12, mức trên 24: vùng dịch`."""
        count = self.counts[number] if number < len(self.counts) else None
        said = [] if count is None else [f"{written(count)} ca"]
        for name, edge in (("mức giữa", self.middle[number]), ("mức trên", self.upper[number])):
            said += [] if edge is None else [f"{name} {written(edge)}"]
        return f"{self.labels[number]}/{self.year}: {', '.join(said)}: {self.zone(number) or 'chưa xét được'}"


def endemic_channel(one: Channel, *, citation: str = "", width: int = 640, height: int = 280) -> Chart:
    """Three edges and four zones that are named at the right; a triangle where the count lies in the zone of epidemics."""
    length = len(one.labels)
    values = [value for row in (one.upper, one.counts) for value in row if value is not None]
    highest = max(values, default=1.0) * 1.1
    step = max(1, -(-length // 13))
    axis: Row = {
        "values": list(range(0, length, step)),
        "labelExpr": marks.names(one.labels),
        "title": None,
        "grid": False,
    }
    x = alt.X("x:Q").scale(domain=[-0.5, length - 0.5], nice=False, zero=False, range=[0, {"expr": f"width - {_RIGHT}"}]).axis(**axis)  # fmt: skip
    y = marks.counts(highest)
    layers = [*_zones(one, x, y, highest), *_line(one, x, y), *_names(one, highest)]
    spec = marks.layered(layers, width, height)
    return Chart(spec, _table(one), _headline(one), _key(one), citation or one.source, _told(one), width, height)


def _zones(one: Channel, x: alt.X, y: alt.Y, highest: float) -> list[alt.Chart]:
    edges: list[tuple[Sequence[float | None], Sequence[float | None]]] = [
        ([0.0] * len(one.labels), one.lower), (one.lower, one.middle), (one.middle, one.upper), (one.upper, [highest] * len(one.labels)),
    ]  # fmt: skip
    found = []
    for (low, high), ink in zip(edges, _INKS, strict=True):
        rows = [{"x": number, "y": a, "y2": b} for number, (a, b) in enumerate(zip(low, high, strict=True)) if a is not None and b is not None]  # fmt: skip
        found.append(marks.base(rows).mark_area(fill=ink, tooltip=None).encode(x=x, y=y, y2="y2:Q"))
    for row, dash in ((one.lower, [2, 3]), (one.middle, [1, 0]), (one.upper, [7, 3])):
        lines: list[Row] = [{"x": number, "y": value, "noi_dung": one.told(number)} for number, value in enumerate(row) if value is not None]  # fmt: skip
        found.append(marks.base(lines).mark_line(stroke="$soft", strokeWidth=1.2, strokeDash=dash).encode(x=x, y=y))
    return found


def _line(one: Channel, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    rows: list[Row] = [
        {"x": number, "y": count, "vung": one.zone(number), "noi_dung": one.told(number)}
        for number, count in enumerate(one.counts)
        if count is not None
    ]
    above = [row for row in rows if row["vung"] == ZONES[3]]
    below = [row for row in rows if row["vung"] != ZONES[3]]
    ends = [{**rows[-1], "nhan": f"{written(rows[-1]['y'])} ca"}] if rows else []
    size = 40 if len(rows) <= 20 else 16
    return [
        marks.base(rows).mark_line(stroke="$ink", strokeWidth=2.4).encode(x=x, y=y),
        marks.base(below).mark_point(shape="circle", size=size, filled=True, fill="$ink").encode(x=x, y=y),
        marks.base(above).mark_point(shape="triangle-up", size=90, filled=True, fill="$missed", stroke="$paper").encode(x=x, y=y),
        marks.words(ends, align="left", baseline="bottom", dx=6, dy=-4, fontWeight="bold").encode(x=x, y=y),
    ]  # fmt: skip


def _names(one: Channel, highest: float) -> list[alt.Chart]:
    """The zones named at the right, at the height where they lie in the last period, kept apart."""
    last = max((n for n, value in enumerate(one.upper) if value is not None), default=-1)
    if last < 0:
        return []
    lower, middle, upper = (row[last] or 0.0 for row in (one.lower, one.middle, one.upper))
    wanted = [lower / 2, (lower + middle) / 2, (middle + upper) / 2, (upper + highest) / 2]
    least, placed = highest * 0.07, [0.0]
    for height in wanted:
        placed.append(max(height, placed[-1] + least if len(placed) > 1 else height))
    rows = [{"y": height, "nhan": name} for height, name in zip(placed[1:], ZONES, strict=True)]
    text = marks.words(rows, align="left", baseline="middle", fill="$soft", tooltip=None)
    return [text.encode(x=alt.value({"expr": f"width - {_RIGHT - 8}"}), y=marks.counts(highest))]


def _headline(one: Channel) -> str:
    who = f"{one.disease}, {one.place}, năm {one.year}"
    zones = [one.zone(number) for number in range(len(one.counts))]
    above = sum(zone == ZONES[3] for zone in zones)
    last = max((n for n, count in enumerate(one.counts) if count is not None), default=-1)
    if last < 0:
        return f"{who}: chưa có số liệu"
    now = f"{one.labels[last]} {'ở ' + zones[last] if zones[last] else 'chưa xét được'}"
    return f"{who}: {above} kỳ ở vùng dịch, {now}" if above else f"{who}: {now}"


def _key(one: Channel) -> str:
    said = ["Nét liền đậm: số ca năm nay", "▲: vượt mức trên của đường cong chuẩn"]
    said += [f"đường cong chuẩn từ các năm {one.past}"] if one.past else []
    return "; ".join([*said, *([one.method] if one.method else [])])


def _told(one: Channel) -> str:
    return "; ".join(one.told(n) for n, count in enumerate(one.counts) if count is not None and one.zone(n) in ("", ZONES[3])) or _headline(one)  # fmt: skip


def _table(one: Channel) -> tuple[Row, ...]:
    return tuple(
        {"Kỳ": label, "Số ca": one.counts[n] if n < len(one.counts) else None, "Mức dưới": one.lower[n], "Mức giữa": one.middle[n],
         "Mức trên": one.upper[n], "Vùng": one.zone(n)}
        for n, label in enumerate(one.labels)
    )  # fmt: skip
