"""A signal, and what was tested to find it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from soyte.periods import Period
from soyte.surveillance.series.feed import Source

SignalKind = Literal["statistic", "law", "practice", "cluster"]
State = Literal["alarm", "met", "possible"]
KIND_VI: dict[SignalKind, str] = {
    "statistic": "tín hiệu thống kê",
    "law": "điều kiện theo quy định",
    "practice": "quy tắc thường dùng",
    "cluster": "cụm ca bệnh",
}
LEVEL_VI = {
    "commune": "xã",
    "district": "huyện (địa giới trước 01/7/2025)",
    "province": "tỉnh",
    "facility": "cơ sở",
}


@dataclass(frozen=True)
class Signal:
    """Something unusual, or a condition that is met or may be (`possible`: enough cases, but what else it asks is not known).

    `expected` and `bound` are None where the method has none. `week` is the week asked about (of a source by month, the month), `period`
    what was counted, until `counted_to`. `data` is a hash of the counts that it rests on: the same signal on
    changed counts has another `key` but the same `subject`. `places` of a cluster are all of its places. `rows` are keys of
    dossiers, `figure` the address of the figure behind a signal from counts.
    """

    kind: SignalKind
    source: Source
    disease: str
    disease_name: str
    level: str
    place: str
    place_name: str
    period: Period
    method: str
    method_name: str
    state: State
    count: float
    expected: float | None
    bound: float | None
    words: str
    data: str
    week: str
    counted_to: date
    p_value: float | None = None
    q_value: float | None = None
    legal_source: str | None = None
    certainty: str | None = None
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    figure: str | None = None

    @property
    def subject(self) -> str:
        """What the signal is about, whatever the numbers are."""
        return (
            f"signal:{self.disease}@{self.level}:{self.place}/{self.week}?source={self.source.id}&method={self.method}"
        )

    @property
    def key(self) -> str:
        """The same for the same signal on the same counts."""
        return hashlib.sha256(f"{self.subject}|{self.state}|{self.data}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Tests:
    """What was tried on the series of one source at one level with one method; `untested` by reason, in Vietnamese."""

    source: Source
    level: str
    kind: SignalKind
    method: str
    method_name: str
    tested: int
    found: int
    expected_false: float | None
    untested: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Weekly:
    """Everything that a week's series said. `as_of` is the number of the ledger's last act that counted; `asked` are the week and the
    month (of sources by month) as signals name them."""

    week: Period
    asked: tuple[str, ...]
    as_of: int
    signals: tuple[Signal, ...]
    tests: tuple[Tests, ...]
    warnings: tuple[str, ...] = ()

    @property
    def expected_false(self) -> float:
        """How many statistical signals chance alone gives a week, over all series that were tested."""
        return sum(one.expected_false or 0.0 for one in self.tests)

    def of(self, kind: SignalKind) -> tuple[Signal, ...]:
        """The signals of a kind."""
        return tuple(one for one in self.signals if one.kind == kind)
