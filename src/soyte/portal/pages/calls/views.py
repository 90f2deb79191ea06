"""The operations of the API for people: what each does, what it takes, who may call it, and a first call to try."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from soyte.portal.api.made import api
from soyte.portal.api.operations import OPERATIONS, Operation
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import home_place, today
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table

ADDRESS = "/api/"
_KINDS = {
    "string": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "true hoặc false",
    "array": "nhiều giá trị",
    "date": "ngày, như 2025-12-31",
    "binary": "tệp",
}
_COLUMNS = (Column("Tham số", width=18), Column("Kiểu"), Column("Cần có"), Column("Nghĩa", width=60))


@dataclass(frozen=True)
class Call:
    """An operation as the page shows it."""

    operation: Operation
    more: str
    table: Table | None
    may: bool
    example: str


@page("tai-khoan/api/", needs=Permission.SIGNED_IN)
def api_guide(request: Asked) -> HttpResponse:
    """Every operation, by what it is about."""
    groups: dict[str, list[Call]] = {}
    for made in OPERATIONS.values():
        groups.setdefault(made.tag, []).append(_call(request, made))
    context = {"groups": list(groups.items()), "base": request.build_absolute_uri(ADDRESS)}
    return shown(
        request,
        "calls/page.html",
        context,
        title=f"API: {len(OPERATIONS)} lời gọi",
        api=f"{ADDRESS}openapi.json",
    )


@functools.cache
def _described() -> dict[str, Any]:
    """Paths and schemas, as programs read them."""
    return api.get_openapi_schema(path_prefix="api/")


def _call(request: Asked, made: Operation) -> Call:
    said = _described()["paths"][made.address][made.method.lower()]
    rows = [*_parameters(said), *_sent(said)]
    table = Table(_COLUMNS, rows, name=made.name) if rows else None
    more = "\n".join(line for line in said.get("description", "").splitlines() if not line.startswith("Cần quyền:"))
    may = request.access.may(made.needs)
    return Call(made, more.strip(), table, may, _example(made) if may else "")


def _parameters(said: dict[str, Any]) -> Iterator[list[Cell]]:
    for one in said.get("parameters", ()):
        yield _row(one["name"], one["schema"], one["required"], in_path=one["in"] == "path")


def _sent(said: dict[str, Any]) -> Iterator[list[Cell]]:
    """What is sent along: a form, a file, or JSON."""
    for kind, content in said.get("requestBody", {}).get("content", {}).items():
        schema = content["schema"]
        schema = (
            _described()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
        )
        for name, one in schema.get("properties", {}).items():
            where = "trong JSON gửi kèm" if kind.endswith("json") else "trong biểu mẫu gửi kèm"
            yield _row(name, one, name in schema.get("required", ()), where)


def _row(name: str, schema: dict[str, Any], needed: bool, where: str = "", in_path: bool = False) -> list[Cell]:
    words = "; ".join(filter(None, (schema.get("description", ""), where, "trong địa chỉ" if in_path else "")))
    usual = schema.get("default")
    missing = f"không; {usual}" if usual not in (None, "", [], False) else "không"
    return [
        Cell(name, html=f"<code>{name}</code>"),
        Cell(_kind(schema)),
        Cell("có" if needed else missing),
        Cell(words[:1].upper() + words[1:]),
    ]


def _kind(schema: dict[str, Any]) -> str:
    schema = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    if "enum" in schema:
        return ", ".join(one for one in schema["enum"] if one)
    return _KINDS.get(schema.get("format", ""), "") or _KINDS.get(schema.get("type", ""), "")


def _example(made: Operation) -> str:
    """A call that works with the installation's own place; "" where it needs a number that nobody can guess."""
    if made.method != "GET":
        return ""
    year, place = today().year - 1, home_place()
    known = {
        "figures": f"figures?indicator=dengue_cases&period={year}",
        "targets": f"targets?year={year}",
        "scorecard": f"scorecard?year={year}",
        "comparison": "comparison?indicator=beds_per_10000",
        "indicator": "indicators/dengue_cases",
        "place": f"places/{place}",
        "place_history": f"places/{place}/history",
        "place_successors": f"places/{place}/successors?on={year}-12-31",
        "catalogue_changes": "catalogue/changes?first=2026-06-30&last=2026-07-01",
    }
    call = known.get(made.name, "" if "{" in made.path or made.name == "trace" else made.path)
    return f"{ADDRESS}{call}" if call else ""
