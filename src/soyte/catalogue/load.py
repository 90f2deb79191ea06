"""The catalogue: every indicator that Soyte knows, and the relations between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from soyte.catalogue.files import ROOT, CatalogueError, Faults, read_located
from soyte.catalogue.model import Change, Indicator, IndicatorFile, Ratio, Relation, RelationFile
from soyte.catalogue.versions import by_id, on_day


@dataclass(frozen=True)
class Catalogue:
    """`indicators` by id in file order, each in its newest version; `domains` says which file each came from.

    `versions` holds all of them, oldest first: a figure is computed by the definition of its period. `places` says where
    in the files each is written.
    """

    indicators: Mapping[str, Indicator]
    domains: Mapping[str, str]
    relations: tuple[Relation, ...]
    versions: Mapping[str, tuple[Indicator, ...]]
    places: Mapping[str, str] = field(default_factory=dict)

    def indicator(self, identifier: str, on: date | None = None) -> Indicator:
        """The indicator with this id: its newest version, or the one that holds on a day."""
        versions = self.versions.get(identifier)
        if versions is None:
            raise CatalogueError(f"Danh mục không có chỉ tiêu '{identifier}'.")
        found = versions[-1] if on is None else on_day(versions, on)
        if found is None:
            raise CatalogueError(f"Chỉ tiêu '{identifier}' không có hiệu lực vào ngày {on:%d/%m/%Y}.")
        return found

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators.values())

    def __len__(self) -> int:
        return len(self.indicators)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.indicators

    def ratio_of(self, rate: str) -> Ratio | None:
        """How a rate is made of two other indicators, if both are indicators themselves."""
        return next((r for r in self.relations if isinstance(r, Ratio) and r.rate == rate), None)

    def rate_of(self, part: str) -> str | None:
        """The percentage that an indicator is the numerator or denominator of, if there is just one."""
        rates = [r.rate for r in self.relations if isinstance(r, Ratio) and part in (r.numerator, r.denominator)]
        percentages = [rate for rate in rates if self.indicator(rate).unit == "%"]
        return percentages[0] if len(percentages) == 1 else None


def named_in(relation: Relation) -> tuple[str, ...]:
    """The indicators that a relation is about."""
    if isinstance(relation, Ratio):
        return relation.rate, relation.numerator, relation.denominator
    if isinstance(relation, Change):
        return relation.change, relation.of
    return relation.whole, *relation.parts


@cache
def load_catalogue() -> Catalogue:
    """The shipped catalogue, read and checked once."""
    return read_catalogue(ROOT)


def read_catalogue(root: Path) -> Catalogue:
    """A catalogue folder: `indicators/*.yaml` and `relations.yaml`. All faults of all files are told at once."""
    faults = Faults()
    versions: dict[str, tuple[Indicator, ...]] = {}
    domains: dict[str, str] = {}
    places: dict[str, str] = {}
    for path in sorted((root / "indicators").glob("*.yaml")):
        with faults.kept():
            located = read_located(path, IndicatorFile, root)
            entries = located.content.indicators
            places_here = {one.id: located.where("indicators", number) for number, one in enumerate(entries)}
            for name, found in by_id(entries, partial(located.where, "indicators")).items():
                if name in versions:
                    faults.add(f"{places_here[name]}: đã có ở {places[name]}. Hãy giữ một nơi.")
                    continue
                versions[name], domains[name], places[name] = found, located.content.domain, places_here[name]
    relations: tuple[Relation, ...] = ()
    with faults.kept():
        written = read_located(root / "relations.yaml", RelationFile, root)
        relations = tuple(written.content.relations)
        for number, relation in enumerate(relations):
            for unknown in sorted(set(named_in(relation)) - versions.keys()):
                faults.add(f"{written.where('relations', number)}: không có chỉ tiêu '{unknown}'")
    faults.check()
    newest = {name: found[-1] for name, found in versions.items()}
    return Catalogue(MappingProxyType(newest), MappingProxyType(domains), relations, MappingProxyType(versions), places)
