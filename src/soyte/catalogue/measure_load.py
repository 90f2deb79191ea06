"""Measures, breakdowns and the formulas over them: read once, and checked against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from soyte.catalogue.files import ROOT, CatalogueError, Faults, Located, read_located
from soyte.catalogue.formula import Formula
from soyte.catalogue.load import Catalogue, load_catalogue
from soyte.catalogue.measure_model import Breakdown, BreakdownFile, Measure, MeasureFile
from soyte.catalogue.versions import by_id, on_day


@dataclass(frozen=True)
class Measures:
    """`versions` of each measure, oldest first, and the breakdowns by column."""

    versions: Mapping[str, tuple[Measure, ...]]
    breakdowns: Mapping[str, Breakdown]

    def measure(self, identifier: str, on: date | None = None) -> Measure:
        """The measure as defined on a day; by default its newest version."""
        versions = self.versions.get(identifier)
        if versions is None:
            raise CatalogueError(f"Danh mục không có số đo '{identifier}'.")
        found = versions[-1] if on is None else on_day(versions, on)
        if found is None:
            raise CatalogueError(f"Số đo '{identifier}' không có định nghĩa cho ngày {on:%d/%m/%Y}.")
        return found

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.versions

    def __iter__(self) -> Iterator[str]:
        return iter(self.versions)


@cache
def load_measures() -> Measures:
    """The shipped measures, checked together with the formulas of the shipped indicators."""
    return read_measures(ROOT, load_catalogue())


def read_measures(root: Path, catalogue: Catalogue) -> Measures:
    """`measures/*.yaml` and `breakdowns.yaml` of a folder; every formula of the catalogue must fit them."""
    faults = Faults()
    breakdowns: dict[str, Breakdown] = {}
    with faults.kept():
        breakdowns = read_located(root / "breakdowns.yaml", BreakdownFile, root).content.breakdowns
    versions: dict[str, tuple[Measure, ...]] = {}
    for path in sorted((root / "measures").glob("*.yaml")):
        with faults.kept():
            _take(read_located(path, MeasureFile, root), versions, breakdowns, catalogue, faults)
    measures = Measures(versions, breakdowns)
    for identifier, indicators in catalogue.versions.items():
        for indicator in indicators:
            for leaf in indicator.formula.leaves if indicator.formula else ():
                for fault in unfit(leaf, measures):
                    faults.add(f"{catalogue.places.get(identifier, identifier)}: formula: {fault}")
    faults.check()
    return measures


def _take(
    located: Located[MeasureFile],
    versions: dict[str, tuple[Measure, ...]],
    breakdowns: Mapping[str, Breakdown],
    catalogue: Catalogue,
    faults: Faults,
) -> None:
    entries = located.content.measures
    for number, entry in enumerate(entries):
        where = located.where("measures", number)
        if entry.id in versions:
            faults.add(f"{where}: số đo này đã có trong một tệp khác. Hãy giữ một nơi.")
        if entry.id in catalogue:
            faults.add(f"{where}: đã là tên của một chỉ tiêu; hãy chọn tên khác")
        for strange in sorted(set(entry.breakdowns) - breakdowns.keys()):
            faults.add(f"{where}: breakdowns.yaml không có '{strange}'")
    versions.update(by_id(entries, partial(located.where, "measures")))


def unfit(leaf: Formula, measures: Measures) -> Iterator[str]:
    """Why a measure within a formula cannot be computed, if it cannot."""
    versions = measures.versions.get(leaf.measure or "")
    if versions is None:
        yield f"không có số đo '{leaf.measure}'"
        return
    for field, values in leaf.conditions.items():
        if any(field not in version.asked_by for version in versions):
            yield f"số đo '{leaf.measure}' không phân tổ theo '{field}'"
            continue
        known = measures.breakdowns[field]
        strange = [value for value in values if value not in known.values and not known.open]
        if strange:
            yield f"{field} không có mã {', '.join(strange)}"
