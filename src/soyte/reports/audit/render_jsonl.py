"""The audit as JSON Lines, for programs: one record a line, numbers as plain decimals, offsets in code points."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from soyte.reports.audit.model import AuditedDocument
from soyte.statements import Finding, Statement

# Legal in JSON, yet some programs take them for the end of a line, and UTF-8 has no place for half a surrogate pair.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def render_figures_jsonl(audited: Sequence[AuditedDocument]) -> str:
    """Every figure that was read."""
    return _lines(figure_record(d.reading.doc, statement) for d in audited for statement in d.reading.statements)


def render_findings_jsonl(audited: Sequence[AuditedDocument]) -> str:
    """Every claim that was judged, with the arithmetic; also those that hold."""
    return _lines(finding_record(d.reading.doc, finding) for d in audited for finding in d.findings)


def figure_record(doc: str, statement: Statement) -> dict[str, object]:
    """A statement under stable names."""
    return {
        "doc": doc,
        "start": statement.start,
        "end": statement.end,
        "quote": statement.quote,
        "value": statement.value,
        "unit": statement.unit,
        "qualifier": statement.qualifier.value,
        "period": statement.period,
        "place": statement.place,
        "role": statement.role.value,
        "indicator": statement.indicator,
        "value_text": statement.value_text,
        "high": statement.high,
        "as_of": statement.as_of,
        "subject": statement.subject,
        "estimate": statement.estimate,
        "notes": list(statement.notes),
    }


def finding_record(doc: str, finding: Finding) -> dict[str, object]:
    """A finding under stable names."""
    return {
        "doc": doc,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "kind": finding.kind,
        "claimed": finding.claimed,
        "recomputed": finding.recomputed,
        "verdict": finding.verdict.value,
        "message": finding.message,
        "severity": finding.severity,
        "statements": list(finding.statements),
    }


def _lines(records: Iterable[dict[str, object]]) -> str:
    return "".join(f"{{{', '.join(f'{_json(k)}: {_json(v)}' for k, v in record.items())}}}\n" for record in records)


def _json(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else "null"
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))
