"""What Pydantic finds wrong, said to the person who keeps the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

_EXPECTED = {
    "missing": "thiếu khóa này",
    "string_type": 'cần một chuỗi ký tự; nếu là số hoặc true/false thì đặt trong dấu nháy, ví dụ "01"',
    "string_too_short": "không được để trống",
    "too_short": "không được để trống",
    "list_type": 'cần một danh sách, ví dụ ["-", NA]',
    "tuple_type": "cần một danh sách, ví dụ [a, b]",
    "dict_type": "cần các cặp khóa: giá trị",
    "model_type": "cần các cặp khóa: giá trị",
    "model_attributes_type": "cần các cặp khóa: giá trị",
    "int_type": "cần một số nguyên",
    "float_type": "cần một số",
    "bool_type": "cần true hoặc false",
    "date_type": "cần một ngày dạng YYYY-MM-DD",
    "greater_than": "số quá nhỏ",
    "greater_than_equal": "số quá nhỏ",
    "less_than_equal": "số quá lớn",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "cần một mã gồm chữ thường không dấu, chữ số và dấu _, bắt đầu bằng chữ",
    r"^[A-Za-z0-9][A-Za-z0-9_.-]*$": "cần một mã gồm chữ không dấu, chữ số và các dấu _ . -",
    r"^(?:VN|[0-9]{2,5}|[a-z]+(?:-[a-z]+)*)$": "cần một mã đơn vị hành chính gồm 2 đến 5 chữ số, đặt trong dấu nháy",
    r"^[A-Z][0-9]{2}(?:\.[0-9])?$": "cần một mã ICD-10 dạng A97 hoặc A98.4",
}


def expectation(fault: dict[str, Any], key: str, model: type[BaseModel]) -> str:
    """What was expected at `key` of a file of this model."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(key, keys_of(model), n=1, cutoff=0.6)
        return "khóa lạ, không có trong lược đồ" + (f"; có phải “{near[0]}”?" if near else "")
    if kind == "literal_error":
        return f"cần một trong {context['expected'].replace(' or ', ', ')}"
    if kind == "union_tag_invalid":
        return f"{context['discriminator']} cần một trong {context['expected_tags']}"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], f"không đúng dạng {context['pattern']}")
    if kind == "value_error":
        return str(context["error"])
    if kind == "too_long":
        return f"nhiều nhất {context['max_length']} mục"
    if kind == "greater_than_equal":
        return f"số quá nhỏ, ít nhất là {context['ge']}"
    return _EXPECTED.get(kind, "giá trị không dùng được")


def shown(value: Any) -> str:
    """What was found, short enough for a line."""
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


@cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Every key that a file of this model may hold, at any depth."""
    return tuple(sorted({field.alias or name for one in models_in(model) for name, field in one.model_fields.items()}))


@cache
def models_in(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """The model and those within it."""
    seen: dict[type[BaseModel], None] = {}
    waiting = [model]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen[one] = None
            waiting.extend(found for field in one.model_fields.values() for found in _models(field.annotation))
    return tuple(seen)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
