"""Which days offices work: Monday to Friday, without the days off of `regimes/holidays.csv`, with the Saturdays worked for them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from soyte.catalogue.files import ROOT, CatalogueError, Faults

_DAY = timedelta(days=1)
_KINDS = ("off", "worked")
_CERTAINTIES = ("looked_up", "memory", "uncertain")


@dataclass(frozen=True)
class WorkingDays:
    """`off` and `worked` by day, with their names. Years outside `first` to `last` are not known: they are refused."""

    off: Mapping[date, str]
    worked: Mapping[date, str]
    first: int
    last: int

    def works(self, day: date) -> bool:
        """Whether offices work on a day."""
        if not self.first <= day.year <= self.last:
            raise CatalogueError(
                f"regimes/holidays.csv: chưa có ngày nghỉ của năm {day.year} (có từ {self.first} đến {self.last}); "
                "hãy thêm các dòng của năm ấy."
            )
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def after(self, day: date, count: int) -> date:
        """The working day that is the `count`-th after a day; none after it for 0."""
        while count:
            day += _DAY
            count -= self.works(day)
        return day


@cache
def load_working_days() -> WorkingDays:
    """The shipped calendar."""
    return read_working_days(ROOT)


def read_working_days(root: Path) -> WorkingDays:
    """`regimes/holidays.csv` of a folder: day, kind (off, worked), name_vi, certainty."""
    path = root / "regimes" / "holidays.csv"
    faults = Faults()
    days: dict[str, dict[date, str]] = {kind: {} for kind in _KINDS}
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    except OSError as error:
        raise CatalogueError("regimes/holidays.csv: không mở được tệp. Hãy kiểm tra lại đường dẫn.") from error
    for line, row in enumerate(rows, start=2):
        where = f"regimes/holidays.csv, dòng {line}"
        try:
            day = date.fromisoformat(row.get("day") or "")
        except ValueError:
            faults.add(f"{where}, cột day: cần một ngày dạng YYYY-MM-DD; nhận {row.get('day')!r}")
            continue
        if row.get("kind") not in _KINDS:
            faults.add(f"{where}, cột kind: cần một trong 'off', 'worked'; nhận {row.get('kind')!r}")
        elif row.get("certainty") not in _CERTAINTIES:
            faults.add(f"{where}, cột certainty: cần một trong {_CERTAINTIES}; nhận {row.get('certainty')!r}")
        elif day in days["off"] or day in days["worked"]:
            faults.add(f"{where}: ngày này đã có ở trên")
        else:
            days[str(row["kind"])][day] = row.get("name_vi") or ""
    faults.check()
    years = [day.year for day in (*days["off"], *days["worked"])]
    return WorkingDays(days["off"], days["worked"], min(years, default=1), max(years, default=0))
