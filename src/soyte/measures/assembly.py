"""Cells become figures: formulas, completeness, gaps, addresses and notes, for one definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from soyte.catalogue.formula import Formula
from soyte.ledger.contribution import DATASET
from soyte.measures.address import Address
from soyte.measures.cells import Cell, Key
from soyte.measures.definitions import Definition
from soyte.measures.errors import MeasureError
from soyte.measures.expectations import Roll, days_left_out
from soyte.measures.figure import Completeness, Figure, Presence
from soyte.measures.question import Conditions, Cut, Leaf, Scope
from soyte.measures.reallocate import on_other_boundaries
from soyte.measures.recast import is_group, members
from soyte.measures.spans import Rhythm
from soyte.measures.together import Together
from soyte.measures.values import Evaluation, Value
from soyte.measures.where import Break

if TYPE_CHECKING:
    from soyte.measures.compute import Asker
    from soyte.periods import Period


_Rest = tuple[str, tuple[str, ...], int]  # a key without its source


@dataclass(frozen=True)
class Assembly:
    """Makes the figures of one indicator, for the periods in which one definition holds (None: no definition holds)."""

    asker: Asker
    roll: Roll
    identifier: str
    definition: Definition | None
    scope: Scope
    cut: Cut
    conditions: Conditions
    dataset: str | None
    beside: str | None = None
    together: Together = field(default_factory=Together)
    _cells: dict[Leaf, dict[Key, Cell]] = field(default_factory=dict, compare=False, repr=False)
    # By identity of the formula: it lives as long as the definition.
    _of_leaf: dict[tuple[int, str | None], dict[Key, Cell]] = field(default_factory=dict, compare=False, repr=False)
    # What figures of one unit and period, or of one source, have in common.
    _named: dict[tuple[str, int], tuple[str, tuple[Break, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _counted: dict[tuple[object, ...], Completeness | None] = field(default_factory=dict, compare=False, repr=False)
    _below_by: dict[int, dict[_Rest, list[str]]] = field(default_factory=dict, compare=False, repr=False)

    def figures(self) -> Iterator[Figure]:
        """One figure for each source, place, breakdown and period, also for those of which no row speaks."""
        return (figure for figure, _ in self.answers())

    def answers(self) -> Iterator[tuple[Figure, Value | None]]:
        """The same with the value that each was made of, for whoever traces it."""
        definition = self.definition
        if definition is None:
            yield from self._empty(Presence.NOT_APPLICABLE, "Chỉ tiêu không có hiệu lực trong kỳ này")
            return
        if definition.formula is None:
            note = "Danh mục chưa có công thức tính chỉ tiêu này từ các số đo"
            yield from self._empty(Presence.NOT_REPORTED, note)
            return
        self._check(definition)
        keys = self._keys(definition)
        if not keys:
            yield from self._empty(Presence.NOT_REPORTED, *self._unknown(definition))
        for key in keys:
            for beside in self._sources_below(definition.formula, key):
                value = self._value(definition, definition.formula, key, beside)
                yield self._figure(definition, key, value, beside), value

    def _check(self, definition: Definition) -> None:
        asked = {*self.cut.breakdowns, *self.conditions}
        for leaf in definition.anchors:
            measure = definition.measure(leaf)
            strange = sorted(asked - set(measure.asked_by))
            if strange:
                raise MeasureError(
                    f"{self.identifier}: không phân tổ theo “{strange[0]}” được; số đo “{measure.name_vi}” chỉ phân tổ theo "
                    f"{', '.join(measure.asked_by)}."
                )

    def _leaf_cells(self, definition: Definition, formula: Formula, dataset: str | None) -> dict[Key, Cell]:
        known = self._of_leaf.get((id(formula), dataset))
        if known is None:
            leaf = self.asker.leaf(definition, formula, self.conditions, self.cut, dataset)
            if leaf not in self._cells:
                self._cells[leaf] = self.asker.cells(leaf, self.scope, self.roll, self.together)
            known = self._of_leaf[id(formula), dataset] = self._cells[leaf]
        return known

    def _keys(self, definition: Definition) -> list[Key]:
        """Every source, place and breakdown of which a row speaks, in every period in which the place existed."""
        spoken = [key for leaf in definition.anchors for key in self._leaf_cells(definition, leaf, self.dataset)]
        series = sorted({key[:3] for key in spoken})
        known = set(spoken)
        return [
            (*one, number)
            for one in series
            for number, bucket in enumerate(self.scope.buckets)
            if (*one, number) in known or self._exists(one[1], bucket)
        ]

    def _exists(self, unit: str, bucket: Period) -> bool:
        if self.scope.recast is not None:
            return self.scope.recast.exists(unit, bucket)
        geography = self.asker.geography
        return geography.exists(unit, bucket.start) or geography.exists(unit, bucket.end)

    def _sources_below(self, formula: Formula, key: Key) -> Sequence[str]:
        """The sources that can give the denominator: the figure's own if it has any, else each that has."""
        if not formula.ratio or self.definition is None:
            return (key[0],)
        leaf = next(formula.ratio[1].leaves)
        there = self._found_below(leaf).get(self._below(key, leaf, "")[1:], ())
        return (key[0],) if key[0] in there or not there else there

    def _found_below(self, leaf: Formula) -> dict[_Rest, list[str]]:
        """The sources of a leaf under the line, by place, breakdown and period."""
        assert self.definition is not None  # noqa: S101
        if id(leaf) not in self._below_by:
            found: dict[_Rest, list[str]] = {}
            for source, unit, codes, number in sorted(self._leaf_cells(self.definition, leaf, self.beside)):
                found.setdefault((unit, codes, number), []).append(source)
            self._below_by[id(leaf)] = found
        return self._below_by[id(leaf)]

    def _below(self, key: Key, leaf: Formula, source: str) -> Key:
        """The key of a leaf under the line: only the breakdowns that its measure has."""
        assert self.definition is not None  # noqa: S101
        kept = self.definition.measure(leaf).asked_by
        codes = tuple(code for name, code in zip(self.cut.breakdowns, key[2], strict=True) if name in kept)
        return source, key[1], codes, key[3]

    def _value(self, definition: Definition, formula: Formula, key: Key, beside: str) -> Value:
        def above(leaf: Formula) -> Cell | None:
            return self._leaf_cells(definition, leaf, self.dataset).get(key)

        def below(leaf: Formula) -> Cell | None:
            # What the own source gives is asked for under the same name as above, so that both come from one reading.
            cells = self._leaf_cells(definition, leaf, self.beside if beside != key[0] else self.dataset)
            return cells.get(self._below(key, leaf, beside))

        def say(part: Formula) -> str:
            return self.asker.definitions.words(part, definition.measures)

        return Evaluation(above, below, say).value(formula, definition.factor)

    def _figure(self, definition: Definition, key: Key, value: Value, beside: str) -> Figure:
        source, unit, codes, number = key
        bucket = self.scope.buckets[number]
        first = next((cell for _, cell in value.cells if cell is not None and cell.key[0] == source), None)
        asker = self.asker
        owner = asker.owner(source)
        notes = value.notes
        if beside != source:
            notes = (*notes, f"Mẫu số lấy từ tập số liệu {beside} ({asker.owner(beside) or 'không rõ đơn vị'})")
        if "; " in owner:
            notes = (*notes, "Tập số liệu do nhiều đơn vị gửi")
        if first is not None and value.number is not None and self._flows:
            notes = (*notes, *days_left_out(Rhythm.of(first.grain, first.first), bucket))
        if source == DATASET and asker.area == "residence":
            notes = (*notes, "Tính theo nơi cư trú của người bệnh, không theo nơi khám")
        recast, state = self.scope.recast, value.state
        name, breaks = self._name(unit, number)
        if recast is not None:
            state, told = on_other_boundaries(recast, unit, bucket, value)
            notes = (*notes, *told)
        return Figure(
            str(self._address(source, unit, codes, number, beside if beside != source else None)),
            self.identifier,
            definition.name,
            unit,
            name,
            bucket,
            self._breakdown(codes),
            value.number,
            definition.unit,
            state,
            value.status if value.number is not None else None,
            self._completeness(first, source, unit, number) if state is not Presence.HELD_BACK else None,
            value.numerator,
            value.denominator,
            asker.view.state.head,
            asker.view.state.recorded_at,
            definition.hash,
            owner,
            source,
            breaks,
            notes,
            boundaries=recast.day if recast else None,
            group=members(unit) if recast and is_group(unit) else None,
        )

    @cached_property
    def _flows(self) -> bool:
        assert self.definition is not None  # noqa: S101
        return all(self.definition.measure(leaf).over_time == "sum" for leaf in self.definition.anchors)

    def _name(self, unit: str, number: int) -> tuple[str, tuple[Break, ...]]:
        """What a unit is called in a period, and the breaks of its area there."""
        if (unit, number) not in self._named:
            bucket, geography, recast = self.scope.buckets[number], self.asker.geography, self.scope.recast
            self._named[unit, number] = (
                (recast.name(unit), ())
                if recast
                else (geography.name(unit, bucket.start), geography.breaks(unit, bucket.start, bucket.end))
            )
        return self._named[unit, number]

    def _completeness(self, cell: Cell | None, source: str, unit: str, number: int) -> Completeness | None:
        told = (cell.grain, cell.level, cell.first, cell.units, cell.reports, cell.periods) if cell else None
        key = source, unit, number, told
        if key not in self._counted:
            bucket = self.scope.buckets[number]
            self._counted[key] = self.roll.of(cell, bucket) if cell else self.roll.nobody(source, unit, bucket)
        return self._counted[key]

    def _breakdown(self, codes: Sequence[str]) -> tuple[tuple[str, str], ...]:
        kept = {name: "|".join(values) for name, values in self.conditions.items()}
        return tuple(sorted((kept | dict(zip(self.cut.breakdowns, codes, strict=True))).items()))

    def _address(self, source: str, unit: str, codes: Sequence[str], number: int, beside: str | None) -> Address:
        conditions = {name: tuple(values) for name, values in self.conditions.items()}
        conditions |= {name: (code,) for name, code in zip(self.cut.breakdowns, codes, strict=True)}
        head = self.asker.view.state.head
        day = str(self.scope.recast.day) if self.scope.recast else None
        area = self.asker.area if self.asker.area != "place" else None
        return Address(
            self.identifier, unit, self.scope.buckets[number], source, head, conditions, beside, None, day, area
        )

    def _empty(self, state: Presence, *notes: str) -> Iterator[tuple[Figure, None]]:
        """The figure of the place itself, for each period, where there is nothing to compute."""
        asker, definition = self.asker, self.definition
        codes = ("",) * len(self.cut.breakdowns)
        for number, bucket in enumerate(self.scope.buckets):
            figure = Figure(
                str(self._address(self.dataset or "", self.scope.place, codes, number, None)),
                self.identifier,
                asker.definitions.name(self.identifier),
                self.scope.place,
                asker.geography.name(self.scope.place, bucket.start),
                bucket,
                self._breakdown(codes),
                None,
                definition.unit if definition else asker.definitions.unit(self.identifier),
                state,
                None,
                None,
                None,
                None,
                asker.view.state.head,
                asker.view.state.recorded_at,
                definition.hash if definition else "",
                asker.owner(self.dataset or ""),
                self.dataset or "",
                asker.geography.breaks(self.scope.place, bucket.start, bucket.end),
                notes,
                boundaries=self.scope.recast.day if self.scope.recast else None,
            )
            yield figure, None

    def _unknown(self, definition: Definition) -> tuple[str, ...]:
        measures = [definition.measure(leaf) for leaf in definition.anchors]
        names = ", ".join(dict.fromkeys(one.name_vi for one in measures))
        found = [f"Sổ chưa có số liệu ở đúng kỳ, cấp địa bàn và phân tổ này của: {names}"]
        asked = {*self.cut.breakdowns, *self.conditions}
        if any(asked - set(one.breakdowns) and one.claims for one in measures):
            strange = ", ".join(
                sorted({self.asker.definitions.field(n) for one in measures for n in asked - set(one.breakdowns)})
            )
            found.append(f"Phân tổ theo {strange} chỉ tính được từ hồ sơ BHYT; bảng tổng hợp không nói tới")
        return tuple(found)
