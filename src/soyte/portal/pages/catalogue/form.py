"""A form for a definition, made of what a catalogue file may say of its kind."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from django.http import QueryDict
from pydantic import BaseModel

from soyte.catalogue.changes import KEYS
from soyte.catalogue.files import CatalogueError
from soyte.catalogue.overlay import KINDS
from soyte.catalogue.terms import CALENDARS, CERTAINTIES, DIRECTIONS, FREQUENCIES, ROLLUPS
from soyte.catalogue.whole import Whole

WORDS: Mapping[str, Mapping[str, str]] = {
    "direction": DIRECTIONS,
    "rollup": ROLLUPS,
    "certainty": CERTAINTIES,
    "frequency": FREQUENCIES,
    "calendar": CALENDARS,
    "aggregate": {"sum": "cộng", "count": "đếm dòng", "distinct": "đếm giá trị khác nhau"},
    "over_time": {"sum": "cộng các kỳ", "last": "lấy kỳ cuối có báo cáo"},
}
LABELS = {
    **KEYS,
    "table": "bảng của sổ",
    "where": "điều kiện của dòng",
    "aggregate": "cách tính",
    "of": "cột được tính",
    "time": "cột ngày đầu, ngày cuối",
    "place": "cột địa bàn",
    "over_time": "theo thời gian",
    "whole": "là số nguyên",
    "also_to": "đồng gửi",
    "calendar": "lịch",
}
HELP = {
    "formula": "ví dụ {measure: cases, where: {disease: dengue}} hoặc {ratio: [{measure: cases}, {measure: population}]}",
    "deadline": "ví dụ {days: 15}, {working_days: 5}, {weekday: wednesday}, {date: 31/03}",
    "stricter": "như thời hạn",
    "where": "ví dụ {field: measure, is: cases}",
    "owner": "ví dụ {body: department, certainty: memory}",
    "band": "ví dụ {low: 0.0, high: 100.0, basis: lý do}",
    "example": 'ví dụ {numerator: 12, denominator: 100, value: "12.0"}',
    "labels": "cách nhau bằng dấu chấm phẩy",
}
_SKIPPED = frozenset({"id", "seen_in"})
_USUAL = {"certainty": "uncertain"}


@dataclass(frozen=True)
class Field:
    """One key of a definition on the form."""

    name: str
    label: str
    kind: str  # text, choice, day, number, yes, list, yaml
    required: bool
    value: str
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""


def fields_of(kind: str, whole: Whole, body: Mapping[str, Any]) -> list[Field]:
    """The fields of a kind, filled with a body; required ones first."""
    model = KINDS[kind]
    found = [_field(name, info, whole, body) for name, info in model.model_fields.items() if name not in _SKIPPED]
    if kind == "indicator":
        domains = tuple((one.id, one.name_vi) for one in whole.tables.domains.values())
        found.insert(0, Field("domain", "lĩnh vực", "choice", True, str(body.get("domain", "")), domains))
    return sorted(found, key=lambda field: not field.required)


def _field(name: str, info: Any, whole: Whole, body: Mapping[str, Any]) -> Field:
    kind, options = _kind(name, info.annotation, whole)
    key = info.alias or name
    value = body.get(key, _USUAL.get(name) if name in _USUAL else "")
    label = LABELS.get(name, name)
    return Field(key, label, kind, info.is_required(), _shown(kind, value), options, HELP.get(name, ""))


def _kind(name: str, annotation: Any, whole: Whole) -> tuple[str, tuple[tuple[str, str], ...]]:
    plain = _without_none(annotation)
    if name == "unit":
        return "choice", tuple((unit, unit) for unit in whole.tables.units)
    if get_origin(plain) is Literal:
        words = WORDS.get(name, {})
        return "choice", tuple((value, words.get(value, value)) for value in get_args(plain))
    if name in ("sender", "recipient"):
        return "choice", tuple((one, whole.owners.name(one)) for one in whole.owners.versions)
    if plain is date:
        return "day", ()
    if plain is bool:
        return "yes", ()
    if plain is int:
        return "number", ()
    if plain is str:
        return "text", ()
    if get_origin(plain) is list and not _has_model(plain):
        return "list", ()
    return "yaml", ()


def _without_none(annotation: Any) -> Any:
    """The type itself: neither `| None` nor what is asked of it."""
    if get_origin(annotation) in (Union, types.UnionType):
        left = [one for one in get_args(annotation) if one is not type(None)]
        return _without_none(left[0]) if len(left) == 1 else annotation
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _has_model(annotation: Any) -> bool:
    return any(isinstance(one, type) and issubclass(one, BaseModel) for one in get_args(annotation))


def _shown(kind: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if kind == "list":
        return "; ".join(map(str, value))
    if kind == "yaml":
        return yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=1000).strip()
    return str(value)


def body_of(kind: str, said: QueryDict, whole: Whole) -> dict[str, Any]:
    """What a form sends, as a body; CatalogueError for what is no YAML."""
    body: dict[str, Any] = {}
    for field in fields_of(kind, whole, {}):
        written = said.get(f"k-{field.name}", "").strip()
        if field.kind == "yes":
            body[field.name] = bool(written)
        elif written:
            body[field.name] = _value(field, written)
    return body


def _value(field: Field, written: str) -> Any:
    if field.kind == "list":
        return [part.strip() for part in written.split(";") if part.strip()]
    if field.kind == "number":
        return int(written) if written.lstrip("-").isdecimal() else written
    if field.kind != "yaml":
        return written
    try:
        return yaml.safe_load(written)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        hint = f"; {field.help}" if field.help else ""
        raise CatalogueError(f"{field.label.capitalize()}: viết chưa đúng cách{hint}.") from error
