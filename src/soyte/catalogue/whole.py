"""Everything that a catalogue folder holds, read and checked together: indicators, measures, diseases, regimes, bodies, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from soyte.catalogue.diseases import Diseases, read_diseases
from soyte.catalogue.files import ROOT, Faults
from soyte.catalogue.load import Catalogue, read_catalogue
from soyte.catalogue.measure_load import Measures, read_measures
from soyte.catalogue.model import Indicator
from soyte.catalogue.owners import Owners, read_owners
from soyte.catalogue.regimes import Regimes, read_regimes
from soyte.catalogue.tables import Tables, read_tables
from soyte.catalogue.working_days import WorkingDays, read_working_days


@dataclass(frozen=True)
class Whole:
    """A catalogue folder."""

    catalogue: Catalogue
    measures: Measures
    diseases: Diseases
    regimes: Regimes
    owners: Owners
    tables: Tables
    working_days: WorkingDays


@cache
def load_whole() -> Whole:
    """The shipped folder, read and checked once."""
    return read_whole(ROOT)


def read_whole(root: Path) -> Whole:
    """A folder with all its files; the faults of all of them are told at once."""
    faults = Faults()
    tables, diseases, owners, regimes = Tables({}, {}, {}), Diseases({}, {}), Owners({}), Regimes({})
    days, catalogue, measures = WorkingDays({}, {}, 1, 0), Catalogue({}, {}, (), {}), Measures({}, {})
    with faults.kept():
        tables = read_tables(root)
    with faults.kept():
        diseases = read_diseases(root)
    with faults.kept():
        days = read_working_days(root)
    with faults.kept():
        owners = read_owners(root)
        regimes = read_regimes(root, owners)
    with faults.kept():
        catalogue = read_catalogue(root)
        measures = read_measures(root, catalogue)
    if tables.units and owners.versions:  # else every indicator would be told of what is wrong there
        for name, versions in catalogue.versions.items():
            for one in versions:
                for fault in strange(one, catalogue.domains[name], tables, owners):
                    faults.add(f"{catalogue.places.get(name, name)}: {fault}")
    if diseases.all:
        for code in measures.breakdowns["disease"].values if "disease" in measures.breakdowns else ():
            if code not in diseases.all:
                faults.add(f"breakdowns.yaml, khóa “breakdowns › disease › values”: không có bệnh '{code}'")
    faults.check()
    return Whole(catalogue, measures, diseases, regimes, owners, tables, days)


def strange(one: Indicator, domain: str, tables: Tables, owners: Owners) -> Iterator[str]:
    """What an indicator names that the tables do not have."""
    if domain not in tables.domains:
        yield f"domain: domains.yaml không có '{domain}'"
    if one.unit not in tables.units:
        yield f"unit: units.csv không có đơn vị '{one.unit}'"
    for report in one.seen_in:
        if report not in tables.reports:
            yield f"seen_in: seen_reports.csv không có '{report}'"
    if one.owner:
        versions = owners.versions.get(one.owner.body, ())
        if not any("owns" in version.roles for version in versions):
            yield f"owner: owners.yaml không có cơ quan '{one.owner.body}' với vai trò owns"
