"""The 42 scenarios of Noufaily and others: weekly counts as a laboratory reports them, from one in a hundred weeks to 150 a week.

Noufaily, Enki, Farrington, Garthwaite, Andrews, Charlett (2013), "An improved algorithm for outbreak detection in multiple surveillance
systems", Stat Med 32, 1206–1222, section 3.1; taken over by Bédubourg, Le Strat (2017), "Evaluation and comparison of statistical methods
for early temporal detection of outbreaks: a simulation-based study", PLoS ONE 12, e0181227. The parameters are those of a public
re-implementation; a second one has the same in the six scenarios that it holds. The paper itself was not at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from soyte.surveillance.detectors.outcome import Array

WEEKS, YEAR = 624, 52
CURRENT = 49  # the last weeks, in which alarms are judged
PAST = (312, 575)  # weeks (positions) in which past outbreaks begin


@dataclass(frozen=True)
class Scenario:
    """log mean = `level` + `slope`·t + Σ over `harmonics` of `cosine`·cos + `sine`·sin; variance = `dispersion`·mean."""

    number: int
    level: float
    slope: float
    harmonics: int
    cosine: float
    sine: float
    dispersion: float

    def mean(self) -> Array:
        """The expected counts of all weeks, without outbreaks."""
        week = np.arange(1.0, WEEKS + 1)
        log = self.level + self.slope * week
        for wave in range(1, self.harmonics + 1):
            angle = 2 * np.pi * wave * week / YEAR
            log = log + self.cosine * np.cos(angle) + self.sine * np.sin(angle)
        return np.asarray(np.exp(log), dtype=np.float64)


_FAMILIES = (  # level, slope, cosine, sine, dispersion
    (0.1, 0.0025, 0.6, 0.6, 1.5),
    (-2.0, 0.005, 0.1, 0.3, 2.0),
    (1.5, 0.003, 0.2, -0.4, 1.0),
    (0.5, 0.002, 0.5, 0.5, 5.0),
    (2.5, 0.001, 1.0, 0.1, 3.0),
    (3.75, 0.001, 0.1, -0.1, 1.1),
    (5.0, 0.0001, 0.05, 0.01, 1.2),
)
SCENARIOS = tuple(
    Scenario(number, level, slope * trend, harmonics, cosine, sine, dispersion)
    for number, ((level, slope, cosine, sine, dispersion), trend, harmonics) in enumerate(
        product(_FAMILIES, (0, 1), (0, 1, 2)), start=1
    )
)
