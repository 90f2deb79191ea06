"""Where the area of a unit lies on another day: shares that chain through every change between the two days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from soyte.places.atlas import Atlas
from soyte.places.model import Frame, Level, Unit

WHOLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Share:
    """`millionths` of what was counted in `old` belongs to `new`; None when nobody has measured it."""

    old: str
    new: str
    millionths: int | None

    @property
    def weight(self) -> Fraction | None:
        return None if self.millionths is None else Fraction(self.millionths, WHOLE)


@dataclass(frozen=True)
class Crosswalk:
    """Every unit of one day and where its area lies on another. The millionths of one `old` sum to a million, exactly,
    unless one of them is None or its area belongs to nothing at that level any more (then `old` has no shares)."""

    level: Level
    start: date
    end: date
    shares: tuple[Share, ...]

    def of(self, old: str) -> tuple[Share, ...]:
        """The shares of one unit, or none."""
        return self._by_old.get(old, ())

    @cached_property
    def _by_old(self) -> dict[str, tuple[Share, ...]]:
        found: dict[str, list[Share]] = defaultdict(list)
        for share in self.shares:
            found[share.old].append(share)
        return {old: tuple(shares) for old, shares in found.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """Units of two days that cover the same area together: their sums compare although the units do not."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    known: Fraction
    unmeasured: bool = False


def crosswalk(
    atlas: Atlas, level: Level, start: date, end: date, *, within: str | None = None, frame: Frame | None = None
) -> Crosswalk:
    """Shares from the units of day `start` to those of day `end`, which may be the earlier one.

    Backwards a share is known only where a unit came from a single one. Units of another level that became units of this
    one (island districts, 2025) are among the old.
    """
    old = [*atlas.units(level, start, within, frame=frame)]
    old += _from_other_levels(atlas, level, start, end, {u.invented for u in old})
    shares: list[Share] = []
    for unit in old:
        parts = trace(atlas, unit.code, start, end)
        shares += [Share(unit.code, new, part) for new, part in in_millionths(parts).items()]
    return Crosswalk(level, start, end, tuple(shares))


def trace(atlas: Atlas, code: str, start: date, end: date) -> dict[str, Fraction | None]:
    """Where the area that `code` had on day `start` lies on day `end`: code → share, None when not measured.

    Empty when it belongs to no unit any more.
    """
    backwards = end < start
    days = atlas.event_days(*sorted((start, end)))
    parts = {code: _Part(Fraction(1))}
    for day in reversed(days) if backwards else days:
        parts = _over(atlas, parts, day, backwards)
    return _settled(parts)


def groups(
    atlas: Atlas, level: Level, start: date, end: date, *, within: str | None = None, frame: Frame | None = None
) -> tuple[Group, ...]:
    """The smallest groups of units that cover the same area on both days, known weights or not."""
    leader: dict[str, str] = {}

    def find(node: str) -> str:
        while leader.setdefault(node, node) != node:
            node = leader[node]
        return node

    for share in crosswalk(atlas, level, start, end, within=within, frame=frame).shares:
        leader[find(f"<{share.old}")] = find(f">{share.new}")
    members: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for node in sorted(leader):
        members[find(node)][node[0] == ">"].append(node[1:])
    return tuple(sorted((Group(tuple(old), tuple(new)) for old, new in members.values()), key=lambda g: g.old))


def _over(atlas: Atlas, parts: dict[str, _Part], day: date, backwards: bool) -> dict[str, _Part]:
    after: dict[str, _Part] = {}
    for code, part in parts.items():
        rows = atlas.from_new(day, code) if backwards else atlas.from_old(day, code)
        if not rows:
            if _lives_through(atlas, code, day):
                _add(after, code, part)
            continue
        for row in rows:
            weight = Fraction(1) if len(rows) == 1 else None if backwards else row.weight
            to = row.old if backwards else row.new
            if weight is None:
                _add(after, to, _Part(Fraction(0), unmeasured=True))
            else:
                _add(after, to, _Part(part.known * weight, part.unmeasured))
    return after


def _lives_through(atlas: Atlas, code: str, day: date) -> bool:
    return any((u.valid_from is None or u.valid_from < day) and u.exists(day) for u in atlas.versions(code))


def _add(parts: dict[str, _Part], code: str, part: _Part) -> None:
    present = parts.get(code)
    parts[code] = part if present is None else _Part(present.known + part.known, present.unmeasured or part.unmeasured)


def _settled(parts: dict[str, _Part]) -> dict[str, Fraction | None]:
    """One unmeasured part among measured ones is what they leave; so is an area that has come together again."""
    unmeasured = [code for code, part in parts.items() if part.unmeasured]
    if len(unmeasured) == 1:
        rest = 1 - sum((part.known for code, part in parts.items() if code != unmeasured[0]), Fraction(0))
        return {code: rest if part.unmeasured else part.known for code, part in parts.items()}
    return {code: None if part.unmeasured else part.known for code, part in parts.items()}


def in_millionths(parts: dict[str, Fraction | None]) -> dict[str, int | None]:
    """Whole millionths by largest remainder, so that they sum to what the shares sum to."""
    exact = {code: share * WHOLE for code, share in parts.items() if share is not None}
    floors: dict[str, int | None] = {code: int(value) for code, value in exact.items()}
    left = round(sum(exact.values(), Fraction(0))) - sum(int(value) for value in exact.values())
    for code in sorted(exact, key=lambda c: (int(exact[c]) - exact[c], c))[:left]:
        floors[code] = int(exact[code]) + 1
    return {code: floors.get(code) for code in parts}


def _from_other_levels(atlas: Atlas, level: Level, start: date, end: date, invented: set[bool]) -> list[Unit]:
    found = []
    for day in atlas.event_days(start, end):
        for row in atlas.events(day):
            unit = atlas.unit(row.old, start)
            if unit is not None and unit.level != level and unit.invented in invented:
                new = atlas.unit(row.new, day)
                if new is not None and new.level == level:
                    found.append(unit)
    return found
