"""A draft written down as a mapping file: what is wrong with it is told by the field of the screen, not by a key of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from soyte.catalogue.wording import expectation
from soyte.intake.counts.mapping import Mapping
from soyte.intake.sight.draft import BREAKDOWNS, IDENTITIES, ROLES, STATES, TOTAL, Draft, DraftColumn

_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_FINER = {"month": "tháng", "quarter": "quý", "week": "tuần"}
_ONCE = ("place", "year", "month", "quarter", "week", "period", "end", "measure", "status", *BREAKDOWNS)


@dataclass(frozen=True)
class Problem:
    """What keeps a draft from being a mapping: the field of the screen, and a sentence with the remedy."""

    field: str
    words: str


class Unfinished(ValueError):
    """A draft that is no mapping yet. `problems` are all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.words for problem in problems))
        self.problems = problems


def mapping_of(draft: Draft) -> Mapping:
    """The mapping that a draft says; Unfinished names all that is wrong with it."""
    problems = list(_problems(draft))
    if problems:
        raise Unfinished(problems)
    try:
        return Mapping.model_validate(_body(draft))
    except ValidationError as error:
        told = []
        for fault in error.errors():
            steps = [str(step) for step in fault["loc"] if not str(step).startswith("·")]
            told.append(
                Problem(steps[0] if steps else "", f"{' › '.join(steps)}: {expectation(dict(fault), '', Mapping)}.")
            )
        raise Unfinished(told) from error


def yaml_of(mapping: Mapping) -> str:
    """The mapping as a file that reads back as the same mapping."""
    body = mapping.model_dump(by_alias=True, exclude_defaults=True)
    for required in ("dataset", "title", "owner", "grain", "place", "period", "status"):
        body.setdefault(required, getattr(mapping, required))
    return yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=110)


def _problems(draft: Draft) -> Iterator[Problem]:
    if not _SLUG.fullmatch(draft.dataset):
        yield Problem(
            "dataset", "Mã bộ số liệu gồm chữ thường không dấu, chữ số và dấu _, bắt đầu bằng chữ: ví dụ ca_mac_thang."
        )
    if not draft.title.strip():
        yield Problem("title", "Hãy đặt tên cho loại bảng này.")
    if not draft.owner.strip():
        yield Problem("owner", "Hãy ghi cơ quan có số liệu này.")
    for role in _ONCE:
        several = draft.of(role)
        if len(several) > 1:
            heads = ", ".join(f"“{column.head}”" for column in several)
            yield Problem(
                "columns",
                f"Có {len(several)} cột cùng là {ROLES[role]}: {heads}. Hãy giữ một cột, cột kia chọn “không dùng”.",
            )
    if not draft.of("place") and not draft.same.get("place"):
        yield Problem(
            "place", "Chưa biết số liệu là của nơi nào: hãy chọn cột địa bàn, hoặc ghi một địa bàn chung cho cả tệp."
        )
    yield from _problems_of_time(draft)
    yield from _problems_of_values(draft)
    for column in draft.columns:
        if column.role in ("measure", "status") and not any(column.words.values()):
            yield Problem("columns", f"Cột “{column.head}”: hãy cho biết ít nhất một chữ trong cột nghĩa là gì.")


def _problems_of_time(draft: Draft) -> Iterator[Problem]:
    named = [role for role in ("year", "period") if draft.of(role)]
    if not named and not draft.same.get("period"):
        yield Problem(
            "period",
            "Chưa biết số liệu của kỳ nào: hãy chọn cột năm và tháng (quý, tuần), cột kỳ, hoặc ghi một kỳ chung.",
        )
    if len(named) > 1:
        yield Problem("period", "Kỳ được nói hai lần, ở cột năm và ở cột kỳ. Hãy giữ một cách.")
    finer = [role for role in _FINER if draft.of(role)]
    if finer and not draft.of("year"):
        yield Problem("period", f"Có cột {_FINER[finer[0]]} mà chưa có cột năm.")
    if len(finer) > 1:
        yield Problem("period", "Chỉ dùng một trong các cột tháng, quý, tuần.")
    told = finer[0] if finer else "year"
    if draft.of("year") and len(finer) < 2 and told != draft.grain:
        yield Problem("grain", "Loại kỳ không khớp với các cột thời gian đã chọn.")


