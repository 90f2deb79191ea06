"""Detectors: pure functions on arrays of shape (series, time), NumPy and SciPy only, usable without anything else of Soyte.

Counts are floats; NaN is a week of which nobody knows. A tested moment is a position on the time axis, from 0. Whatever cannot
be tested (too little history, a missing week, a fit that gives nothing) has NaN for its bound and False for `tested`:
never an alarm, and never "no alarm" either.

    from soyte.surveillance.detectors import FlexibleSettings, farrington_flexible
    outcome = farrington_flexible(counts, FlexibleSettings(alpha=0.005), moments=[counts.shape[1] - 1])

Every function says in its docstring whose paper it follows, the formula, and how unknown counts and zeros are treated.
"""

from soyte.surveillance.detectors.cdc import cdc
from soyte.surveillance.detectors.cusum import cusum
from soyte.surveillance.detectors.ears import ears
from soyte.surveillance.detectors.endemic_channel import endemic_channel
from soyte.surveillance.detectors.farrington import Settings as FarringtonSettings
from soyte.surveillance.detectors.farrington import farrington
from soyte.surveillance.detectors.farrington_flexible import Settings as FlexibleSettings
from soyte.surveillance.detectors.farrington_flexible import farrington_flexible
from soyte.surveillance.detectors.glr import glr
from soyte.surveillance.detectors.glr_chart import Settings as ChartSettings
from soyte.surveillance.detectors.glr_level import Level
from soyte.surveillance.detectors.hmm import hmm
from soyte.surveillance.detectors.moving_epidemic import epidemic_weeks, moving_epidemic, thresholds
from soyte.surveillance.detectors.nowcast import Nowcast, nowcast, triangle
from soyte.surveillance.detectors.outbreakp import outbreak_p
from soyte.surveillance.detectors.outcome import Outcome
from soyte.surveillance.detectors.reproduction import Reproduction, reproduction, serial_interval
from soyte.surveillance.detectors.rki import bayes, rki
from soyte.surveillance.detectors.rogerson import rogerson
from soyte.surveillance.detectors.run_length import Limit, average_run_length, decision_limit
from soyte.surveillance.detectors.scan import Cluster, nearest, scan

__all__ = [
    "ChartSettings", "Cluster", "FarringtonSettings", "FlexibleSettings", "Level", "Limit", "Nowcast", "Outcome", "Reproduction",
    "average_run_length", "bayes", "cdc", "cusum", "decision_limit", "ears", "endemic_channel", "epidemic_weeks", "farrington",
    "farrington_flexible", "glr", "hmm", "moving_epidemic", "nearest", "nowcast", "outbreak_p", "reproduction", "rki", "rogerson", "scan",
    "serial_interval", "thresholds", "triangle",
]  # fmt: skip
