"""Units and successions, looked up by code and day. An `Atlas` never changes: acts give a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from soyte.places.model import Frame, Level, PlaceError, Succession, Unit, frame_of
from soyte.places.names import NameIndex

if TYPE_CHECKING:
    from soyte.places.acts import Act


_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, eq=False)
class Atlas:
    """Every version of every unit, and what followed what. Lookups are built on first use.

    `units` and everything made of it leave invented units out unless the frame is `sample`, or the unit that one asks
    within has a code that begins with 99.
    """

    all_units: tuple[Unit, ...]
    successions: tuple[Succession, ...]
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # province name → other ways to write it

    def unit(self, code: str, on: date) -> Unit | None:
        """The unit that `code` names on a day, or None."""
        return next((u for u in self.versions(code) if u.exists(on)), None)

    def versions(self, code: str) -> tuple[Unit, ...]:
        """Everything that `code` has named, oldest first."""
        return self._by_code.get(code, ())

    def units(
        self, level: Level, on: date, within: str | None = None, *, frame: Frame | None = None
    ) -> tuple[Unit, ...]:
        """The units of a level on a day, by code; those below the unit of code `within`, at any depth, if given."""
        invented = frame_of(within, frame) == "sample"
        found = [u for u in self.at_level(level) if u.invented == invented and u.exists(on)]
        if within is not None and within != "VN":
            found = [u for u in found if any(a.code == within for a in self.ancestors(u, on))]
        return tuple(found)

    def parent_of(self, unit: Unit, on: date | None = None) -> Unit | None:
        """The unit above on a day of its life; by default its last day, or today's parent if it goes on."""
        return self.unit(unit.parent, on or unit.valid_to or date.max) if unit.parent else None

    def ancestors(self, unit: Unit, on: date | None = None) -> tuple[Unit, ...]:
        """The units above, nearest first, the country last."""
        day = on or unit.valid_to or date.max
        found: list[Unit] = []
        above = self.parent_of(unit, day)
        while above is not None:
            found.append(above)
            above = self.parent_of(above, day)
        return tuple(found)

    def from_old(self, on: date, code: str) -> tuple[Succession, ...]:
        """What the area of `code` became on day `on`."""
        return self._from.get((on, code), ())

    def from_new(self, on: date, code: str) -> tuple[Succession, ...]:
        """What `code` was made of on day `on`."""
        return self._to.get((on, code), ())

    def event_days(self, start: date, end: date) -> tuple[date, ...]:
        """The days in (start, end] on which anything was succeeded, in order."""
        return tuple(day for day in self._days if start < day <= end)

    def events(self, on: date) -> tuple[Succession, ...]:
        """All successions of one day."""
        return self._by_day.get(on, ())

    def days_of(self, code: str) -> tuple[date, ...]:
        """The days on which `code` began, ended or gave or took area, in order."""
        return self._days_by_code.get(code, ())

    def with_acts(self, acts: Iterable[Act]) -> Atlas:
        """A new atlas after these acts, applied in the order of their days. `PlaceError` says which act cannot be."""
        from soyte.places.acts import applied  # noqa: PLC0415  (acts are made of atlases)

        atlas = self
        for act in sorted(acts, key=lambda act: act.on):
            atlas = applied(atlas, act)
        return atlas

    def at_level(self, level: Level) -> tuple[Unit, ...]:
        """Every version of every unit of a level, by code."""
        return self._by_level.get(level, ())

    def names(self, level: Level) -> NameIndex:
        """The names of a level, of all times."""
        if level not in self._names:
            self._names[level] = NameIndex(self.at_level(level), self.spellings if level == "province" else {})
        return self._names[level]

    @cached_property
    def _names(self) -> dict[Level, NameIndex]:
        return {}

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Unit, ...]]:
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.all_units:
            found[unit.code].append(unit)
        for code, versions in found.items():
            if len(versions) > 1:
                versions.sort(key=lambda u: u.valid_from or date.min)
                _check_days(code, versions)
        return {code: tuple(versions) for code, versions in found.items()}

    @cached_property
    def _by_level(self) -> Mapping[Level, tuple[Unit, ...]]:
        return _grouped((unit.level, unit) for unit in sorted(self.all_units, key=lambda u: u.code))

    @cached_property
    def _by_day(self) -> Mapping[date, tuple[Succession, ...]]:
        return _grouped((s.on, s) for s in self.successions)

    @cached_property
    def _days(self) -> tuple[date, ...]:
        return tuple(sorted(self._by_day))

    @cached_property
    def _from(self) -> Mapping[tuple[date, str], tuple[Succession, ...]]:
        return _grouped(((s.on, s.old), s) for s in self.successions)

    @cached_property
    def _to(self) -> Mapping[tuple[date, str], tuple[Succession, ...]]:
        return _grouped(((s.on, s.new), s) for s in self.successions)

    @cached_property
    def _days_by_code(self) -> Mapping[str, tuple[date, ...]]:
        found: dict[str, set[date]] = defaultdict(set)
        for unit in self.all_units:
            if unit.valid_from is not None:
                found[unit.code].add(unit.valid_from)
            if unit.valid_to is not None:
                found[unit.code].add(unit.valid_to + timedelta(days=1))
        for succession in self.successions:
            found[succession.old].add(succession.on)
            found[succession.new].add(succession.on)
        return {code: tuple(sorted(days)) for code, days in found.items()}


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    found: dict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _check_days(code: str, versions: list[Unit]) -> None:
    for one, other in pairwise(versions):
        if one.valid_to is None or other.valid_from is None or one.valid_to >= other.valid_from:
            raise PlaceError(f"Mã {code} có hai đơn vị trùng thời gian: {one.full_name} và {other.full_name}.")
