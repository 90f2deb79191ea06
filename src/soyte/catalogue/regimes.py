"""Reporting regimes by day, and the last day on which a report of a period is in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import get_args

from soyte.catalogue.files import ROOT, CatalogueError, Faults, read_located
from soyte.catalogue.owners import Owners, load_owners
from soyte.catalogue.regime_model import Regime, RegimeFile, Rule, Weekday
from soyte.catalogue.terms import CALENDARS, FREQUENCIES, WEEKDAYS, word
from soyte.catalogue.versions import by_id, holds, on_day
from soyte.catalogue.working_days import WorkingDays, load_working_days
from soyte.periods import Period

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Regimes:
    """The versions of each regime, oldest first."""

    versions: Mapping[str, tuple[Regime, ...]]

    def regime(self, identifier: str, on: date | None = None) -> Regime:
        """A regime as it is on a day; by default its newest version."""
        versions = self.versions.get(identifier)
        if versions is None:
            raise CatalogueError(f"Danh mục không có chế độ báo cáo '{identifier}'.")
        found = versions[-1] if on is None else on_day(versions, on)
        if found is None:
            raise CatalogueError(f"Chế độ báo cáo '{identifier}' không có hiệu lực vào ngày {on:%d/%m/%Y}.")
        return found

    def regimes(self, on: date) -> tuple[Regime, ...]:
        """The regimes in force on a day, in the order of the files."""
        return tuple(one for versions in self.versions.values() for one in versions if holds(one, on))


def deadline(regime: Regime, period: Period, working_days: WorkingDays | None = None) -> date | None:
    """The last day on which the report of a period is in time; None where no rule is known.

    Refused where the regime asks for no report of such a period, or was not in force on its last day.
    """
    _check(regime, period)
    return _last_day(regime.deadline, period.end, working_days) if regime.deadline else None


def reminder(regime: Regime, period: Period, working_days: WorkingDays | None = None) -> date | None:
    """The day to remind by: the earlier of the readings of the text."""
    due = deadline(regime, period, working_days)
    if due is None or regime.stricter is None:
        return due
    return min(due, _last_day(regime.stricter, period.end, working_days))


def deadline_of_event(regime: Regime, at: datetime, working_days: WorkingDays | None = None) -> datetime | None:
    """The last moment at which the report of something that happened is in time; days end at midnight."""
    if "event" not in regime.frequency:
        raise CatalogueError(f"Chế độ báo cáo '{regime.id}' theo kỳ, không theo sự kiện.")
    if regime.deadline is None:
        return None
    if regime.deadline.hours is not None:
        return at + timedelta(hours=regime.deadline.hours)
    day = _last_day(regime.deadline, at.date(), working_days) + _DAY
    return datetime(day.year, day.month, day.day, tzinfo=at.tzinfo)


def _check(regime: Regime, period: Period) -> None:
    if period.kind not in regime.frequency or (regime.calendar and period.calendar != regime.calendar):
        asked = ", ".join(word(FREQUENCIES, one) for one in regime.frequency)
        calendar = f", {word(CALENDARS, regime.calendar)}" if regime.calendar else ""
        raise CatalogueError(f"Chế độ báo cáo '{regime.id}' không có kỳ {period.phrase_vi}: cần kỳ {asked}{calendar}.")
    if not holds(regime, period.end):
        raise CatalogueError(
            f"Chế độ báo cáo '{regime.id}' không có hiệu lực vào ngày {period.end:%d/%m/%Y}, ngày cuối của {period.phrase_vi}."
        )


def _last_day(rule: Rule, end: date, working_days: WorkingDays | None) -> date:
    if rule.working_days is not None:
        return (working_days or load_working_days()).after(end, rule.working_days)
    if rule.days is not None:
        return end + rule.days * _DAY
    if rule.date is not None:
        day, month = map(int, rule.date.split("/"))
        found = next(one for one in (date(end.year, month, day), date(end.year + 1, month, day)) if one >= end)
    else:
        found = end + _DAY
        weekday = get_args(Weekday).index(rule.weekday) if rule.weekday else None
        while not (found.weekday() == weekday if weekday is not None else found.day == rule.day):
            found += _DAY
    return found - _DAY if rule.before else found


def rule_in_words(rule: Rule | None) -> str:
    """`trong 5 ngày làm việc sau kỳ báo cáo`, `trước thứ Tư`, `đến hết ngày 31/03`."""
    if rule is None:
        return "chưa có trong danh mục, xem ghi chú"
    if rule.hours is not None:
        return f"trong {rule.hours} giờ"
    if rule.working_days is not None:
        return f"trong {rule.working_days} ngày làm việc"
    if rule.days is not None:
        return f"trong {rule.days} ngày" if rule.days else "trong ngày"
    named = f"ngày {rule.day:02d} tháng sau" if rule.day else rule.date and f"ngày {rule.date}"
    return ("trước " if rule.before else "đến hết ") + (named or word(WEEKDAYS, rule.weekday) + " tuần sau")


@cache
def load_regimes() -> Regimes:
    """The shipped regimes, read and checked once."""
    return read_regimes(ROOT, load_owners())


def read_regimes(root: Path, owners: Owners) -> Regimes:
    """`regimes/*.yaml` of a folder; senders and recipients must be bodies of `owners.yaml`."""
    faults = Faults()
    versions: dict[str, tuple[Regime, ...]] = {}
    for path in sorted((root / "regimes").glob("*.yaml")):
        with faults.kept():
            located = read_located(path, RegimeFile, root)
            entries = located.content.regimes
            for number, one in enumerate(entries):
                where = located.where("regimes", number)
                if one.id in versions:
                    faults.add(f"{where}: chế độ này đã có trong một tệp khác. Hãy giữ một nơi.")
                for fault in strange(one, owners):
                    faults.add(f"{where}: {fault}")
            versions.update(by_id(entries, partial(located.where, "regimes")))
    faults.check()
    return Regimes(versions)


def strange(one: Regime, owners: Owners) -> Iterator[str]:
    """What a regime names that `owners.yaml` does not have."""
    for key, names in (("sender", [one.sender]), ("recipient", [one.recipient]), ("also_to", one.also_to)):
        for name in names:
            if name not in owners.versions:
                yield f"{key}: owners.yaml không có '{name}'"
