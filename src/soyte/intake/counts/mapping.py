"""What a mapping file may say: how the columns of a table of counts become places, periods, measures and values."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from soyte.catalogue.files import TAG
from soyte.intake.counts.texts import key
from soyte.periods import Calendar, Kind, Period, PeriodError, parse

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=1)]
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]  # an identifier, or a code of somebody else
Code = Annotated[str, Field(pattern=r"^(?:VN|[0-9]{2,5}|[a-z]+(?:-[a-z]+)*)$")]  # provinces of old have words
Grain = Literal["day", "week", "month", "quarter", "year"]
Status = Literal["final", "estimate", "provisional"]
Dimension = Literal["facility", "disease", "sex", "age_group", "category"]


def _label(value: Any) -> Any:
    """YAML makes a number of 2024 and a day of 2024-01-31."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if type(value) is int else value


Label = Annotated[str, BeforeValidator(_label), Field(min_length=1)]


def _shape(value: Any) -> str:
    return f"{TAG}table" if isinstance(value, dict | BaseModel) else f"{TAG}word"


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Translated(_Record):
    """A column, and what its words stand for."""

    column: Words

    @model_validator(mode="after")
    def _unique(self) -> _Translated:
        _once(getattr(self, "values", None) or (), "values")
        return self


class MeasureColumn(_Translated):
    """The measure is told by a column."""

    values: Annotated[dict[str, Identifier], Field(min_length=1)]


class StatusColumn(_Translated):
    """How final a value is, told by a column."""

    values: Annotated[dict[str, Status], Field(min_length=1)]


class Place(_Record):
    """Where: a column of names or codes, or one place for the whole file.

    `boundaries` says whether a name means the place of that name on the first or on the last day of the period;
    `codes` that the column holds codes only, so that 4 is the commune 00004 without its zeros and no Phường 4.
    """

    level: Literal["country", "province", "district", "commune"]
    column: Words | None = None
    value: Words | None = None
    within: Code | None = None
    names: dict[str, Code] = Field(default_factory=dict)
    boundaries: Literal["start", "end"] = "start"
    codes: bool = False

    @model_validator(mode="after")
    def _one(self) -> Place:
        _exactly_one(column=self.column, value=self.value)
        _once(self.names, "names")
        return self


class When(_Record):
    """Which period: numbers in columns, a label or a date in one column, or one period for the whole file."""

    year: Words | None = None
    month: Words | None = None
    quarter: Words | None = None
    week: Words | None = None
    column: Words | None = None
    end: Words | None = None
    form: Label | None = None
    value: Label | None = None
    calendar: Literal["statistics", "administrative", "hiv", "week_monday", "week_friday", "week_sunday"] | None = None

    @model_validator(mode="after")
    def _one(self) -> When:
        _exactly_one(year=self.year, column=self.column, value=self.value)
        finer = [name for name in ("month", "quarter", "week") if getattr(self, name)]
        if len(finer) > 1 or (finer and not self.year):
            raise ValueError("month, quarter, week chỉ dùng một khóa, và đi cùng year")
        if (self.end or self.form) and not self.column:
            raise ValueError("end và form chỉ đi cùng column")
        for written in (self.form, self.value):
            if written:
                example(written)
        return self


class DimensionSource(_Record):
    """One breakdown: a column (its words translated by `values`, or taken as they are), or one value for the file."""

    column: Words | None = None
    values: dict[str, Token | None] | None = None
    value: Words | None = None

    @model_validator(mode="after")
    def _one(self) -> DimensionSource:
        _exactly_one(column=self.column, value=self.value)
        if self.values is not None and self.column is None:
            raise ValueError("values chỉ đi cùng column")
        _once(self.values or (), "values")
        return self


class Dimensions(_Record):
    """The breakdowns that a count may have."""

    facility: DimensionSource | None = None
    disease: DimensionSource | None = None
    sex: DimensionSource | None = None
    age_group: DimensionSource | None = None
    category: DimensionSource | None = None


class Value(_Record):
    """The column of the values, how its numbers are written, and whether they count whole things."""

    column: Words | None = None
    numbers: Literal["vi", "en", "plain"] = "plain"
    whole: bool = True


class Target(_Record):
    """What a column of a wide table counts."""

    to: Identifier
    measure: Identifier | None = None


class Unpivot(_Record):
    """A wide table: each of these columns holds values, and its header says which disease, sex … or measure."""

    dimension: Literal["facility", "disease", "sex", "age_group", "category", "measure"]
    columns: Annotated[
        dict[
            str,
            Annotated[
                Annotated[Identifier, Tag(f"{TAG}word")] | Annotated[Target, Tag(f"{TAG}table")], Discriminator(_shape)
            ],
        ],
        Field(min_length=1),
    ]

    @model_validator(mode="after")
    def _unique(self) -> Unpivot:
        _once(self.columns, "columns")
        targets = self.targets.values()
        if len({(target.to, target.measure) for target in targets}) < len(targets):
            raise ValueError("hai cột không thể cùng đổi thành một giá trị")
        return self

    @property
    def targets(self) -> dict[str, Target]:
        """Header → what it counts."""
        return {name: Target(to=to) if isinstance(to, str) else to for name, to in self.columns.items()}


