"""Detectors: pure functions on arrays of shape (series, time), NumPy and SciPy only, usable without anything else of Soyte.

Counts are floats; NaN is a week of which nobody knows. A tested moment is a position on the time axis, from 0. Whatever cannot
be tested (too little history, a missing week, a fit that gives nothing) has NaN for its bound and False for `tested`:
never an alarm, and never "no alarm" either.
"""

from soyte.surveillance.detectors.ears import ears
from soyte.surveillance.detectors.outcome import Outcome

__all__ = ["Outcome", "ears"]
