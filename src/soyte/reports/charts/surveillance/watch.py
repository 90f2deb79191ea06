"""A series that is watched, as charts take it, and what is the matter with it in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from soyte.periods import Kind, Period
from soyte.quantities import write_number


@dataclass(frozen=True)
class Watch:
    """Counts of one disease in one place, period by period; all tuples are as long as `periods`, in their order.

    None: nobody reported the count; for `expected` and `upper`: nothing could be reckoned. `tested`: whether that count was tested, without
    which `alarm` says nothing. `method` names the detector for a reader, `source` whose counts these are.
    """

    disease: str
    place: str
    periods: tuple[Period, ...]
    counts: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    alarm: tuple[bool, ...]
    tested: tuple[bool, ...]
    method: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        rows = (self.counts, self.expected, self.upper, self.alarm, self.tested)
        if not self.periods or any(len(one) != len(self.periods) for one in rows):
            raise ValueError("a watched series needs periods, and as many values of each kind")

    def state(self, at: int = -1) -> str:
        """`vượt ngưỡng`, `trong mức dự kiến`, `chưa xét được`, `chưa báo cáo` at a position."""
        if self.counts[at] is None:
            return "chưa báo cáo"
        if not self.tested[at]:
            return "chưa xét được"
        return "vượt ngưỡng" if self.alarm[at] else "trong mức dự kiến"

    def told(self, at: int = -1) -> str:
        """`Tuần 34/2025: 9 ca, dự kiến 2,1, ngưỡng 6,3: vượt ngưỡng`."""
        count, expected, upper = self.counts[at], self.expected[at], self.upper[at]
        said = [] if count is None else [f"{written(count)} ca"]
        said += [] if expected is None else [f"dự kiến {written(expected)}"]
        said += [] if upper is None else [f"ngưỡng {written(upper)}"]
        return f"{self.periods[at].label_vi}: {', '.join([*said, self.state(at)])}"

    def headline(self) -> str:
        """`Sởi, xã A: vượt ngưỡng 2 tuần liền, Tuần 34/2025 có 9 ca (dự kiến 2,1)`."""
        who = f"{self.disease}, {self.place}"
        run = sum(1 for _ in takewhile(bool, reversed(self.alarm)))
        last = self.periods[-1].label_vi
        if run:
            unit = "tuần" if self.periods[-1].kind is Kind.WEEK else "kỳ"
            lasting = f"vượt ngưỡng {run} {unit} liền" if run > 1 else "vượt ngưỡng"
            expected = f" (dự kiến {written(self.expected[-1])})" if self.expected[-1] is not None else ""
            return f"{who}: {lasting}, {last} có {written(self.counts[-1] or 0)} ca{expected}"
        return f"{who}: {last} {self.state()}"


def written(value: float) -> str:
    """One decimal place, none where it is whole: `2,1`, `9`, `1.204`."""
    rounded = Decimal(f"{value:.1f}")
    return write_number(rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded)
