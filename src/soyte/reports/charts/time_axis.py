"""Time from left to right: periods at the middle of their days, and as many names below as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps

from soyte.periods import Kind, Period
from soyte.reports.charts.chart import Row

_MOST = 12


@dataclass(frozen=True)
class TimeAxis:
    """The days from the first to the last period; `domain` leaves half a period free at both ends."""

    periods: tuple[Period, ...]

    @classmethod
    def of(cls, periods: Sequence[Period]) -> TimeAxis:
        """All of the periods, once, in order."""
        return cls(tuple(sorted(set(periods))))

    @property
    def domain(self) -> tuple[int, int]:
        return self.periods[0].start.toordinal(), max(one.end for one in self.periods).toordinal() + 1

    @property
    def axis(self) -> Row:
        """Ticks at periods; names that would overlap are left out."""
        named = {at(period): text for period, text in self._named()}
        return {
            "values": list(named),
            "labelExpr": f"{dumps({str(key): text for key, text in named.items()}, ensure_ascii=False)}[datum.value]",
            "labelOverlap": "greedy",
            "labelSeparation": 6,
            "labelFlush": False,
            "title": None,
            "grid": False,
        }

    def _named(self) -> list[tuple[Period, str]]:
        """All of a few periods; of many the first of each year, or every so manieth year."""
        finest = min(self.periods, key=lambda one: one.end - one.start)
        own = [one for one in self.periods if one.kind == finest.kind]
        if len(own) <= _MOST:
            several = len({one.year for one in own}) > 1
            return [(one, _short(one, n == 0 or one.year != own[n - 1].year, several)) for n, one in enumerate(own)]
        firsts = [one for n, one in enumerate(own) if n == 0 or one.year != own[n - 1].year]
        if len(firsts) == 1:
            return [(one, _short(one, False, False)) for one in own[:: -(-len(own) // _MOST)]]
        return [(one, str(one.year)) for one in firsts[:: -(-len(firsts) // _MOST)]]


def at(period: Period) -> int:
    """The middle of a period, as the ordinal of a day."""
    return (period.start.toordinal() + period.end.toordinal() + 1) // 2


def _short(period: Period, first_of_year: bool, several: bool) -> str:
    """`2024`; `T3`, or `T1/2024` where a year begins."""
    if period.kind is Kind.YEAR:
        return str(period.year)
    label = f"T{period.months[0]}/{period.year}" if period.kind is Kind.MONTH else period.label_vi
    return label if first_of_year and several else label.split("/")[0]
