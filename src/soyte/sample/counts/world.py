"""The invented province behind the tables: people, diseases with their seasons, visits, and who forgets to report."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import date

from soyte.places import Unit, allocate, crosswalk, units

PROVINCE = "99"
REFORM = date(2025, 7, 1)
_BEFORE = date(2025, 6, 30)


@dataclass(frozen=True)
class Disease:
    """`yearly` cases among 100,000 people; the month of the `peak` and how much higher than the mean it is; deaths."""

    id: str
    name: str
    yearly: float
    peak: int
    swing: float
    fatality: float


DISEASES = (
    Disease("dengue", "Sốt xuất huyết", 180, 10, 0.9, 0.0008),
    Disease("hfmd", "Tay chân miệng", 110, 5, 0.6, 0.0003),
    Disease("measles", "Sởi", 15, 3, 0.7, 0.001),
    Disease("influenza", "Cúm", 420, 2, 0.5, 0.0002),
    Disease("diarrhoea", "Tiêu chảy", 360, 7, 0.3, 0.0001),
    Disease("chickenpox", "Thủy đậu", 45, 4, 0.7, 0.0),
)
# Measles among children of one commune in the spring of 2026: month → times the usual.
_OUTBREAK = {(2026, 2): 6.0, (2026, 3): 22.0, (2026, 4): 30.0, (2026, 5): 9.0}
_OUTBREAK_PLACE = "99046"
_NOT_SENT, _NONE = 0.015, 0.5  # months that a commune forgets; zeros that are written as a dash


class World:
    """All that is drawn, in one order, from one seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - invented figures
        old = units("commune", _BEFORE, PROVINCE)
        self._people = {unit.code: self._random.randrange(3_000, 16_000) for unit in old}
        walk = crosswalk("commune", _BEFORE, REFORM, within=PROVINCE)
        self._people_now = allocate(self._people, walk).parts

    def communes(self, year: int, month: int) -> tuple[Unit, ...]:
        """The communes on the first day of a month."""
        return units("commune", date(year, month, 1), PROVINCE)

    def people(self, code: str, year: int, month: int = 12) -> int:
        """How many live in a commune, one in a hundred more every year."""
        known = self._people if date(year, month, 1) < REFORM else self._people_now
        return round(known[code] * 1.01 ** (year - 2024))

    def sex(self, people: int) -> tuple[int, int]:
        """Men and women."""
        men = round(people * self._random.uniform(0.485, 0.505))
        return men, people - men

    def sends(self) -> bool:
        """Whether a commune reports this month at all."""
        return self._random.random() >= _NOT_SENT

    def cases(self, disease: Disease, code: str, year: int, month: int) -> tuple[int, int]:
        """Cases and deaths of a month."""
        season = 1 + disease.swing * math.cos((month - disease.peak) * math.pi / 6)
        usual = disease.yearly / 12 / 100_000 * self.people(code, year, month) * season
        if disease.id == "measles" and code == _OUTBREAK_PLACE:
            usual *= _OUTBREAK.get((year, month), 1.0)
        cases = self._drawn(usual * math.exp(self._random.gauss(0, 0.3)))
        return cases, sum(self._random.random() < disease.fatality for _ in range(cases))

    def visits(self, kind: str) -> tuple[int, int | None]:
        """Visits without and with a bed; health stations have no beds."""
        outside = self._drawn({"bệnh viện": 14_000.0, "trung tâm y tế": 4_500.0}.get(kind, 600.0))
        return outside, None if kind == "trạm y tế" else self._drawn(outside * 0.12)

    def written(self, count: int) -> str:
        """A count as a clerk writes it: thousands parted, and zero as a dash half of the time."""
        if count == 0 and self._random.random() < _NONE:
            return "-"
        return f"{count:,}".replace(",", ".")

    def _drawn(self, mean: float) -> int:
        """About as scattered as counts are."""
        if mean > 40:
            return max(0, round(self._random.gauss(mean, math.sqrt(mean))))
        count, left = 0, math.exp(-mean)
        chance = self._random.random()
        while chance > left:
            chance *= self._random.random()
            count += 1
        return count
