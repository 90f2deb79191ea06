"""On whose boundaries: where the area of each place that has rows lies on another day, and what cannot be told apart there.

A *source* is a place in one era. It goes whole into one unit, is divided by measured shares, or is held back: nobody knows
how much of it belongs to each of its units. Units that share such a source make a *group* for the periods in which it has
rows: their sum is known although none of them is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from soyte.measures.where import COUNTRY, Geography
from soyte.periods import Period
from soyte.places.shares import WHOLE, Share, in_millionths, trace

JOINED = "+"
Spans = Callable[[Sequence[str]], Iterable[tuple[str, date, date]]]
_NOWHERE = "~"  # ends the name of what lies in no unit of the day
_ALL = Fraction(1)


@dataclass(frozen=True)
class Target:
    """Where a source lies: shares by unit; `start` is the day from which it was traced, None for a place nobody knows."""

    place: str
    start: date | None
    shares: tuple[Share, ...]

    @property
    def whole(self) -> str | None:
        """The one unit that takes all of it."""
        return self.shares[0].new if len(self.shares) == 1 else None

    @property
    def held(self) -> bool:
        """Nobody can divide it, or nothing at that level takes it."""
        return not self.shares or (len(self.shares) > 1 and any(one.millionths is None for one in self.shares))

    @property
    def moved(self) -> bool:
        """Whether anything but itself takes a part."""
        return [one.new for one in self.shares] != [self.place]


@dataclass(frozen=True)
class Groups:
    """The groups of one period: name → units, and the group of each unit and each source that is in one."""

    members: Mapping[str, tuple[str, ...]]
    of_unit: Mapping[str, str]
    of_source: Mapping[tuple[str, int], str]


@dataclass(frozen=True)
class Recast:
    """Sources to units of `level` on `day`. `sources` are places with the eras in which they have rows.

    `spans` tells of which stretches of days places have rows; it is asked only about those that are held back.
    """

    geography: Geography
    day: date
    level: str
    sources: tuple[tuple[str, int], ...]
    spans: Spans
    _groups: dict[tuple[date, date], Groups] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def targets(self) -> Mapping[tuple[str, int], Target]:
        """Where each source lies."""
        return {one: self.target(*one) for one in self.sources}

    def target(self, place: str, era: int) -> Target:
        """Where a place of one era lies on the day."""
        atlas = self.geography.atlas
        versions = atlas.versions(place)
        if not versions:
            unit = self.geography.above(place, self.day).get(self.level)
            return Target(place, None, (Share(place, unit, WHOLE),) if unit else ())
        start = self.geography.day_in(era)
        if atlas.unit(place, start) is None:  # rows under a code before it began or after it had ended
            nearest = min(versions, key=lambda v: abs(((v.valid_to or v.valid_from or start) - start).days))
            start = nearest.valid_to or nearest.valid_from or start
        found: dict[str, Fraction | None] = {}
        for code, share in trace(atlas, place, start, self.day).items():
            unit = self.geography.above(code, self.day).get(self.level)
            if unit is None:
                return Target(place, start, ())
            sofar = found.get(unit, Fraction(0))
            found[unit] = None if share is None or sofar is None else sofar + share
        if len(found) == 1:
            found = dict.fromkeys(found, _ALL)
        parts = in_millionths(found)
        return Target(place, start, tuple(Share(place, unit, parts[unit]) for unit in sorted(parts)))

    def groups(self, bucket: Period) -> Groups:
        """What cannot be told apart in a period."""
        key = bucket.start, bucket.end
        if key not in self._groups:
            held = {
                source: self.targets[source]
                for source, stretches in self._held.items()
                if any(_touches(start, end, bucket) for start, end in stretches)
            }
            self._groups[key] = _joined(held)
        return self._groups[key]

    @cached_property
    def _held(self) -> Mapping[tuple[str, int], list[tuple[date, date]]]:
        """The sources that nobody can divide, with the stretches of days of which they have rows."""
        found: dict[tuple[str, int], list[tuple[date, date]]] = {
            one: [] for one, target in self.targets.items() if target.held
        }
        for place, start, end in self.spans(sorted({place for place, _ in found})) if found else ():
            source = place, self.geography.era(start)
            if source in found:
                found[source].append((start, end))
        return found

    def name(self, unit: str) -> str:
        """What a unit, or a group of them, is called on the day."""
        if unit.endswith(_NOWHERE):
            return f"{self.geography.name(unit.removesuffix(_NOWHERE), date.min)} (không còn đơn vị cùng cấp)"
        return " + ".join(self.geography.name(one, self.day) for one in unit.split(JOINED))

    def lies_in(self, unit: str, place: str) -> bool:
        """Whether a unit, or one of a group, is a place or below it on the day."""
        if unit.endswith(_NOWHERE):
            return place == COUNTRY or place in self._ever_above(unit.removesuffix(_NOWHERE))
        return any(place in self.geography.above(one, self.day).values() for one in unit.split(JOINED))

    def _ever_above(self, place: str) -> set[str]:
        return {one for code, era in self.sources if code == place for one in self.geography.above_era(code, era)}

    def exists(self, unit: str, bucket: Period) -> bool:
        """Whether there is such a unit on the day, or such a group in the period."""
        if is_group(unit):
            return unit in self.groups(bucket).members
        return self.geography.exists(unit, self.day)


def _touches(start: date, end: date, bucket: Period) -> bool:
    """Whether a row of these days says anything of a period: it lies inside, or holds it."""
    return (bucket.start <= start and end <= bucket.end) or (start <= bucket.start and bucket.end <= end)


def is_group(unit: str) -> bool:
    """Whether a key is no unit of its own."""
    return JOINED in unit or unit.endswith(_NOWHERE)


def members(unit: str) -> tuple[str, ...]:
    """The units of a group; a unit itself; none for what lies in no unit."""
    return () if unit.endswith(_NOWHERE) else tuple(unit.split(JOINED))


def _joined(held: Mapping[tuple[str, int], Target]) -> Groups:
    leader: dict[str, str] = {}

    def find(node: str) -> str:
        while leader.setdefault(node, node) != node:
            node = leader[node]
        return node

    for target in held.values():
        for one in target.shares:
            leader[find(one.new)] = find(target.shares[0].new)
    found: dict[str, list[str]] = {}
    for unit in sorted(leader):
        found.setdefault(find(unit), []).append(unit)
    named = {JOINED.join(units): tuple(units) for units in found.values()}
    of_unit = {unit: name for name, units in named.items() for unit in units}
    of_source = {one: _group_of(target, of_unit) for one, target in held.items()}
    nowhere = {name: () for name in of_source.values() if name.endswith(_NOWHERE)}
    return Groups({**named, **nowhere}, of_unit, of_source)


def _group_of(target: Target, of_unit: Mapping[str, str]) -> str:
    return of_unit[target.shares[0].new] if target.shares else target.place + _NOWHERE


def bases(geography: Geography, target: Target, day: date) -> tuple[str, ...]:
    """Where the shares of a divided source come from: the divisions on its way, each with basis and document."""
    if target.start is None or len(target.shares) < 2:
        return ()
    atlas, reached, told = geography.atlas, {target.place}, {}
    for one in atlas.event_days(target.start, day):
        after: set[str] = set()
        for code in reached:
            rows = atlas.from_old(one, code)
            after |= {row.new for row in rows} if rows else {code}
            for row in rows:
                if len(rows) > 1:
                    told[row.basis, row.source, one] = row
        reached = after
    return tuple(_basis(basis, source, on) for basis, source, on in told)


def _basis(basis: str, source: str, on: date) -> str:
    words = {
        "overlap": "ước lượng theo diện tích chồng lấp",
        "declared": "theo văn bản quyết định",
        "whole": "trọn vẹn",
    }.get(basis, "chưa ai đo")
    return f"{on:%d/%m/%Y}: {words}" + (f" ({source})" if source else "")
