"""The small tables beside the definitions: units, domains in the order of reports, reports that state an indicator."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from soyte.catalogue.files import CatalogueError, Faults, read_located
from soyte.catalogue.model import Identifier, Words
from soyte.catalogue.wording import expectation, shown

Kind = Literal[
    "count",
    "percent",
    "per_thousand",
    "density",
    "ratio",
    "money",
    "score",
    "level",
    "rank",
    "amount",
    "duration",
]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unit(_Row):
    """A unit of the catalogue: what kind of number it makes, and per how many (a density) or out of how many (a score)."""

    unit: Words
    kind: Kind
    base: Annotated[int | None, Field(ge=1)] = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


class SeenReport(_Row):
    """A real report by which the labels were tried."""

    id: Identifier
    name_vi: Words
    province: Words
    year: int


class Domain(BaseModel):
    """A part of the catalogue."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    id: Identifier
    name_vi: Words


class DomainFile(BaseModel):
    """`domains.yaml`: the order in it is the order of reports."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    domains: Annotated[list[Domain], Field(min_length=1)]


@dataclass(frozen=True)
class Tables:
    """`domains` in the order of reports."""

    units: Mapping[str, Unit]
    domains: Mapping[str, Domain]
    reports: Mapping[str, SeenReport]


_R = TypeVar("_R", bound=_Row)


def read_tables(root: Path) -> Tables:
    """`units.csv`, `domains.yaml` and `seen_reports.csv` of a folder; all faults at once."""
    faults = Faults()
    units: dict[str, Unit] = {}
    domains: dict[str, Domain] = {}
    reports: dict[str, SeenReport] = {}
    with faults.kept():
        units = _keyed(root / "units.csv", Unit, "unit")
    with faults.kept():
        located = read_located(root / "domains.yaml", DomainFile, root)
        for number, one in enumerate(located.content.domains):
            if one.id in domains:
                faults.add(f"{located.where('domains', number)}: đã có ở trên. Hãy giữ một dòng.")
            domains[one.id] = one
    with faults.kept():
        reports = _keyed(root / "seen_reports.csv", SeenReport, "id")
    faults.check()
    return Tables(units, domains, reports)


def _keyed(path: Path, model: type[_R], key: str) -> dict[str, _R]:
    faults = Faults()
    found: dict[str, _R] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name}: không mở được tệp hoặc tệp không ở bảng mã UTF-8.") from error
    for line, row in enumerate(csv.DictReader(lines), start=2):
        try:
            one = model.model_validate({name: value for name, value in row.items() if value})
        except ValidationError as error:
            for fault in error.errors():
                column = ", ".join(map(str, fault["loc"]))
                said = expectation(dict(fault), column, model)
                got = "" if fault["type"] == "missing" else f"; nhận {shown(fault['input'])}"
                faults.add(f"{path.name}, dòng {line}, cột {column}: {said}{got}")
            continue
        if getattr(one, key) in found:
            faults.add(f"{path.name}, dòng {line}: {getattr(one, key)} đã có ở trên. Hãy giữ một dòng.")
        found[getattr(one, key)] = one
    faults.check()
    return found
