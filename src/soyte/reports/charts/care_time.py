"""The claim feed over time: how punctual it was from month to month or week to week, and how much came day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from json import dumps

from soyte.measures.care import Answer
from soyte.reports.charts.care import cited, printed
from soyte.reports.charts.chart import TIP, Chart, Row, layer, layered, quantity

_WEEKS, _DAYS = 53, 31
_INKS = (("$accent", 2.2), ("$calm", 1.6))


def course(several: Sequence[tuple[str, Answer]]) -> Chart | None:
    """Punctual dossiers in per cent, by the months or weeks of `measures.care.punctuality`: the first line is looked at, the second
    is for comparison. Of very many weeks the last. None with fewer than two of them."""
    by = several[0][1].fields[0].name
    keys = _without_gaps(by, sorted({str(one[by]) for _, answer in several for one in answer.records()}))[-_WEEKS:]
    if len(keys) < 2:
        return None
    labels = {key: _label(by, key) for key in keys}
    lines: list[list[Row]] = []
    for name, answer in several:
        known = {str(one[by]): one for one in answer.records()}
        lines.append(
            [
                {
                    "khi": key,
                    "y": float(str(known[key]["on_time_share"])),
                    "n": known[key]["dossiers"],
                    "ten": name,
                    "noi_dung": f"{name}, {_of(by)} {labels[key]}: {printed(known[key]['on_time_share'])}% đúng ngày "
                    f"({printed(known[key]['on_time'])} / {printed(known[key]['dossiers'])} hồ sơ)",
                }
                for key in keys
                if key in known and known[key]["on_time_share"] is not None
            ]
        )
    axis = _axis(keys, labels)
    x = {
        "field": "khi",
        "type": "ordinal",
        "sort": keys,
        "axis": axis,
        "scale": {"type": "point", "padding": 0.3, "domain": keys},
    }
    y = quantity("y", (0, 100), axis={"title": "% đúng ngày", "tickCount": 5, "format": ",.6~f"})
    layers: list[Row | None] = []
    for rows, (ink, width) in reversed(list(zip(lines, _INKS, strict=False))):
        layers.append(layer(rows, {"type": "line", "stroke": ink, "strokeWidth": width}, x=x, y=y))
        layers.append(
            layer(rows, {"type": "point", "size": 34, "fill": ink, "stroke": "$paper"}, x=x, y=y, tooltip=TIP)
        )
    told = "; ".join(str(row["noi_dung"]) for row in lines[0][-12:])
    names = " và ".join(name for name, _ in several)
    return Chart(
        layered(layers, 640, 190),
        tuple({_of(by).capitalize(): labels[str(row["khi"])], "Nơi": row["ten"], "% đúng ngày": row["y"]} for rows in lines for row in rows),
        f"Hồ sơ chuyển đúng ngày, {names}",
        f"Phần trăm hồ sơ chuyển đúng ngày, theo {'tháng' if by == 'month' else 'tuần'} ra viện{_lines(several)}",
        cited(several[0][1]),
        f"{told}.",
        640,
        230,
    )  # fmt: skip


def daily(days: Sequence[tuple[date, int, int]], chosen: date, citation: str = "") -> Chart | None:
    """Dossiers taken in on each of the last days up to the one that is looked at; days without any are gaps. None without any."""
    known = {day: (dossiers, submissions) for day, dossiers, submissions in days}
    until = max(chosen, max(known, default=chosen))
    shown = [until - timedelta(days=back) for back in range(_DAYS - 1, -1, -1)]
    rows: list[Row] = [
        {
            "ngay": day.isoformat(),
            "y": known[day][0],
            "noi_dung": f"{day:%d/%m/%Y}: {printed(known[day][0])} hồ sơ trong {printed(known[day][1])} lần gửi",
        }
        for day in shown
        if day in known
    ]
    if not rows:
        return None
    keys = [day.isoformat() for day in shown]
    labels = {day.isoformat(): f"{day:%d/%m}" for day in shown}
    axis = _axis(keys, labels)
    x = {
        "field": "ngay",
        "type": "ordinal",
        "sort": keys,
        "axis": axis,
        "scale": {"type": "band", "domain": keys, "paddingInner": 0.25},
    }
    high = max(int(row["y"]) for row in rows) or 1
    y = quantity("y", (0, high * 1.05), axis={"title": "hồ sơ", "tickCount": 4, "format": ",.6~f"})
    now, others = ([row for row in rows if (row["ngay"] == chosen.isoformat()) is here] for here in (True, False))
    layers = [
        layer(some, {"type": "bar", "fill": ink}, x=x, y=y, y2={"datum": 0}, tooltip=TIP)
        for some, ink in ((others, "$calm"), (now, "$accent"))
    ]
    return Chart(
        layered(layers, 640, 120),
        tuple({"Ngày": row["ngay"], "Hồ sơ": row["y"]} for row in rows),
        "Hồ sơ nhận theo ngày",
        f"Hồ sơ kho nhận mỗi ngày, {_DAYS} ngày đến {until:%d/%m/%Y}; cột đậm màu là ngày đang xem, ngày trống là không nhận hồ sơ nào",
        citation,
        f"{'; '.join(str(row['noi_dung']) for row in rows[-12:])}.",
        640,
        150,
    )


def _lines(several: Sequence[tuple[str, Answer]]) -> str:
    return f"; đường xanh đậm: {several[0][0]}, đường xám: {several[1][0]}" if len(several) > 1 else ""


def _axis(keys: Sequence[str], labels: dict[str, str]) -> Row:
    """At most eight labels, the last one among them."""
    step = -(-len(keys) // 8)
    values = list(reversed(list(reversed(keys))[::step]))
    return {"title": None, "labelAngle": 0, "values": values, "labelExpr": f"{dumps(labels)}[datum.value]"}


def _without_gaps(by: str, keys: Sequence[str]) -> list[str]:
    """Every month or week from the first to the last: where nobody left hospital the line has no point."""
    if by == "month" or not keys:
        first, last = (int(key[:4]) * 12 + int(key[5:]) - 1 for key in (keys[0], keys[-1])) if keys else (0, -1)
        return [f"{n // 12}-{n % 12 + 1:02}" for n in range(first, last + 1)]
    first_day, last_day = (date.fromisoformat(key) for key in (keys[0], keys[-1]))
    return [(first_day + timedelta(days=n)).isoformat() for n in range(0, (last_day - first_day).days + 1, 7)]


def _label(by: str, key: str) -> str:
    return f"{key[5:]}/{key[:4]}" if by == "month" else f"{key[8:]}/{key[5:7]}/{key[2:4]}"


def _of(by: str) -> str:
    return "tháng" if by == "month" else "tuần từ"
