"""What is published, as files that anybody may use."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from soyte.exchange.open_data.publication import Published, Shown

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FIELDS = ("indicator", "place", "place_name", "year", "value", "unit", "state", "status", "complete")


def rows(found: Published) -> list[dict[str, Any]]:
    """One row a place and year; `state` is `hidden` where a small count is kept back."""
    return [_row(found, one) for one in (*found.whole, *found.parts)]


def _row(found: Published, one: Shown) -> dict[str, Any]:
    return {
        "indicator": found.indicator,
        "place": one.place,
        "place_name": one.place_name,
        "year": one.year,
        "value": None if one.value is None else f"{one.value:f}",
        "unit": found.unit,
        "state": "hidden" if one.hidden else one.state,
        "status": one.status,
        "complete": one.complete,
    }


def citation(found: Published, site: str) -> str:
    """How to cite it."""
    at = f", chốt ngày {found.moment:%d/%m/%Y}" if found.moment else ""
    return f"{found.name}, {found.place_name}. Nguồn: {found.owner or site}{at} (Soyte, lần ghi số {found.as_of})."


def document(found: Published, site: str) -> dict[str, Any]:
    """Everything as one JSON document."""
    return {
        "indicator": found.indicator,
        "name": found.name,
        "unit": found.unit,
        "definition": found.legal_source,
        "place": found.place,
        "place_name": found.place_name,
        "owner": found.owner,
        "as_of": found.as_of,
        "hidden_below": found.least,
        "licence": LICENCE,
        "citation": citation(found, site),
        "rows": rows(found),
    }


def as_json(found: Published, site: str) -> bytes:
    """The document as bytes."""
    return (json.dumps(document(found, site), ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(found: Published) -> bytes:
    """The rows; points separate decimals, an empty value with its state says why there is none."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows(found))
    return b"\xef\xbb\xbf" + out.getvalue().encode()
