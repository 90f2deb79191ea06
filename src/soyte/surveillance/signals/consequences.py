"""What other settings would have said of the past: the same weeks tested again, so that nobody changes a setting blindly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from soyte.catalogue.detection import Detection, Farrington
from soyte.periods import Period
from soyte.surveillance.detectors.outcome import Flags
from soyte.surveillance.signals.scope import Scope
from soyte.surveillance.signals.statistics import examined
from soyte.surveillance.signals.views import last_of, series_of


@dataclass(frozen=True)
class Setting:
    """What may be tried: the share of alarms by chance, whether a trend is drawn through the years, how many years at most.

    None: as `detection.yaml` has it. They concern the detector over years; a series with a shorter history is tested as before.
    """

    alpha: float | None = None
    trend: bool | None = None
    years: int | None = None

    def of(self, shipped: Detection) -> Detection:
        """The choices with this setting."""
        said = {"alpha": self.alpha, "trend": self.trend, "most_years": self.years}
        changed = {name: value for name, value in said.items() if value is not None}
        over = [one.model_copy(update=changed) if isinstance(one, Farrington) else one for one in shipped.week]
        monthly = [one.model_copy(update=changed) if isinstance(one, Farrington) else one for one in shipped.month]
        return shipped.model_copy(update={"week": over, "month": monthly})


@dataclass(frozen=True)
class Consequence:
    """Of one setting, over every place of a level: `alarm` and `tested` (places, steps), and the alarms of the shipped setting that it
    would not have given (`lost`) and those that it would have given more (`more`)."""

    setting: Setting
    periods: tuple[Period, ...]
    places: tuple[str, ...]
    names: tuple[str, ...]
    alarm: Flags
    tested: Flags
    lost: int
    more: int

    @property
    def where(self) -> int:
        """How many places had an alarm."""
        return int(self.alarm.any(axis=1).sum())

    @property
    def weeks(self) -> int:
        """How many steps had an alarm somewhere."""
        return int(self.alarm.any(axis=0).sum())


def shipped_setting(scope: Scope, grain: str) -> Setting:
    """What `detection.yaml` says, in full; without a detector over years nothing."""
    for one in scope.settings.week if grain == "week" else scope.settings.month:
        if isinstance(one, Farrington):
            return Setting(one.alpha, one.trend, one.most_years)
    return Setting()


def consequences(
    scope: Scope, source: str, disease: str, level: str, settings: Sequence[Setting], steps: int = 52
) -> tuple[Consequence, ...]:
    """Each setting over the last `steps`, every step on the counts before it alone; none if there is no such series.

    `scope` needs `extra` ≥ `steps`, else less is looked at.
    """
    found = series_of(scope, source, level, disease)
    if found is None:
        return ()
    _, at, made = found
    shown = min(steps, scope.extra + 1)
    blocks = [last_of(made, back) for back in reversed(range(shown))]
    periods, names = tuple(one.grid.last for one in blocks), tuple(scope.name(at, unit) for unit in at.units)

    def tried(chosen: Detection) -> tuple[Flags, Flags]:
        results = [examined(one, chosen) for one in blocks]
        return np.column_stack([one.alarm for one in results]), np.column_stack([one.tested for one in results])

    usual, _ = tried(scope.settings)
    answers = []
    for setting in settings:
        alarm, tested = tried(setting.of(scope.settings))
        lost, more = int((usual & ~alarm).sum()), int((alarm & ~usual).sum())
        answers.append(Consequence(setting, periods, at.units, names, alarm, tested, lost, more))
    return tuple(answers)
