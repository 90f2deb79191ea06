"""What is asked about: months of discharge, and one facility or all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from soyte.engine import All, Any, Column, Compare, Expression, Frame, IsIn, IsNull, Literal, equals
from soyte.measures import spans
from soyte.measures.errors import MeasureError

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scope:
    """`first` and `last` are months as `2025-08`, both included; without them, all there are."""

    first: str | None = None
    last: str | None = None
    facility: str | None = None

    @staticmethod
    def of(period: str | None = None, facility: str | None = None) -> Scope:
        """`2025`, `T8/2025`, `quý I/2025`, `2025-01..2025-06`. MeasureError if it is not made of whole months."""
        if period is None:
            return Scope(facility=facility)
        found = spans.parse(period)
        if found.start.day != 1 or (found.end + _DAY).day != 1:
            raise MeasureError(
                f"Kỳ “{period}” không gồm trọn các tháng; hồ sơ được xếp theo tháng ra viện, hãy ghi kỳ như 2025, T8/2025, "
                "“quý I/2025” hoặc 2025-01..2025-06."
            )
        return Scope(f"{found.start:%Y-%m}", f"{found.end:%Y-%m}", facility)

    @property
    def words(self) -> str:
        """The months, for a reader."""
        if self.first is None or self.last is None:
            return "mọi tháng"
        first, last = (f"{month[5:]}/{month[:4]}" for month in (self.first, self.last))
        return f"tháng {first}" if first == last else f"từ tháng {first} đến tháng {last}"

    @property
    def iso(self) -> str | None:
        """The months as an option is written."""
        return None if self.first is None else self.first if self.first == self.last else f"{self.first}..{self.last}"

    @property
    def start(self) -> date | None:
        """The first day."""
        return date.fromisoformat(f"{self.first}-01") if self.first else None

    @property
    def end(self) -> date | None:
        """The last day."""
        if self.last is None:
            return None
        return (date.fromisoformat(f"{self.last}-01") + 31 * _DAY).replace(day=1) - _DAY

    def narrowed(self, frame: Frame, month: str = "month") -> Frame:
        """Rows with `facility` and a month that are asked about."""
        wanted: list[Expression] = []
        if self.first is not None and self.last is not None:
            wanted += [
                Compare(Column(month), ">=", Literal(self.first)),
                Compare(Column(month), "<=", Literal(self.last)),
            ]
        if self.facility is not None:
            wanted.append(equals("facility", self.facility))
        return frame.filter(All(tuple(wanted))) if wanted else frame


def among(column: str, codes: list[str | None]) -> Expression:
    """The column is one of these codes; None and the empty text stand for what nothing is said about."""
    known = tuple(code for code in codes if code)
    parts: list[Expression] = [IsIn(Column(column), known)] if known else []
    if len(known) < len(codes):
        parts.append(Any((IsNull(Column(column)), equals(column, ""))))
    if not parts:
        return Compare(Literal(0), "==", Literal(1))
    return parts[0] if len(parts) == 1 else Any(tuple(parts))


def apart_from(column: str, code: str) -> Expression:
    """The column is not this code; what nothing is said about is not."""
    return Any((IsNull(Column(column)), Compare(Column(column), "!=", Literal(code))))
