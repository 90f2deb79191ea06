"""From what a table or a person writes to the unit that is meant on that day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from soyte.places.atlas import Atlas
from soyte.places.model import LEVEL_OF_KIND, Frame, Level, Unit, frame_of, vietnamese_date
from soyte.places.names import Written, read_name
from soyte.places.shares import trace

Outcome = Literal["one", "several", "elsewhen", "none"]
_SEARCHED: tuple[Level, ...] = ("country", "province", "district", "commune")
_LENGTH: dict[Level, int] = {"province": 2, "district": 3, "commune": 5}
_MOST_SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Resolution:
    """`unit` if there is one; else `candidates` (several, or existing on other days) and `suggestions` for this day.

    `former` when the words themselves say `(cũ)`: the unit is then the last one of that name that had ended.
    """

    written: str
    on: date
    outcome: Outcome
    unit: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    suggestions: tuple[Unit, ...] = ()
    former: bool = False

    @property
    def message(self) -> str:
        """What was found, as a Vietnamese sentence."""
        day = vietnamese_date(self.on)
        if self.unit is not None:
            return f"“{self.written}” là {self.unit.full_name} (mã {self.unit.code})."
        named = ", ".join(f"{u.full_name} (mã {u.code})" for u in self.candidates[:_MOST_SUGGESTED])
        if self.outcome == "several":
            return f"“{self.written}” ngày {day} có thể là {len(self.candidates)} đơn vị: {named}."
        hint = ", ".join(f"{u.full_name} (mã {u.code})" for u in self.suggestions)
        if self.outcome == "elsewhen":
            spans = "; ".join(f"{u.full_name} {_span(u)}" for u in self.candidates[:_MOST_SUGGESTED])
            area = f" Địa bàn này ngày {day} thuộc {hint}." if hint else ""
            return f"“{self.written}” không có vào ngày {day}: {spans}.{area}"
        return f"Không có địa danh “{self.written}” vào ngày {day}." + (f" Gần giống: {hint}." if hint else "")


@lru_cache(maxsize=65536)
def resolve(
    atlas: Atlas,
    written: str,
    on: date,
    level: Level | None = None,
    within: str | None = None,
    frame: Frame | None = None,
) -> Resolution:
    """The unit that `written`, a code or a name, means on a day; at one level and within a unit, if given.

    Diacritics are taken at their word first and only then let go; what has none may mean any. A kind (`Thành phố`, `Phường`, `City`) decides between
    namesakes, but does not exclude. Equal questions are answered from memory.
    """
    text = written.strip()
    levels = (level,) if level else _SEARCHED
    frame = frame_of(within or text, frame)
    if text.isdigit():
        found = _by_code(atlas, text, on, levels)
        if found is not None:
            return found
    name = read_name(text)
    stages = _by_name(atlas, name, levels, within, frame)
    known = next(stages, [])
    if name.unmarked and not any(u.exists(on) for u in known):
        known = next((later for later in stages if any(u.exists(on) for u in later)), known)
    if text.isdigit() and not known and level in _LENGTH:
        found = _by_code(atlas, text.zfill(_LENGTH[level]), on, levels)  # a spreadsheet ate the zeros
        if found is not None:
            return found
    if name.former:
        ended = [u for u in known if u.valid_to is not None and u.valid_to < on]
        last = max((u.valid_to for u in ended if u.valid_to is not None), default=None)
        meant = _narrowed([u for u in ended if u.valid_to == last], name.kind)
        if len(meant) == 1:
            return Resolution(written, on, "one", meant[0], former=True)
        if meant:
            return Resolution(written, on, "several", candidates=tuple(meant), former=True)
    living = _narrowed([u for u in known if u.exists(on)], name.kind)
    if len(living) == 1:
        return Resolution(written, on, "one", living[0])
    if living:
        return Resolution(written, on, "several", candidates=tuple(living))
    if known:
        return _elsewhen(atlas, written, on, known)
    return Resolution(written, on, "none", suggestions=_nearest(atlas, name, levels, on, within, frame))


def _by_code(atlas: Atlas, code: str, on: date, levels: tuple[Level, ...]) -> Resolution | None:
    versions = [u for u in atlas.versions(code) if u.level in levels]
    living = next((u for u in versions if u.exists(on)), None)
    if living is not None:
        return Resolution(code, on, "one", living)
    return _elsewhen(atlas, code, on, versions) if versions else None


def _by_name(
    atlas: Atlas, name: Written, levels: tuple[Level, ...], within: str | None, frame: Frame
) -> Iterator[list[Unit]]:
    """Everything of that name, of any time: taken whole, without its kind, then both without marks. No empty lists."""
    for loosely in (False, True):
        for key in name.plain:
            found: list[Unit] = []
            for level in _hinted(levels, name, key):
                index = atlas.names(level)
                found += index.loosely(key) if loosely else index.exactly(key)
            found = [u for u in found if u.invented == (frame == "sample")]
            if within is not None:
                found = [u for u in found if _lies_within(atlas, u, within)]
            if found:
                yield found


def _hinted(levels: tuple[Level, ...], name: Written, key: str) -> tuple[Level, ...]:
    """Only the level of the kind that was split off: a `tỉnh` is no commune, whatever level is asked for."""
    level = LEVEL_OF_KIND.get(name.kind or "") if key != name.plain[0] else None
    return levels if level is None else (level,) if level in levels else ()


def _narrowed(units: Iterable[Unit], kind: str | None) -> list[Unit]:
    every = list({(u.code, u.valid_from): u for u in units}.values())
    return [u for u in every if u.kind == kind] or every


def _lies_within(atlas: Atlas, unit: Unit, within: str) -> bool:
    return unit.code == within or any(above.code == within for above in atlas.ancestors(unit))


def _elsewhen(atlas: Atlas, written: str, on: date, known: list[Unit]) -> Resolution:
    nearest = sorted(known, key=lambda u: _distance(u, on))[:_MOST_SUGGESTED]
    unit = nearest[0]
    since = unit.valid_to if unit.valid_to is not None and unit.valid_to < on else unit.valid_from
    alone = all(_distance(other, on) > _distance(unit, on) for other in nearest[1:])
    codes = trace(atlas, unit.code, since, on) if since is not None and alone else {}
    there = tuple(u for u in (atlas.unit(code, on) for code in codes) if u is not None)
    return Resolution(written, on, "elsewhen", candidates=tuple(nearest), suggestions=there)


def _distance(unit: Unit, on: date) -> int:
    if unit.valid_to is not None and unit.valid_to < on:
        return (on - unit.valid_to).days
    return ((unit.valid_from or on) - on).days


def _nearest(
    atlas: Atlas, name: Written, levels: tuple[Level, ...], on: date, within: str | None, frame: Frame
) -> tuple[Unit, ...]:
    found: dict[str, Unit] = {}
    for level in levels:
        for unit in atlas.names(level).near(name.plain[-1]):
            meant = unit.exists(on) and unit.invented == (frame == "sample")
            if meant and (within is None or _lies_within(atlas, unit, within)):
                found.setdefault(unit.code, unit)
    return tuple(found.values())[:_MOST_SUGGESTED]


def _span(unit: Unit) -> str:
    start = f"từ {vietnamese_date(unit.valid_from)}" if unit.valid_from else ""
    end = f"đến {vietnamese_date(unit.valid_to)}" if unit.valid_to else ""
    return " ".join(filter(None, (start, end)))
