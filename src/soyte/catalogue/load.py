"""The catalogue: every indicator that Soyte knows, and the relations between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from soyte.catalogue.files import ROOT, CatalogueError, read_yaml
from soyte.catalogue.model import Change, Indicator, IndicatorFile, Ratio, Relation, RelationFile


@dataclass(frozen=True)
class Catalogue:
    """`indicators` by id in file order; `domains` says which file each came from."""

    indicators: Mapping[str, Indicator]
    domains: Mapping[str, str]
    relations: tuple[Relation, ...]

    def indicator(self, identifier: str) -> Indicator:
        """The indicator with this id."""
        try:
            return self.indicators[identifier]
        except KeyError:
            raise CatalogueError(f"Danh mục không có chỉ tiêu '{identifier}'.") from None

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
    """A catalogue folder: `indicators/*.yaml` and `relations.yaml`."""
    indicators: dict[str, Indicator] = {}
    domains: dict[str, str] = {}
    for path in sorted((root / "indicators").glob("*.yaml")):
        content = read_yaml(path, IndicatorFile)
        for indicator in content.indicators:
            if indicator.id in indicators:
                raise CatalogueError(f"{path.name}: {indicator.id}: đã có trong {domains[indicator.id]}.yaml")
            indicators[indicator.id] = indicator
            domains[indicator.id] = content.domain
    relations = tuple(read_yaml(root / "relations.yaml", RelationFile).relations)
    unknown = sorted({name for relation in relations for name in named_in(relation)} - indicators.keys())
    if unknown:
        raise CatalogueError(f"relations.yaml: không có chỉ tiêu {', '.join(unknown)}")
    return Catalogue(MappingProxyType(indicators), MappingProxyType(domains), relations)
