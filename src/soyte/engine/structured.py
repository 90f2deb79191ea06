"""Conditions as a catalogue file writes them, checked by Pydantic, turned into expressions.

{field: disease, is: dengue}        {field: age, from: 5, to: 14}       {field: state, in: [reported, none]}
{all: [...]}   {any: [...]}   {not: {...}}                              {field: value, reported: true}
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from soyte.engine.expressions import All, Any, Column, Compare, Expression, IsIn, IsNull, Literal, Not

Constant = str | int | bool | date


class Condition(BaseModel):
    """One condition: about a field, or made of others."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=True)

    field: str | None = None
    equal: Annotated[Constant | None, Field(alias="is")] = None
    among: Annotated[tuple[Constant, ...] | None, Field(alias="in", strict=False)] = None
    low: Annotated[Constant | None, Field(alias="from")] = None
    high: Annotated[Constant | None, Field(alias="to")] = None
    reported: bool | None = None
    every: Annotated[tuple[Condition, ...] | None, Field(alias="all", strict=False)] = None
    some: Annotated[tuple[Condition, ...] | None, Field(alias="any", strict=False)] = None
    contrary: Annotated[Condition | None, Field(alias="not")] = None

    @model_validator(mode="after")
    def _one_thing(self) -> Condition:
        about = [self.equal is not None, self.among is not None, self.reported is not None]
        about.append(self.low is not None or self.high is not None)
        made = [self.every is not None, self.some is not None, self.contrary is not None]
        if self.field is not None and sum(about) == 1 and not any(made):
            return self
        if self.field is None and not any(about) and sum(made) == 1:
            return self
        raise ValueError(
            "mỗi điều kiện gồm field cùng một trong is, in, from/to, reported; hoặc một trong all, any, not"
        )

    @model_validator(mode="after")
    def _says_something(self) -> Condition:
        if () in (self.among, self.every, self.some):
            raise ValueError("danh sách sau in, all, any phải có ít nhất một mục")
        low, high = self.low, self.high
        if low is not None and high is not None and (type(low) is not type(high) or low > high):  # type: ignore[operator]
            raise ValueError(f"khoảng từ {low} đến {high} không chứa giá trị nào")
        return self

    @property
    def fields(self) -> frozenset[str]:
        """The columns that the condition looks at."""
        below = (*(self.every or ()), *(self.some or ()), *((self.contrary,) if self.contrary else ()))
        return frozenset({self.field} if self.field else set()).union(*(part.fields for part in below))


def expression(condition: Condition) -> Expression:
    """The expression that the condition stands for."""
    if condition.every is not None:
        return All(tuple(map(expression, condition.every)))
    if condition.some is not None:
        return Any(tuple(map(expression, condition.some)))
    if condition.contrary is not None:
        return Not(expression(condition.contrary))
    column = Column(condition.field or "")
    if condition.equal is not None:
        return Compare(column, "==", Literal(condition.equal))
    if condition.among is not None:
        return IsIn(column, condition.among)
    if condition.reported is not None:
        return Not(IsNull(column)) if condition.reported else IsNull(column)
    limits: list[Expression] = []
    if condition.low is not None:
        limits.append(Compare(column, ">=", Literal(condition.low)))
    if condition.high is not None:
        limits.append(Compare(column, "<=", Literal(condition.high)))
    return All(tuple(limits))
