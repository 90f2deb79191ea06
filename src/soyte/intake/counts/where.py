"""The place of a line: a name or a code on the boundaries of its period, as a code."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from soyte.intake.counts.limits import SUGGESTIONS
from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.model import Fault
from soyte.intake.counts.says import ambiguous_place, missing, outside_place, place_not_in_period, unknown_place
from soyte.intake.counts.texts import key, plain
from soyte.intake.counts.when import Bounds
from soyte.places import Atlas, Frame, Resolution, Unit, resolve, shipped_atlas
from soyte.places.names import read_name

_SHOWN = 5
_DIGITS = {"country": 0, "province": 2, "district": 3, "commune": 5}


class Places:
    """Resolves the words of the place column of one mapping; asked once for each word and era."""

    def __init__(self, mapping: Mapping, atlas: Atlas | None = None) -> None:
        self._atlas = atlas or shipped_atlas()
        self._turns = _turns(self._atlas)
        self._spec = mapping.place
        self._frame: Frame = "sample" if mapping.frame == "sample" else "real"
        self._unknown = 0
        self._names = {key(name): code for name, code in mapping.place.names.items()}

    def resolve(self, written: str, period: Bounds) -> str | Fault:
        """The code of the place on the first (or last) day of the period, else of the one that began or ended in it."""
        first, other = period if self._spec.boundaries == "start" else period[::-1]
        found = self._look(written, first)
        if isinstance(found, Fault) and found.reason == "place_not_in_period":
            later = self._look(written, other)
            return found if isinstance(later, Fault) else later
        return found

    def _look(self, written: str, on: date) -> str | Fault:
        word = self._names.get(key(written), plain(written))
        if not word:
            return missing("place")
        spec = self._spec
        if spec.codes and word not in self._names.values():
            width = _DIGITS[spec.level]
            if not (word.isascii() and word.isdecimal() and len(word) <= width):
                return unknown_place(())
            word = word.zfill(width)
        if self._unknown > SUGGESTIONS and not self._is_known(word):
            return unknown_place(())
        found = resolve(word, on, level=spec.level, within=spec.within, frame=self._frame, atlas=self._atlas)
        if found.unit is None:
            self._unknown += found.outcome == "none"
            return _fault(found)
        if found.unit.invented != (self._frame == "sample"):
            return unknown_place(())
        if spec.within and not self._inside(found.unit, spec.within, on):
            return outside_place()
        return found.unit.code

    def _is_known(self, word: str) -> bool:
        """Whether anything was ever called so, without looking for what is like it."""
        index = self._atlas.names(self._spec.level)
        return word.isdecimal() or any(index.loosely(name) for name in read_name(word).plain)

    def era(self, period: Bounds) -> tuple[int, int]:
        """Periods with equal numbers find the same places: no unit began or ended between them."""
        return bisect_right(self._turns, period[0]), bisect_right(self._turns, period[1])

    def _inside(self, unit: Unit, within: str, on: date) -> bool:
        return unit.code == within or any(above.code == within for above in self._atlas.ancestors(unit, on))


def _fault(found: Resolution) -> Fault:
    if found.outcome == "several":
        return ambiguous_place(_named(found.candidates))
    if found.outcome == "elsewhen":
        return place_not_in_period([_spanned(unit) for unit in found.candidates[:_SHOWN]], _named(found.suggestions))
    return unknown_place(_named(found.suggestions))


def _named(units: Iterable[Unit]) -> list[str]:
    return [f"{unit.full_name} (mã {unit.code})" for unit in units][:_SHOWN]


def _spanned(unit: Unit) -> str:
    start = f" từ {unit.valid_from:%d/%m/%Y}" if unit.valid_from else ""
    end = f" đến {unit.valid_to:%d/%m/%Y}" if unit.valid_to else ""
    return f"{unit.full_name}{start}{end}"


@lru_cache(maxsize=8)
def _turns(atlas: Atlas) -> tuple[date, ...]:
    """The days on which any unit began, or the first on which one was no more."""
    units = atlas.all_units
    begun = {unit.valid_from for unit in units if unit.valid_from}
    return tuple(sorted(begun | {unit.valid_to + timedelta(days=1) for unit in units if unit.valid_to}))
