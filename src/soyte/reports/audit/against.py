"""What a report says beside what the ledger knows: each statement with the figures of the same indicator, place and period.

Computed figures, what other reports state, and assigned targets. Nothing is judged twice: whether a value fits the printed
one is asked at the precision that was printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from soyte.catalogue import Catalogue, load_catalogue
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.compute import figures
from soyte.measures.errors import MeasureError
from soyte.measures.figure import Presence
from soyte.measures.targets.amounts import in_unit
from soyte.measures.targets.assigned import assigned
from soyte.measures.targets.model import Target
from soyte.measures.targets.stated import code_of, period_of
from soyte.measures.targets.words import body_words
from soyte.periods import Period
from soyte.statements import Qualifier, Reading, Role, Statement

_OF_A_VALUE = frozenset({Role.ACTUAL, Role.PREVIOUS, Role.SHARE, Role.NUMERATOR, Role.DENOMINATOR, Role.TARGET})


class Fit(StrEnum):
    """How a known value stands to the printed one."""

    SAME = "same"
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"


class Origin(StrEnum):
    """Where a known value comes from: rows of the ledger, another report, a list of targets."""

    COMPUTED = "computed"
    STATED = "stated"
    ASSIGNED = "assigned"


@dataclass(frozen=True)
class Known:
    """A value that the ledger has for the same thing. `figure` is its address for a trace; `difference` is printed minus known,
    in the unit of the statement."""

    origin: Origin
    who: str
    value: Decimal
    unit: str
    fit: Fit
    difference: Decimal | None
    figure: str | None


@dataclass(frozen=True)
class Compared:
    """A statement, what it was understood to be about, and all that is known of that; nothing when the ledger has nothing."""

    statement: Statement
    indicator: str
    name: str
    place: str
    period: Period
    known: tuple[Known, ...]


def against(ledger: Ledger, reading: Reading, *, content_hash: str = "", as_of: AsOf = None) -> tuple[Compared, ...]:
    """Every statement whose indicator, place and period are certain, in text order. `content_hash` names the report itself:
    what the ledger holds of it is no second opinion."""
    catalogue = load_catalogue()
    asked = list(_asked(reading, catalogue, ledger.home.place))
    itself = {act.submission_id for act in ledger.state(as_of).acts if act.content_hash == content_hash}
    values = _values(ledger, asked, itself, as_of)
    targets = _targets(ledger, asked, catalogue, as_of)
    made = []
    for statement, place, period in asked:
        name = statement.indicator or ""
        found = (
            _of_targets(targets.get((name, place), ()), period, statement)
            if statement.role is Role.TARGET
            else _fitted(values.get((name, place, period.iso), ()), statement)
        )
        made.append(Compared(statement, name, catalogue.indicator(name).name_vi, place, period, tuple(found)))
    return tuple(made)


Asked = tuple[Statement, str, Period]
_Value = tuple[Origin, str, Decimal, str, str]  # origin, who, value, unit, address


def _asked(reading: Reading, catalogue: Catalogue, home: str | None) -> Iterator[Asked]:
    for one in reading.statements:
        period = period_of({"period": one.period})
        if one.role not in _OF_A_VALUE or not one.indicator or one.indicator not in catalogue or period is None:
            continue
        written = one.place or reading.place
        place = code_of(written, period.end) if written else home
        if place is not None:
            yield one, place, period


def _values(ledger: Ledger, asked: Iterable[Asked], itself: set[str], as_of: AsOf) -> Mapping[tuple[str, str, str], list[_Value]]:  # fmt: skip
    wanted: dict[tuple[str, str], tuple[Period, set[str]]] = {}
    for statement, place, period in asked:
        if statement.role is not Role.TARGET:
            wanted.setdefault((place, period.iso), (period, set()))[1].add(statement.indicator or "")
    found: dict[tuple[str, str, str], list[_Value]] = defaultdict(list)
    for (place, iso), (period, names) in wanted.items():
        try:
            answer = figures(ledger, sorted(names), place=place, period=period, as_of=as_of)
        except MeasureError:
            continue  # a place or a stretch of time that the ledger does not know: nothing is known of it
        for one in answer:
            if one.value is None or one.state is not Presence.REPORTED or one.submission in itself:
                continue
            origin = Origin.COMPUTED if one.kind == "computed" else Origin.STATED
            who = one.owner or one.dataset
            found[one.indicator, place, iso].append((origin, who, one.value, one.unit, one.id))
    return found


def _fitted(values: Iterable[_Value], statement: Statement) -> Iterator[Known]:
    for origin, who, value, unit, address in values:
        yield _known(origin, who, value, unit, statement, address)


def _targets(ledger: Ledger, asked: Iterable[Asked], catalogue: Catalogue, as_of: AsOf) -> Mapping[tuple[str, str], list[Target]]:  # fmt: skip
    places = {(place, period.end) for statement, place, period in asked if statement.role is Role.TARGET}
    found: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for place, on in sorted(places):
        for target in assigned(ledger, catalogue, place, on, as_of):
            if target not in found[target.indicator, place]:
                found[target.indicator, place].append(target)
    return found


def _of_targets(targets: Iterable[Target], period: Period, statement: Statement) -> Iterator[Known]:
    for one in targets:
        if one.value is not None and one.period == period:
            who = f"{body_words(one.body)}, {one.source.document}" if one.source.document else body_words(one.body)
            yield _known(Origin.ASSIGNED, who, one.value, one.unit or "", statement, one.source.figure)


def _known(origin: Origin, who: str, value: Decimal, unit: str, statement: Statement, address: str | None) -> Known:
    given = statement.unit or unit
    same = value if unit == given else in_unit(value, unit, given)
    if same is None:
        return Known(origin, who, value, unit, Fit.INCOMPARABLE, None, address)
    return Known(origin, who, value, unit, _fit(statement, same), statement.value - same, address)


def _fit(statement: Statement, value: Decimal) -> Fit:
    half = statement.precision / 2
    match statement.qualifier:
        case Qualifier.OVER | Qualifier.AT_LEAST:
            fits = value >= statement.value - half
        case Qualifier.UNDER | Qualifier.AT_MOST:
            fits = value <= statement.value + half
        case Qualifier.RANGE:
            fits = statement.value - half <= value <= (statement.high or statement.value) + half
        case Qualifier.APPROX:
            fits = abs(statement.value - value) <= max(abs(statement.value) / 20, statement.precision)
        case _:
            fits = abs(statement.value - value) <= half
    return Fit.SAME if fits else Fit.DIFFERENT
