"""Values over time: lines by owner, target lines by assigning body, breaks of the series, and what is not there.

Zero is a point on the line. A period without a number breaks the line and carries a sign at the foot that says why.
Estimates are hollow. What documents state are marks of their own, without a line. Names stand at the ends of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from soyte.measures.figure import Presence
from soyte.measures.targets.model import Status
from soyte.measures.where import Break
from soyte.reports.charts.chart import TIP, Chart, Row, layer, layered, own, quantity
from soyte.reports.charts.labels import LINE, lines, named, spread, width
from soyte.reports.charts.points import HIDDEN_WORDS, PRESENCE_WORDS, Goal, Point, Series, told
from soyte.reports.charts.time_axis import TimeAxis, at
from soyte.reports.scorecard.words import short_date, unit_tail

DASHES = ((7, 3), (2, 3), (10, 3, 2, 3), (4, 4), (1, 4), (14, 4))
LOOKS = (("$accent", "circle", (1, 0)), ("$calm", "square", (5, 3)), ("$ink", "triangle-up", (2, 2)), ("$soft", "triangle-down", (9, 3)))  # fmt: skip
SIGNS = {Presence.NOT_REPORTED: "×", Presence.NONE: "–", Presence.NOT_APPLICABLE: "/", Presence.HELD_BACK: "≈"}
HIDDEN_SIGN = "*"
_FOOT, _TOP, _LABEL = 18, 20, 130  # pixels: signs of what is missing, words of breaks, a label at the right


@dataclass(frozen=True)
class _Plot:
    """Where things go: the scale of values and the room for labels at the right."""

    low: float
    high: float
    height: int
    right: float

    @property
    def per_pixel(self) -> float:
        return (self.high - self.low) / (self.height - _FOOT - _TOP)


def over_time(
    several: Sequence[Series],
    unit: str,
    title: str,
    *,
    goals: Sequence[Goal] = (),
    breaks: Sequence[Break] = (),
    citation: str = "",
    width: int = 640,
    height: int = 260,
) -> Chart:
    """The series of one indicator. ValueError without any point."""
    periods = [point.period for one in several for point in one.points]
    if not periods:
        raise ValueError("a chart over time needs at least one period")
    times = TimeAxis.of(periods)
    first, last = times.domain
    shown = [goal for goal in goals if goal.period.end.toordinal() >= first and goal.period.start.toordinal() < last]
    ends = _ends(several, shown, unit)
    plot = _plot(several, shown, ends, height)
    x = quantity("x", (first, last), axis=times.axis, scale={"range": [0, {"expr": f"width - {plot.right:g}"}]})
    y = quantity("y", (plot.low, plot.high), scale={"range": [{"expr": f"height - {_FOOT}"}, _TOP]}, axis=_VALUES)
    layers = [
        *_break_marks(breaks, first, last, x),
        *_target_lines(shown, first, last, x, y),
        *(part for n, one in enumerate(several) for part in _line(one, n, unit, len(several) > 1, x, y)),
        layer(_signs(several), {"type": "text", "fontSize": 15, "baseline": "bottom", "fill": "$soft"},
              x=x, y={"value": {"expr": "height - 1"}}, text=own("dau"), tooltip=TIP),
        *_end_labels(ends, plot, y),
        None if any(point.number is not None for one in several for point in one.points) else _EMPTY,
    ]  # fmt: skip
    spec = layered(layers, width, height, resolve={"scale": {"color": "independent"}})
    return Chart(spec, _table(several, unit, shown), title, _key(several, unit), citation, _told(several, unit, shown), width, height)  # fmt: skip


_EMPTY = layer(
    [{"nhan": "Chưa có số liệu"}],
    {"type": "text", "fontSize": 14, "fill": "$soft"},
    text=own("nhan"),
    x={"value": {"expr": "width / 2"}},
    y={"value": {"expr": "height / 2"}},
)
_VALUES: Row = {"title": None, "tickCount": 5, "format": ",.6~f", "domain": False, "ticks": False, "grid": True}


def _plot(several: Sequence[Series], goals: Sequence[Goal], ends: Sequence[Row], height: int) -> _Plot:
    values = [point.number for one in several for point in one.points if point.number is not None]
    values += [float(goal.value) for goal in goals]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    floor = 0.0 if 0 <= low <= high * 0.35 else low - room  # counts stand on zero; rates near each other need not
    right = max((width(one["nhan"]) for one in ends), default=0.0)
    return _Plot(floor, high + room, height, min(right + 14, _LABEL + 60) if ends else 8)


def _break_marks(breaks: Sequence[Break], first: int, last: int, x: Row) -> list[Row | None]:
    rows = []
    for one in sorted({(one.on, one.words) for one in breaks}):
        day = one[0].toordinal()
        if first < day < last:
            words = f"địa giới đổi {short_date(one[0])}"
            rows.append({"x": day, "nhan": words, "noi_dung": one[1], "phia": "right" if day > (first + last) / 2 else "left"})  # fmt: skip
    rule = {"type": "rule", "stroke": "$soft", "strokeDash": [1, 3], "strokeWidth": 1.5}
    sides = [
        layer([row for row in rows if row["phia"] == side],
              {"type": "text", "align": side, "baseline": "top", "dx": -5 if side == "right" else 5, "fill": "$soft", "fontSize": 11},
              x=x, y={"value": 2}, text=own("nhan"), tooltip=TIP)
        for side in ("left", "right")
    ]  # fmt: skip
    return [layer(rows, rule, x=x, y={"value": 2}, y2={"value": {"expr": "height"}}), *sides]


def _target_lines(goals: Sequence[Goal], first: int, last: int, x: Row, y: Row) -> list[Row | None]:
    bodies = list(dict.fromkeys(goal.body for goal in goals))
    found: list[Row | None] = []
    for n, body in enumerate(bodies):
        rows = [
            {"x": max(goal.period.start.toordinal(), first), "x2": min(goal.period.end.toordinal() + 1, last),
             "y": float(goal.value), "noi_dung": f"{goal.period.label_vi}, {goal.words}"}
            for goal in goals if goal.body == body
        ]  # fmt: skip
        dash = {"type": "rule", "stroke": "$ink", "strokeWidth": 1.4, "strokeDash": list(DASHES[n % len(DASHES)])}
        found.append(layer(rows, dash, x=x, x2={"field": "x2"}, y=y, tooltip=TIP))
    return found


def _line(one: Series, number: int, unit: str, named: bool, x: Row, y: Row) -> list[Row | None]:
    ink, shape, dash = LOOKS[number % len(LOOKS)]
    run, rows = 0, []
    for point in sorted(one.points, key=lambda point: point.period):
        if point.number is None:
            run += 1
            continue
        words = told(point, unit, one.name if named else "") + (f" ({point.note})" if point.note else "")
        rows.append({"x": at(point.period), "y": point.number, "doan": run, "noi_dung": words,
                     "dia_chi": point.address, "rong": point.status is not Status.FINAL})  # fmt: skip
    if one.stated:
        mark = {"type": "point", "shape": "diamond", "size": 64, "fill": "$paper", "stroke": ink, "strokeWidth": 1.8}
        return [layer(rows, mark, x=x, y=y, tooltip=TIP)]
    size = 46 if len(rows) <= 40 else 16
    dots = {"type": "point", "shape": shape, "size": size, "stroke": ink, "strokeWidth": 1.6}
    return [
        layer(rows, {"type": "line", "stroke": ink, "strokeDash": list(dash)}, x=x, y=y,
              detail={"field": "doan", "type": "nominal"}),
        layer([row for row in rows if not row["rong"]], {**dots, "fill": ink}, x=x, y=y, tooltip=TIP),
        layer([row for row in rows if row["rong"]], {**dots, "fill": "$paper"}, x=x, y=y, tooltip=TIP),
    ]  # fmt: skip


def _signs(several: Sequence[Series]) -> list[Row]:
    """What is missing, at the foot of its period; nothing where another owner has a number."""
    there = {at(point.period) for one in several for point in one.points if point.number is not None}
    return [
        {"x": at(point.period), "dau": _sign(point), "noi_dung": f"{point.period.label_vi}: {point.printed}"}
        for one in several for point in one.points
        if point.number is None and at(point.period) not in there
    ]  # fmt: skip


def _sign(point: Point) -> str:
    return HIDDEN_SIGN if point.hidden else SIGNS.get(point.presence, "×")


def _ends(several: Sequence[Series], goals: Sequence[Goal], unit: str) -> list[Row]:
    """Labels at the right: the last value of each line, and the last target of each body."""
    found: list[Row] = []
    for n, one in enumerate(several):
        last = max((p for p in one.points if p.number is not None), key=lambda p: p.period, default=None)
        if last is not None:
            name = one.name if len(several) > 1 else ""
            ink = LOOKS[n % len(LOOKS)][0]
            found.append(
                {"y": last.number, "nhan": named(name, f"{last.printed}{unit_tail(unit)}", _LABEL), "muc": ink}
            )
    for goal in {goal.body: goal for goal in sorted(goals, key=lambda goal: goal.period)}.values():
        found.append({"y": float(goal.value), "nhan": named(*_parted(goal.words), _LABEL), "muc": "$ink"})
    return found


def _parted(words: str) -> tuple[str, str]:
    """Body and value of the words of a target."""
    body, _, value = words.rpartition(": ")
    return body, value


def _end_labels(ends: Sequence[Row], plot: _Plot, y: Row) -> list[Row | None]:
    sizes = [lines(one["nhan"]) * (LINE + 2) * plot.per_pixel for one in ends]
    middles = spread([one["y"] for one in ends], sizes, plot.low - _FOOT * plot.per_pixel, plot.high + _TOP * plot.per_pixel)  # fmt: skip
    place = {"value": {"expr": f"width - {plot.right - 8:g}"}}
    return [
        layer([{"y": middle, "nhan": one["nhan"]}],
              {"type": "text", "align": "left", "baseline": "middle", "lineBreak": "\n", "lineHeight": LINE, "fill": one["muc"],
               "dy": -(lines(one["nhan"]) - 1) * LINE / 2,  # the middle is that of the first line
               "fontWeight": "normal" if one["muc"] == "$ink" else "bold"},
              x=place, y=y, text=own("nhan"))
        for one, middle in zip(ends, middles, strict=True)
    ]  # fmt: skip


def _key(several: Sequence[Series], unit: str) -> str:
    """Unit and, of the marks that need a word, those that are there."""
    said = [f"Đơn vị: {unit}"] if unit else []
    every = [point for one in several for point in one.points]
    if any(point.number is not None and point.status is not Status.FINAL for point in every):
        said.append("dấu rỗng: ước hoặc sơ bộ")
    if any(one.stated for one in several):
        said.append("hình thoi: số nêu trong văn bản")
    if any(point.hidden for point in every):
        said.append(f"{HIDDEN_SIGN}: {HIDDEN_WORDS}")
    shown = {row["dau"] for row in _signs(several)}
    said += [f"{sign}: {PRESENCE_WORDS[presence]}" for presence, sign in SIGNS.items() if sign in shown]
    return "; ".join(said)


def _table(several: Sequence[Series], unit: str, goals: Sequence[Goal]) -> tuple[Row, ...]:
    rows = [
        {"Kỳ": p.period.label_vi, "Nguồn": one.name, "Loại": "nêu trong văn bản" if one.stated else "tính từ số liệu",
         "Giá trị": p.value if p.number is not None else None, "Ghi": p.printed, "Đơn vị": unit, "Địa chỉ": p.address}
        for one in several for p in one.points
    ]  # fmt: skip
    rows += [
        {"Kỳ": goal.period.label_vi, "Nguồn": goal.body, "Loại": "chỉ tiêu giao", "Giá trị": goal.value,
         "Ghi": goal.words, "Đơn vị": unit, "Địa chỉ": ""}
        for goal in goals
    ]  # fmt: skip
    return tuple(rows)


def _told(several: Sequence[Series], unit: str, goals: Sequence[Goal]) -> str:
    said = [
        f"{one.name}: " + ", ".join(f"{point.period.label_vi} {point.printed}" for point in one.points)
        for one in several
    ]
    said += [f"{goal.period.label_vi} {goal.words}" for goal in goals]
    return f"Đơn vị {unit}. " + "; ".join(said)