class Cells(_Record):
    """Words in a value cell that are no number. An empty cell is not reported unless it is named elsewhere."""

    not_reported: list[str] = Field(default_factory=list)
    none: list[str] = Field(default_factory=list)
    not_applicable: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _unique(self) -> Cells:
        _once([*self.not_reported, *self.none, *self.not_applicable], "cells")
        return self

    @property
    def states(self) -> dict[str, str]:
        """Folded words → state."""
        found = {"": "not_reported"}
        for state in ("not_reported", "none", "not_applicable"):
            found |= {key(word): state for word in getattr(self, state)}
        return found


class Identity(_Record):
    """A column that identifies a person: handed on apart, never kept beside the count."""

    column: Words
    kind: Literal["citizen", "card", "patient", "person", "phone", "address", "text"]


class Expected(_Record):
    """Who should report, and for which periods."""

    level: Literal["country", "province", "district", "commune", "facility"]
    within: Code | None = None
    except_: Annotated[list[Words], Field(alias="except", default_factory=list)]
    from_: Annotated[Label | None, Field(alias="from")] = None
    to: Label | None = None

    @model_validator(mode="after")
    def _periods(self) -> Expected:
        for written in (self.from_, self.to):
            if written:
                example(written)
        if self.from_ and self.to and example(self.from_).start > example(self.to).end:
            raise ValueError("from phải là kỳ đứng trước hoặc trùng với to")
        return self


class Mapping(_Record):
    """One mapping file."""

    dataset: Identifier
    title: Words
    owner: Words
    basis: Words | None = None  # on what ground the table is here: an id of catalogue/claims/bases.csv, or words
    valid_from: date | None = None
    valid_to: date | None = None
    frame: Literal["vn", "sample"] = "vn"
    measure: (
        Annotated[
            Annotated[Identifier, Tag(f"{TAG}word")] | Annotated[MeasureColumn, Tag(f"{TAG}table")],
            Discriminator(_shape),
        ]
        | None
    ) = None
    grain: Grain
    place: Place
    period: When
    status: Annotated[
        Annotated[Status, Tag(f"{TAG}word")] | Annotated[StatusColumn, Tag(f"{TAG}table")], Discriminator(_shape)
    ]
    dimensions: Dimensions = Field(default_factory=Dimensions)
    value: Value = Field(default_factory=Value)
    unpivot: Unpivot | None = None
    cells: Cells = Field(default_factory=Cells)
    identities: dict[Identifier, Identity] = Field(default_factory=dict)
    expected: Expected | None = None
    heads: list[str] = Field(default_factory=list)  # all columns of the table when this was written, in their order
    sheet: Words | None = None
    header_row: Annotated[int, Field(ge=1, le=1000)] | None = None
    header_rows: Annotated[int, Field(ge=1, le=4)] = 1
    delimiter: Literal["auto", ",", ";", "tab", "|"] = "auto"

    @model_validator(mode="after")
    def _whole(self) -> Mapping:
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError("valid_from phải trước valid_to")
        if (self.value.column is None) == (self.unpivot is None):
            raise ValueError("cần đúng một trong hai: value › column (bảng dọc) hoặc unpivot (bảng ngang)")
        self._check_measure()
        self._check_period()
        return self

    def _check_measure(self) -> None:
        wide = self.unpivot
        if wide and wide.dimension == "measure":
            if self.measure is not None or any(target.measure for target in wide.targets.values()):
                raise ValueError("unpivot theo measure thì không ghi thêm khóa measure")
        elif wide and all(target.measure for target in wide.targets.values()):
            return
        elif self.measure is None:
            raise ValueError("thiếu khóa measure: số trong bảng đếm cái gì")
        if wide and wide.dimension != "measure" and getattr(self.dimensions, wide.dimension):
            raise ValueError(f"{wide.dimension} vừa ở dimensions vừa ở unpivot, chỉ giữ một nơi")

    def _check_period(self) -> None:
        when = self.period
        if when.year:
            finer = next((name for name in ("month", "quarter", "week") if getattr(when, name)), "year")
            if finer != self.grain:
                raise ValueError(f"grain là {self.grain} nhưng period chỉ cho biết đến {finer}")
        for written in (when.form, when.value):
            if written and example(written).kind != Kind(self.grain):
                raise ValueError(f"“{written}” trong period không phải kỳ loại {self.grain}")
        if when.calendar and (self.grain != "day") and Calendar(when.calendar).by_weeks != (self.grain == "week"):
            raise ValueError(f"calendar {when.calendar} không chia theo {self.grain}")


def example(written: str) -> Period:
    """The period that a mapping file itself names."""
    try:
        return parse(written)
    except PeriodError as error:
        raise ValueError(str(error)) from error


def _exactly_one(**keys: object) -> None:
    if sum(value is not None for value in keys.values()) != 1:
        raise ValueError(f"cần đúng một trong các khóa {', '.join(keys)}")


def _once(words: Any, where: str) -> None:
    seen: set[str] = set()
    for word in words:
        if key(word) in seen:
            raise ValueError(f"“{word}” ghi hai lần trong {where}")
        seen.add(key(word))
