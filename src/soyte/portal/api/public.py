"""Open data: what is published, for anybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from soyte.exchange.open_data import publication, published
from soyte.exchange.open_data.files import document
from soyte.portal.api.operations import Called, operation
from soyte.portal.shell.book import asked, definitions, home_place, ledger, today
from soyte.portal.shell.permissions import Permission

TAG = "Công khai"


@operation("public/indicators", needs=Permission.OPEN_TO_ALL, tag=TAG)
def public_indicators(request: Called) -> list[dict[str, Any]]:  # noqa: ARG001
    """Các chỉ tiêu đã công khai."""
    known = definitions()
    return [{"id": code, "name": known.name(code), "unit": known.unit(code)} for code in asked(published)]


@operation("public/indicators/{code}", needs=Permission.OPEN_TO_ALL, tag=TAG)
def public_indicator(request: Called, code: str) -> dict[str, Any]:  # noqa: ARG001
    """Số liệu công khai của một chỉ tiêu; số nhỏ được ẩn."""
    if code not in asked(published):
        raise Http404("Chỉ tiêu này chưa được công khai.")
    return document(asked(publication, code, home_place(), today()), ledger().home.name)
