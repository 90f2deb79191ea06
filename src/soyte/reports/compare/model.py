"""What is compared: a value of one indicator for each place, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from soyte.measures.targets.model import Result


@dataclass(frozen=True)
class Entry:
    """A place and what its report states; None where nothing was found. A place may stand here with several results."""

    place: str
    place_name: str
    result: Result | None


@dataclass(frozen=True)
class Comparison:
    """One indicator in `unit` for a year. `looked_at` is the code of the place that a reader asks about."""

    indicator: str
    name: str
    unit: str
    year: int
    entries: tuple[Entry, ...]
    as_of_seq: int
    looked_at: str | None = None

    @property
    def ordered(self) -> tuple[Entry, ...]:
        """Highest first; then values that cannot be compared; then places without a value."""
        return tuple(sorted(self.entries, key=lambda entry: (self._group(entry), *self._rank(entry))))

    def value(self, entry: Entry) -> Decimal | None:
        """The value if it is in the unit and for the year of the comparison."""
        result = entry.result
        if result is None or result.value is None or not result.value.is_finite() or self.hindrance(entry):
            return None
        return result.value

    def hindrance(self, entry: Entry) -> str:
        """Why a value that is there cannot be compared, empty if it can."""
        result = entry.result
        if result is None or result.value is None:
            return ""
        if (result.unit or self.unit) != self.unit:
            return f"đơn vị khác: {result.unit}"
        if (result.period.first_year, result.period.year) != (self.year, self.year):
            return f"thời gian khác: {result.period.phrase_vi}"
        return ""

    def place_number(self, entry: Entry) -> int | None:
        """The entry's rank among comparable values; equal values share one."""
        value = self.value(entry)
        if value is None:
            return None
        others = (self.value(other) for other in self.entries)
        return 1 + sum(other is not None and other > value for other in others)

    def _group(self, entry: Entry) -> int:
        if self.value(entry) is not None:
            return 0
        return 1 if self.hindrance(entry) else 2

    def _rank(self, entry: Entry) -> tuple[Decimal, str, str]:
        value = self.value(entry)
        document = entry.result.source.document if entry.result else None
        return (-value if value is not None else Decimal(0), entry.place_name, document or "")
