"""The questions of the room, asked of the shipped atlas unless another one is given."""

from __future__ import annotations

from datetime import date

from soyte.places import events, resolving, shares, shipped
from soyte.places.atlas import Atlas
from soyte.places.events import Change
from soyte.places.model import Facility, Frame, Level, Unit, frame_of
from soyte.places.resolving import Resolution
from soyte.places.shares import Crosswalk, Group


def unit(code: str, on: date, *, atlas: Atlas | None = None) -> Unit | None:
    """The unit that `code` names on a day, or None."""
    return (atlas or shipped.atlas()).unit(code, on)


def units(
    level: Level, on: date, within: str | None = None, *, frame: Frame | None = None, atlas: Atlas | None = None
) -> tuple[Unit, ...]:
    """The units of a level on a day, by code. Invented ones only with `frame="sample"` or within a code of 99."""
    return (atlas or shipped.atlas()).units(level, on, within, frame=frame)


def parent_of(below: Unit, on: date | None = None, *, atlas: Atlas | None = None) -> Unit | None:
    """The unit above on a day, by default the last day of `below`, or now."""
    return (atlas or shipped.atlas()).parent_of(below, on)


def ancestors(below: Unit, on: date | None = None, *, atlas: Atlas | None = None) -> tuple[Unit, ...]:
    """The units above, nearest first, the country last."""
    return (atlas or shipped.atlas()).ancestors(below, on)


def resolve(
    written: str,
    on: date,
    *,
    level: Level | None = None,
    within: str | None = None,
    frame: Frame | None = None,
    atlas: Atlas | None = None,
) -> Resolution:
    """The unit that a code or a name means on a day; several, or suggestions, when it is not certain."""
    return resolving.resolve(atlas or shipped.atlas(), written, on, level, within, frame)


def history(code: str, *, atlas: Atlas | None = None) -> tuple[Change, ...]:
    """Everything that happened to a code, in order."""
    return events.history(atlas or shipped.atlas(), code)


def changes(code: str, start: date, end: date, *, atlas: Atlas | None = None) -> tuple[Change, ...]:
    """What happened to a code after `start` and until `end`; those that `breaks` are the breaks of its series."""
    return events.changes(atlas or shipped.atlas(), code, start, end)


def successors(code: str, on: date, at: date, *, atlas: Atlas | None = None) -> tuple[Unit, ...]:
    """The units of day `at` among which the area that `code` had on day `on` now lies."""
    return events.successors(atlas or shipped.atlas(), code, on, at)


def predecessors(code: str, on: date, at: date, *, atlas: Atlas | None = None) -> tuple[Unit, ...]:
    """The units of the earlier day `at` from which the area that `code` has on day `on` came."""
    return events.predecessors(atlas or shipped.atlas(), code, on, at)


def crosswalk(
    level: Level,
    start: date,
    end: date,
    *,
    within: str | None = None,
    frame: Frame | None = None,
    atlas: Atlas | None = None,
) -> Crosswalk:
    """Shares from the units of day `start` to those of day `end`, chained through every change between."""
    return shares.crosswalk(atlas or shipped.atlas(), level, start, end, within=within, frame=frame)


def groups(
    level: Level,
    start: date,
    end: date,
    *,
    within: str | None = None,
    frame: Frame | None = None,
    atlas: Atlas | None = None,
) -> tuple[Group, ...]:
    """The smallest groups of units that cover the same area on both days, known weights or not."""
    return shares.groups(atlas or shipped.atlas(), level, start, end, within=within, frame=frame)


def facilities(
    on: date, within: str | None = None, *, frame: Frame | None = None, atlas: Atlas | None = None
) -> tuple[Facility, ...]:
    """The facilities of a day, in a unit if given. Only invented ones are shipped."""
    known = atlas or shipped.atlas()
    invented = frame_of(within, frame) == "sample"
    found = []
    for facility in shipped.all_facilities():
        commune = known.unit(facility.commune, on)
        if facility.invented != invented or not facility.exists(on) or commune is None:
            continue
        above = (commune, *known.ancestors(commune, on))
        if within is None or any(place.code == within for place in above):
            found.append(facility)
    return tuple(found)
