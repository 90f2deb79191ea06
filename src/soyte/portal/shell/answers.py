"""How a view answers: a page, or the same table as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render

from soyte.portal.shell.pages import Asked
from soyte.portal.shell.tables import Table, csv_of, xlsx_of

_TABLES = {
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def shown(
    request: Asked,
    template: str,
    context: dict[str, Any],
    *,
    title: str,
    api: str | None = None,
    table: Table | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page with its title; `api` is the call that gives the same, `table` what `?xuat=csv` and `?xuat=xlsx` save.

    `?xuat=in` shows the table alone, to be printed: asked for any `xuat`, a view whose list comes in pages gives all of it.
    """
    wanted = request.GET.get("xuat", "")
    if table is not None and wanted in _TABLES:
        make, kind = _TABLES[wanted]
        return attached(make(table), f"{table.name}.{wanted}", kind)
    if table is not None and wanted == "in":
        template, context = "whole.html", {}
    whole = {
        **context,
        "title": title,
        "api": api,
        "exports": ["csv", "xlsx"] if table is not None else [],
        "made": table,
    }
    return render(request, template, whole, status=status)


def attached(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to save."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "X-Content-Type-Options": "nosniff",
        },
    )
