"""What is ordered: how many visits, of when, with how many faults, written how."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from soyte.sample.claims.errors import SampleError

FIRST, LAST = 2025, 2026  # the years of QĐ 3176 for which the days off are known
_FOR_ONE = 60_000  # dossiers a month that the people of the tables of counts can make
_MOST = 7  # times: citizen numbers begin with 099, 098 and 097, which no province has


class Content(StrEnum):
    """How the tables lie in the envelope."""

    BASE64 = "base64"
    INLINE = "inline"


class Pack(StrEnum):
    """How files are packed: as they are, each with gzip, or one zip a facility."""

    NONE = "none"
    GZ = "gz"
    ZIP = "zip"


class Batch(StrEnum):
    """Over which time one file of a facility gathers the dossiers."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class ClaimOrder:
    """`visits` dossiers discharged in a year, or in one month of it; `faults` is the share with a planted fault.

    The same order gives the same bytes. SampleError if it cannot be carried out.
    """

    visits: int
    year: int
    month: int | None = None
    faults: float = 0.0
    seed: int = 1
    content: Content = Content.BASE64
    pack: Pack = Pack.NONE
    batch: Batch = Batch.DAY

    def __post_init__(self) -> None:
        if not 1 <= self.visits <= 5_000_000:
            raise SampleError(f"--visits {self.visits}: số hồ sơ phải từ 1 đến 5.000.000.")
        if not FIRST <= self.year <= LAST:
            raise SampleError(
                f"--year {self.year}: chỉ sinh được hồ sơ theo Quyết định 3176, năm {FIRST} đến {LAST}; hãy chọn năm khác."
            )
        if self.month is not None and not 1 <= self.month <= 12:
            raise SampleError(f"--month {self.month}: tháng phải từ 1 đến 12.")
        if not 0 <= self.faults <= 1:
            raise SampleError(f"--faults {self.faults}: tỷ lệ hồ sơ có lỗi phải từ 0 đến 1, chẳng hạn 0.03.")
        if self.seed < 0:
            raise SampleError(f"--seed {self.seed}: số gieo phải là số nguyên không âm.")

    @property
    def times(self) -> int:
        """How many times the people of the tables of counts it takes: a province of real size needs three times as many."""
        months = 1 if self.month else 12
        return min(_MOST, -(-self.visits // (months * _FOR_ONE)))

    @property
    def first(self) -> date:
        """The first day of discharge."""
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The last day of discharge."""
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])
