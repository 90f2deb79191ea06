"""Measures, breakdowns and the formulas over them: read once, and checked against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from soyte.catalogue.files import ROOT, CatalogueError, read_yaml
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
    breakdowns = read_yaml(root / "breakdowns.yaml", BreakdownFile).breakdowns
    versions: dict[str, tuple[Measure, ...]] = {}
    files: dict[str, str] = {}
    for path in sorted((root / "measures").glob("*.yaml")):
        for name, found in by_id(path.name, read_yaml(path, MeasureFile).measures).items():
            if name in versions:
                raise CatalogueError(f"{path.name}: {name}: đã có trong {files[name]}")
            if name in catalogue:
                raise CatalogueError(f"{path.name}: {name}: đã là tên của một chỉ tiêu; hãy chọn tên khác")
            for strange in sorted({field for one in found for field in one.breakdowns} - breakdowns.keys()):
                raise CatalogueError(f"{path.name}: {name}: breakdowns.yaml không có '{strange}'")
            versions[name], files[name] = found, path.name
    measures = Measures(versions, breakdowns)
    for identifier, indicators in catalogue.versions.items():
        for indicator in indicators:
            for leaf in indicator.formula.leaves if indicator.formula else ():
                _check(f"{catalogue.domains[identifier]}.yaml: {identifier}: formula", leaf, measures)
    return measures


def _check(where: str, leaf: Formula, measures: Measures) -> None:
    versions = measures.versions.get(leaf.measure or "")
    if versions is None:
        raise CatalogueError(f"{where}: không có số đo '{leaf.measure}'")
    for field, values in leaf.conditions.items():
        if any(field not in version.breakdowns for version in versions):
            raise CatalogueError(f"{where}: số đo '{leaf.measure}' không phân tổ theo '{field}'")
        known = measures.breakdowns[field]
        strange = [value for value in values if value not in known.values and not known.open]
        if strange:
            raise CatalogueError(f"{where}: {field} không có mã {', '.join(strange)}")
