"""The layouts of the claim feed by day: which tables there are, which fields they have, what codes mean."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from soyte.catalogue.claims.model import Basis, ClaimField, ClaimTable, Code, Decision, HandedList
from soyte.catalogue.files import CatalogueError
from soyte.catalogue.versions import holds

_ROOT = Path(__file__).parent
_R = TypeVar("_R", bound=BaseModel)


@dataclass(frozen=True)
class Layout:
    """A table as it is on a day: its fields in the order of their elements."""

    table: ClaimTable
    day: date
    fields: tuple[ClaimField, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the elements, in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> ClaimField:
        """A field by its name. CatalogueError if the table has none of that name on that day."""
        for field in self.fields:
            if field.name == name:
                return field
        raise CatalogueError(f"Bảng {self.table.table} không có trường “{name}” vào ngày {self.day:%d/%m/%Y}.")


@cache
def tables() -> tuple[ClaimTable, ...]:
    """Every table, XML0 to XML15."""
    return _read("tables.csv", ClaimTable)


def table(name: str) -> ClaimTable:
    """A table by its name (`XML1`). CatalogueError if there is none."""
    for one in tables():
        if one.table == name:
            return one
    raise CatalogueError(f"Không có bảng “{name}” trong dữ liệu khám chữa bệnh BHYT.")


@cache
def decisions() -> tuple[Decision, ...]:
    """The decisions that fixed the layout, oldest first."""
    return _read("decisions.csv", Decision)


def decision(day: date) -> Decision:
    """The decision whose layout is in force on a day; the first one before all of them."""
    return next((one for one in reversed(decisions()) if one.valid_from <= day), decisions()[0])


@cache
def fields(name: str) -> tuple[ClaimField, ...]:
    """All fields that a table ever had, one for each span of days, in the order of elements."""
    table(name)
    return _fields_of()[name]


@cache
def layout(name: str, day: date) -> Layout:
    """A table as it is on a day. CatalogueError if there is no such table, or not yet."""
    found = tuple(field for field in fields(name) if holds(field, day))
    if not found:
        raise CatalogueError(f"Bảng {name} chưa có vào ngày {day:%d/%m/%Y}.")
    return Layout(table(name), day, found)


@cache
def columns(name: str) -> tuple[ClaimField, ...]:
    """One field for each name that a table ever had: what a table over the years must hold.

    It is the newest one of that name: layouts have only ever grown wider.
    """
    newest: dict[str, ClaimField] = {}
    for field in sorted(fields(name), key=lambda one: one.valid_from):
        newest[field.name] = field
    return tuple(sorted(newest.values(), key=lambda one: one.order))


@cache
def bases() -> tuple[Basis, ...]:
    """The ways by which a department comes by the feed."""
    return _read("bases.csv", Basis)


@cache
def handed_lists() -> tuple[HandedList, ...]:
    """The lists that facilities may hand in for rules to ask."""
    return _read("handed_lists.csv", HandedList)


def code_list(name: str, day: date) -> Mapping[str, Code]:
    """The codes of a list on a day; where two lists overlap, the newer meaning. CatalogueError for an unknown list."""
    return {one.code: one for one in codes_of(name) if holds(one, day)}


def codes_of(name: str) -> tuple[Code, ...]:
    """Every code that a list ever had, by its first day. CatalogueError for an unknown list."""
    codes = _codes().get(name)
    if codes is None:
        raise CatalogueError(f"Không có danh mục mã “{name}” trong dữ liệu khám chữa bệnh BHYT.")
    return codes


def code_lists() -> tuple[str, ...]:
    """The names of all lists."""
    return tuple(_codes())


@cache
def _fields_of() -> dict[str, tuple[ClaimField, ...]]:
    found: dict[str, list[ClaimField]] = {}
    for field in _read("fields.csv", ClaimField):
        found.setdefault(field.table, []).append(field)
    return {name: tuple(sorted(some, key=lambda one: (one.order, one.valid_from))) for name, some in found.items()}


@cache
def _codes() -> dict[str, tuple[Code, ...]]:
    found: dict[str, list[Code]] = {}
    for code in _read("codes.csv", Code):
        found.setdefault(code.list, []).append(code)
    return {name: tuple(sorted(some, key=lambda one: one.valid_from)) for name, some in found.items()}


def _read(file: str, model: type[_R]) -> tuple[_R, ...]:
    with (_ROOT / file).open(encoding="utf-8", newline="") as lines:
        return tuple(
            model.model_validate({name: value for name, value in row.items() if value}) for row in csv.DictReader(lines)
        )
