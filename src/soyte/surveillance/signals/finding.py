"""Every series of a week through detectors and thresholds. Nothing is written down here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from soyte.catalogue.detection import Detection, Episodes, detection, episodes
from soyte.catalogue.diseases import load_diseases
from soyte.catalogue.threshold_model import Threshold, UnitsMet
from soyte.catalogue.thresholds import thresholds
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.spans import code
from soyte.periods import Calendar, Period
from soyte.surveillance.detectors.outcome import Positions
from soyte.surveillance.law.judging import Verdicts, districts, endemic_in, judge
from soyte.surveillance.series.coding import group_of
from soyte.surveillance.series.feed import Block, Feed
from soyte.surveillance.signals.clusters import clusters, neighbours_of, positions_of
from soyte.surveillance.signals.making import SCAN_VI, Maker, counted, judged_tests
from soyte.surveillance.signals.model import Signal, Tests, Weekly
from soyte.surveillance.signals.scope import LEVELS, Level, Scope
from soyte.surveillance.signals.statistics import Tested, examined, q_values

_ORDER = {"statistic": 0, "cluster": 1, "law": 2, "practice": 3}
_WORKERS = 2


def signals_of(
    ledger: Ledger,
    week: Period,
    *,
    as_of: AsOf = None,
    diseases: Iterable[str] = (),
    levels: Sequence[str] = LEVELS,
    claims_calendar: Calendar = Calendar.WEEK_MONDAY,
    settings: Detection | None = None,
    rules: Episodes | None = None,
) -> Weekly:
    """The signals of a week (Monday to Sunday), the strongest first, with what was tested and what could not be.

    `diseases` and `levels` narrow the question; `claims_calendar` cuts the weeks of claims. The same rows give the same answer in
    whichever order they came.
    """
    return signals_in(
        scope_of(
            ledger,
            week,
            as_of=as_of,
            diseases=diseases,
            levels=levels,
            claims_calendar=claims_calendar,
            settings=settings,
            rules=rules,
        )
    )


def scope_of(
    ledger: Ledger,
    week: Period,
    *,
    as_of: AsOf = None,
    diseases: Iterable[str] = (),
    levels: Sequence[str] = LEVELS,
    claims_calendar: Calendar = Calendar.WEEK_MONDAY,
    settings: Detection | None = None,
    rules: Episodes | None = None,
    extra: int = 0,
) -> Scope:
    """What a week's question is about; `extra` steps of history for what looks back (`views`)."""
    chosen = settings or detection(), rules or episodes()
    wanted = frozenset(diseases) or None
    return Scope(ledger, week, *chosen, load_diseases(), as_of, claims_calendar, wanted, levels, extra=extra)


def signals_in(scope: Scope) -> Weekly:
    """The same of a scope."""
    found: list[Signal] = []
    tests: list[Tests] = []
    for feed in scope.feeds:
        for level in scope.levels_of(feed, scope.grid(feed).last.end):
            one = _of_level(scope, feed, level)
            found += one.signals
            tests += one.tests
    if not scope.feeds:
        scope.warnings.append("Kho chưa có hồ sơ hay số ca mắc theo tuần, tháng nào trong khoảng thời gian cần xét.")
    asked = code(scope.week), code(scope.own_month)
    return Weekly(
        scope.week, asked, scope.view.state.head, tuple(sorted(found, key=_rank)), tuple(tests), tuple(scope.warnings)
    )


@dataclass
class _Found:
    """Of one feed at one level."""

    signals: list[Signal] = field(default_factory=list)
    tests: list[Tests] = field(default_factory=list)


@dataclass(frozen=True)
class _One:
    """Of one disease."""

    result: Tested
    verdicts: list[Verdicts]
    signals: list[Signal]
    at: list[int]
    clusters: list[Signal] | None


def _of_level(scope: Scope, feed: Feed, level: Level) -> _Found:
    names = [one for one in feed.diseases if scope.wanted is None or scope.wanted & set(one.split("+"))]
    near = _neighbours(scope, feed, level)
    rules = thresholds(scope.grid(feed).last.end)
    with ThreadPoolExecutor(_WORKERS) as pool:
        every = list(pool.map(lambda name: _of_disease(scope, feed, level, name, near, rules), names))
    found = _Found()
    results = [one.result for one in every]
    found.tests += [
        *counted(feed, level, results),
        *judged_tests(feed, level, [v for one in every for v in one.verdicts]),
    ]
    if results:
        q = q_values(np.concatenate([one.p_value for one in results]))
        start = 0
        for one in every:
            found.signals += [
                replace(signal, q_value=float(q[start + at])) if signal.kind == "statistic" else signal
                for signal, at in zip(one.signals, one.at, strict=True)
            ]
            found.signals += one.clusters or []
            start += len(one.result.count)
    found.tests += _scans(scope, feed, level, every, near)
    return found


