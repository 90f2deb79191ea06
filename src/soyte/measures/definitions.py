"""What is asked for, as it was defined when the period began: an indicator, or a measure asked for by itself."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from soyte.catalogue import Catalogue, Indicator, load_catalogue
from soyte.catalogue.formula import Formula
from soyte.catalogue.formula_words import formula_words
from soyte.catalogue.hashing import definition_hash
from soyte.catalogue.measure_load import Measures, load_measures
from soyte.catalogue.measure_model import Measure
from soyte.catalogue.versions import on_day
from soyte.measures.errors import MeasureError
from soyte.text import fold


@dataclass(frozen=True)
class Definition:
    """A definition with the versions of the measures that it uses. `formula` is None where no measure can give it yet."""

    id: str
    name: str
    unit: str
    formula: Formula | None
    factor: int
    measures: dict[str, Measure]
    legal_source: str
    certainty: str
    valid_from: date | None
    valid_to: date | None
    indicator: Indicator | None = None

    @cached_property
    def hash(self) -> str:
        """Of the meaning of the definition and of the measures under it, not of the words around them."""
        if self.indicator is None:
            return definition_hash(self.measures[self.id])
        return definition_hash(self.indicator, self.measures.values())

    def measure(self, leaf: Formula) -> Measure:
        """The measure of a leaf of the formula."""
        return self.measures[leaf.measure or ""]

    @property
    def anchors(self) -> tuple[Formula, ...]:
        """The leaves above the line: they say by what the figure can be broken down."""
        return tuple(_above(self.formula)) if self.formula else ()


def _above(formula: Formula) -> list[Formula]:
    if formula.ratio:
        return _above(formula.ratio[0])
    if formula.measure is not None:
        return [formula]
    return [leaf for part in formula.parts for leaf in _above(part)]


@dataclass(frozen=True)
class Definitions:
    """Catalogue and measures together."""

    catalogue: Catalogue
    measures: Measures

    @staticmethod
    def shipped() -> Definitions:
        """Those that come with the program."""
        return Definitions(load_catalogue(), load_measures())

    def find(self, named: str) -> str:
        """The id of an indicator or measure given by id or full name; refused with the nearest ones."""
        if named in self.catalogue or named in self.measures:
            return named
        names = {fold(one.name_vi): one.id for one in self.catalogue}
        names |= {fold(self.measures.measure(name).name_vi): name for name in self.measures}
        if fold(named) in names:
            return names[fold(named)]
        keys = [*(one.id for one in self.catalogue), *self.measures, *names]
        near = [names.get(str(key), str(key)) for key in difflib.get_close_matches(fold(named), keys, n=5, cutoff=0.5)]
        hint = ", ".join(f"{name} ({self.name(name)})" for name in dict.fromkeys(near))
        raise MeasureError(
            f"Danh mục không có chỉ tiêu hay số đo “{named}”."
            + (f" Có phải: {hint}?" if hint else " Hãy kiểm tra lại mã.")
        )

    def name(self, identifier: str) -> str:
        """What an indicator or measure is called."""
        if identifier in self.catalogue:
            return self.catalogue.indicator(identifier).name_vi
        return self.measures.measure(identifier).name_vi

    def unit(self, identifier: str) -> str:
        """Its unit, in the newest version."""
        if identifier in self.catalogue:
            return self.catalogue.indicator(identifier).unit
        return self.measures.measure(identifier).unit

    def on(self, identifier: str, day: date) -> Definition | None:
        """The definition that holds on a day; None if none does."""
        if identifier not in self.catalogue:
            found = on_day(self.measures.versions[identifier], day)
            return self._of_measure(found) if found else None
        indicator = on_day(self.catalogue.versions[identifier], day)
        if indicator is None:
            return None
        formula = indicator.formula
        measures = {}
        for leaf in formula.leaves if formula else ():
            measure = on_day(self.measures.versions[leaf.measure or ""], day)
            if measure is None:
                return None
            measures[measure.id] = measure
        return Definition(
            indicator.id,
            indicator.name_vi,
            indicator.unit,
            formula,
            indicator.multiplier or 1,
            measures,
            indicator.legal_source,
            indicator.certainty,
            indicator.valid_from,
            indicator.valid_to,
            indicator,
        )

    def _of_measure(self, measure: Measure) -> Definition:
        return Definition(
            measure.id,
            measure.name_vi,
            measure.unit,
            Formula(measure=measure.id),
            1,
            {measure.id: measure},
            measure.legal_source,
            measure.certainty,
            measure.valid_from,
            measure.valid_to,
        )

    def words(self, formula: Formula, measures: dict[str, Measure], factor: int = 1) -> str:
        """A formula as a person would say it: `Số ca mắc [Bệnh: Sởi] ÷ Dân số × 100.000`."""
        return formula_words(formula, measures, self.measures.breakdowns, factor)

    def field(self, name: str) -> str:
        """What a breakdown is called."""
        known = self.measures.breakdowns.get(name)
        return known.name_vi if known else name

    def code(self, field: str, code: str) -> str:
        """What a code of a breakdown stands for; the code itself if nobody named it."""
        known = self.measures.breakdowns.get(field)
        return (known.values.get(code, code) if known else code) or "không phân tổ"

    def codes(self, field: str, codes: tuple[str, ...]) -> str:
        """Several codes of a breakdown."""
        return ", ".join(self.code(field, code) for code in codes)
