"""The weekly history of the invented province: five years and more of cases by commune, with seasons, silent weeks and outbreaks."""

from __future__ import annotations

import math
import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from soyte.periods import Period, week
from soyte.places import units
from soyte.sample.counts.world import DISEASES, PROVINCE, Disease, World
from soyte.sample.counts.write import MAPPINGS, SampleTable

OUTBREAK, OUTBREAK_PLACE, OUTBREAK_WEEKS = "dengue", "99046", {32: 3, 33: 8, 34: 14, 35: 9}
"""Cases more than usual by week of 2025: the outbreak that the claims of August 2025 show as well."""
_YEAR = 2025
_EPIDEMIC = {("dengue", 2022): 2.6}  # a year that is no measure for others
_SILENT = 0.004  # weeks that a commune forgets
_HEADER = ("Mã xã", "Tên xã", "Năm", "Tuần", "Bệnh", "Số mắc")


def write_weeks(
    folder: Path,
    *,
    seed: int = 20261101,
    first: int = 2020,
    until: tuple[int, int] = (2025, 36),
    diseases: Sequence[str] = ("dengue", "hfmd", "measles"),
) -> SampleTable:
    """Write `tuan.csv` and its mapping into an existing folder: weeks (Monday to Sunday) from the first of a year until a week of another.

    Places are those of each week's own time. The same arguments give the same bytes. Figures are invented.
    """
    world, chance = World(seed), random.Random(seed + 1)  # noqa: S311 - invented figures
    chosen = [one for one in DISEASES if one.id in diseases]
    lines = [",".join(_HEADER)]
    lines += [",".join(row) for one in _weeks(first, until) for row in _rows(world, chance, one, chosen)]
    file = folder / "tuan.csv"
    file.write_text("\r\n".join(lines) + "\r\n", "utf-8", newline="")
    return SampleTable(file, Path(shutil.copyfile(MAPPINGS / "tuan.yaml", folder / "tuan.yaml")))


def _weeks(first: int, until: tuple[int, int]) -> Iterator[Period]:
    one, last = week(first, 1), week(*until)
    while one.start <= last.start:
        yield one
        after = one.start + timedelta(days=10)
        one = week(*after.isocalendar()[:2])


def _rows(world: World, chance: random.Random, one: Period, diseases: Sequence[Disease]) -> Iterator[tuple[str, ...]]:
    year, number = one.start.isocalendar()[:2]
    for unit in units("commune", one.start, PROVINCE):
        silent = chance.random() < _SILENT
        people = world.people(unit.code, one.start.year, one.start.month)
        for disease in diseases:
            cases = _cases(chance, disease, people, year, number)
            if (disease.id, unit.code, year) == (OUTBREAK, OUTBREAK_PLACE, _YEAR):
                cases += OUTBREAK_WEEKS.get(number, 0)
            yield unit.code, unit.name, str(year), str(number), disease.name, "" if silent else str(cases)


def _cases(chance: random.Random, disease: Disease, people: int, year: int, number: int) -> int:
    """Negative binomial about the season: Poisson with a mean that scatters."""
    peak = (disease.peak - 0.5) * 52 / 12
    season = 1 + disease.swing * math.cos((number - peak) * math.tau / 52)
    mean = disease.yearly / 52 / 100_000 * people * season * _EPIDEMIC.get((disease.id, year), 1.0)
    left, count = math.exp(-mean * chance.gammavariate(4, 0.25)), 0
    luck = chance.random()
    while luck > left:
        luck *= chance.random()
        count += 1
    return count
