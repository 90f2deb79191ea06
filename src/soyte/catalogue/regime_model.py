"""What a file of reporting regimes may say: who sends what to whom, how often, and by when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from soyte.catalogue.model import Certainty, Identifier, Words

_MONTH_DAY = r"^(?:0[1-9]|[12][0-9]|3[01])/(?:0[1-9]|1[0-2])$"
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Frequency = Literal["event", "day", "week", "month", "quarter", "half", "nine_months", "year"]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Rule(_Record):
    """One way to say by when, counted from the last day of the period or from the event.

    {working_days: 5}   {days: 15}   {hours: 24}   {day: 3, before: true}   {weekday: wednesday}   {date: 31/03}

    `day`, `weekday` and `date` mean the first such day after the period; with `before` the day before it is the last.
    """

    working_days: Annotated[int | None, Field(ge=0)] = None
    days: Annotated[int | None, Field(ge=0)] = None
    hours: Annotated[int | None, Field(ge=1)] = None
    day: Annotated[int | None, Field(ge=1, le=28)] = None
    weekday: Weekday | None = None
    date: Annotated[str | None, Field(pattern=_MONTH_DAY)] = None
    before: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Rule:
        counted = [self.working_days, self.days, self.hours]
        named = [self.day, self.weekday, self.date]
        if sum(one is not None for one in (*counted, *named)) != 1:
            raise ValueError("cần đúng một trong các khóa working_days, days, hours, day, weekday, date")
        if self.before and all(one is None for one in named):
            raise ValueError("before chỉ đi cùng day, weekday, date")
        return self


class Regime(_Record):
    """A report that must be sent. `deadline` is None where the text leaves it to others or was not read.

    `stricter` is a second reading of the same text: software reminds by the earlier of the two.
    """

    id: Identifier
    name_vi: Words
    sender: Identifier
    recipient: Identifier
    also_to: list[Identifier] = Field(default_factory=list)
    frequency: Annotated[list[Frequency], Field(min_length=1)]
    calendar: Literal["statistics", "administrative", "hiv", "week_monday", "week_friday", "week_sunday"] | None = None
    deadline: Rule | None
    stricter: Rule | None = None
    forms: Words | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    legal_source: Words
    certainty: Certainty
    note: Words | None = None

    @model_validator(mode="after")
    def _possible(self) -> Regime:
        if self.frequency == ["event"] and self.calendar:
            raise ValueError("báo cáo theo sự kiện (event) không có calendar")
        if self.deadline and self.deadline.hours and self.frequency != ["event"]:
            raise ValueError("hours chỉ đi cùng frequency: [event]")
        return self


class RegimeFile(_Record):
    """One `regimes/<kind>.yaml`."""

    regimes: Annotated[list[Regime], Field(min_length=1)]
