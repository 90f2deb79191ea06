"""Places as figures need them: a thin layer over `soyte.places`, so that another atlas can stand in.

A row's place is read as of the first day of its period.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from soyte import places
from soyte.measures.errors import MeasureError
from soyte.places import Atlas, Level

_IN_ORDER: tuple[Level, ...] = ("country", "province", "district", "commune")
LEVELS: tuple[str, ...] = _IN_ORDER
COUNTRY = "VN"
_LEVEL_OF_LENGTH = {2: "province", 3: "district", 5: "commune"}


@dataclass(frozen=True)
class Break:
    """A day on which the area called by a code changed: figures before and after it do not compare."""

    place: str
    on: date
    words: str


@dataclass(frozen=True)
class Geography:
    """Codes, names, hierarchy and changes of places, by day."""

    atlas: Atlas = field(default_factory=places.shipped_atlas)
    _above: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict, compare=False, repr=False)
    _names: dict[tuple[str, int], str] = field(default_factory=dict, compare=False, repr=False)
    _units: dict[tuple[str, int, str | None], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def level(self, code: str) -> str:
        """The level that a code belongs to; words stand for provinces that ended before there were codes."""
        if code == COUNTRY:
            return "country"
        return _LEVEL_OF_LENGTH.get(len(code), "province") if code.isdigit() else "province"

    def name(self, code: str, on: date) -> str:
        """What the place is called on a day; else by the nearest name that it had, or the code."""
        key = code, self.era(on)
        if key not in self._names:
            versions = self.atlas.versions(code)
            unit = self.atlas.unit(code, on) or (versions[-1] if versions else None)
            self._names[key] = unit.full_name if unit else code or "Chưa rõ nơi ở"
        return self._names[key]

    def exists(self, code: str, on: date) -> bool:
        """Whether there was such a place on a day; codes that nobody knows are taken at their word."""
        return self.atlas.unit(code, on) is not None or not self.atlas.versions(code)

    def find(self, named: str, on: date) -> str:
        """The code of a place given by code or name; refused with what is like it.

        A name that nothing real bears may be the invented province's.
        """
        if self.atlas.versions(named.strip()):
            return named.strip()
        for level in _IN_ORDER:
            found = places.resolve(named, on, level=level, atlas=self.atlas)
            unit = found.unit or (found.candidates[0] if found.outcome == "elsewhen" else None)
            if unit is not None and len(found.candidates) < 2:
                return unit.code  # a province goes before the town or commune of its name
            if found.candidates:
                raise MeasureError(f"{found.message} Hãy ghi mã của địa bàn.")
        invented = places.resolve(named, on, level="province", frame="sample", atlas=self.atlas).unit
        if invented is not None:
            return invented.code
        message = places.resolve(named, on, atlas=self.atlas).message
        raise MeasureError(f"{message} Hãy ghi mã hoặc tên đầy đủ của địa bàn.")

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day on which some boundary or parent changed, in order."""
        return self.atlas.event_days(date.min, date.max)

    def era(self, on: date) -> int:
        """The stretch between two such days that a day lies in."""
        return bisect_right(self.days, on)

    def day_in(self, era: int) -> date:
        """A day of a stretch: the first, or for the stretch before all changes the last."""
        if era:
            return self.days[era - 1]
        return date.fromordinal(self.days[0].toordinal() - 1) if self.days else date(2000, 1, 1)

    def eras(self, start: date, end: date) -> list[tuple[int, date]]:
        """The stretches that days from `start` to `end` lie in, each with its first day there."""
        first = [start, *(day for day in self.days if start < day <= end)]
        return [(self.era(day), day) for day in first]

    def above(self, code: str, on: date) -> dict[str, str]:
        """Level → code of the place itself and of those above it on a day."""
        return self.above_in(self.era(on), code, on)

    def above_in(self, era: int, code: str, on: date) -> dict[str, str]:
        """The same for whoever knows the era of the day already."""
        key = code, era
        if key not in self._above:
            unit = self.atlas.unit(code, on) or next(iter(reversed(self.atlas.versions(code))), None)
            found = {self.level(code): code}
            if unit is not None:
                for one in self.atlas.ancestors(unit, on if unit.exists(on) else None):
                    if not (unit.invented and one.level == "country"):
                        found[one.level] = one.code
            elif not code.startswith("99"):
                found.setdefault("country", COUNTRY)
            self._above[key] = found
        return self._above[key]

    def above_era(self, code: str, era: int) -> set[str]:
        """The place and those above it in a stretch."""
        return set(self.above_in(era, code, self.day_in(era)).values())

    def lies_in(self, code: str, place: str) -> bool:
        """Whether a place ever lay in another one."""
        return any(place in self.above(code, day).values() for day in (date(1990, 1, 1), *self.days))

    def units(self, level: str, on: date, within: str | None) -> frozenset[str]:
        """The codes of a level on a day; within a place of that level it is that place itself."""
        key = level, self.era(on), within
        if key not in self._units:
            found: Iterable[str]
            if within is not None and level == self.level(within):
                found = [within] if self.exists(within, on) else []
            elif level == "facility":
                found = (one.code for one in places.facilities(on, within, atlas=self.atlas))
            else:
                found = (one.code for one in self.atlas.units(_level(level), on, within))
            self._units[key] = frozenset(found)
        return self._units[key]

    def place_of(self, facility: str, on: date) -> str:
        """The commune in which a facility lies."""
        every = (*places.facilities(on, atlas=self.atlas), *places.facilities(on, frame="sample", atlas=self.atlas))
        return next((one.commune for one in every if one.code == facility), "")

    def breaks(self, code: str, start: date, end: date) -> tuple[Break, ...]:
        """The days from `start` to `end`, both included, on which the area of a place changed."""
        if code == COUNTRY or not any(start <= day <= end for day in self.atlas.days_of(code)):
            return ()
        eve = date.fromordinal(start.toordinal() - 1)
        return tuple(
            Break(code, change.on, change.words)
            for change in places.changes(code, eve, end, atlas=self.atlas)
            if change.breaks
        )


def _level(name: str) -> Level:
    for level in _IN_ORDER:
        if level == name:
            return level
    raise MeasureError(f"Không có cấp địa bàn “{name}”; chỉ có {', '.join(LEVELS)}.")