Near = tuple[Positions, Positions] | None


def _of_disease(scope: Scope, feed: Feed, level: Level, disease: str, near: Near, rules: Sequence[Threshold]) -> _One:
    grid = scope.grid(feed)
    made = scope.block(feed, disease, level, grid)
    maker = Maker(scope, feed, disease, level)
    result = examined(made, scope.settings)
    alarms = list(maker.statistics(made, result, result.p_value))
    at = [int(number) for number in np.flatnonzero(result.alarm)]
    verdicts = _verdicts(scope, feed, level, disease, made, rules)
    conditions = [signal for one in verdicts for signal in maker.conditions(one)]
    groups: list[Signal] | None = None
    if near is not None:
        which, neighbours = near
        rule = scope.settings.clusters
        groups = [maker.cluster(made, which, one, rule) for one in clusters(made, which, neighbours, rule)]
    return _One(result, verdicts, [*alarms, *conditions], [*at, *[0] * len(conditions)], groups)


def _verdicts(
    scope: Scope, feed: Feed, level: Level, disease: str, made: Block, rules: Sequence[Threshold]
) -> list[Verdicts]:
    """The conditions for the disease's group at this level; practice where `detection.yaml` chose it."""
    group = group_of(scope.diseases, disease, made.grid.last.end)
    mine = [
        one
        for one in rules
        if group in one.groups
        and (one.level in (level.name, "any"))
        and (one.kind == "law" or one.id in scope.settings.practice)
    ]
    below = [one for one in mine if isinstance(one.formula, UnitsMet)]
    plain = [one for one in mine if one not in below]
    endemic = _endemic(scope, level, made, plain)
    week = made if feed.source.grain == "week" else None
    monthly = any(one.formula.rule != "units_met" and one.formula.window == "month_to_date" for one in plain)
    found = judge(plain, week, scope.months(feed, disease, level, made) if monthly else None, endemic, scope.settings)
    for one in below:
        found += _of_communes(scope, feed, level, disease, one, rules)
    return found


def _endemic(scope: Scope, level: Level, made: Block, plain: list[Threshold]) -> Positions:
    if any(one.endemic is not None for one in plain):
        return endemic_in(made, scope.province_of(level), scope.settings)
    return np.full(len(made.places), -1, np.intp)


def _of_communes(
    scope: Scope, feed: Feed, level: Level, disease: str, one: Threshold, rules: Sequence[Threshold]
) -> list[Verdicts]:
    """A condition on districts, from its communes of that time."""
    assert isinstance(one.formula, UnitsMet)  # noqa: S101 (chosen by that)
    of = next((rule for rule in rules if rule.id == one.formula.of), None)
    communes = next(iter(scope_at(scope, "commune").levels_of(feed, level.day)), None)
    if of is None or communes is None:
        return []
    made = scope.block(feed, disease, communes, scope.grid(feed))
    below = judge(
        [of], None, scope.months(feed, disease, communes, made), np.full(len(made.places), -1), scope.settings
    )
    number = {unit: position for position, unit in enumerate(level.units)}
    above = [scope.geography.above(unit, level.day).get("district", "") for unit in communes.units]
    district = np.array([number.get(name, -1) for name in above], np.intp)
    return [districts(one, verdicts, district, len(level.units)) for verdicts in below]


def scope_at(scope: Scope, level: str) -> Scope:
    """The same question at one level."""
    return replace(scope, levels=(level,))


def _neighbours(scope: Scope, feed: Feed, level: Level) -> Near:
    """Which communes lie where; None where nobody looks for clusters."""
    if not scope.clusters or level.name != "commune" or feed.source.grain != "week":
        return None
    known = positions_of(scope.ledger, level.units, level.day, scope.within, scope.as_of)
    return neighbours_of(level.units, known, scope.settings.clusters)


def _scans(scope: Scope, feed: Feed, level: Level, every: list[_One], near: Near) -> list[Tests]:
    if near is None:
        return []
    missing = len(level.units) - len(near[0])
    why = {f"xã chưa có tọa độ nên không xét được cụm ca ({missing} xã)": len(every)} if missing else {}
    tried = len(every) if len(near[0]) > 1 else 0
    found = sum(len(one.clusters or ()) for one in every)
    level_of = scope.settings.clusters.level
    return [
        Tests(
            feed.source, level.name, "cluster", "space_time_permutation", SCAN_VI, tried, found, tried * level_of, why
        )
    ]


def _rank(one: Signal) -> tuple[object, ...]:
    """Statistics before conditions, what is sure before what may be, the strongest first."""
    bound = one.bound if one.bound is not None else one.expected or 0.0
    strength = (one.count + 1) / (bound + 1)
    return (
        _ORDER[one.kind],
        one.state == "possible",
        -strength,
        one.disease,
        LEVELS.index(one.level),
        one.place,
        one.source.id,
        one.method,
    )
