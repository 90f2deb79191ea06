"""Definitions of a site laid over the shipped ones: the same checks, the same messages, nothing shipped is changed.

A definition is `{"kind": "indicator", "name": "beds_total", "body": {...}}`; the body is what a catalogue file would say,
with days as `YYYY-MM-DD`. An indicator may name its `domain` in the body; one that replaces a shipped one keeps that.
On the days on which a site's definition holds it counts, on all others the shipped one does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from soyte.catalogue.files import Faults
from soyte.catalogue.measure_load import Measures, unfit
from soyte.catalogue.measure_model import Measure
from soyte.catalogue.model import Indicator
from soyte.catalogue.owners import Owner, Owners
from soyte.catalogue.regime_model import Regime
from soyte.catalogue.regimes import Regimes
from soyte.catalogue.regimes import strange as strange_regime
from soyte.catalogue.versions import Dated, by_id
from soyte.catalogue.whole import Whole, strange
from soyte.catalogue.wording import expectation, shown

KINDS: Mapping[str, type[BaseModel]] = {"indicator": Indicator, "measure": Measure, "owner": Owner, "regime": Regime}
_DAY = timedelta(days=1)
_D = TypeVar("_D", bound=Dated)
_Versions = Mapping[str, tuple[Any, ...]]


def overlay(whole: Whole, definitions: Iterable[Mapping[str, Any]]) -> Whole:
    """The shipped catalogue with a site's definitions over it; `CatalogueError` names all that is wrong with them."""
    faults = Faults()
    site: dict[str, list[tuple[Any, str]]] = {kind: [] for kind in KINDS}
    domains: dict[str, str] = {}
    for number, definition in enumerate(definitions, start=1):
        kind, name = str(definition.get("kind")), str(definition.get("name"))
        where = f"định nghĩa số {number} ({kind} {name})"
        if kind not in KINDS:
            faults.add(
                f"{where}: kind cần một trong {', '.join(map(repr, KINDS))}; nhận {shown(definition.get('kind'))}"
            )
            continue
        body = dict(definition.get("body") or {})
        if kind == "indicator" and "domain" in body:
            domains[name] = str(body.pop("domain"))
        with faults.kept():
            one = _read(KINDS[kind], {"id": name, **body}, where)
            if one is None or one.id != name:
                faults.add(f"{where}, khóa “id”: phải trùng với name; nhận {shown(body.get('id'))}")
            else:
                site[kind].append((one, where))
    merged = {kind: _merged(_shipped(whole, kind), site[kind], faults) for kind in KINDS}
    laid = _whole(whole, merged, domains)
    for kind, entries in site.items():
        for one, where in entries:
            for fault in _unknown(laid, kind, one):
                faults.add(f"{where}: {fault}")
    faults.check()
    return laid


def _read(model: type[BaseModel], body: Mapping[str, Any], where: str) -> Any:
    try:
        return model.model_validate_json(json.dumps(body, default=str))
    except ValidationError as error:
        faults = Faults()
        for fault in error.errors():
            steps = [str(step) for step in fault["loc"]]
            got = "" if fault["type"] in ("missing", "value_error") else f"; nhận {shown(fault['input'])}"
            said = expectation(dict(fault), steps[-1] if steps else "", model)
            faults.add(f"{where}, khóa “{' › '.join(steps)}”: {said}{got}" if steps else f"{where}: {said}{got}")
        faults.check()
        raise


def _shipped(whole: Whole, kind: str) -> _Versions:
    if kind == "indicator":
        return whole.catalogue.versions
    if kind == "measure":
        return whole.measures.versions
    return whole.owners.versions if kind == "owner" else whole.regimes.versions


def _merged(shipped: _Versions, site: Sequence[tuple[Any, str]], faults: Faults) -> dict[str, tuple[Any, ...]]:
    own: dict[str, tuple[Any, ...]] = {}
    with faults.kept():
        own = by_id([one for one, _ in site], lambda number: site[number][1])
    merged = dict(shipped)
    for name, versions in own.items():
        merged[name] = superseded(shipped.get(name, ()), versions)
    return merged


def superseded(shipped: Sequence[_D], own: Sequence[_D]) -> tuple[_D, ...]:
    """The site's versions, and what is left of the shipped ones on the days on which none of them holds; oldest first."""
    left = [(one, *_span(one)) for one in shipped]
    for winner in own:
        first, last = _span(winner)
        left = [rest for one, start, end in left for rest in _without(one, start, end, first, last)]
    kept = [one if (start, end) == _span(one) else _cut(one, start, end) for one, start, end in left]
    return tuple(sorted([*own, *kept], key=lambda one: one.valid_from or date.min))


def _span(one: Dated) -> tuple[date, date]:
    return one.valid_from or date.min, one.valid_to or date.max


def _without(one: _D, start: date, end: date, first: date, last: date) -> Iterator[tuple[_D, date, date]]:
    if last < start or end < first:
        yield one, start, end
        return
    if start < first:
        yield one, start, first - _DAY
    if last < end:
        yield one, last + _DAY, end


def _cut(one: Any, start: date, end: date) -> Any:
    days = {"valid_from": None if start == date.min else start, "valid_to": None if end == date.max else end}
    return one.model_copy(update=days)


def _whole(whole: Whole, merged: Mapping[str, _Versions], domains: Mapping[str, str]) -> Whole:
    indicators = merged["indicator"]
    catalogue = replace(
        whole.catalogue,
        indicators=MappingProxyType({name: versions[-1] for name, versions in indicators.items()}),
        domains=MappingProxyType(
            {name: domains.get(name) or whole.catalogue.domains.get(name, "") for name in indicators}
        ),
        versions=MappingProxyType(dict(indicators)),
    )
    return replace(
        whole,
        catalogue=catalogue,
        measures=Measures(merged["measure"], whole.measures.breakdowns),
        owners=Owners(merged["owner"]),
        regimes=Regimes(merged["regime"]),
    )


def _unknown(whole: Whole, kind: str, one: Any) -> Iterator[str]:
    """What a definition of a site names that nobody defined."""
    if kind == "indicator":
        domain = whole.catalogue.domains[one.id]
        if not domain:
            yield "domain: thiếu khóa này; chỉ tiêu mới phải thuộc một lĩnh vực của domains.yaml"
            return
        yield from strange(one, domain, whole.tables, whole.owners)
        for leaf in one.formula.leaves if one.formula else ():
            for fault in unfit(leaf, whole.measures):
                yield f"formula: {fault}"
    elif kind == "regime":
        yield from strange_regime(one, whole.owners)
    elif kind == "measure":
        if one.id in whole.catalogue:
            yield "đã là tên của một chỉ tiêu; hãy chọn tên khác"
        for name in one.breakdowns:
            if name not in whole.measures.breakdowns:
                yield f"breakdowns.yaml không có '{name}'"
