"""The comparison for programs: decimals as strings, in the order of the table."""

from __future__ import annotations

import json

from soyte.reports.compare.model import Comparison, Entry

VERSION = 1


def render_json(comparison: Comparison) -> str:
    """One JSON document, ending with a line break."""
    document = {
        "kind": "comparison",
        "version": VERSION,
        "indicator": comparison.indicator,
        "name": comparison.name,
        "unit": comparison.unit,
        "year": comparison.year,
        "as_of_seq": comparison.as_of_seq,
        "places": [_entry(comparison, entry) for entry in comparison.ordered],
    }
    written = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return written.encode("utf-8", "backslashreplace").decode("utf-8")


def _entry(comparison: Comparison, entry: Entry) -> dict[str, object]:
    result = entry.result
    value = result.value if result is not None and result.value is not None and result.value.is_finite() else None
    source = result.source if result is not None else None
    return {
        "place": entry.place,
        "place_name": entry.place_name,
        "rank": comparison.place_number(entry),
        "value": format(value, "f") if value is not None else None,
        "unit": result.unit if result else None,
        "period": result.period.iso if result else None,
        "status": result.status.value if result else None,
        "hindrance": comparison.hindrance(entry) or None,
        "owner": source.owner if source else None,
        "document": source.document if source else None,
        "as_of": source.as_of.isoformat() if source and source.as_of else None,
        "submission": source.submission if source else None,
        "figure": source.figure if source else None,
    }
