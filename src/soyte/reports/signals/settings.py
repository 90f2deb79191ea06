"""Settings beside those that the software is delivered with, over the past year, as a table's words and a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from soyte.ledger.ledger import Ledger
from soyte.periods import Period
from soyte.reports.charts.chart import Chart
from soyte.reports.charts.surveillance import Watch, heat_map
from soyte.reports.signals.watched import known
from soyte.surveillance.series.coding import name_of
from soyte.surveillance.signals.consequences import Consequence, Setting, consequences, shipped_setting
from soyte.surveillance.signals.finding import scope_of
from soyte.surveillance.signals.model import LEVEL_VI
from soyte.surveillance.signals.words import number

STEPS = {"week": 52, "month": 12}  # a year
_FACTORS, _MOST = (0.2, 2.0, 10.0), 0.2  # of the shipped alpha; beyond the most nobody would watch


@dataclass(frozen=True)
class Compared:
    """Settings and what each gave; the first is the shipped one, `words` name them. `chart`: alarms over all places by period."""

    found: tuple[Consequence, ...]
    words: tuple[str, ...]
    title: str
    caption: str
    cited: str
    chart: Chart


def compared(
    ledger: Ledger, week: Period, source: str, disease: str, level: str, tried: Setting | None = None
) -> Compared | None:
    """The shipped setting, that which is tried, and others beside it; None if there is no such series."""
    scope = scope_of(ledger, week, levels=(level,), extra=max(STEPS.values()))
    feed = next((one for one in scope.feeds if one.source.id == source), None)
    if feed is None:
        return None
    shipped = shipped_setting(scope, feed.source.grain)
    base = shipped.alpha or 0.005
    settings = {Setting(): "đang dùng: " + _words(shipped)}
    if tried is not None:
        settings |= {tried: "đang thử: " + _words(_filled(tried, shipped))}
    for factor in _FACTORS:
        other = Setting(alpha=min(base * factor, _MOST))
        settings.setdefault(other, _words(other))
    found = consequences(scope, source, disease, level, tuple(settings), STEPS[feed.source.grain])
    if not found:
        return None
    name, words = name_of(scope.diseases, disease), tuple(settings.values())
    about = f"{name}, mọi {LEVEL_VI[level]}, {len(found[0].periods)} kỳ đến {found[0].periods[-1].label_vi}"
    title = _title(name, found, tried=tried is not None)
    cited = f"Nguồn: {feed.source.words}; kho số liệu sau lần ghi nhận số {scope.view.state.head}"
    return Compared(found, words, title, f"Hệ quả trên lịch sử: {about}", cited, _chart(found, words, about, cited))


def _filled(one: Setting, shipped: Setting) -> Setting:
    return Setting(
        one.alpha if one.alpha is not None else shipped.alpha,
        one.trend if one.trend is not None else shipped.trend,
        one.years if one.years is not None else shipped.years,
    )


def _words(one: Setting) -> str:
    """`alpha 0,005, có tính xu hướng, 5 năm`."""
    told = [f"alpha {f'{one.alpha:.10f}'.rstrip('0').rstrip('.').replace('.', ',')}"] if one.alpha is not None else []
    if one.trend is not None:
        told.append("có tính xu hướng" if one.trend else "không tính xu hướng")
    if one.years is not None:
        told.append(f"{one.years} năm lịch sử")
    return ", ".join(told) or "như đã giao"


def _title(name: str, found: tuple[Consequence, ...], *, tried: bool) -> str:
    usual, other = found[0], found[1] if tried else None
    count = int(usual.alarm.sum())
    told = f"{name}: một năm qua thiết lập đang dùng vượt ngưỡng {count} lần"
    if other is not None:
        told += f", thiết lập thử {number(float(other.alarm.sum()))} lần ({other.more} thêm, {other.lost} mất)"
    return told


def _chart(found: tuple[Consequence, ...], words: tuple[str, ...], about: str, cited: str) -> Chart:
    """Settings by period: how many places were above their threshold."""
    rows = []
    for one, name in zip(found, words, strict=True):
        places = np.where(one.tested.any(axis=0), one.alarm.sum(axis=0), np.nan)
        blank = (None,) * len(one.periods)
        alarm = tuple(bool(row.any()) for row in one.alarm.T)
        tested = tuple(bool(row.any()) for row in one.tested.T)
        rows.append(Watch(name.split(":")[0], "", one.periods, known(places), blank, blank, alarm, tested))
    drawn = heat_map(rows, f"Số nơi vượt ngưỡng mỗi kỳ theo từng thiết lập: {about}", citation=cited)
    return replace(drawn, subtitle="▲ và khung đậm: có nơi vượt ngưỡng; ×: kỳ chưa nơi nào kiểm định được")
