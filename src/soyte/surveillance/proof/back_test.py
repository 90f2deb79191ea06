"""Detectors run over years that are past, as if each period had just ended, and held against what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from soyte.surveillance.detectors.outcome import Flags
from soyte.surveillance.proof.contenders import MONTHS, Contender
from soyte.surveillance.proof.outbreaks import DEFINITIONS, Definition, Outbreaks, outbreaks
from soyte.surveillance.proof.panel import Panel
from soyte.surveillance.proof.scores import Alarms, Score, score

HISTORY = 5  # years before the first tested period
By = Literal["all", "disease", "place", "series"]


@dataclass(frozen=True)
class Line:
    """What a detector did by one definition of an outbreak, on the series of `disease` and `place` (empty: all)."""

    detector: str
    definition: str
    disease: str
    place: str
    score: Score


@dataclass(frozen=True)
class Tested:
    """A detector's alarms on every series of a panel, from position `since` on."""

    contender: Contender
    alarms: Alarms
    since: int


def run(panel: Panel, contender: Contender, *, history: int = HISTORY) -> Tested:
    """Every period after the first `history` years, each with the counts before it alone."""
    length = panel.counts.shape[1]
    since = min(history * panel.frequency, length)
    moments = np.arange(since, length)
    outcome = contender.run(panel.counts, moments, panel.frequency)
    return Tested(contender, Alarms.of(outcome, moments, length), since)


def truths(panel: Panel, definitions: Sequence[Definition] = DEFINITIONS) -> dict[str, Outbreaks]:
    """The outbreaks of a panel by each definition, by its name."""
    return {one.name: outbreaks(panel.counts, one, panel.frequency) for one in definitions}


def lines(panel: Panel, tested: Tested, truth: dict[str, Outbreaks], by: By = "all") -> Iterator[Line]:
    """Scores of a detector: by definition, then by disease, place or series."""
    for definition, found in truth.items():
        for disease, place, rows in _groups(panel, by):
            one = score(tested.alarms, found, panel.frequency, tested.since, rows)
            yield Line(tested.contender.name, definition, disease, place, one)


def _groups(panel: Panel, by: By) -> Iterator[tuple[str, str, Flags | None]]:
    diseases, places = np.array(panel.diseases), np.array(panel.places)
    if by == "all":
        yield "", "", None
    elif by == "disease":
        for name in sorted(set(panel.diseases)):
            yield name, "", diseases == name
    elif by == "place":
        for name in sorted(set(panel.places)):
            yield "", name, places == name
    else:
        for number, (disease, place) in enumerate(zip(panel.diseases, panel.places, strict=True)):
            yield disease, place, np.arange(len(diseases)) == number


def usable(contenders: Sequence[Contender], panel: Panel) -> list[Contender]:
    """Those that say something about counts of this frequency."""
    return [one for one in contenders if not one.weekly or panel.frequency > MONTHS]
