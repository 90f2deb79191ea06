"""Targets, results and judgements: what was assigned, what came of it, and how the two compare."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from soyte.periods import Period


class Operator(StrEnum):
    """How a result must stand to the target's value."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    BETWEEN = "between"
    AS_PLANNED = "as_planned"


class Body(StrEnum):
    """Who assigned a target. One indicator may have a target from each."""

    PARTY = "party"
    COUNCIL = "council"
    COMMITTEE = "committee"
    MINISTRY = "ministry"
    DEPARTMENT = "department"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """How final a value is."""

    FINAL = "final"
    ESTIMATE = "estimate"
    PROVISIONAL = "provisional"


class Mark(StrEnum):
    """The verdict. Words on screen: vượt, đạt, cơ bản đạt, không đạt, chưa đủ số liệu, không so sánh được."""

    EXCEEDED = "exceeded"
    MET = "met"
    NEARLY_MET = "nearly_met"
    MISSED = "missed"
    NO_DATA = "no_data"
    INCOMPARABLE = "incomparable"


MARK_WORDS = {
    Mark.EXCEEDED: "vượt",
    Mark.MET: "đạt",
    Mark.NEARLY_MET: "cơ bản đạt",
    Mark.MISSED: "không đạt",
    Mark.NO_DATA: "chưa đủ số liệu",
    Mark.INCOMPARABLE: "không so sánh được",
}


@dataclass(frozen=True)
class Source:
    """Where a target or result comes from: a submission (number and id), the row in it, the owner and document if known.

    `figure` is the address by which `soyte trace` finds the way back.
    """

    submission: int | None = None
    submission_id: str | None = None
    row: int | None = None
    owner: str | None = None
    document: str | None = None
    as_of: date | None = None
    figure: str | None = None


@dataclass(frozen=True)
class Target:
    """What was assigned: an operator, a value (up to `high` for `between`) in `unit`, for a period and a place, by a body.

    `value` is None for a target in words (`as_planned`). `step` is the size of the last printed digit. `limit` when the
    words set a bound ("dưới 10 %", "tối thiểu 95 %") instead of a plan to reach; `strict` when the bound itself is outside.
    """

    id: str
    indicator: str
    operator: Operator
    value: Decimal | None
    unit: str | None
    period: Period
    place: str
    body: Body = Body.UNKNOWN
    high: Decimal | None = None
    step: Decimal | None = None
    limit: bool = False
    strict: bool = False
    source: Source = field(default_factory=Source)
    owner: str | None = None
    deadline: date | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Result:
    """A value of an indicator, stated by somebody or computed by us. `own_words` is the verdict that its source gives."""

    indicator: str
    value: Decimal | None
    unit: str | None
    period: Period
    place: str
    status: Status = Status.FINAL
    step: Decimal | None = None
    computed: bool = False
    definition_hash: str | None = None
    source: Source = field(default_factory=Source)
    quote: str | None = None
    own_words: str | None = None


@dataclass(frozen=True)
class Explanation:
    """Why a target was missed: the words, whether the cause lies with us, who mends it and by when."""

    text: str
    cause: str | None = None  # subjective | objective
    owner: str | None = None
    deadline: date | None = None
    actor: str | None = None
    recorded: date | None = None


@dataclass(frozen=True)
class Judgement:
    """A target and the result it is measured by: the mark, whether provisional, what is lacking, and notes worth reading."""

    target: Target
    result: Result | None
    mark: Mark
    provisional: bool
    distance: Decimal | None  # signed: how far beyond (+) or short of (-) the target, in the target's unit
    reason: str | None = None  # why there is no verdict
    notes: tuple[str, ...] = ()
    explanation: Explanation | None = None