def _problems_of_values(draft: Draft) -> Iterator[Problem]:
    values = draft.of("value")
    if not values:
        yield Problem("columns", "Chưa chọn cột nào là số liệu.")
        return
    measured = draft.of("measure") or draft.same.get("measure")
    if not measured and any(not column.measure for column in values):
        heads = ", ".join(f"“{column.head}”" for column in values if not column.measure)
        yield Problem("columns", f"Chưa biết cột {heads} đếm cái gì: hãy chọn số đo.")
    broken = {column.dimension for column in values}
    if len(broken) > 1:
        yield Problem("columns", "Các cột số liệu phải cùng chia theo một cách, hoặc cùng không chia.")
    pairs = [(column.measure, column.dimension, column.code) for column in values]
    if len(values) > 1 and len(set(pairs)) < len(pairs):
        yield Problem(
            "columns", "Hai cột số liệu nói cùng một điều. Hãy chọn số đo hoặc cách chia khác nhau cho chúng."
        )
    for name in broken - {""}:
        if draft.of(name) or draft.same.get(name):
            yield Problem(
                "columns", f"{ROLES[name].capitalize()} được nói hai lần: ở một cột chữ và ở tên các cột số liệu."
            )


def _body(draft: Draft) -> dict[str, Any]:
    body: dict[str, Any] = {
        "dataset": draft.dataset,
        "title": draft.title.strip(),
        "owner": draft.owner.strip(),
        "basis": draft.basis.strip() or None,
        "valid_from": draft.valid_from,
        "valid_to": draft.valid_to,
        "frame": draft.frame,
        "grain": draft.grain,
        "place": _place(draft),
        "period": _period(draft),
        "status": _translated(draft, "status") or draft.same.get("status") or "final",
        "dimensions": _dimensions(draft),
        "value": {"numbers": draft.numbers, "whole": draft.whole},
        "cells": {state: [w for w, said in draft.cells.items() if said == state] for state in STATES},
        "identities": _identities(draft),
        "expected": draft.expected,
        "heads": [column.head for column in draft.columns],
        "sheet": draft.sheet or None,
        "header_row": draft.header_row,
        "header_rows": draft.header_rows,
        "delimiter": draft.delimiter,
    }
    body |= _values(draft, body["value"])
    return body


def _place(draft: Draft) -> dict[str, Any]:
    column = draft.first("place")
    place: dict[str, Any] = {"level": draft.level, "boundaries": draft.boundaries, "names": dict(draft.names)}
    place |= {"column": column, "codes": draft.codes} if column else {"value": draft.same["place"]}
    return place | ({"within": draft.within} if draft.within else {})


def _period(draft: Draft) -> dict[str, Any]:
    said = {role: draft.first(role) for role in ("year", "month", "quarter", "week", "end")}
    said |= {"column": draft.first("period"), "calendar": draft.calendar or None}
    if draft.of("period"):
        said["form"] = draft.form or None
    elif not draft.of("year"):
        said["value"] = draft.same["period"]
    return {name: value for name, value in said.items() if value}


def _translated(draft: Draft, role: str) -> dict[str, Any] | None:
    column = next(iter(draft.of(role)), None)
    if column is None:
        return None
    return {
        "column": column.head,
        "values": {word: code for word, code in column.words.items() if code and code != TOTAL},
    }


def _dimensions(draft: Draft) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in BREAKDOWNS:
        column = next(iter(draft.of(name)), None)
        if column is not None:
            words = {word: None if code == TOTAL else code for word, code in column.words.items() if code}
            found[name] = {"column": column.head, **({"values": words} if words else {})}
        elif draft.same.get(name):
            found[name] = {"value": draft.same[name]}
    return found


def _identities(draft: Draft) -> dict[str, Any]:
    """The first column that tells who somebody is names the person whom a line is about."""
    found: dict[str, Any] = {}
    for kind in IDENTITIES:
        for column in draft.of(kind):
            name = "person" if "person" not in found and kind in ("citizen", "card", "patient", "person") else kind
            while name in found:
                name += "_2"
            found[name] = {"column": column.head, "kind": kind}
    return found


def _values(draft: Draft, value: dict[str, Any]) -> dict[str, Any]:
    columns = draft.of("value")
    measure = _translated(draft, "measure") or draft.same.get("measure")
    if len(columns) == 1 and not columns[0].dimension:
        told = _translated(draft, "measure") or columns[0].measure or measure
        return {"value": {**value, "column": columns[0].head}, "measure": told}
    if not columns[0].dimension:
        each = {one.head: one.measure or draft.same.get("measure") for one in columns}
        return {"unpivot": {"dimension": "measure", "columns": each}}
    return _broken_down(columns, measure)


def _broken_down(columns: list[DraftColumn], measure: Any) -> dict[str, Any]:
    said = {column.measure for column in columns}
    wide = {"dimension": columns[0].dimension}
    if measure and said == {""}:
        return {"measure": measure, "unpivot": {**wide, "columns": {one.head: one.code for one in columns}}}
    if len(said) == 1:
        return {"measure": said.pop(), "unpivot": {**wide, "columns": {one.head: one.code for one in columns}}}
    each = {one.head: {"to": one.code, "measure": one.measure or measure} for one in columns}
    return {"unpivot": {**wide, "columns": each}}
